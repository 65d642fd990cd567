package workbook

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"talentgraph.example/internal/dates"
	"talentgraph.example/loader/internal/xml"
	"talentgraph.example/loader/syntax"
)

// widest is the number of columns that a sheet can have.
const widest = 16_384

// Rows are the rows of a sheet that have cells.
type Rows struct {
	Sheet  string
	Number int      // of the present row, from 1
	Cells  []string // of the present row, from column A on; valid until the next
	Shown  []string // of each cell that is a number, what it shows beside that, as in "$ 12.5 M"; else empty
	Hidden bool     // the present row is not shown

	book   *Book
	part   string
	in     io.ReadCloser
	s      *xml.Scanner
	err    error
	text   []byte
	column int
	open   bool     // the present row is not read to its end
	merged []*merge // that are still to come, in the order of their first rows
	within []*merge // that the present row is in, one of a column
}

// NotKept is what the cell of a formula says whose value was not kept with it.
const NotKept = "#NOT KEPT"

// Rows begins to read a sheet: the one of that name, in any case, or the first that is shown if the name is empty.
func (b *Book) Rows(name string) (*Rows, error) {
	if name == "" {
		name = b.Shown()[0]
	}
	for _, s := range b.sheets {
		if strings.EqualFold(s.name, name) {
			merged, err := b.merges(s.part)
			if err != nil {
				return nil, err
			}
			in, err := b.open(s.part)
			if err != nil {
				return nil, err
			}
			return &Rows{Sheet: s.name, book: b, part: s.part, in: in, s: xml.NewScanner(in, b.options), merged: merged}, nil
		}
	}
	return nil, fmt.Errorf("there is no sheet %q; the workbook has %s", name, quotedList(b.Sheets()))
}

func quotedList(names []string) string {
	var all []string
	for _, n := range names {
		all = append(all, strconv.Quote(n))
	}
	return syntax.Cut(strings.Join(all, ", "), 300)
}

// Close ends the reading.
func (r *Rows) Close() error { return r.in.Close() }

// Next reads a row. The error is io.EOF at the end; after an error every call gives the same.
func (r *Rows) Next() error {
	if r.err == nil {
		r.err = r.next()
	}
	return r.err
}

func (r *Rows) next() error {
	for {
		kind, err := r.s.Next()
		switch {
		case err != nil && err != io.EOF:
			return r.book.damaged(r.part, err)
		case err != nil:
			return err
		case kind == xml.Start && r.s.Name.Local == "row":
			r.Hidden = isTrue(attribute(r.s, "hidden"))
			if err := r.begin(attribute(r.s, "r")); err != nil {
				return err
			}
			if err := r.row(); err != nil {
				return err
			}
			if r.fill(); len(r.Cells) > 0 {
				return nil
			}
		}
	}
}

// begin reads a row's number; without one it is the next.
func (r *Rows) begin(number string) error {
	n := r.Number + 1
	if number != "" {
		var err error
		if n, err = strconv.Atoi(number); err != nil || n <= r.Number || n > 1<<30 {
			return fmt.Errorf("the workbook is damaged: the sheet %q has a row number %s behind row %d", r.Sheet, syntax.Shorten([]byte(number)), r.Number)
		}
	}
	r.Number, r.Cells, r.Shown, r.column, r.open = n, r.Cells[:0], r.Shown[:0], 0, true
	return nil
}

// cell is what the tags of a cell say.
type cell struct {
	kind, value string
	format      int
	formula     bool
}

func isTrue(text string) bool { return text == "1" || text == "true" }

// row reads the cells up to the row's end.
func (r *Rows) row() error {
	var c cell
	size, spoken := 0, false
	for {
		kind, err := r.s.Next()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return r.book.damaged(r.part, err)
		}
		switch kind {
		case xml.Start:
			r.text = r.text[:0]
			switch r.s.Name.Local {
			case "c":
				c = cell{kind: attribute(r.s, "t")}
				c.format, _ = strconv.Atoi(attribute(r.s, "s"))
				if err := r.place(attribute(r.s, "r")); err != nil {
					return err
				}
			case "rPh":
				spoken = true
			case "f":
				c.formula = true
			}
		case xml.Text:
			if r.text = append(r.text, r.s.Text...); len(r.text) > r.book.options.MaxLiteral {
				return syntax.OverLimit("length of a cell in bytes", r.book.options.MaxLiteral, "WithMaxLiteral")
			}
		case xml.End:
			switch r.s.Name.Local {
			case "v":
				c.value = string(r.text)
			case "t":
				if !spoken {
					c.value += string(r.text)
				}
			case "rPh":
				spoken = false
			case "c":
				text, err := r.shown(c)
				if err != nil {
					return err
				}
				r.Cells[r.column-1], r.Shown[r.column-1] = text, r.amount(c)
				if size += len(text) + 1; size > r.book.options.MaxLine {
					return syntax.OverLimit("length of a row in bytes", r.book.options.MaxLine, "WithMaxLine")
				}
			case "row":
				r.open = false
				return nil
			}
			r.text = r.text[:0]
		}
	}
}

// place makes room for a cell in the column that its reference names; without one it is the next.
func (r *Rows) place(reference string) error {
	column := r.column + 1
	if reference != "" {
		column = 0
		for _, c := range strings.ToUpper(reference) {
			if c < 'A' || c > 'Z' || column > widest {
				break
			}
			column = column*26 + int(c-'A') + 1
		}
	}
	if column <= r.column || column > widest {
		return fmt.Errorf("the workbook is damaged: a cell of row %d of the sheet %q is at %s", r.Number, r.Sheet, syntax.Shorten([]byte(reference)))
	}
	for len(r.Cells) < column {
		r.Cells, r.Shown = append(r.Cells, ""), append(r.Shown, "")
	}
	r.column = column
	return nil
}

// shown is a cell's value as a text.
func (r *Rows) shown(c cell) (string, error) {
	if c.formula && c.value == "" && c.kind != "str" {
		return NotKept, nil
	}
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.value))
		if err != nil || n < 0 || n >= len(r.book.texts) {
			return "", fmt.Errorf("the workbook is damaged: the cell %s shows a text %s that is not there", r.Reference(r.column-1), syntax.Shorten([]byte(c.value)))
		}
		return r.book.texts[n], nil
	case "b":
		if c.value == "1" {
			return "true", nil
		}
		return "false", nil
	case "str", "inlineStr", "d", "e":
		return plain(c.value), nil
	}
	number, err := strconv.ParseFloat(c.value, 64)
	if err != nil {
		return c.value, nil
	}
	f := r.format(c)
	if f.date {
		if text, ok := dates.FromExcel(number, r.book.since04); ok {
			return text, nil
		}
	}
	if f.percent {
		return inPercent(number), nil
	}
	return plainNumber(number), nil
}

func (r *Rows) format(c cell) format {
	if c.format < 0 || c.format >= len(r.book.formats) {
		return format{}
	}
	return r.book.formats[c.format]
}

// amount is a number with what its format shows around it.
func (r *Rows) amount(c cell) string {
	if c.kind != "" && c.kind != "n" {
		return ""
	}
	number, err := strconv.ParseFloat(c.value, 64)
	if err != nil {
		return ""
	}
	return r.format(c).amount(number)
}

// At is the number of the row that is being read.
func (r *Rows) At() int {
	if r.open {
		return r.Number
	}
	return r.Number + 1
}

// Reference names a cell of the present row, the column counted from 0: "C4".
func (r *Rows) Reference(column int) string { return ColumnName(column) + strconv.Itoa(r.Number) }

// ColumnName names a column, counted from 0: A, B, ..., Z, AA.
func ColumnName(column int) string {
	name := ""
	for column++; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}
