package structs

import (
	"context"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/ask"
)

// shapeReader reads nodes of one state into structs.
type shapeReader struct {
	*ask.Question
	names   []graph.ID // predicates that filters of claims leave alone, rdf:type and labels
	inGraph quad.IRI   // only quads with this label; "" for any
}

func newShapeReader(q *ask.Question) (*shapeReader, error) {
	r := &shapeReader{Question: q, names: ask.Known(q.Terms.Names)}
	if q.Options.Has(ask.OptInGraph) {
		label, err := q.Snapshot.ParseIRI(q.Options.InGraph)
		if err != nil {
			return nil, q.Options.Wrong("InGraph", err)
		}
		r.inGraph = label
	}
	return r, nil
}

// content is what the quads say of some nodes: their values in each column of a shape. Reading many nodes
// in one step is what makes it cheap; structs are made of it afterwards.
type content struct {
	shape  *boundShape
	nodes  []graph.ID // ascending, or else in the order of the answer
	ids    []graph.ID // values, cell by cell
	cells  []cell     // of node i and column j at i*len(columns)+j
	nested []*content // by column; nil for those that hold no structs
}

// cell is a part of a content's ids.
type cell struct{ from, to uint32 }

// values gives what node i has in column j, ascending.
func (c *content) values(i, j int) []graph.ID {
	at := c.cells[i*len(c.shape.columns)+j]
	return c.ids[at.from:at.to:at.to]
}

// load reads nodes, and then all nodes that they hold as structs, level by level.
func (r *shapeReader) load(ctx context.Context, s *boundShape, nodes []graph.ID) (*content, error) {
	c := &content{shape: s, nodes: nodes, cells: make([]cell, len(nodes)*len(s.columns)), nested: make([]*content, len(s.columns))}
	for _, side := range []struct {
		d          quad.Direction
		predicates []graph.ID
		index      string
	}{{quad.Subject, s.out, ask.IndexSubject}, {quad.Object, s.in, ask.IndexObject}} {
		if len(side.predicates) == 0 {
			continue
		}
		end := r.Trace.Begin("read "+r.Listed(side.predicates), side.index, len(nodes))
		before := len(c.ids)
		err := r.Numbers.Expand(ctx, nodes, side.d, side.predicates, func(run graph.Run) bool {
			for j := range s.columns {
				if column := &s.columns[j]; column.number == run.Predicate && column.inverse == (side.d == quad.Object) {
					from := uint32(len(c.ids))
					c.ids = r.fitting(c.ids, column, run)
					c.cells[run.Node*len(s.columns)+j] = cell{from, uint32(len(c.ids))}
				}
			}
			return true
		})
		end(len(c.ids) - before)
		if err != nil {
			return nil, err
		}
	}
	for j := range s.columns {
		if s.columns[j].nested == nil {
			continue
		}
		held, err := r.load(ctx, s.columns[j].nested, c.column(j))
		if err != nil {
			return nil, err
		}
		c.nested[j] = held
	}
	return c, nil
}

// column gives the values of all nodes in a column, ascending and each once.
func (c *content) column(j int) []graph.ID {
	var all []graph.ID
	for i := range c.nodes {
		all = append(all, c.values(i, j)...)
	}
	return ask.Distinct(all)
}

// fitting appends those values of a run that count in a column.
func (r *shapeReader) fitting(dst []graph.ID, c *column, run graph.Run) []graph.ID {
	last := graph.ID(0)
	for i, o := range run.Others {
		if o != last && (c.label == 0 || run.Labels[i] == c.label) && (c.free || r.All || r.Keep(run.Labels[i])) && r.fits(o, c.shapeField) {
			dst, last = append(dst, o), o
		}
	}
	return dst
}

// fits tells whether a value has the language and the datatype that a tag asks for.
func (r *shapeReader) fits(o graph.ID, f *shapeField) bool {
	if f.lang == "" && f.datatype == "" {
		return true
	}
	t, err := term.Of(r.Numbers.Entity(o).Node())
	if err != nil || t.Kind != term.Literal || f.datatype != "" && datatypeOf(t) != f.datatype {
		return false
	}
	return f.lang == "" || strings.EqualFold(t.Lang, f.lang) ||
		len(t.Lang) > len(f.lang) && strings.EqualFold(t.Lang[:len(f.lang)+1], f.lang+"-")
}
