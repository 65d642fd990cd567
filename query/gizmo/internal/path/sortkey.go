package path

import (
	"cmp"
	"context"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Key puts values in the order of order({by: ...}), min() and max(): numbers by size, then dates by
// time, then other literals, IRIs and blank nodes by text. What has no value comes last.
type Key struct {
	class  keyClass
	number float64
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
	return cmp.Or(cmp.Compare(k.class, other.class), cmp.Compare(k.number, other.number), cmp.Compare(k.text, other.text))
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
		return Key{class: numberKey, number: number}
	}
	if at, ok := dateOf(t); ok {
		return Key{class: dateKey, number: float64(at.Unix()) + float64(at.Nanosecond())/1e9, text: t.Text}
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

// dateOf reads XML Schema's dates, as precise as they are; one without a time zone counts as UTC.
func dateOf(t term.Term) (time.Time, bool) {
	var layouts []string
	switch t.Datatype {
	case term.XSD + "dateTime":
		layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"}
	case term.XSD + "date":
		layouts = []string{"2006-01-02", "2006-01-02Z07:00"}
	case term.XSD + "gYearMonth":
		layouts = []string{"2006-01", "2006-01Z07:00"}
	case term.XSD + "gYear":
		layouts = []string{"2006", "2006Z07:00"}
	}
	for _, layout := range layouts {
		if at, err := time.Parse(layout, t.Text); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
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
