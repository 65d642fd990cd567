package path

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"

	"talentgraph.example/query/gizmo/internal/stop"
)

// A Filter is a test of values: a comparison with one, or a pattern for texts. It never changes.
type Filter struct {
	op      iterator.Operator
	value   quad.Value // to compare with; nil for a pattern
	pattern string
	like    bool // the pattern is like()'s
	refs    bool // the pattern is for IRIs and blank nodes as well

	re   *regexp.Regexp
	size int // instructions of re
}

// Compare keeps what stands in a relation to a value.
func Compare(op iterator.Operator, value quad.Value) Filter { return Filter{op: op, value: value} }

// The lengths of patterns, since each character of a text may be held against all of one.
const (
	maxRegex = 1000
	maxLike  = 10_000
)

// Regex keeps the texts in which a pattern is found; with refs, IRIs and blank nodes too.
func Regex(pattern string, refs bool) (Filter, error) {
	if len(pattern) > maxRegex {
		return Filter{}, fmt.Errorf("the pattern is longer than %d bytes", maxRegex)
	}
	return Filter{pattern: pattern, refs: refs}.compiled(pattern)
}

// Like keeps the texts, IRIs and blank nodes that a pattern describes: % is any text within a line, ? any character.
func Like(pattern string) (Filter, error) {
	if len(pattern) > maxLike {
		return Filter{}, fmt.Errorf("the pattern is longer than %d bytes", maxLike)
	}
	f := Filter{pattern: pattern, like: true, refs: true}
	if strings.Trim(pattern, "%") == "" {
		return f, nil
	}
	return f.compiled(shape.Wildcard{Pattern: pattern}.Regexp())
}

func (f Filter) compiled(pattern string) (Filter, error) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return f, err
	}
	program, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return f, err
	}
	f.size = len(program.Inst)
	f.re, err = regexp.Compile(pattern)
	return f, err
}

// BuildIterator makes the filter.
func (f Filter) BuildIterator(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	switch {
	case f.value != nil:
		return f.comparison(qs, it)
	case f.like && f.pattern == "":
		return iterator.NewNull()
	case f.re == nil:
		return it // like("%") lets everything pass
	}
	return graph.AsLegacy(&matchIterator{IteratorShape: graph.AsShape(it), qs: qs, filter: f})
}

// comparison compares by size what has one: numbers with numbers and times with times, whatever their datatypes. Cayley
// compares values of one Go type, of which a script cannot tell two, since JavaScript's 8 and 8.0 are one; and its own
// stores make numbers and times of typed literals as they come in, while a graph keeps them as they were written. A year
// comes before each day of the next.
func (f Filter) comparison(qs graph.QuadStore, it graph.Iterator) graph.Iterator {
	wanted := KeyOf(f.value)
	if _, measured := wanted.Measure(wanted); !measured {
		return iterator.NewComparison(it, f.op, f.value, qs)
	}
	return iterator.NewValueFilter(qs, it, func(v quad.Value) (bool, error) {
		order, ok := KeyOf(v).Measure(wanted)
		return ok && iterator.RunIntOp(quad.Int(order), f.op, 0), nil
	})
}

// quick is how many steps of matching are done in one go: text times pattern.
const quick = 1 << 18

// match looks for the pattern in a value. A text that is long for it is read rune by rune, with a look at the context:
// Go's expressions take time by text times pattern, which may be minutes.
func (f Filter) match(ctx context.Context, v quad.Value) bool {
	var text string
	switch v := v.(type) {
	case quad.String:
		text = string(v)
	case quad.LangString:
		text = string(v.Value)
	case quad.TypedString:
		text = string(v.Value)
	case quad.IRI:
		text = string(v)
	case quad.BNode:
		text = string(v)
	default:
		return false
	}
	if !f.refs && isRef(v) {
		return false
	}
	if len(text) < quick/f.size {
		return f.re.MatchString(text)
	}
	found := f.re.MatchReader(&heedingText{text: text, ctx: ctx, every: max(1, quick/f.size)})
	stop.On(ctx.Err())
	return found
}

func isRef(v quad.Value) bool {
	switch v.(type) {
	case quad.IRI, quad.BNode:
		return true
	}
	return false
}

// heedingText reads a text rune by rune, until its context is done.
type heedingText struct {
	text       string
	ctx        context.Context
	runes      int
	every, due int
}

func (t *heedingText) ReadRune() (r rune, size int, err error) {
	if t.runes++; t.runes >= t.due {
		if t.due = t.runes + t.every; t.ctx.Err() != nil {
			return 0, 0, io.EOF
		}
	}
	if t.text == "" {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRuneInString(t.text)
	t.text = t.text[size:]
	return r, size, nil
}
