package csv

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/amounts"
	"talentgraph.example/internal/sheet"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/syntax"
)

// TableNamed finds a table by its name, such as "moves".
func TableNamed(name string) (Table, bool) {
	for _, t := range Tables() {
		if strings.EqualFold(t.String(), name) {
			return t, true
		}
	}
	return 0, false
}

// Export writes the facts of a graph that a table can say, as the table that they can be read from: a row for each claim
// of what is in the table, several where a cell takes one of several values, and names in the tables of people,
// organizations and models. All tables of a graph together are read back as those facts. An entity is written by its name
// where nothing else could be meant by it and it makes the same IRI again ([WithNamespace]), else by its IRI. Founders are
// in the table of moves. What no row can hold is left out; [LeftOut] counts it. Cells that a spreadsheet would take for a
// formula have an apostrophe in front, which is not read. All rows are held in memory.
func Export(ctx context.Context, w io.Writer, s *graph.Snapshot, t Table, opts ...Option) error {
	e, err := newExporter(ctx, s, t, opts)
	if err != nil {
		return err
	}
	if err := e.all(); err != nil {
		return err
	}
	return e.write(w)
}

// exporter makes the rows of one table.
type exporter struct {
	ctx        context.Context
	s          *graph.Snapshot
	table      Table
	form       exportForm
	names      *nameFinder
	events     *knownEvents // nil for a table of no events
	written    map[writtenAs]string
	named      []writtenAs     // by the row at hand
	own        quad.IRI        // of which the reader will make the IRIs of the row's figures
	amounts    *amounts.Reader // of a table that has any
	merges     *merges         // of a table of events
	typedModel bool            // what the row is about is said to be a model
	rows       []map[string]string
	columns    map[string]bool // that some row fills
	tabs       bool
	needed     []string        // columns that each row has
	say        func(quad.Quad) // is told what the rows say; nil if nobody asks

	lastLabel   quad.Value // that was asked for, which is asked for again and again
	lastClaim   graph.Evidence
	lastIsClaim bool
}

// writtenAs is what a cell names, and in what kind of column.
type writtenAs struct {
	iri  quad.IRI
	kind string
}

func newExporter(ctx context.Context, s *graph.Snapshot, t Table, opts []Option) (*exporter, error) {
	o := &options{namespace: vocab.ID}
	for _, opt := range opts {
		opt(o)
	}
	form, ok := exportForms()[t]
	if !ok {
		return nil, fmt.Errorf("there is no table of %s to write; what it has is in the table of moves", t)
	}
	e := &exporter{
		ctx: ctx, s: s, table: t, form: form, names: newNames(s, o.namespace, amplify.New(syntax.NewOptions())),
		written: map[writtenAs]string{}, columns: map[string]bool{}, tabs: o.tabs,
	}
	if t == Investments {
		e.amounts = amounts.NewReader()
	}
	for _, h := range headings(t) {
		if h.required {
			e.needed = append(e.needed, h.name)
		}
	}
	if f := formOf(t); f != nil {
		e.events, e.merges = newKnownEvents(&joiner{names: e.names, form: f}, s), newMerges(s)
	}
	return e, nil
}

// all makes the rows, in the order of what they are about.
func (e *exporter) all() error {
	pattern := graph.Pattern{Predicate: e.form.of}
	if e.form.class {
		pattern = graph.Pattern{Predicate: vocab.RDFType, Object: e.form.of}
	}
	seen := map[quad.IRI]bool{}
	var subjects []quad.IRI
	for q, err := range e.s.Quads(e.ctx, pattern) {
		if err != nil {
			return err
		}
		if iri, ok := q.Subject.(quad.IRI); ok && !seen[iri] { // a blank node has no name in a table
			seen[iri] = true
			subjects = append(subjects, iri)
		}
	}
	slices.Sort(subjects)
	for i, subject := range subjects {
		if i&255 == 255 && e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		var err error
		if e.events != nil {
			err = e.eventRows(subject)
		} else {
			err = e.things(subject, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// write writes the rows under the headings that some of them fill, or that the table needs.
func (e *exporter) write(w io.Writer) error {
	var line []string
	for _, h := range headings(e.table) {
		if h.required || e.columns[h.name] || e.table == Moves && (h.name == "from" || h.name == "to") {
			line = append(line, h.name)
		}
		var langs []string
		for column := range e.columns {
			if strings.HasPrefix(column, h.name+"@") {
				langs = append(langs, column)
			}
		}
		slices.Sort(langs)
		line = append(line, langs...)
	}
	if e.table == People && len(line) == 1 {
		line = append(line, "known_for") // one heading alone is taken for any table
	}
	if e.table == Models && !slices.ContainsFunc(line, func(name string) bool {
		return name == "also_known_as" || name == "field" || name == "year" || name == "when"
	}) {
		line = append(line, "field") // without one of these it is taken for a table of leaders
	}
	out := csv.NewWriter(w)
	if e.tabs {
		out.Comma = '\t'
	}
	if err := out.Write(line); err != nil {
		return err
	}
	cells := make([]string, len(line))
	for i, row := range e.rows {
		if i&1023 == 0 && e.ctx.Err() != nil {
			return e.ctx.Err()
		}
		for k, column := range line {
			cells[k] = sheet.Harmless(row[column])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
