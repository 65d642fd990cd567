package graph_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// readAll reads a graph with so many terms in many ways, and gives what went wrong.
func readAll(ctx context.Context, g *graph.Graph, terms uint64) error {
	var all []error
	note := func(err error) { all = append(all, err) }
	for i := range 30 {
		_, err := g.Count(ctx, graph.Pattern{Subject: talentgen.Person(i)})
		note(err)
		_, err = g.Count(ctx, graph.Pattern{Object: talentgen.Organization(i), Label: talentgen.Claim(i)})
		note(err)
	}
	for _, p := range []graph.Pattern{{}, {Predicate: vocab.Person}, {Label: talentgen.DataSet}, {Predicate: vocab.From, Label: talentgen.DataSet}} {
		for _, err := range g.Quads(ctx, p) {
			note(err)
		}
	}
	note(g.View(ctx, func(s *graph.Snapshot) error {
		n := s.Numbers()
		for _, d := range []quad.Direction{quad.Subject, quad.Object} {
			columns, err := n.Columns(ctx, d, nil)
			if err != nil {
				return err
			}
			seen := make([]bool, terms+1)
			for id := range graph.ID(terms + 1) {
				rows, from, to := columns.At(id)
				for i := from; i < to; i++ {
					seen[rows.Predicates[i]], seen[rows.Others[i]], seen[rows.Labels[i]] = true, true, true
				}
			}
		}
		predicates, err := n.Predicates(ctx)
		for _, p := range predicates {
			_, failed := n.Statistics(ctx, p)
			err = errors.Join(err, failed)
		}
		return err
	}))
	_, err := query.Flows(ctx, g)
	note(err)
	_, err = query.NetFlow(ctx, g)
	note(err)
	_, err = query.Network(ctx, g)
	note(err)
	_, err = query.Disputed(ctx, g)
	note(err)
	for _, err := range query.Leaders(ctx, g) {
		note(err)
	}
	for _, err := range query.Strategies(ctx, g) {
		note(err)
	}
	_, err = g.Snapshot().Named(ctx, "person 3", graph.AnyKind())
	note(err)
	return errors.Join(all...)
}

// TestDamageThatIsNotLookedFor changes the numbers of a file that is opened without comparing sums: whatever they say,
// reading it, changing it and writing it anew ends in an error, or does not notice; it never leads out of the arrays.
func TestDamageThatIsNotLookedFor(t *testing.T) {
	ctx := t.Context()
	path, _ := generatedFile(t, 3000)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	sections, _ := sectionsOf(data)
	terms := binary.LittleEndian.Uint64(data[96:])
	require.NoError(t, readAll(ctx, openIn(t, "file:"+path+"?read=map&verify=check"), terms))
	r := rand.New(rand.NewPCG(rand.Uint64(), 0))
	damaged := filepath.Join(t.TempDir(), "damaged.tg")
	source := "file:" + damaged + "?read=map&verify=check&sync=never"
	noticed := map[uint32]int{}
	for _, s := range sections {
		for range long.Runs(6, 50) {
			changed := bytes.Clone(data)
			at := s.from + r.Uint64N(s.size)/4*4
			switch r.IntN(3) {
			case 0:
				changed[at] ^= 1 << r.IntN(8)
			case 1:
				binary.LittleEndian.PutUint32(changed[at:], r.Uint32())
			default:
				clear(changed[at:min(at+40, s.from+s.size)])
			}
			if bytes.Equal(changed, data) {
				continue
			}
			require.NoError(t, os.WriteFile(damaged, changed, 0o600))
			g, err := graph.Open(ctx, source)
			if err != nil {
				requireFileError(t, err)
				noticed[s.kind]++
				continue
			}
			var placed *graph.FileError
			if errors.As(readAll(ctx, g, terms), &placed) {
				noticed[s.kind]++
				require.Error(t, g.Add(ctx, nameQuad(1, "a")), "nothing is written on top of damage that is known")
			}
			requireFileError(t, g.Compact(ctx))
			after, err := os.ReadFile(damaged)
			require.NoError(t, err)
			require.Equal(t, changed[8192:len(data)], after[8192:len(data)], "damage gets no new sums")
			g.Close()
		}
	}
	t.Logf("noticed while reading, by kind of section: %v", noticed)
	for _, kind := range []uint32{2, 6, 10} {
		require.Positive(t, noticed[kind], "section %d", kind)
	}
}

func requireFileError(t *testing.T, err error) {
	t.Helper()
	var placed *graph.FileError
	require.ErrorAs(t, err, &placed)
}
