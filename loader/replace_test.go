package loader_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/limit"
	"talentgraph.example/loader"
	"talentgraph.example/loader/rdfc"
)

const told = `
PREFIX ex: <https://example.com/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX tg: <https://talentgraph.example/ns#>
GRAPH ex:data {
	ex:claim1 a tg:Claim ; prov:hadPrimarySource ex:news .
	ex:claim2 a tg:Claim ; prov:hadPrimarySource ex:other ; tg:contradicts ex:claim1 .
	ex:claim3 a tg:Claim ; prov:hadPrimarySource ex:news, ex:other .
	ex:alibaba a ex:Organization .
}
GRAPH ex:claim1 { ex:move1 tg:from ex:alibaba ; tg:year 2023 }
GRAPH ex:claim2 { ex:move1 tg:from ex:alibaba }
GRAPH ex:claim3 { ex:move2 tg:from ex:alibaba }
GRAPH ex:news { ex:move3 tg:from ex:alibaba }
ex:a ex:b ex:c .
`

func TestReplaceASource(t *testing.T) {
	g := loaded(t, told, loader.WithFormat(loader.TriG))
	before := g.Snapshot()
	const now = "PREFIX ex: <https://example.com/> ex:move4 ex:p ex:o ."
	report, err := loader.Load(t.Context(), g, strings.NewReader(now), loader.WithFormat(loader.Turtle),
		loader.WithLabel("https://example.com/news"), loader.WithReplace("https://example.com/news"))
	require.NoError(t, err)
	assert.EqualValues(t, 2+2+1+1, report.Removed, "claim 1 and its record, claim 3's source, the label's own")
	assert.EqualValues(t, 1, report.Added)
	want := strings.NewReplacer(
		"ex:claim1 a tg:Claim ; prov:hadPrimarySource ex:news .", "",
		"ex:claim3 a tg:Claim ; prov:hadPrimarySource ex:news, ex:other .", "ex:claim3 a tg:Claim ; prov:hadPrimarySource ex:other .",
		"GRAPH ex:claim1 { ex:move1 tg:from ex:alibaba ; tg:year 2023 }", "",
		"ex:move3 tg:from ex:alibaba", "ex:move4 ex:p ex:o",
	).Replace(told)
	assertEqual(t, loaded(t, want, loader.WithFormat(loader.TriG)), g)
	assertEqual(t, loaded(t, told, loader.WithFormat(loader.TriG)), before)

	// What is not there yet is just added; a file that says the same again changes nothing.
	same := g.Snapshot()
	report, err = loader.Load(t.Context(), g, strings.NewReader(now), loader.WithFormat(loader.Turtle),
		loader.WithLabel("https://example.com/news"), loader.WithReplace("https://example.com/news"), loader.WithReplace("https://example.com/nobody"))
	require.NoError(t, err)
	assert.EqualValues(t, 1, report.Removed)
	assertEqual(t, same, g)
}

func TestReplaceIsAtomic(t *testing.T) {
	g := loaded(t, told, loader.WithFormat(loader.TriG))
	before := g.Snapshot()
	_, err := loader.Load(t.Context(), g, strings.NewReader("wrong"), loader.WithFormat(loader.Turtle), loader.WithReplace("https://example.com/news"))
	require.Error(t, err)
	assertEqual(t, before, g)
	for n := range 8 {
		_, err := loader.Load(newEndsAt(t.Context(), n), g, strings.NewReader(""), loader.WithReplace("https://example.com/news"))
		if err != nil {
			assert.ErrorIs(t, err, context.Canceled)
			assertEqual(t, before, g)
		}
	}
}

func TestHashEqualDiff(t *testing.T) {
	a := loaded(t, "_:x <https://example.com/p> _:y .\n_:y <https://example.com/q> \"1\" .\n<https://example.com/s> <https://example.com/p> \"2\" .\n")
	b := loaded(t, "_:b <https://example.com/q> \"1\" .\n_:a <https://example.com/p> _:b .\n<https://example.com/s> <https://example.com/p> \"3\" .\n")
	equal, err := loader.Equal(t.Context(), a, b)
	require.NoError(t, err)
	assert.False(t, equal)
	onlyA, onlyB, err := loader.Diff(t.Context(), a, b)
	require.NoError(t, err)
	assert.Len(t, onlyA, 1)
	assert.Len(t, onlyB, 1)
	hashA, err := loader.Hash(t.Context(), a)
	require.NoError(t, err)
	hashB, err := loader.Hash(t.Context(), b)
	require.NoError(t, err)
	assert.NotEqual(t, hashA, hashB)
	require.NoError(t, a.Update(t.Context(), func(tx *graph.Tx) error {
		require.NoError(t, tx.Remove(onlyA...))
		require.NoError(t, tx.Add(onlyB...))
		hash, err := loader.Hash(t.Context(), tx)
		assert.Equal(t, hashB, hash, "a transaction can be asked, too")
		return err
	}))
	assertEqual(t, a, b)
	long, err := loader.Hash(t.Context(), a, loader.WithAlgorithm(rdfc.SHA384))
	require.NoError(t, err)
	assert.Len(t, long, 96)

	// A complete graph of blank nodes, all alike.
	var poison strings.Builder
	for i := range 10 {
		for j := range 10 {
			if i != j {
				poison.WriteString("_:b" + string(rune('0'+i)) + " <https://example.com/p> _:b" + string(rune('0'+j)) + " .\n")
			}
		}
	}
	hard := loaded(t, poison.String())
	_, err = loader.Hash(t.Context(), hard, loader.WithWorkLimit(1000))
	assert.ErrorIs(t, err, limit.Err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = loader.Equal(ctx, a, b)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = loader.Hash(t.Context(), a, loader.WithFormat(77))
	assert.ErrorContains(t, err, "no such format")
}
