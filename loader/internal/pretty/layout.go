package pretty

import (
	"bytes"
	"cmp"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
)

// lineWidth is how many characters a line may have before objects and lists are broken.
const lineWidth = 80

// layout writes the statements of one graph. Once its pace has ended, its methods return what they have, and
// the text is worth nothing.
type layout struct {
	*terms
	shape
	reifiers reifiers // nil: labels are graphs
	pace     *pace.Pace
}

// block is a subject with all that is said of it.
type block struct {
	rank  int // IRIs, then blank nodes without a name, then those with one
	order []byte
	text  []byte
}

// graph writes a graph's statements, each line behind the indent. quads are of one graph, each once.
func (l *layout) graph(dst []byte, quads []quad.Quad, indent int) []byte {
	bySubject := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		if !l.pace.Step() {
			return dst
		}
		bySubject[q.Subject] = append(bySubject[q.Subject], q)
	}
	var blocks []block
	for subject, quads := range bySubject {
		if !l.pace.Step() {
			return dst
		}
		if b, ok := l.block(subject, quads, indent); ok {
			blocks = append(blocks, b)
		}
	}
	pace.Sort(l.pace, blocks, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), bytes.Compare(a.order, b.order))
	})
	for i, b := range blocks {
		if !l.pace.Step() {
			return dst
		}
		if i > 0 {
			dst = append(dst, '\n')
		}
		dst = append(appendIndent(dst, indent), b.text...)
	}
	return dst
}

// block writes one subject; ok is false if it stands within another.
func (l *layout) block(subject quad.Value, quads []quad.Quad, indent int) (b block, ok bool) {
	name, isBlank := subject.(quad.BNode)
	switch {
	case !isBlank:
		b.order = []byte(subject.(quad.IRI))
		b.text = l.appendTerm(nil, subject)
	case l.shape[name].nested:
		return b, false
	case l.shape[name].anonymous():
		b.rank = 1
		if b.text, quads = l.listSubject(quads, indent); b.text == nil {
			b.text = []byte("[]")
		}
	default:
		b.rank = 2
		b.order = []byte(name)
		b.text = l.appendTerm(nil, subject)
	}
	b.text = l.properties(append(b.text, ' '), quads, indent+4)
	b.text = append(b.text, " .\n"...)
	if b.rank == 1 {
		b.order = b.text
	}
	return b, true
}

// listSubject writes a subject that is a list with something said of it, and gives what is said. It gives
// no text if the subject is no such list.
func (l *layout) listSubject(quads []quad.Quad, indent int) (text []byte, rest []quad.Quad) {
	var first, next []quad.Quad
	for _, q := range quads {
		if !l.pace.Step() {
			return nil, quads
		}
		switch q.Predicate {
		case rdfFirst:
			first = append(first, q)
		case rdfRest:
			next = append(next, q)
		default:
			rest = append(rest, q)
		}
	}
	if len(first) != 1 || len(next) != 1 || len(rest) == 0 || !l.isTail(next[0].Object) {
		return nil, quads
	}
	if l.reifiers != nil && (first[0].Label != nil || next[0].Label != nil) { // a list's cells have no reifiers
		return nil, quads
	}
	return l.list(nil, first[0].Object, next[0].Object, indent), rest
}

// isTail tells whether a value is the rest of a list that can be written as one.
func (l *layout) isTail(v quad.Value) bool {
	if b, ok := v.(quad.BNode); ok {
		n := l.shape[b]
		return n.nested && n.list
	}
	return v == rdfNil
}

// properties writes predicates and objects: first the types, then by the predicates' IRIs.
func (l *layout) properties(dst []byte, quads []quad.Quad, indent int) []byte {
	objects := map[quad.IRI][]quad.Quad{}
	for _, q := range quads {
		if !l.pace.Step() {
			return dst
		}
		p := q.Predicate.(quad.IRI)
		objects[p] = append(objects[p], q)
	}
	predicates := make([]quad.IRI, 0, len(objects))
	for p := range objects {
		predicates = append(predicates, p)
	}
	pace.Sort(l.pace, predicates, func(a, b quad.IRI) int {
		if a == b || a != rdfType && b != rdfType {
			return cmp.Compare(a, b)
		}
		if a == rdfType {
			return -1
		}
		return 1
	})
	for i, p := range predicates {
		if !l.pace.Step() {
			return dst
		}
		if i > 0 {
			dst = append(dst, " ;\n"...)
			dst = appendIndent(dst, indent)
		}
		if p == rdfType {
			dst = append(dst, 'a')
		} else {
			dst = l.appendIRI(dst, string(p))
		}
		dst = l.objects(dst, objects[p], indent)
	}
	return dst
}

// objects writes the objects of one predicate with their reifiers, in one line if they fit.
func (l *layout) objects(dst []byte, quads []quad.Quad, indent int) []byte {
	if len(quads) == 1 {
		return l.objectOf(append(dst, ' '), quads[0], indent)
	}
	deeper := indent + 4
	texts := make([][]byte, len(quads))
	for i, q := range quads {
		if !l.pace.Step() {
			return dst
		}
		texts[i] = l.objectOf(nil, q, deeper)
	}
	pace.Sort(l.pace, texts, func(a, b []byte) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), bytes.Compare(a, b))
	})
	return l.appendAll(dst, texts, ",", indent)
}

// rank orders objects by what they are: names and IRIs, literals and numbers, blank nodes, nested ones.
func rank(text []byte) int {
	switch c := text[0]; {
	case c == '"' || c == '+' || c == '-' || c == '.' || '0' <= c && c <= '9':
		return 1
	case c == '_':
		return 2
	case c == '[' || c == '(':
		return 3
	}
	return 0
}

// appendAll writes texts side by side if they fit into a line, else each in a line of its own.
func (l *layout) appendAll(dst []byte, texts [][]byte, separator string, indent int) []byte {
	total := indent
	broken := false
	for _, t := range texts {
		if !l.pace.Step() {
			return dst
		}
		total += width(t) + 2
		broken = broken || bytes.IndexByte(t, '\n') >= 0
	}
	broken = broken || total > lineWidth
	for i, t := range texts {
		if !l.pace.Step() {
			return dst
		}
		if i > 0 {
			dst = append(dst, separator...)
		}
		if broken {
			dst = append(dst, '\n')
			dst = appendIndent(dst, indent+4)
		} else {
			dst = append(dst, ' ')
		}
		dst = append(dst, t...)
	}
	return dst
}

// objectOf writes a quad's object, and its reifiers.
func (l *layout) objectOf(dst []byte, q quad.Quad, indent int) []byte {
	dst = l.object(dst, q.Object, indent)
	if l.reifiers == nil {
		return dst
	}
	return l.appendReifiers(dst, q)
}

// object writes an object whose further lines are indented.
func (l *layout) object(dst []byte, v quad.Value, indent int) []byte {
	name, ok := v.(quad.BNode)
	if !ok {
		if v == rdfNil {
			return append(dst, "()"...)
		}
		return l.appendTerm(dst, v)
	}
	n := l.shape[name]
	switch {
	case !n.nested:
		return term.Append(dst, v)
	case n.list:
		first, rest, _ := n.cell()
		return l.list(dst, first.Object, rest.Object, indent)
	case len(n.quads) == 0:
		return append(dst, "[]"...)
	}
	text := l.properties(nil, n.quads, indent+4)
	if width(text)+indent < lineWidth && bytes.IndexByte(text, '\n') < 0 {
		dst = append(append(dst, "[ "...), text...)
		return append(dst, " ]"...)
	}
	dst = appendIndent(append(dst, "[\n"...), indent+4)
	dst = appendIndent(append(append(dst, text...), '\n'), indent)
	return append(dst, ']')
}

// list writes a list that begins with an item and goes on with a tail.
func (l *layout) list(dst []byte, item, tail quad.Value, indent int) []byte {
	texts := [][]byte{l.object(nil, item, indent+4)}
	for l.pace.Step() {
		name, ok := tail.(quad.BNode)
		if !ok {
			break
		}
		first, rest, _ := l.shape[name].cell()
		texts = append(texts, l.object(nil, first.Object, indent+4))
		tail = rest.Object
	}
	before := len(dst) + 1
	dst = l.appendAll(append(dst, '('), texts, "", indent)
	if bytes.IndexByte(dst[before:], '\n') >= 0 {
		return append(appendIndent(append(dst, '\n'), indent), ')')
	}
	return append(dst, " )"...)
}

func appendIndent(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ' ')
	}
	return dst
}
