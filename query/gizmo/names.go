package gizmo

import (
	"cmp"
	"errors"
	"strings"

	"github.com/agnivade/levenshtein"
	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/schema"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/gizmo/internal/lang"
	"talentgraph.example/query/gizmo/internal/stop"
)

var _ lang.Names = (*names)(nil)

// names are what a run knows of names: those of its options, of the graph and of the vocabulary.
type names struct {
	ctx      *stop.Context
	store    cayley.QuadStore
	state    *graph.Snapshot // nil if the store is all there is
	prefixes map[string]string
}

func (n *names) Has(v quad.Value) bool { return n.store.ValueOf(v) != nil }

func (n *names) Namespace(prefix string) string {
	if ns, ok := n.prefixes[prefix]; ok {
		return ns
	}
	if n.state != nil {
		if name := prefix + ":"; n.state.ExpandIRI(name) != quad.IRI(name) {
			return string(n.state.ExpandIRI(name))
		}
	}
	for _, p := range vocab.Prefixes() {
		if p.Name == prefix {
			return p.Namespace
		}
	}
	return ""
}

func (n *names) Stored() ([]voc.Namespace, error) {
	var stored voc.Namespaces
	err := schema.NewConfig().LoadNamespaces(n.ctx, n.store, &stored)
	return stored.List(), err
}

func (n *names) Compact(iri quad.IRI) string {
	if n.state != nil {
		return n.state.CompactIRI(iri)
	}
	for _, p := range vocab.Prefixes() {
		if local, ok := strings.CutPrefix(string(iri), p.Namespace); ok {
			return p.Name + ":" + local
		}
	}
	return string(iri)
}

// mostCalled is how many things a note offers.
const mostCalled = 3

// Labelled looks a text up among the labels.
func (n *names) Labelled(text string) (called []quad.IRI) {
	if n.state == nil {
		return nil
	}
	e, err := n.state.Resolve(n.ctx, text, graph.AnyKind())
	found := []graph.Entity{e}
	var several *graph.NameError
	if errors.As(err, &several) {
		found = several.Candidates
	}
	for _, e := range found {
		if iri, ok := e.Node().(quad.IRI); ok && len(called) < mostCalled {
			called = append(called, iri)
		}
	}
	return called
}

// mostCompared is how many nodes a note is worth looking at.
const mostCompared = 100_000

// Nearest finds the IRI that differs by the fewest letters, about one in three of its last part at most: in the last
// part, or in what stands before it. It looks only at a store in memory, and not at all of a large one.
func (n *names) Nearest(iri quad.IRI) (nearest quad.IRI) {
	if _, inMemory := n.store.(snapstore.Planner); !inMemory {
		return ""
	}
	wantSpace, want := term.SplitIRI(strings.ToLower(string(iri)))
	most := 1
	if n := len(want); n > 3 {
		most = max(2, n/3) // two letters that changed places are two
	}
	nodes := n.store.NodesAllIterator()
	defer nodes.Close()
	for i := 0; i < mostCompared && nodes.Next(n.ctx); i++ {
		n.ctx.Check()
		have, ok := n.store.NameOf(nodes.Result()).(quad.IRI)
		if !ok || len(have) > len(iri)+most || len(have)+most < len(iri) {
			continue
		}
		space, local := term.SplitIRI(strings.ToLower(string(have)))
		if space != wantSpace && local != want {
			continue
		}
		d := levenshtein.ComputeDistance(local, want) + levenshtein.ComputeDistance(space, wantSpace)
		if d < most || d == most && (nearest == "" || closer(have, nearest, len(iri))) {
			most, nearest = d, have
		}
	}
	return nearest
}

// closer prefers the IRI of the right length, then the first in order.
func closer(a, b quad.IRI, length int) bool {
	if byLength := cmp.Compare(max(len(a)-length, length-len(a)), max(len(b)-length, length-len(b))); byLength != 0 {
		return byLength < 0
	}
	return a < b
}
