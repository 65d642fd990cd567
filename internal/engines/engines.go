package engines

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
)

// An Engine is a way to keep a graph, and a graph kept so.
type Engine struct {
	Name  string
	Graph *graph.Graph
	// Memory has the same facts in memory, by the same changes, so that answers have the same order.
	Memory *graph.Graph
}

// Of keeps the facts of a graph in memory in all ways: as copies, and as files whose facts came one change after the
// other, with a log that was read at opening, or that goes on. The graphs are closed when the test ends.
func Of(t testing.TB, memory *graph.Graph) []Engine {
	t.Helper()
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	backup := func(name string) string {
		check(t, memory.Backup(t.Context(), path(name)))
		return "file:" + path(name)
	}
	model := grow(t, memory, "memory:")
	grown := grow(t, memory, "file:"+path("grown.tg")+"?sync=never")
	check(t, grown.Close())
	mapped := open(t, "file:"+path("grown.tg")+"?read=map")
	follower := open(t, "file:"+path("grown.tg"), graph.ReadOnly())
	growing := grow(t, memory, "file:"+path("growing.tg")+"?sync=group")
	compact := grow(t, memory, "file:"+path("compact.tg")+"?read=map&sync=never")
	check(t, compact.Compact(t.Context()))
	return []Engine{
		{"memory", memory, memory},
		{"file", open(t, backup("read.tg")), memory},
		{"file mapped", open(t, backup("mapped.tg")+"?read=map"), memory},
		{"file mapped and not checked", open(t, backup("unchecked.tg")+"?read=map&verify=check", graph.ReadOnly()), memory},
		{"file growing", growing, model},
		{"file grown and mapped", mapped, model},
		{"file grown and followed", follower, model},
		{"file grown and compact", compact, model},
	}
}

// Each runs a test once for each engine.
func Each(t *testing.T, memory *graph.Graph, test func(t *testing.T, e Engine)) {
	for _, e := range Of(t, memory) {
		t.Run(e.Name, func(t *testing.T) { test(t, e) })
	}
}

func open(t testing.TB, source string, opts ...graph.OpenOption) *graph.Graph {
	t.Helper()
	g, err := graph.Open(t.Context(), source, opts...)
	check(t, err)
	t.Cleanup(func() { check(t, g.Close()) })
	return g
}

// grow writes the facts of a graph into another one, in changes that grow from one quad on. Each brings a quad that the
// next takes away; when half of them are there, the file is made anew.
func grow(t testing.TB, from *graph.Graph, source string) *graph.Graph {
	t.Helper()
	g := open(t, source)
	var quads []quad.Quad
	for q, err := range from.Quads(t.Context(), graph.Pattern{}) {
		check(t, err)
		quads = append(quads, q)
	}
	passing := func(i int) quad.Quad {
		return quad.Quad{Subject: quad.IRI(fmt.Sprint("https://example.com/passing/", i)), Predicate: quad.IRI("https://example.com/p"), Object: quad.Int(i)}
	}
	for i, first := 0, 0; first < len(quads); i++ {
		next := min(first+1+i*i, len(quads))
		check(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			return errors.Join(add(tx, quads[first:next]), tx.Remove(passing(i-1)), tx.Add(passing(i)))
		}))
		if first < len(quads)/2 && next >= len(quads)/2 {
			check(t, g.Compact(t.Context()))
		}
		if first = next; first == len(quads) {
			check(t, g.Remove(t.Context(), passing(i)))
		}
	}
	return g
}

// add writes quads as a loader does, which takes IRIs as they are.
func add(tx *graph.Tx, quads []quad.Quad) error {
	b := tx.NewBatch()
	for _, q := range quads {
		b.Quad(number(b, q.Subject), number(b, q.Predicate), number(b, q.Object), number(b, q.Label))
	}
	_, err := tx.AddBatch(tx.Context(), b)
	return err
}

func number(b *snapstore.Batch, v quad.Value) uint32 {
	t, err := term.Of(v)
	if err != nil {
		return 0 // the store gave it
	}
	return b.Term(t.Kind, []byte(t.Text), []byte(t.Datatype), []byte(t.Lang))
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
