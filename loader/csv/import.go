package csv

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/syntax"
)

// Option sets one thing of an import.
type Option func(*options)

type options struct {
	syntax    []syntax.Option
	label     string
	namespace string
	halves    bool
	columns   map[string]string
	encoding  string
	dates     dates.Order
	today     dates.Span
	workbook  bool
	sheet     string
	hint      func(*syntax.Error)
	place     func(about quad.IRI, line int)
	tabs      bool
}

// WithSyntax gives options that all readers have: syntax.WithFile for the name that errors show,
// syntax.WithMaxLine for the length of a row and syntax.WithMaxLiteral for that of a cell, both in bytes, and
// syntax.WithLenient, which skips rows whose cells are wrong. A row that cannot be told from the next, for a quotation mark that is missing, is always an error.
func WithSyntax(opts ...syntax.Option) Option {
	return func(o *options) { o.syntax = append(o.syntax, opts...) }
}

// WithLabel gives the graph label of names, types, claim records, and of the facts of rows without a source:
// an absolute IRI. Without it they go to the default graph.
func WithLabel(iri string) Option { return func(o *options) { o.label = iri } }

// WithNamespace gives what the IRIs of new entities begin with, such as "https://example.com/id/". The
// default is vocab.ID.
func WithNamespace(iri string) Option { return func(o *options) { o.namespace = iri } }

// JoinHalves makes one move of a row that says where somebody left and a row that says where they went, if both
// happened in one month and nothing else fits. Otherwise such rows stay two moves until a third one tells both ends.
func JoinHalves() Option { return func(o *options) { o.halves = true } }

// WithColumns says what headings mean that are not among those of the tables: by the heading, in any case, the name of a
// column, such as "from", or "#" for a column that is not to be read. The heading "*" stands for all that are not known, which
// can only be left out.
func WithColumns(columns map[string]string) Option {
	return func(o *options) { o.columns = columns }
}

// WithEncoding gives the encoding of a file, whatever it looks like: see [CheckEncoding].
func WithEncoding(name string) Option { return func(o *options) { o.encoding = name } }

// WithDates says what comes first in dates such as 3/4/2024: "dmy" or "mdy". Without it they are an error.
func WithDates(order string) Option {
	return func(o *options) { o.dates, _ = dates.ParseOrder(order) }
}

// WithToday gives the year, the month or the day that words such as last year, 上个月 and yesterday are counted from: "2024",
// "2024-03", "2024-03-15". Without it they are kept as texts, with a hint.
func WithToday(date string) Option {
	return func(o *options) { o.today, _ = dates.ParseSpan(date) }
}

// WithWorkbook says that the file is an .xlsx workbook, of which a sheet is read: the one with this name, in any case, or
// if the name is empty the first that is shown and has headings. Positions in errors have the cell then, too.
func WithWorkbook(sheet string) Option {
	return func(o *options) { o.workbook, o.sheet = true, sheet }
}

// WithTabs has [Export] put tabs between cells, not commas.
func WithTabs() Option { return func(o *options) { o.tabs = true } }

// WithHints has f told of what is no error but may be none of what was meant: a cell that looks like several names, a row
// that looks like a total. Hints come in the order in which they are found.
func WithHints(f func(*syntax.Error)) Option { return func(o *options) { o.hint = f } }

// WithPlaces has f told in which line each row begins, of the entities and the claims that the row is about or makes.
func WithPlaces(f func(about quad.IRI, line int)) Option { return func(o *options) { o.place = f } }

// Importer writes the rows of a table into a transaction, one at a time. It is not safe for concurrent use.
type Importer struct {
	tx       *graph.Tx
	o        *options
	syntax   *syntax.Options
	records  rows
	text     decoded // how the file was read
	columns  []column
	headings []string // as they stand in the file
	named    []bool   // of each column: its cells are names
	each     []string // headings whose cells make a row of each of several names
	hinted   []hinted // of the row at hand
	table    Table
	money    moneyColumn
	pick     map[string]int // which of several names in a cell the row at hand is about, by the heading
	odd      oddNames
	names    *nameFinder
	joins    *joiner
	err      error // sticky
}

// NewImporter makes an importer and reads the headings. Names in cells mean what they mean in the transaction's
// present state; what else is written to the transaction while the table is read is not seen. The error is
// a *syntax.Error for headings that make no table, the stream's own, or the context's.
func NewImporter(ctx context.Context, tx *graph.Tx, r io.Reader, opts ...Option) (*Importer, error) {
	o := &options{namespace: vocab.ID, place: func(quad.IRI, int) {}}
	for _, opt := range opts {
		opt(o)
	}
	im := &Importer{tx: tx, o: o, syntax: syntax.NewOptions(o.syntax...)}
	err := tx.View(ctx, func(s *graph.Snapshot) error {
		im.names = newNames(s, o.namespace, amplify.New(im.syntax))
		return nil
	})
	if err != nil {
		return nil, err
	}
	im.joins = newJoiner(tx, im.names, o.place)
	d := newDictionary(o.columns)
	if err = d.checkMapped(); err != nil {
		return nil, err
	}
	if o.workbook {
		im.records, err = newSheet(ctx, r, im.syntax, d, o.sheet)
	} else {
		im.records, im.text, err = newRecords(ctx, r, im.syntax, d, o.encoding)
	}
	if err != nil {
		return nil, err
	}
	return im, im.readHeadings(ctx, d)
}

func (im *Importer) readHeadings(ctx context.Context, d *dictionary) error {
	err := im.records.next(ctx)
	if err == io.EOF {
		return &syntax.Error{File: im.syntax.File, Line: 1, Column: 1, Err: errors.New("the table is empty"), Expected: "a line of headings", Found: "the end of the file"}
	}
	if err != nil {
		return err
	}
	im.headings = slices.Clone(im.records.row())
	im.columns, im.table, err = d.columnsOf(im.headings)
	im.named, im.each = ofNames(d.headings(im.table), im.columns)
	for i, c := range im.columns {
		if c.heading == "amount" {
			im.money.reader = d.amounts()
			im.money.unit, _ = d.unitIn(im.headings[i])
		}
	}
	im.joins.form, im.joins.halves = formOf(im.table), im.o.halves
	if err == nil {
		if s, ok := im.records.(*sheetRows); ok {
			s.tellOthers(im.o.hint)
		}
		return nil
	}
	var wrong headingError
	if errors.As(err, &wrong) {
		e := im.records.error(wrong.index, wrong.error)
		e.Help = wrong.help
		return e
	}
	e := im.records.error(0, err)
	e.Found = ""
	return e
}

// Encoding is what the file was read in, and whether that was guessed; "" for UTF-8 and for workbooks.
func (im *Importer) Encoding() (name string, guessed bool) { return im.text.encoding, im.text.guessed }

// Table is what the rows are about.
func (im *Importer) Table() Table { return im.table }

// ImportRow reads the next row and writes what it says to the transaction, all of it or nothing; the facts of events
// are written at the end of the table, when it is known which rows tell of one. It gives the number of quads that the
// row makes, those included that are there already. At the end the error is io.EOF, and the number is that of the quads
// that say which rows were joined.
// The error of a wrong cell is a *syntax.Error, in which errors.Is finds graph.ErrAmbiguous for a name of
// several entities; the other errors are the stream's and the context's. After an error every call gives
// the same error.
func (im *Importer) ImportRow(ctx context.Context) (quads int, err error) {
	if im.err != nil {
		return 0, im.err
	}
	for {
		if quads, err = im.importRow(ctx); err == nil {
			return quads, nil
		}
		if err == io.EOF {
			if err := im.tellOdd(ctx); err != nil {
				im.err = err
				return 0, err
			}
			if s, ok := im.records.(*sheetRows); ok {
				s.tellHidden(im.o.hint)
			}
			switch quads, err = im.joins.finish(ctx); {
			case err == nil:
				err = io.EOF
			case errors.Is(err, graph.ErrLimit):
				err = &syntax.Error{File: im.syntax.File, Err: err}
			}
			break
		}
		var wrong *syntax.Error
		if im.syntax.Lenient == nil || im.records.lost() || im.names.expanded.Over || !errors.As(err, &wrong) {
			break
		}
		if err = im.syntax.Lenient(wrong); err != nil {
			break
		}
	}
	im.err = err
	return quads, err
}

// Apart gives the rows that were left as events of their own because they fit two, in the order of those whose events they
// are; complete once ImportRow has given io.EOF.
func (im *Importer) Apart() []Apart { return im.joins.apart }

func (im *Importer) importRow(ctx context.Context) (quads int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if err := im.nextRow(ctx); err != nil {
		return 0, err
	}
	rows, err := im.readRow(ctx)
	if err != nil {
		im.alsoWrong(err)
		return 0, err
	}
	for _, w := range rows {
		n, err := w.write()
		if quads += n; err != nil {
			return 0, err
		}
	}
	im.odd.endRow()
	return quads, nil
}

// nextRow goes to the next row that is one of the table's.
func (im *Importer) nextRow(ctx context.Context) error {
	for {
		err := im.records.next(ctx)
		im.hinted = im.hinted[:0]
		cells := im.records.misfit()
		if err != nil && cells == nil {
			return err
		}
		if err == nil {
			cells = im.records.row()
		}
		c, what, aside := im.aside(cells, err == nil)
		if !aside && err != nil {
			return err
		}
		if !aside {
			break
		}
		if err != nil {
			im.hintAt(err, what)
			continue
		}
		im.hint(c, what)
	}
	for i, c := range im.columns {
		text := strings.TrimSpace(im.records.row()[i])
		if c.nameless && text != "" && !isBlank(text) && strings.Trim(text, "0123456789.") != "" {
			return im.records.error(i, noHeading())
		}
		err := slipIn(text)
		if err == nil && !isText(c.heading) {
			err = addressSlip(text)
		}
		if err != nil && c.heading != "" {
			return im.records.error(i, err)
		}
	}
	if err := im.otherSeparator(); err != nil {
		return err
	}
	im.tellOthers()
	return nil
}

// otherSeparator tells of a row whose cells another sign separates than those of the headings.
func (im *Importer) otherSeparator() error {
	cells := im.records.row()
	if len(cells) < 2 || !empty(cells[1:]) || !im.table.needsTwo() {
		return nil
	}
	for _, sign := range separators() {
		if strings.Count(cells[0], string(sign)) == len(cells)-1 && !strings.ContainsAny(cells[0], "\n") {
			return im.records.error(0, fmt.Errorf("the cells of this row are separated by %q, those of the headings are not; write one sign for all rows", string(sign)))
		}
	}
	return nil
}
