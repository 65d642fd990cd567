package structs_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

type company struct {
	ID      quad.IRI   `quad:"@id"`
	Sectors []quad.IRI `quad:"tg:sector"`
}

type hire struct {
	ID     quad.IRI   `quad:"@id"`
	Person []quad.IRI `quad:"tg:person"`
	From   []quad.IRI `quad:"tg:from,optional"`
	To     []company  `quad:"tg:to,optional"`
}

// news is a small graph of three moves, the last of them to an organization in a sector.
func news() *graph.Graph {
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	label := func(node, text string) quad.Quad {
		return quad.Quad{Subject: id(node), Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(text), Lang: "en"}}
	}
	quads := []quad.Quad{
		label("ann", "Ann"), label("bo", "Bo"), label("chen", "Chen"),
		{Subject: id("core"), Predicate: vocab.Sector, Object: id("health")},
	}
	for i, m := range [][3]string{{"ann", "acme", "bolt"}, {"bo", "acme", "bolt"}, {"chen", "bolt", "core"}} {
		move := id(fmt.Sprint("move-", i+1))
		quads = append(quads,
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: id(m[0])},
			quad.Quad{Subject: move, Predicate: vocab.From, Object: id(m[1])},
			quad.Quad{Subject: move, Predicate: vocab.To, Object: id(m[2])},
			quad.Quad{Subject: move, Predicate: vocab.Year, Object: quad.Int(2021 + i)})
	}
	if err := g.Add(context.Background(), quads...); err != nil {
		fmt.Println(err)
	}
	return g
}

// manyFacts is large enough that every question has to look at its context more than once.
func manyFacts(t *testing.T) *graph.Graph {
	t.Helper()
	const n = 10_000
	id := func(kind string, i int) quad.IRI { return quad.IRI(fmt.Sprintf("%s%s-%d", vocab.ID, kind, i)) }
	quads := []quad.Quad{
		{Subject: id("org", 0), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Origin")},
		{Subject: id("org", 0), Predicate: vocab.RDFType, Object: vocab.ORGOrganization},
		{Subject: id("sector", 0), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Sector")},
		{Subject: id("sector", 0), Predicate: vocab.RDFType, Object: vocab.SKOSConcept},
	}
	for i := range n {
		quads = append(quads,
			quad.Quad{Subject: id("move", i), Predicate: vocab.Person, Object: id("person", i)},
			quad.Quad{Subject: id("move", i), Predicate: vocab.From, Object: id("org", 0)},
			quad.Quad{Subject: id("move", i), Predicate: vocab.To, Object: id("org", 1+i%500)},
			quad.Quad{Subject: id("strategy", i), Predicate: vocab.RDFType, Object: vocab.ClassStrategy},
			quad.Quad{Subject: id("strategy", i), Predicate: vocab.Sector, Object: id("sector", 0)},
			quad.Quad{Subject: id("model", i), Predicate: vocab.LedBy, Object: id("person", i)},
		)
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

// endsAt is a context that ends when it is asked for the n-th time.
type endsAt struct {
	context.Context
	left int
}

func (c *endsAt) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// gather ranges over a question and writes its rows as an oracle writes them.
func gather[R, T any](t *testing.T, rows func(yield func(R, error) bool), as func(R) T) []T {
	t.Helper()
	var got []T
	for row, err := range rows {
		require.NoError(t, err)
		got = append(got, as(row))
	}
	return got
}
