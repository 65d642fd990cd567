package rdfxml

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/pretty"
	"talentgraph.example/loader/internal/xml"
)

const (
	typePredicate = quad.IRI(term.RDF + "type")
	restPredicate = quad.IRI(term.RDF + "rest")
)

// layout writes nodes and what they have. Once its pace has ended, its methods return what they have, and the text is
// worth nothing.
type layout struct {
	*qnames
	pace    *pace.Pace
	shape   pretty.Shape
	types   map[quad.Value]quad.IRI // what each node's element is named by
	unlists map[quad.Value]bool     // cells of lists that rdf:parseType="Collection" cannot say: they have literals
}

// newLayout looks at all quads. It gives each IRI that becomes an element its name, in order.
func newLayout(p *pace.Pace, quads []quad.Quad, names *qnames) *layout {
	l := &layout{qnames: names, pace: p, shape: pretty.NewShape(p, quads), types: map[quad.Value]quad.IRI{}, unlists: map[quad.Value]bool{}}
	elements := map[quad.IRI]bool{}
	for _, q := range quads {
		if !p.Step() {
			return l
		}
		elements[q.Predicate.(quad.IRI)] = true
		if class, ok := q.Object.(quad.IRI); ok && q.Predicate == typePredicate && l.canBeType(string(class)) {
			if best, ok := l.types[q.Subject]; !ok || class < best {
				l.types[q.Subject] = class
			}
		}
		l.checkList(q)
	}
	for _, class := range l.types {
		elements[class] = true
	}
	sorted := make([]quad.IRI, 0, len(elements))
	for iri := range elements {
		sorted = append(sorted, iri)
	}
	pace.Sort(p, sorted, cmp.Compare)
	for _, iri := range sorted {
		if !p.Step() {
			break
		}
		if iri != typePredicate {
			l.name(string(iri))
		}
	}
	return l
}

// checkList finds out whether the list that begins as the object of q has literals.
func (l *layout) checkList(q quad.Quad) {
	if q.Predicate == restPredicate && l.shape.IsList(q.Subject) {
		return // its head is looked at
	}
	items, ok := l.shape.List(l.pace, q.Object)
	isLiteral := func(v quad.Value) bool { t, _ := term.Of(v); return t.Kind == term.Literal }
	if !ok || !slices.ContainsFunc(items, isLiteral) {
		return
	}
	for v := q.Object; l.shape.Nested(v) && l.pace.Step(); {
		l.unlists[v] = true
		for _, cell := range l.shape.Quads(v.(quad.BNode)) {
			if cell.Predicate == restPredicate {
				v = cell.Object
			}
		}
	}
}

// nested tells whether a value is a blank node that is written where it is the object.
func (l *layout) nested(v quad.Value) bool { return l.shape.Nested(v) && !l.unlists[v] }

// block is a subject with all that is said of it.
type block struct {
	rank  int // IRIs, then blank nodes without a name, then those with one
	order []byte
	text  []byte
}

// document writes all nodes that stand at the top.
func (l *layout) document(quads []quad.Quad) []byte {
	bySubject := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		if !l.pace.Step() {
			return nil
		}
		bySubject[q.Subject] = append(bySubject[q.Subject], q)
	}
	var blocks []block
	for subject, quads := range bySubject {
		if !l.pace.Step() {
			return nil
		}
		if l.nested(subject) {
			continue
		}
		b := block{text: l.node(nil, subject, quads, 2)}
		switch name := subject.(type) {
		case quad.IRI:
			b.order = []byte(name)
		case quad.BNode:
			b.rank, b.order = 2, []byte(name)
			if l.anonymous(name) {
				b.rank, b.order = 1, b.text
			}
		}
		blocks = append(blocks, b)
	}
	pace.Sort(l.pace, blocks, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), bytes.Compare(a.order, b.order))
	})
	var dst []byte
	for _, b := range blocks {
		dst = append(dst, b.text...)
	}
	return dst
}

// anonymous tells whether a blank node can do without its name.
func (l *layout) anonymous(b quad.BNode) bool { return l.shape.Anonymous(b) && !l.unlists[b] }

// node writes a node in lines of its own. quads are all that have it as subject.
func (l *layout) node(dst []byte, subject quad.Value, quads []quad.Quad, indent int) []byte {
	name := l.rdf("Description")
	class, typed := l.types[subject]
	if typed {
		name = l.name(string(class))
	}
	dst = append(append(appendIndent(dst, indent), '<'), name...)
	switch s := subject.(type) {
	case quad.IRI:
		dst = l.attribute(dst, "about", string(s))
	case quad.BNode:
		if !l.anonymous(s) {
			dst = l.attribute(dst, "nodeID", nodeID(s))
		}
	}
	properties := l.properties(nil, quads, class, indent+2)
	if len(properties) == 0 {
		return append(dst, "/>\n"...)
	}
	dst = append(append(dst, ">\n"...), properties...)
	return append(append(append(appendIndent(dst, indent), "</"...), name...), ">\n"...)
}

func (l *layout) attribute(dst []byte, word, value string) []byte {
	dst = append(append(append(dst, ' '), l.rdf(word)...), `="`...)
	return append(xml.Escape(dst, value, xml.InAttribute), '"')
}

// nodeID gives a name as XML has it: one that it does not have, and one that begins with a '_', gets a '_' more.
func nodeID(b quad.BNode) string {
	if b[0] == '_' || !xml.IsNCName([]byte(b)) {
		return "_" + string(b)
	}
	return string(b)
}

// statement is a property that is to be put in order: types, then by predicate, then by what the object is and its text.
type statement struct {
	predicate quad.IRI
	rank      int
	text      []byte
}

// properties writes what quads say, but for the class that is said already.
func (l *layout) properties(dst []byte, quads []quad.Quad, said quad.IRI, indent int) []byte {
	var all []statement
	for _, q := range quads {
		if !l.pace.Step() {
			return dst
		}
		if q.Predicate == typePredicate && q.Object == said && said != "" {
			continue
		}
		p := statement{predicate: q.Predicate.(quad.IRI)}
		p.rank, p.text = l.property(q, indent)
		all = append(all, p)
	}
	pace.Sort(l.pace, all, func(a, b statement) int {
		if c := cmp.Compare(a.predicate, b.predicate); c != 0 && (a.predicate == typePredicate || b.predicate == typePredicate) {
			if a.predicate == typePredicate {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.predicate, b.predicate), cmp.Compare(a.rank, b.rank), bytes.Compare(a.text, b.text))
	})
	for _, p := range all {
		dst = append(dst, p.text...)
	}
	return dst
}

// property writes one property. Its rank orders IRIs, literals, blank nodes with a name, nested ones.
func (l *layout) property(q quad.Quad, indent int) (rank int, text []byte) {
	name := l.rdf("type")
	if q.Predicate != typePredicate {
		name = l.name(string(q.Predicate.(quad.IRI)))
	}
	dst := append(append(appendIndent(nil, indent), '<'), name...)
	end := func(dst []byte) []byte { return append(append(append(dst, "</"...), name...), ">\n"...) }
	b, isBlank := q.Object.(quad.BNode)
	switch {
	case isBlank && l.nested(b):
		if items, ok := l.shape.List(l.pace, b); ok {
			dst = append(l.attribute(dst, "parseType", "Collection"), ">\n"...)
			for _, item := range items {
				if !l.pace.Step() {
					return 3, dst
				}
				dst = l.item(dst, item, indent+2)
			}
			return 3, end(appendIndent(dst, indent))
		}
		quads := l.shape.Quads(b)
		if _, typed := l.types[b]; typed {
			dst = l.node(append(dst, ">\n"...), b, quads, indent+2)
			return 3, end(appendIndent(dst, indent))
		}
		dst = l.attribute(dst, "parseType", "Resource")
		if len(quads) == 0 {
			return 3, append(dst, "/>\n"...)
		}
		dst = l.properties(append(dst, ">\n"...), quads, "", indent+2)
		return 3, end(appendIndent(dst, indent))
	case isBlank:
		return 2, append(l.attribute(dst, "nodeID", nodeID(b)), "/>\n"...)
	}
	t, _ := term.Of(q.Object) // it is a term, since it was checked when it came
	if t.Kind == term.IRI {
		return 0, append(l.attribute(dst, "resource", t.Text), "/>\n"...)
	}
	switch {
	case t.Lang != "":
		dst = append(append(append(dst, ` xml:lang="`...), t.Lang...), '"')
	case t.Datatype != "":
		dst = l.attribute(dst, "datatype", t.Datatype)
	}
	return 1, end(xml.Escape(append(dst, '>'), t.Text, xml.InText))
}

// item writes a node of a collection.
func (l *layout) item(dst []byte, v quad.Value, indent int) []byte {
	b, isBlank := v.(quad.BNode)
	switch {
	case isBlank && l.nested(b):
		return l.node(dst, b, l.shape.Quads(b), indent) // of a list within the list, the first cell
	case isBlank:
		dst = l.attribute(append(append(appendIndent(dst, indent), '<'), l.rdf("Description")...), "nodeID", nodeID(b))
	default:
		dst = l.attribute(append(append(appendIndent(dst, indent), '<'), l.rdf("Description")...), "about", string(v.(quad.IRI)))
	}
	return append(dst, "/>\n"...)
}

func appendIndent(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ' ')
	}
	return dst
}
