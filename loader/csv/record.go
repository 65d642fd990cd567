package csv

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"talentgraph.example/graph"
	"talentgraph.example/loader/syntax"
)

// records reads lines of cells and knows where each cell stands. Package encoding/csv does the reading, but
// counts columns in bytes, takes any bytes for text, and knows no limit.
type records struct {
	options  *syntax.Options
	source   *keeper
	csv      *csv.Reader
	cells    []string // of the present record
	given    int      // how many of them stand in the file
	wide     []string // of a record that does not fit
	broken   bool     // where the next record begins is not known
	encoding string   // empty for UTF-8
	before   int      // lines above the headings
}

// rows are a table's rows of cells, the headings first: the lines of a file, or the rows of a workbook's sheet.
type rows interface {
	// next reads a row. Those of empty cells are passed over. The error is io.EOF at the end.
	next(ctx context.Context) error
	// row gives the cells of the present row, as many as there are headings.
	row() []string
	// shown is what a cell of the present row shows, if that is more than its text, as "$ 12.5 M" is more than 12500000.
	shown(cell int) string
	// line is the number of the present row's first line, from 1.
	line() int
	// error is about a cell of the present row.
	error(cell int, err error) *syntax.Error
	// misfit gives the cells of the row that next refused because they are more or fewer than the headings; nil if it did not.
	misfit() []string
	// lost tells whether it is not known where the next row begins.
	lost() bool
}

// newRecords reads the beginning of a stream, to see in which line the headings are and how cells are separated.
func newRecords(ctx context.Context, r io.Reader, options *syntax.Options, d *dictionary, encoding string) (*records, decoded, error) {
	source := &keeper{ctx: ctx, options: options, line: 1}
	in := csv.NewReader(source)
	in.ReuseRecord = true
	out := &records{options: options, source: source, csv: in}
	text, err := decode(contextReader{source, r}, encoding)
	if err != nil {
		return nil, text, err
	}
	source.r, out.encoding = text, text.encoding
	if err := source.begin(); err != nil {
		return nil, text, out.broke(err)
	}
	p := d.locate(source.kept)
	source.skip(p.skip)
	out.before = source.line - 1
	in.Comma = p.separator
	in.TrimLeadingSpace = p.separator != '\t' // a quotation mark may follow a space
	return out, text, nil
}

// contextReader reads nothing once the context of the call at hand has ended.
type contextReader struct {
	k *keeper
	r io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.k.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

func (r *records) row() []string { return r.cells }

func (r *records) shown(int) string { return "" }

func (r *records) lost() bool { return r.broken }

func (r *records) misfit() []string { return r.wide }

func (r *records) line() int {
	line, _ := r.csv.FieldPos(0)
	return r.csvLine(line)
}

// csvLine counts the lines before the headings, too.
func (r *records) csvLine(line int) int { return line + r.before }

// next reads a record. Rows of empty cells are passed over. The error is io.EOF at the end.
func (r *records) next(ctx context.Context) error {
	r.source.ctx, r.wide = ctx, nil
	for {
		r.source.forget(r.csv.InputOffset())
		cells, err := r.csv.Read()
		r.source.dropEmptyLines()
		if long := r.csv.InputOffset() - r.source.start; err == nil && long > int64(r.options.MaxLine) {
			err = rowTooLong(r.options.MaxLine)
		}
		if empty(cells) && (err == nil || errors.Is(err, csv.ErrFieldCount)) {
			continue
		}
		r.given = len(cells)
		if errors.Is(err, csv.ErrFieldCount) {
			if fitted, ok := fit(cells, r.csv.FieldsPerRecord); ok {
				cells, err = fitted, nil
			}
		}
		if errors.Is(err, csv.ErrFieldCount) {
			r.wide = cells
		}
		if err != nil {
			return r.wrong(err, len(cells))
		}
		r.cells = cells
		for i, c := range cells {
			switch {
			case !utf8.ValidString(c), r.encoding != "" && strings.ContainsRune(c, utf8.RuneError):
				return r.error(i, errNotText(r.encoding))
			case len(c) > r.options.MaxLiteral:
				return r.error(i, syntax.OverLimit("literal length in bytes", r.options.MaxLiteral, "WithMaxLiteral"))
			}
		}
		return nil
	}
}

// fit makes a row as long as the headings, if no cell can be out of place: what is too much is empty, or the first cell is the
// only one, as of a footnote; but beside one heading more it is rather a separator that is missing.
func fit(cells []string, width int) ([]string, bool) {
	switch {
	case len(cells) > width:
		return cells[:width], empty(cells[width:])
	case empty(cells[1:]):
		return append(cells, make([]string, width-len(cells))...), width > 2
	}
	return cells, false
}

// wrong says what encoding/csv's error means, and where.
func (r *records) wrong(err error, cells int) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return r.broke(err)
	}
	line := r.csvLine(parse.Line)
	e := &syntax.Error{File: r.options.File, Line: line, Column: r.runes(line, parse.Column), Err: parse.Err}
	r.broken = parse.Err != csv.ErrFieldCount && (parse.Err != csv.ErrBareQuote || !r.within(line, parse.Column))
	switch parse.Err {
	case csv.ErrFieldCount:
		e.Column = 1
		e.Err = fmt.Errorf("the row does not have as many cells as there are headings")
		e.Expected, e.Found = fmt.Sprintf("%d cells", r.csv.FieldsPerRecord), fmt.Sprint(cells)
		e.Help = "separators stand for empty cells, too, and a cell that has the separator in it must be in quotation marks"
	case csv.ErrQuote:
		e.Err = errors.New("a quotation mark within a cell must be doubled, and the cell be put in quotation marks")
		if mark := r.source.openQuote(r.csv.Comma); mark.line < line || mark.unclosed {
			// The mark that was met, if any, is likely to begin a cell further down.
			e.Line, e.Column, e.Found = mark.line, r.runes(mark.line, mark.column), syntax.Shorten(mark.text)
			e.Err = errors.New("the quotation mark that begins this cell is not closed")
			e.Expected = "one that ends the cell; one within it must be doubled"
		}
	case csv.ErrBareQuote:
		e.Err = errors.New("a quotation mark must begin the cell; one within it must be doubled, and the cell be put in quotation marks")
	}
	return e
}

// within tells whether a quotation mark, in a column counted in bytes, stands within a cell that does not begin with one: such
// a cell ends with its line.
func (r *records) within(line, column int) bool {
	text := r.lineText(line)
	cell := text[:min(column-1, len(text))]
	if i := bytes.LastIndex(cell, []byte(string(r.csv.Comma))); i >= 0 {
		cell = cell[i:]
		cell = cell[utf8.RuneLen(r.csv.Comma):]
	}
	return len(bytes.TrimSpace(cell)) > 0
}

// broke says where the reading broke off: for a limit, the context's end, or what the stream gave.
func (r *records) broke(err error) error {
	var limit *graph.LimitError
	var wrong *syntax.Error
	switch {
	case err == io.EOF:
		return err
	case r.source.ctx.Err() != nil:
		return r.source.ctx.Err()
	case errors.As(err, &limit):
		r.broken = true
		return &syntax.Error{File: r.options.File, Line: r.source.line, Column: 1, Err: limit, Found: syntax.Shorten(r.source.kept)}
	case errors.As(err, &wrong):
		return err
	}
	return r.options.ReadError(r.source.line, err)
}

// error is about a cell of the present record.
func (r *records) error(cell int, err error) *syntax.Error {
	line, column := r.csv.FieldPos(min(cell, r.given-1))
	line = r.csvLine(line)
	return &syntax.Error{File: r.options.File, Line: line, Column: r.runes(line, column), Err: err, Found: syntax.Shorten([]byte(strings.TrimSpace(r.cells[cell])))}
}

// runes turns a column counted in bytes from 1 into one counted in runes.
func (r *records) runes(line, column int) int {
	text := r.lineText(line)
	return utf8.RuneCount(text[:min(column-1, len(text))]) + 1
}

// lineText gives what was read from a line's beginning on.
func (r *records) lineText(line int) []byte {
	text := r.source.kept
	for range line - r.source.line {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	return text
}
