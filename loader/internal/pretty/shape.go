package pretty

import (
	"cmp"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
)

const (
	rdfType  = quad.IRI(term.RDF + "type")
	rdfFirst = quad.IRI(term.RDF + "first")
	rdfRest  = quad.IRI(term.RDF + "rest")
	rdfNil   = quad.IRI(term.RDF + "nil")
)

// maxNest is how deep blank nodes are nested; what is deeper is written on its own, by its name. Readers
// have limits, and people too.
const maxNest = 32

// blank is what is known of a blank node.
type blank struct {
	quads   []quad.Quad // that have it as subject
	refs    int         // quads that have it as object
	label   bool        // it is a graph's label
	graph   quad.Value  // where it occurs
	spread  bool        // it occurs in several graphs
	reified bool        // a quad that has it as subject has reifiers

	parent quad.Value // subject of the quad that has it as object
	rest   bool       // and that quad's predicate is rdf:rest

	nested bool // it is written where it is the object
	list   bool // from here to rdf:nil, all is a list that can be written as one
	depth  int
	state  walk
}

// walk is how far a blank node's place is known.
type walk uint8

const (
	unknown walk = iota
	onTheWay
	known
)

// shape decides which blank nodes are nested: those that are the object of just one quad, in the one graph
// in which they occur, and not within themselves.
type shape map[quad.BNode]*blank

// newShape looks at all quads. Labels that are reifiers make no graphs. If p ends it early, what it gives is worth
// nothing.
func newShape(p *pace.Pace, quads []quad.Quad, labels reifiers) shape {
	s := shape{}
	for _, all := range labels {
		for _, label := range all {
			if b, ok := label.(quad.BNode); ok && p.Step() {
				s.see(b, nil).label = true
			}
		}
	}
	for _, q := range quads {
		if !p.Step() {
			return s
		}
		reified := labels != nil && q.Label != nil
		graph := q.Label
		if reified {
			graph = nil
		}
		if b, ok := q.Subject.(quad.BNode); ok {
			n := s.see(b, graph)
			n.quads, n.reified = append(n.quads, q), n.reified || reified
		}
		if b, ok := q.Object.(quad.BNode); ok {
			n := s.see(b, graph)
			n.refs++
			n.parent, n.rest = q.Subject, q.Predicate == rdfRest
		}
		if b, ok := q.Label.(quad.BNode); ok {
			s.see(b, graph).label = true
		}
	}
	names := make([]quad.BNode, 0, len(s))
	for name, n := range s {
		if !p.Step() {
			return s
		}
		n.nested = n.refs == 1 && !n.label && !n.spread
		names = append(names, name)
	}
	pace.Sort(p, names, cmp.Compare)
	for _, name := range names {
		s.findList(p, name)
	}
	for _, name := range names {
		s.place(p, name)
	}
	return s
}

func (s shape) see(name quad.BNode, graph quad.Value) *blank {
	n, ok := s[name]
	if !ok {
		n = &blank{graph: graph}
		s[name] = n
	}
	n.spread = n.spread || n.graph != graph
	return n
}

// cell tells whether a node is a list's cell and nothing else, and gives its quads.
func (n *blank) cell() (first, rest quad.Quad, ok bool) {
	if len(n.quads) != 2 || n.spread || n.label || n.reified {
		return first, rest, false
	}
	first, rest = n.quads[0], n.quads[1]
	if first.Predicate != rdfFirst {
		first, rest = rest, first
	}
	return first, rest, first.Predicate == rdfFirst && rest.Predicate == rdfRest
}

// findList marks the cells of the list that ends with the named one, up to its head.
func (s shape) findList(p *pace.Pace, name quad.BNode) {
	n := s[name]
	if _, rest, ok := n.cell(); !ok || rest.Object != rdfNil {
		return
	}
	for p.Step() {
		n.list = true
		parent, ok := n.parent.(quad.BNode)
		if !ok || !n.nested || !n.rest {
			return
		}
		n = s[parent]
		if _, _, ok := n.cell(); !ok || n.list {
			return
		}
	}
}

// place decides where the named node is written: it follows the nodes up to one whose place is known, and
// comes back down.
func (s shape) place(p *pace.Pace, name quad.BNode) {
	var path []*blank // each one's parent comes next
	for n := s[name]; n.state == unknown && p.Step(); {
		n.state = onTheWay
		path = append(path, n)
		parent, ok := n.parent.(quad.BNode)
		if !ok || !n.nested {
			break
		}
		n = s[parent]
		if n.state == onTheWay {
			path = cutRing(path)
		}
	}
	for i := len(path) - 1; i >= 0; i-- {
		s.placeUnder(path[i])
	}
}

// cutRing takes one node out of the ring in which the path ends, and gives the path so that it ends with
// that node. A list is not cut between its cells.
func cutRing(path []*blank) []*blank {
	i := len(path) - 1
	for path[i].list && path[i].rest {
		i--
	}
	path[i].nested = false
	return append(append([]*blank(nil), path[i+1:]...), path[:i+1]...)
}

// placeUnder gives a node its depth; its parent's is known.
func (s shape) placeUnder(n *blank) {
	n.state = known
	parent, ok := n.parent.(quad.BNode)
	if !n.nested || !ok {
		return
	}
	up := s[parent]
	n.depth = up.depth + 1
	if n.list && n.rest && up.list {
		n.depth = up.depth // a list's cells stand side by side
	}
	if n.depth > maxNest {
		n.nested, n.depth = false, 0
	}
}

// Shape is what other writers need to know of the blank nodes of a data set.
type Shape struct{ shape }

// NewShape looks at all quads of a data set, each of which comes once. If p ends it early, what it gives is
// worth nothing.
func NewShape(p *pace.Pace, quads []quad.Quad) Shape { return Shape{newShape(p, quads, nil)} }

// Nested tells whether a value is a blank node that is written where it is the object, and nowhere else.
func (s Shape) Nested(v quad.Value) bool {
	b, ok := v.(quad.BNode)
	return ok && s.shape[b].nested
}

// Anonymous tells whether a value is a blank node that can do without a name: it is nested, or nothing
// refers to it.
func (s Shape) Anonymous(v quad.Value) bool {
	b, ok := v.(quad.BNode)
	return ok && (s.shape[b].nested || s.shape[b].anonymous())
}

// Quads gives the quads that have the blank node as subject.
func (s Shape) Quads(b quad.BNode) []quad.Quad { return s.shape[b].quads }

// IsList tells whether List gives items of a value.
func (s Shape) IsList(v quad.Value) bool {
	return s.Nested(v) && s.shape[v.(quad.BNode)].list
}

// List gives the items if a value is a list that is written where it is the object. If p ends it early, some
// are missing.
func (s Shape) List(p *pace.Pace, v quad.Value) (items []quad.Value, ok bool) {
	if !s.IsList(v) {
		return nil, v == rdfNil
	}
	for v != rdfNil && p.Step() {
		first, rest, _ := s.shape[v.(quad.BNode)].cell()
		items, v = append(items, first.Object), rest.Object
	}
	return items, true
}

// anonymous tells whether a node that is not nested can do without its name: nothing refers to it.
func (n *blank) anonymous() bool { return n.refs == 0 && !n.label && !n.spread }

// Listed tells whether a value is a cell of a list that is written where it is the object.
func (s Shape) Listed(v quad.Value) bool {
	b, ok := v.(quad.BNode)
	return ok && s.shape[b].nested && s.shape[b].list
}

// Single tells whether a blank node is the object of one quad, in the one graph in which it occurs.
func (s Shape) Single(b quad.BNode) bool {
	n := s.shape[b]
	return n.refs == 1 && !n.label && !n.spread
}
