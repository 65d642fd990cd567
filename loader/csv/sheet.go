package csv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

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
}

type sheetRow struct {
	number int
	cells  []string
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
	if s.rows, err = book.Rows(name); err != nil {
		return nil, s.wrong(err)
	}
	best, most := 0, 1
	for len(s.ahead) < headingsWithin {
		err := s.rows.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, s.wrong(err)
		}
		if empty(s.rows.Cells) {
			continue
		}
		row := sheetRow{s.rows.Number, slices.Clone(s.rows.Cells)}
		s.ahead = append(s.ahead, row)
		_, _, err = d.columnsOf(row.cells)
		known := d.best(row.cells)
		if err == nil && (len(s.ahead) == 1 || known > 1) {
			best = len(s.ahead) - 1
			break
		}
		if known > most {
			best, most = len(s.ahead)-1, known
		}
	}
	s.ahead = s.ahead[best:]
	return s, nil
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
			if err := s.rows.Next(); err != nil {
				return s.wrong(err)
			}
			s.present = sheetRow{s.rows.Number, s.rows.Cells}
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
			return s.error(i, errors.New("there is no heading above this cell"))
		case slices.Contains([]string{"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}, c):
			return s.error(i, errors.New("the cell shows an error"))
		}
	}
	s.present.cells = s.present.cells[:s.width]
	return nil
}

func (s *sheetRows) row() []string { return s.present.cells }
func (s *sheetRows) line() int     { return s.present.number }
func (s *sheetRows) lost() bool    { return s.broken }

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
		e.Cell = fmt.Sprintf("%s!A%d", s.rows.Sheet, s.rows.Number+1)
		e.Line, e.Column = s.rows.Number+1, 1
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
