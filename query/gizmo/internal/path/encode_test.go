package path

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/gizmo/internal/wire"
)

// everyStep is a path with a step of each kind.
func everyStep(t testing.TB) *Path {
	like, err := Like("a%")
	require.NoError(t, err)
	regex, err := Regex("b+", true)
	require.NoError(t, err)
	along := &Via{Values: []quad.Value{quad.IRI("p"), quad.LangString{Value: "x", Lang: "en"}}}
	way := Morphism().Hop(Out, along, nil).Unique()
	p := Start(quad.String("a"), quad.Int(-5), quad.Float(0.5), quad.Bool(true), quad.BNode("b"), quad.TypedString{Value: "v", Type: "t"},
		quad.Time(time.Date(1, 2, 3, 4, 5, 6, 7, time.UTC)))
	p = p.LabelContext(&Via{Path: Start(quad.IRI("l"))}, []string{"label"}).Hop(Both, &Via{Path: Start(quad.IRI("q"))}, []string{"x", "y"})
	p = p.Has(along, true, []quad.Value{quad.IRI("z")}, []Filter{like, regex, Compare(iterator.CompareGTE, quad.Int(3))})
	p = p.Save(along, "s", true, true).SavePredicates(true, "sp").Tag([]string{"here"}).Filter([]Filter{like}).Unique()
	p = p.And(way).Or(way).Except(Nowhere()).Follow(way).FollowRecursive(way, -1, []string{"depth"}).OrderBy(quad.IRI("by"), true).Limit(5).Skip(1).Limit(9)
	p, err = p.Back("here")
	require.NoError(t, err)
	p = p.Hop(In, nil, nil)
	p, ok := p.LabelsOfHop([]string{"claim"})
	require.True(t, ok)
	return p.Predicates(true).Labels().Order()
}

// kinds lists the steps of a path and of those within it.
func kinds(p *Path, into map[string]bool) {
	for _, s := range p.steps {
		into[reflect.TypeOf(s.step).Name()] = true
		switch s := s.step.(type) {
		case and:
			kinds(s.other, into)
		case or:
			kinds(s.other, into)
		case except:
			kinds(s.other, into)
		case follow:
			kinds(s.way, into)
		}
	}
}

// TestEncoded sends a path to itself: it means the same, and is as large.
func TestEncoded(t *testing.T) {
	p := everyStep(t)
	seen := map[string]bool{}
	kinds(p, seen)
	require.Len(t, seen, int(recursiveStep)+1, "a kind of step is not in everyStep: %v", seen)

	var w wire.Writer
	p.Encode(&w)
	require.NoError(t, w.Err())
	r := wire.NewReader(w.Body, -1)
	got := Decode(r, 1000)
	require.NoError(t, r.End())
	require.Equal(t, p.Size(), got.Size())
	require.Equal(t, p.ranked, got.ranked)
	require.Equal(t, len(p.steps), len(got.steps))
	var again wire.Writer
	got.Encode(&again)
	require.Equal(t, w.Body, again.Body)

	// A path that is in it many times is written once.
	twice := Start()
	for range 9 {
		twice = twice.Or(twice)
	}
	var small wire.Writer
	twice.Encode(&small)
	require.Less(t, len(small.Body), 300)

	r = wire.NewReader(w.Body, -1)
	Decode(r, int(p.Size())-1)
	require.Error(t, r.Err(), "larger than is allowed")
	for n := range w.Body {
		r := wire.NewReader(w.Body[:n], -1)
		Decode(r, 1000)
		require.Error(t, r.End(), "cut at %d", n)
	}
}

// FuzzDecode reads whatever as a path: it ends, within its size, and what is read is written again.
func FuzzDecode(f *testing.F) {
	var w wire.Writer
	everyStep(f).Encode(&w)
	f.Add(w.Body)
	var search wire.Writer
	EncodeSearch(&search, Start(quad.IRI("a")), Search{Goal: Via{Path: everyStep(f)}, Inverse: []bool{true, false}, Most: 3})
	f.Add(search.Body)
	f.Fuzz(func(t *testing.T, body []byte) {
		r := wire.NewReader(body, -1)
		if p := Decode(r, 200); r.End() == nil {
			require.LessOrEqual(t, p.Size(), int64(200))
			var w wire.Writer
			p.Encode(&w)
			require.NoError(t, w.Err())
			_ = fmt.Sprint(p.shape())
		}
		r = wire.NewReader(body, -1)
		if from, _ := DecodeSearch(r, 200); r.End() == nil {
			require.LessOrEqual(t, from.Size(), int64(200))
		}
	})
}
