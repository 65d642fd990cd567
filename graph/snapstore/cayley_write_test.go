package snapstore

import (
	"errors"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// TestWhatOnlyCayleyMay compares Cayley's interface with Tx.Add where they differ.
func TestWhatOnlyCayleyMay(t *testing.T) {
	at := quad.Time(time.Date(2024, 2, 3, 4, 5, 6, 789, time.UTC))
	blank := quad.Quad{Subject: quad.IRI("s"), Predicate: quad.BNode("p"), Object: at}

	store := New()
	if err := store.ApplyDeltas([]graph.Delta{{Quad: blank, Action: graph.Add}}, graph.IgnoreOpts{}); err != nil {
		t.Fatal(err)
	}
	if got := store.NameOf(store.ValueOf(at)); got != at {
		t.Errorf("a quad.Time came out as %#v", got)
	}
	tx := begin(t, store)
	defer tx.Rollback()
	var invalid *InvalidQuadError
	if _, err := tx.Add(blank); !errors.As(err, &invalid) || invalid.Part != quad.Predicate {
		t.Errorf("a blank predicate: %v", err)
	}
	if removed, err := tx.Remove(blank); !removed || err != nil {
		t.Errorf("Remove: %v, %v", removed, err)
	}
	other := New()
	tx2 := begin(t, other)
	if _, err := tx2.Add(quad.Quad{Subject: quad.IRI("s"), Predicate: quad.IRI("p"), Object: at}); err != nil {
		t.Fatal(err)
	}
	commit(t, tx2)
	s := other.Snapshot()
	if got, ok := s.Value(s.ID(at)).(quad.TypedString); !ok || got.Value != "2024-02-03T04:05:06.000000789Z" {
		t.Errorf("Tx.Add's quad.Time came out as %#v", got)
	}
}

func TestApplyDeltasIsAllOrNothing(t *testing.T) {
	store := New()
	good := quad.Make("a", "b", "c", nil)
	for _, bad := range []graph.Delta{
		{Quad: quad.Quad{Predicate: quad.IRI("p"), Object: quad.IRI("o")}, Action: graph.Add},
		{Quad: good, Action: graph.Add},
		{Quad: quad.Make("not", "there", "at all", nil), Action: graph.Delete},
		{Quad: good, Action: 7},
	} {
		err := store.ApplyDeltas([]graph.Delta{{Quad: good, Action: graph.Add}, bad}, graph.IgnoreOpts{})
		if err == nil || store.Snapshot().Size() != 0 {
			t.Errorf("%v %v: %v, and %d quads", bad.Action, bad.Quad, err, store.Snapshot().Size())
		}
	}
}

func TestQuadWriter(t *testing.T) {
	store := New()
	w, err := store.NewQuadWriter()
	if err != nil {
		t.Fatal(err)
	}
	//lint:ignore SA1019 Cayley's own code still calls it
	write := w.WriteQuad
	if err := write(quad.Quad{Subject: quad.IRI("s")}); err == nil {
		t.Error("half a quad was taken")
	}
	for i := range quad.DefaultBatch + 1 {
		if err := write(quad.Make("s", "p", i, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if n := store.Snapshot().Size(); n != quad.DefaultBatch {
		t.Errorf("a full batch has %d quads", n)
	}
	bad := []quad.Quad{quad.Make("s", "p", -1, nil), {Subject: quad.IRI("s")}}
	if n, err := w.WriteQuads(bad); n != 0 || err == nil {
		t.Errorf("WriteQuads with a bad quad: %d, %v", n, err)
	}
	if err := write(quad.Make("s", "p", -2, nil)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if n := store.Snapshot().Size(); n != quad.DefaultBatch+2 {
		t.Errorf("%d quads, want %d", n, quad.DefaultBatch+2)
	}
}
