package path

import (
	"cmp"
	"context"
	"iter"
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Key puts values in the order of order({by: ...}), min() and max(): numbers by size, then dates by
// time, then other literals, IRIs and blank nodes by text. What has no value comes last.
type Key struct {
	class  keyClass
	number float64
	whole  int64 // of an integer, which number may not hold exactly
	isInt  bool  // by its datatype
	text   string
}

type keyClass uint8

const (
	numberKey keyClass = iota
	dateKey
	textKey
	nodeKey
	noKey
)

var missingKey = Key{class: noKey}

// Compare is negative where k comes before other, zero where neither does.
func (k Key) Compare(other Key) int {
	return cmp.Or(cmp.Compare(k.class, other.class), cmp.Compare(k.number, other.number), cmp.Compare(k.whole, other.whole), cmp.Compare(k.text, other.text))
}

// Measure compares two whole numbers, two other numbers, or two times, by size alone; false if they are not of one of
// these. Whole numbers and others do not meet, as in Cayley's comparisons.
func (k Key) Measure(other Key) (int, bool) {
	switch {
	case k.class != other.class || k.class > dateKey || k.isInt != other.isInt:
		return 0, false
	case k.isInt:
		return cmp.Compare(k.whole, other.whole), true
	}
	return cmp.Compare(k.number, other.number), true
}

// KeyOf is the key of a value.
func KeyOf(v quad.Value) Key {
	t, err := term.Of(v)
	if err != nil || t.Kind == term.None {
		return missingKey
	}
	if t.Kind != term.Literal {
		return Key{class: nodeKey, text: t.Text}
	}
	if number, ok := NumberOf(v); ok {
		whole, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(t.Text), "+"), 10, 64)
		switch t.Datatype {
		case term.XSD + "double", term.XSD + "float", term.XSD + "decimal":
			return Key{class: numberKey, number: number}
		}
		return Key{class: numberKey, number: number, whole: whole, isInt: err == nil}
	}
	if at, ok := dateOf(t); ok {
		return Key{class: dateKey, number: at, text: t.Text}
	}
	return Key{class: textKey, text: t.Text}
}

// NumberOf reads a literal of any of XML Schema's numeric types. NaN is no number to reckon with.
func NumberOf(v quad.Value) (float64, bool) {
	switch v := v.(type) {
	case quad.Int:
		return float64(v), true
	case quad.Float:
		return float64(v), !math.IsNaN(float64(v))
	case quad.TypedString:
		t, err := term.Of(v)
		name, isXSD := strings.CutPrefix(t.Datatype, term.XSD)
		if err != nil || !isXSD {
			return 0, false
		}
		switch name {
		case "integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger",
			"positiveInteger", "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt",
			"unsignedShort", "unsignedByte":
			n, err := strconv.ParseFloat(strings.TrimSpace(t.Text), 64)
			return n, err == nil && !math.IsNaN(n)
		}
	}
	return 0, false
}

// dateOf reads the dates of XML Schema and EDTF, as precise as they are, as the first of their seconds since 1970; one without a time
// zone counts as UTC.
func dateOf(t term.Term) (float64, bool) {
	if t.Datatype == string(vocab.EDTF) {
		s, ok := dates.ParseSpan(t.Text)
		first, _ := s.Unix()
		return float64(first), ok
	}
	name, _ := strings.CutPrefix(t.Datatype, term.XSD)
	switch name {
	case "dateTime", "date", "gYearMonth", "gYear":
	default:
		return 0, false
	}
	at, ok := dates.ParseTime(t.Text)
	if !ok {
		return 0, false
	}
	first, _ := at.Unix()
	fraction, _ := strconv.ParseFloat("0."+at.Fraction, 64) // which is digits, or nothing
	return float64(first) + fraction, true
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
