package graph_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

type foreignValue struct{ quad.IRI }

// Many quads of one Add are refused as few are: the same one, in the same words, and nothing is written.
func TestAddManyRefusesAsFew(t *testing.T) {
	ctx, node := t.Context(), quad.IRI(vocab.ID+"a")
	ok := quad.Quad{Subject: node, Predicate: vocab.About, Object: node}
	with := func(d quad.Direction, v quad.Value) quad.Quad {
		q := ok
		q.Set(d, v)
		return q
	}
	bad := []quad.Quad{
		with(quad.Subject, nil), with(quad.Predicate, nil), with(quad.Object, nil),
		with(quad.Subject, quad.String("a")), with(quad.Predicate, quad.BNode("a")), with(quad.Label, quad.Int(1)),
		with(quad.Subject, quad.IRI("")), with(quad.Object, quad.BNode("")), with(quad.Object, quad.BNode("a b")),
		with(quad.Object, quad.IRI("alice")), with(quad.Label, quad.IRI("https://example.com/a b")),
		with(quad.Object, quad.String("\xff")), with(quad.Object, quad.LangString{Value: "a", Lang: "not one"}),
		with(quad.Object, quad.TypedString{Value: "a", Type: "no iri"}), with(quad.Object, foreignValue{node}),
		with(quad.Object, quad.IRI("tg:from")), with(quad.Predicate, quad.IRI("skos:prefLabel")),
	}
	g := graph.New()
	for i, b := range bad {
		few := g.Add(ctx, b)
		require.Error(t, few, "%v", b)
		for at, also := range map[int]quad.Quad{0: ok, 3: bad[(i+1)%len(bad)], 30: ok, 45: ok} {
			quads := slices.Repeat([]quad.Quad{ok}, 50)
			quads[at], quads[40] = also, b
			var want, got *graph.QuadError
			require.ErrorAs(t, g.Add(ctx, quads[at], quads[40]), &want)
			require.ErrorAs(t, g.Add(ctx, quads...), &got)
			require.Equal(t, []int{at, 40}[want.Index], got.Index)
			require.Equal(t, want.Err.Error(), got.Err.Error())
		}
		require.Zero(t, g.Size())
	}
}

// What many quads of one Add name is found, inside the change and after it, and what was there already changes nothing.
func TestAddManyNames(t *testing.T) {
	ctx := t.Context()
	for name, g := range map[string]*graph.Graph{"memory": graph.New(), "file": openIn(t, "file:"+t.TempDir()+"/a.tg")} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, g.Add(ctx, nameQuads(0, 500)...))
			undo := errors.New("undo it")
			update := func(end error) error {
				return g.Update(ctx, func(tx *graph.Tx) error {
					require.NoError(t, tx.Add(nameQuads(400, 300)...))
					found := 0
					require.NoError(t, tx.View(ctx, func(s *graph.Snapshot) error {
						for _, q := range nameQuads(400, 300) {
							all, err := s.Named(ctx, string(q.Object.(quad.String)), graph.AnyKind())
							require.NoError(t, err)
							found += len(all)
						}
						return nil
					}))
					require.Equal(t, 300, found)
					require.NoError(t, tx.Remove(nameQuads(600, 50)...))
					require.NoError(t, tx.Add(nameQuads(620, 40)...))
					return end
				})
			}
			require.ErrorIs(t, update(undo), undo)
			require.EqualValues(t, 500, g.Size())
			version := g.Snapshot().Version()
			require.NoError(t, update(nil))
			require.EqualValues(t, 680, g.Size())
			require.NoError(t, g.Add(ctx, nameQuads(0, 500)...))
			require.Equal(t, version+1, g.Snapshot().Version(), "all of it was there")
			s := g.Snapshot()
			for i := range 710 {
				q := nameQuad(i, "")
				all, err := s.Named(ctx, string(nameQuads(i, 1)[0].Object.(quad.String)), graph.AnyKind())
				require.NoError(t, err)
				if want := i < 600 || i >= 620 && i < 700; want {
					require.Equal(t, 1, len(all), "%d", i)
					require.Equal(t, q.Subject, all[0].Node())
				} else {
					require.Empty(t, all, "%d", i)
				}
			}
		})
	}
}
