package query_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

func kindsOf(t *testing.T, g *graph.Graph) string {
	t.Helper()
	rows, err := query.Disputed(t.Context(), g)
	require.NoError(t, err)
	var kinds []string
	for _, d := range rows {
		kinds = append(kinds, string(d.Conflict))
		assert.Len(t, d.Facts, 2)
		assert.Len(t, d.Sides, 2)
	}
	return strings.Join(kinds, " ")
}

func TestLeavingBeforeArriving(t *testing.T) {
	for name, c := range map[string]struct {
		moves  []toldMove
		wanted string
	}{
		"before":                     {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}}, "before after"},
		"after":                      {[]toldMove{{"p", "a", "b", "2024-02", ""}, {"p", "b", "c", "2024-05", ""}}, ""},
		"perhaps after":              {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024", ""}}, ""},
		"two people":                 {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"q", "b", "c", "2024-02", ""}}, ""},
		"long before":                {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2020-02", ""}}, ""},
		"an arrival before":          {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}, {"p", "d", "b", "2023-02", ""}}, ""},
		"an arrival without a time":  {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}, {"p", "d", "b", "", ""}}, ""},
		"a return":                   {[]toldMove{{"p", "c", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}}, ""},
		"a return by a third":        {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}, {"p", "c", "a", "2024-03", ""}}, ""},
		"by a third without a time":  {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}, {"p", "c", "a", "", ""}}, ""},
		"by a third, but too late":   {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}, {"p", "c", "a", "2024-09", ""}}, "before after before after"},
		"an end that nobody tells":   {[]toldMove{{"p", "", "b", "2024-05", ""}, {"p", "b", "c", "2024-02", ""}}, ""},
		"within one organization":    {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "unit", "2024-02", ""}}, ""},
		"from where is not told too": {[]toldMove{{"p", "a", "b", "2024-05", ""}, {"p", "b", "", "2024-02", ""}}, ""},
	} {
		assert.Equal(t, c.wanted, kindsOf(t, toldMoves(t, false, c.moves...)), name)
	}
}

func TestTwoHoldersOfOnePost(t *testing.T) {
	type post struct{ holder, at, role, when, note string }
	for name, c := range map[string]struct {
		posts  []post
		wanted string
	}{
		"two":                   {[]post{{"p", "a", "CEO", "2020/2022", ""}, {"q", "a", "chief executive officer", "2021/2023", ""}}, "two persons"},
		"in another language":   {[]post{{"p", "a", "首席执行官", "2020/2022", ""}, {"q", "a", "CEO", "2021/2023", ""}}, "two persons"},
		"one after the other":   {[]post{{"p", "a", "CEO", "2020/2022", ""}, {"q", "a", "CEO", "2023/2024", ""}}, ""},
		"the next has it":       {[]post{{"p", "a", "CEO", "2020/..", ""}, {"q", "a", "CEO", "2023/..", ""}}, ""},
		"since one time":        {[]post{{"p", "a", "CEO", "2020/..", ""}, {"q", "a", "CEO", "2020/..", ""}}, "two persons"},
		"since a term's middle": {[]post{{"p", "a", "CEO", "2020/2022", ""}, {"q", "a", "CEO", "2021/..", ""}}, "two persons"},
		"of two organizations":  {[]post{{"p", "a", "CEO", "2020", ""}, {"q", "b", "CEO", "2020", ""}}, ""},
		"told twice":            {[]post{{"p", "a", "CEO", "2020", ""}, {"p", "a", "CEO", "2020", ""}}, ""},
		"many can have it":      {[]post{{"p", "a", "engineer", "2020", ""}, {"q", "a", "engineer", "2020", ""}}, ""},
		"that are said to be":   {[]post{{"p", "a", "head of ads", "2020", "single"}, {"q", "a", "Head of ads", "2020", "single"}}, "two persons"},
		"without a time":        {[]post{{"p", "a", "CEO", "2020", ""}, {"q", "a", "CEO", "", ""}}, ""},
	} {
		g := graph.New()
		id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			for i, p := range c.posts {
				node := id(fmt.Sprint("post-", i))
				facts := []quad.Quad{
					{Subject: node, Predicate: vocab.Holder, Object: id(p.holder)}, {Subject: node, Predicate: vocab.At, Object: id(p.at)},
					{Subject: node, Predicate: vocab.Role, Object: quad.LangString{Value: quad.String(p.role), Lang: "en"}},
				}
				if p.when != "" {
					facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(p.when), Type: vocab.EDTF}})
				}
				if p.note != "" {
					facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.Single, Object: quad.Bool(true)})
				}
				if _, err := tx.Assert(graph.Claim{ID: id(fmt.Sprint("claim-", i)), Source: id("news")}, facts...); err != nil {
					return err
				}
			}
			return nil
		}))
		assert.Equal(t, c.wanted, kindsOf(t, g), name)
	}
}

func TestTwoValuesWhereThereIsOne(t *testing.T) {
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	word := func(text, lang string) quad.Value { return quad.LangString{Value: quad.String(text), Lang: lang} }
	for name, c := range map[string]struct {
		predicate    quad.IRI
		single, same bool
		values       []quad.Value
		wanted       string
	}{
		"two owners":             {vocab.Of, false, false, []quad.Value{id("a"), id("b")}, "two values"},
		"owners of one claim":    {vocab.Of, false, true, []quad.Value{id("a"), id("b")}, ""},
		"one owner, told twice":  {vocab.Of, false, false, []quad.Value{id("a"), id("a")}, ""},
		"a unit and its whole":   {vocab.Of, false, false, []quad.Value{id("unit"), id("b")}, ""},
		"two leaders":            {vocab.LedBy, false, false, []quad.Value{id("p"), id("q")}, ""},
		"two where one can lead": {vocab.LedBy, true, false, []quad.Value{id("p"), id("q")}, "two values"},
		"a text and another":     {vocab.KnownFor, true, false, []quad.Value{word("x", "en"), word("y", "en")}, "two values"},
		"a text in two tongues":  {vocab.KnownFor, true, false, []quad.Value{word("x", "en"), word("y", "zh")}, ""},
	} {
		g := graph.New()
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			for i, v := range c.values {
				if c.same {
					i = 0
				}
				if _, err := tx.Assert(graph.Claim{ID: id(fmt.Sprint("claim-", i)), Source: id("news")}, quad.Quad{Subject: id("thing"), Predicate: c.predicate, Object: v}); err != nil {
					return err
				}
			}
			if c.single {
				if err := tx.Add(quad.Quad{Subject: c.predicate, Predicate: vocab.Single, Object: quad.Bool(true)}); err != nil {
					return err
				}
			}
			return tx.Add(quad.Quad{Subject: id("unit"), Predicate: vocab.ORGUnitOf, Object: id("b")})
		}))
		assert.Equal(t, c.wanted, kindsOf(t, g), name)
	}
}
