package path

import (
	"cmp"
	"context"
	"iter"
	"strconv"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/sizes"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Key puts values in the order of order({by: ...}), min() and max(): numbers by size, then times by the moment they
// begin, then other literals, IRIs and blank nodes by text. What has no value comes last.
type Key struct {
	class keyClass
	size  sizes.Size // of a number or a time
	text  string     // of all but numbers
}

type keyClass uint8

const (
	sizeKey keyClass = iota
	textKey
	nodeKey
	noKey
)

var missingKey = Key{class: noKey}

// Compare is negative where k comes before other, zero where neither does.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.class, other.class), k.size.CompareBegin(other.size), cmp.Compare(k.text, other.text))
}

// Measure compares two numbers, or two times, by size alone; false if they are not of one of these.
func (k Key) Measure(other Key) (int, bool) {
	if k.class != sizeKey || other.class != sizeKey || k.size.Sort != other.size.Sort {
		return 0, false
	}
	return k.size.CompareBegin(other.size), true
}

// KeyOf is the key of a value.
func KeyOf(v quad.Value) Key {
	t, err := term.Of(v)
	switch {
	case err != nil || t.Kind == term.None:
		return missingKey
	case t.Kind != term.Literal:
		return Key{class: nodeKey, text: t.Text}
	}
	size, ok := sizes.Of(t)
	switch {
	case !ok:
		return Key{class: textKey, text: t.Text}
	case size.Sort == sizes.Number:
		return Key{size: size}
	}
	return Key{size: size, text: t.Text}
}

// NumberOf reads a literal of a numeric type. NaN is no number to reckon with, nor is what is larger than any float.
func NumberOf(v quad.Value) (float64, bool) {
	if n, ok := v.(quad.Int); ok {
		return float64(n), true
	}
	t, err := term.Of(v)
	if err != nil {
		return 0, false
	}
	if size, ok := sizes.Of(t); !ok || size.Sort != sizes.Number {
		return 0, false
	}
	n, err := strconv.ParseFloat(t.Text, 64)
	return n, err == nil
}

// objects gives the objects of a node's quads with the predicate.
func objects(ctx context.Context, qs graph.QuadStore, node graph.Ref, predicate quad.Value) iter.Seq[graph.Ref] {
	return func(yield func(graph.Ref) bool) {
		wanted := qs.ValueOf(predicate)
		if wanted == nil {
			return
		}
		key := graph.ToKey(wanted)
		it := graph.AsShape(qs.QuadIterator(quad.Subject, node)).Iterate()
		defer it.Close()
		for it.Next(ctx) {
			q := it.Result()
			if graph.ToKey(qs.QuadDirection(q, quad.Predicate)) == key && !yield(qs.QuadDirection(q, quad.Object)) {
				return
			}
		}
		stop.On(it.Err())
	}
}
