package csv

import (
	"context"
	"errors"
	"io"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
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

// Importer writes the rows of a table into a transaction, one at a time. It is not safe for concurrent use.
type Importer struct {
	tx      *graph.Tx
	o       *options
	syntax  *syntax.Options
	records *records
	columns []column
	table   Table
	names   *nameFinder
	joins   *joiner
	err     error // sticky
}

// NewImporter makes an importer and reads the headings. Names in cells mean what they mean in the transaction's
// present state; what else is written to the transaction while the table is read is not seen. The error is
// a *syntax.Error for headings that make no table, the stream's own, or the context's.
func NewImporter(ctx context.Context, tx *graph.Tx, r io.Reader, opts ...Option) (*Importer, error) {
	o := &options{namespace: vocab.ID}
	for _, opt := range opts {
		opt(o)
	}
	im := &Importer{tx: tx, o: o, syntax: syntax.NewOptions(o.syntax...)}
	im.joins = &joiner{tx: tx, halves: o.halves, mint: im.moveIRI, by: map[quad.IRI][]*told{}}
	err := tx.View(ctx, func(s *graph.Snapshot) error {
		im.names = newNames(s, o.namespace, amplify.New(im.syntax))
		return nil
	})
	if err != nil {
		return nil, err
	}
	if im.records, err = newRecords(ctx, r, im.syntax); err != nil {
		return nil, err
	}
	return im, im.readHeadings(ctx)
}

func (im *Importer) readHeadings(ctx context.Context) error {
	err := im.records.next(ctx)
	if err == io.EOF {
		return &syntax.Error{File: im.syntax.File, Line: 1, Column: 1, Err: errors.New("the table is empty"), Expected: "a line of headings", Found: "the end of the file"}
	}
	if err != nil {
		return err
	}
	im.columns, im.table, err = columnsOf(im.records.cells)
	if err == nil {
		return nil
	}
	var wrong headingError
	if errors.As(err, &wrong) {
		return im.records.error(wrong.index, wrong.error)
	}
	e := im.records.error(0, err)
	e.Found = ""
	return e
}

// Table is what the rows are about.
func (im *Importer) Table() Table { return im.table }

// ImportRow reads the next row and writes what it says to the transaction, all of it or nothing; the facts of moves
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
			if quads, err = im.joins.finish(ctx); err == nil {
				err = io.EOF
			}
			break
		}
		var wrong *syntax.Error
		if im.syntax.Lenient == nil || im.records.broken || im.names.expanded.Over || !errors.As(err, &wrong) {
			break
		}
		if err = im.syntax.Lenient(wrong); err != nil {
			break
		}
	}
	im.err = err
	return quads, err
}

// Apart gives the rows that were left as moves of their own because they fit two moves, in the order of the people that
// they are about; complete once ImportRow has given io.EOF.
func (im *Importer) Apart() []Apart { return im.joins.apart }

func (im *Importer) importRow(ctx context.Context) (quads int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if err := im.records.next(ctx); err != nil {
		return 0, err
	}
	facts, err := im.readRow(ctx)
	if err != nil {
		return 0, err
	}
	return facts.write()
}
