package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"talentgraph.example/loader/syntax"
)

// records reads lines of cells and knows where each cell stands. Package encoding/csv does the reading, but
// counts columns in bytes, takes any bytes for text, and knows no limit.
type records struct {
	options *syntax.Options
	source  *keeper
	csv     *csv.Reader
	cells   []string // of the present record
	broken  bool     // where the next record begins is not known
}

// newRecords reads the beginning of a stream, to see how its cells are separated.
func newRecords(r io.Reader, options *syntax.Options) (*records, error) {
	source := &keeper{r: r, limit: options.MaxLine}
	if err := source.begin(); err != nil {
		return nil, err
	}
	in := csv.NewReader(source)
	in.Comma = separator(source.kept)
	in.ReuseRecord = true
	return &records{options: options, source: source, csv: in}, nil
}

// next reads a record. Rows of empty cells are passed over. The error is io.EOF at the end.
func (r *records) next() error {
	for {
		r.source.forget(r.csv.InputOffset())
		cells, err := r.csv.Read()
		if long := r.csv.InputOffset() - r.source.start; err == nil && long > int64(r.options.MaxLine) {
			err = rowTooLong(r.options.MaxLine)
		}
		if err != nil && !(errors.Is(err, csv.ErrFieldCount) && empty(cells)) {
			return r.wrong(err, len(cells))
		}
		if empty(cells) {
			continue
		}
		r.cells = cells
		for i, c := range cells {
			if !utf8.ValidString(c) {
				return r.error(i, errors.New("the text is not UTF-8; save the table as \"CSV UTF-8\""))
			}
		}
		return nil
	}
}

// wrong says what encoding/csv's error means, and where.
func (r *records) wrong(err error, cells int) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		var limit *syntax.LimitError
		if errors.As(err, &limit) {
			r.broken = true
			return &syntax.Error{File: r.options.File, Line: r.source.line, Column: 1, Err: limit}
		}
		if err != io.EOF && r.options.File != "" {
			err = fmt.Errorf("%s: %w", r.options.File, err)
		}
		return err
	}
	e := &syntax.Error{File: r.options.File, Line: parse.Line, Column: r.runes(parse.Line, parse.Column), Err: parse.Err}
	r.broken = parse.Err != csv.ErrFieldCount
	switch parse.Err {
	case csv.ErrFieldCount:
		e.Column = 1
		e.Err = fmt.Errorf("the row does not have as many cells as there are headings")
		e.Expected, e.Found = fmt.Sprintf("%d cells", r.csv.FieldsPerRecord), fmt.Sprint(cells)
	case csv.ErrQuote:
		e.Err = errors.New("a quotation mark within a cell must be doubled, and the cell be put in quotation marks")
	case csv.ErrBareQuote:
		e.Err = errors.New("a quotation mark must begin the cell; one within it must be doubled, and the cell be put in quotation marks")
	}
	return e
}

// error is about a cell of the present record.
func (r *records) error(cell int, err error) *syntax.Error {
	line, column := r.csv.FieldPos(cell)
	return &syntax.Error{File: r.options.File, Line: line, Column: r.runes(line, column), Err: err, Found: syntax.Shorten([]byte(strings.TrimSpace(r.cells[cell])))}
}

// runes turns a column counted in bytes from 1 into one counted in runes.
func (r *records) runes(line, column int) int {
	text := r.source.kept
	for range line - r.source.line {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	return utf8.RuneCount(text[:min(column-1, len(text))]) + 1
}

// keeper keeps what was read of the present record, and counts lines.
type keeper struct {
	r     io.Reader
	limit int    // bytes of a record
	kept  []byte // from the present record's start on, with what was read ahead
	start int64  // offset of kept in what the csv reader was given
	line  int    // where kept begins
	ready int    // how much of kept the csv reader was given
	err   error
}

func rowTooLong(limit int) error {
	return &syntax.LimitError{Limit: "length of a row in bytes", Value: limit, Option: "WithMaxLine"}
}

var byteOrderMark = []byte("\uFEFF")

// begin reads the heading line, as far as the limit allows.
func (k *keeper) begin() error {
	k.line = 1
	for k.err == nil && !bytes.ContainsRune(k.kept, '\n') && len(k.kept) <= k.limit {
		k.more()
	}
	if k.err != nil && k.err != io.EOF {
		return k.err
	}
	k.kept = bytes.TrimPrefix(k.kept, byteOrderMark)
	if bytes.HasPrefix(k.kept, []byte{0xff, 0xfe}) || bytes.HasPrefix(k.kept, []byte{0xfe, 0xff}) {
		return errors.New("the file is UTF-16; save the table as \"CSV UTF-8\"")
	}
	return nil
}

// more reads on.
func (k *keeper) more() {
	const piece = 16 << 10
	at := len(k.kept)
	k.kept = append(k.kept, make([]byte, piece)...)
	n, err := k.r.Read(k.kept[at:])
	k.kept = k.kept[:at+n]
	k.err = err
}

// Read gives the csv reader what comes next.
func (k *keeper) Read(p []byte) (int, error) {
	for k.ready == len(k.kept) {
		if len(k.kept) > k.limit {
			return 0, rowTooLong(k.limit)
		}
		if k.err != nil {
			return 0, k.err
		}
		k.more()
	}
	n := copy(p, k.kept[k.ready:])
	k.ready += n
	return n, nil
}

// forget drops what lies before an offset.
func (k *keeper) forget(offset int64) {
	n := int(offset - k.start)
	k.line += bytes.Count(k.kept[:n], []byte("\n"))
	k.kept = append(k.kept[:0], k.kept[n:]...)
	k.ready -= n
	k.start = offset
}

// separator is the sign that most often stands between the headings.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best := ','
	for _, sign := range []rune{';', '\t'} {
		if bytes.Count(line, []byte(string(sign))) > bytes.Count(line, []byte(string(best))) {
			best = sign
		}
	}
	return best
}
