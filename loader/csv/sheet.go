package csv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/loader/internal/workbook"
	"talentgraph.example/loader/syntax"
)

// sheetRows are the rows of a workbook's sheet.
type sheetRows struct {
	ctx     context.Context // of the call that reads
	options *syntax.Options
	rows    *workbook.Rows
	ahead   []sheetRow // that were read to find the headings
	present sheetRow
	width   int // of the headings; 0 before they are read
	broken  bool
	others  []string      // sheets that are not read, but have tables
	hidden  int           // rows that are not shown, but read
	first   *syntax.Error // of these
}

type sheetRow struct {
	number       int
	cells, shown []string
	hidden       bool
}

// newSheet reads a workbook up to the headings in a sheet, or in the first one if no name is given.
func newSheet(ctx context.Context, r io.Reader, options *syntax.Options, d *dictionary, name string) (*sheetRows, error) {
	s := &sheetRows{ctx: ctx}
	own := *options
	own.Context = sheetContext{ctx, s}
	s.options = &own
	book, err := workbook.Open(r, &own)
	if err != nil {
		return nil, s.wrong(err)
	}
	if name != "" {
		_, err = s.open(book, name, d)
		return s, err
	}
	// The first sheet that has two headings at least; the first of all if none has.
	shown := book.Shown()
	chosen := sheetRows{}
	for i, name := range shown {
		if chosen.rows != nil && i >= mostSheets {
			break
		}
		at := *s
		known, err := at.open(book, name, d)
		switch {
		case err != nil && (chosen.rows == nil || s.ctx.Err() != nil):
			return &at, err
		case err != nil:
		case known > 1 && chosen.rows == nil:
			chosen = at
		default:
			if known > 1 && at.isTable(d) {
				chosen.others = append(chosen.others, name)
			}
			at.rows.Close()
		}
	}
	if chosen.rows != nil {
		*s = chosen
		return s, nil
	}
	_, err = s.open(book, shown[0], d)
	return s, err
}

// mostSheets is how many sheets are looked at for tables that are not read.
const mostSheets = 20

// open reads a sheet up to its headings, and gives how many of them are known.
func (s *sheetRows) open(book *workbook.Book, name string, d *dictionary) (known int, err error) {
	if s.rows, err = book.Rows(name); err != nil {
		return 0, s.wrong(err)
	}
	s.ahead = nil
	best, most := 0, 0
	for len(s.ahead) < headingsWithin {
		row, err := s.read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, err
		}
		if empty(row.cells) {
			continue
		}
		row.cells, row.shown = slices.Clone(row.cells), slices.Clone(row.shown)
		s.ahead = append(s.ahead, row)
		at := len(s.ahead) - 1
		_, _, wrong := d.columnsOf(row.cells)
		known := d.best(row.cells)
		if most > 0 && best == at-1 && s.tells(best, d) && (wrong != nil || known <= most) {
			break // the row before has the headings
		}
		if wrong == nil && (at == 0 || known > 1) || known > max(most, 1) {
			best, most = at, known
		}
	}
	s.ahead = s.ahead[min(best, len(s.ahead)):]
	return most, nil
}

// tells tells whether a row that was read ahead has the headings of a table.
func (s *sheetRows) tells(row int, d *dictionary) bool {
	_, _, err := d.columnsOf(s.ahead[row].cells)
	return err == nil
}

// isTable tells whether the headings that were found are those of a table.
func (s *sheetRows) isTable(d *dictionary) bool { return len(s.ahead) > 0 && s.tells(0, d) }

// read reads a row.
func (s *sheetRows) read() (sheetRow, error) {
	if err := s.rows.Next(); err != nil {
		return sheetRow{}, s.wrong(err)
	}
	return sheetRow{s.rows.Number, s.rows.Cells, s.rows.Shown, s.rows.Hidden}, nil
}

// sheetContext ends when the context of the call at hand does.
type sheetContext struct {
	context.Context
	s *sheetRows
}

func (c sheetContext) Err() error { return c.s.ctx.Err() }

func (s *sheetRows) next(ctx context.Context) error {
	s.ctx = ctx
	for {
		if len(s.ahead) > 0 {
			s.present, s.ahead = s.ahead[0], s.ahead[1:]
		} else {
			row, err := s.read()
			if err != nil {
				return err
			}
			s.present = row
		}
		if !empty(s.present.cells) {
			break
		}
	}
	if s.width == 0 {
		s.width = len(s.present.cells)
	}
	for len(s.present.cells) < s.width {
		s.present.cells = append(s.present.cells, "")
	}
	for i, c := range s.present.cells {
		switch {
		case i >= s.width && c != "":
			return s.error(i, noHeading())
		case isSheetError(c):
			return s.error(i, errors.New("the cell shows an error"))
		case c == workbook.NotKept:
			e := s.error(i, errors.New("the value of the formula in this cell was not kept; open the workbook in a spreadsheet program, and save it"))
			e.Found = ""
			return e
		}
	}
	s.present.cells = s.present.cells[:s.width]
	if s.present.hidden {
		if s.hidden++; s.hidden == 1 {
			s.first = s.error(0, nil)
		}
	}
	return nil
}

func (s *sheetRows) row() []string { return s.present.cells }
func (s *sheetRows) line() int     { return s.present.number }
func (s *sheetRows) lost() bool    { return s.broken }

func (s *sheetRows) misfit() []string { return nil } // a comma in a cell parts nothing

func (s *sheetRows) shown(cell int) string {
	if cell < len(s.present.shown) {
		return s.present.shown[cell]
	}
	return ""
}

// tellOthers tells of sheets that are not read, and tellHidden of rows that are read, but not shown.
func (s *sheetRows) tellOthers(hint func(*syntax.Error)) {
	if len(s.others) == 0 || hint == nil {
		return
	}
	e := s.error(0, fmt.Errorf("only this sheet is read; there are tables in others: %s", strings.Join(s.others, ", ")))
	e.Found, e.Help = "", "loader.WithSheet names another"
	hint(e)
}

func (s *sheetRows) tellHidden(hint func(*syntax.Error)) {
	if s.hidden == 0 || hint == nil {
		return
	}
	s.first.Err, s.first.Found = fmt.Errorf("%d rows that are not shown, this one first, are read all the same", s.hidden), ""
	hint(s.first)
	s.hidden = 0
}

func (s *sheetRows) error(cell int, err error) *syntax.Error {
	e := &syntax.Error{
		File: s.options.File, Line: s.present.number, Column: cell + 1, Err: err,
		Cell: fmt.Sprintf("%s!%s%d", s.rows.Sheet, workbook.ColumnName(cell), s.present.number),
	}
	if cell < len(s.present.cells) {
		e.Found = syntax.Shorten([]byte(s.present.cells[cell]))
	}
	return e
}

// wrong says where the reading of the workbook broke off.
func (s *sheetRows) wrong(err error) error {
	var limit *graph.LimitError
	switch {
	case err == io.EOF:
		return err
	case s.ctx.Err() != nil:
		return s.ctx.Err()
	case errors.As(err, &limit):
		err = limit
	}
	e := &syntax.Error{File: s.options.File, Err: err}
	if s.rows != nil {
		e.Cell = fmt.Sprintf("%s!A%d", s.rows.Sheet, s.rows.At())
		e.Line, e.Column = s.rows.At(), 1
	}
	s.broken = true
	return e
}

// SheetTable gives the table whose headings stand in a workbook's sheet; 0 if there are none. Columns and sheet are those of
// [WithColumns] and [WithWorkbook].
func SheetTable(ctx context.Context, r io.Reader, columns map[string]string, sheet string) Table {
	d := newDictionary(columns)
	s, err := newSheet(ctx, r, syntax.NewOptions(), d, sheet)
	if err != nil || len(s.ahead) == 0 {
		return 0
	}
	_, table, err := d.columnsOf(s.ahead[0].cells)
	if err != nil {
		return 0
	}
	return table
}
