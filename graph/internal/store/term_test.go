package store

import (
	"context"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
)

// TestTermOfNumber gives the parts of terms of every kind, which are those of their values.
func TestTermOfNumber(t *testing.T) {
	values := []quad.Value{
		quad.IRI("http://example.org/a"), quad.BNode("a"), quad.String("a"), quad.LangString{Value: "a", Lang: "zh-Hant"},
		quad.TypedString{Value: "a", Type: "http://example.org/type"}, quad.Int(-5), quad.Float(1.5), quad.Bool(true),
		quad.Time(time.Date(2024, 3, 15, 1, 2, 3, 0, time.UTC)),
	}
	store := New()
	tx, err := store.Begin(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		if _, err := tx.Add(quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: v}); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	s := store.Snapshot()
	for _, v := range values {
		want, err := term.Of(v)
		if err != nil {
			t.Fatal(err)
		}
		id := s.ID(v)
		if got := s.Term(id); id == 0 || got != want || s.Kind(id) != want.Kind {
			t.Errorf("%v: number %d is the term %+v of kind %v, not %+v", v, id, got, s.Kind(id), want)
		}
	}
	for _, id := range []ID{0, ID(s.Terms() + 1)} {
		if got := s.Term(id); got != (term.Term{}) {
			t.Errorf("number %d is %+v", id, got)
		}
	}
	if n := testing.AllocsPerRun(100, func() { s.Term(1) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
