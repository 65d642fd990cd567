package query_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// toldAmount is what one claim says of an investment. What is empty is not told.
type toldAmount struct {
	node, investor, when, value, unit string
	bound                             quad.IRI
	source                            string
	grade                             graph.Certainty
}

func toldAmounts(t *testing.T, all ...toldAmount) *graph.Graph {
	t.Helper()
	g := graph.New()
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for i, a := range all {
			node, figure := id("investment"+a.node), id(fmt.Sprint("figure-", i))
			facts := []quad.Quad{
				{Subject: node, Predicate: vocab.Investor, Object: id("fund" + a.investor)}, {Subject: node, Predicate: vocab.Investee, Object: id("lab")},
				{Subject: node, Predicate: vocab.Figure, Object: figure}, {Subject: figure, Predicate: vocab.Value, Object: quad.TypedString{Value: quad.String(a.value), Type: vocab.XSD + "integer"}},
				{Subject: figure, Predicate: vocab.Measure, Object: quad.LangString{Value: "amount", Lang: "en"}},
			}
			if a.when != "" {
				facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(a.when), Type: vocab.EDTF}})
			}
			if a.unit != "" {
				facts = append(facts, quad.Quad{Subject: figure, Predicate: vocab.Unit, Object: quad.LangString{Value: quad.String(a.unit), Lang: "en"}})
			}
			if a.bound != "" {
				facts = append(facts, quad.Quad{Subject: figure, Predicate: vocab.Bound, Object: a.bound})
			}
			if a.grade == graph.Unknown {
				a.grade = graph.Stated
			}
			if _, err := tx.Assert(graph.Claim{ID: id("claim-" + a.source), Source: id("news-" + a.source), Certainty: a.grade}, facts...); err != nil {
				return err
			}
		}
		return nil
	}))
	return g
}

// Two amounts of one investment that cannot be the same are found, and the row shows the better one.
func TestTwoAmounts(t *testing.T) {
	const usd, m = "US dollars", "000000"
	for name, c := range map[string]struct {
		told   []toldAmount
		wanted string   // the contradictions
		shown  []string // the numbers of the rows, in order
	}{
		"two":                        {[]toldAmount{{value: "300" + m, unit: usd, source: "1"}, {value: "500" + m, unit: usd, source: "2"}}, "two amounts", []string{"300" + m}},
		"in two words for one unit":  {[]toldAmount{{value: "300" + m, unit: "USD", source: "1"}, {value: "500", unit: "million US$", source: "2"}}, "two amounts", []string{"300" + m}},
		"rounded":                    {[]toldAmount{{value: "300" + m, unit: usd, source: "1"}, {value: "310" + m, unit: usd, source: "2"}}, "", []string{"300" + m, "310" + m}},
		"more than":                  {[]toldAmount{{value: "300" + m, unit: usd, bound: vocab.BoundMoreThan, source: "1"}, {value: "500" + m, unit: usd, source: "2"}}, "", []string{"300" + m, "500" + m}},
		"more than more":             {[]toldAmount{{value: "700" + m, unit: usd, bound: vocab.BoundMoreThan, source: "1"}, {value: "500" + m, unit: usd, source: "2"}}, "two amounts", []string{"700" + m}},
		"in two currencies":          {[]toldAmount{{value: "300" + m, unit: usd, source: "1"}, {value: "500" + m, unit: "yuan", source: "2"}}, "", []string{"300" + m, "500" + m}},
		"without a currency":         {[]toldAmount{{value: "300" + m, source: "1"}, {value: "500" + m, unit: usd, source: "2"}}, "", []string{"300" + m, "500" + m}},
		"by one claim":               {[]toldAmount{{value: "300" + m, unit: usd, source: "1"}, {value: "500" + m, unit: usd, source: "1"}}, "", []string{"300" + m, "500" + m}},
		"parts, and another":         {[]toldAmount{{value: "100" + m, unit: usd, source: "1"}, {value: "200" + m, unit: usd, source: "1"}, {value: "300" + m, unit: usd, source: "2"}}, "", []string{"100" + m, "200" + m, "300" + m}},
		"the stronger":               {[]toldAmount{{value: "300" + m, unit: usd, source: "1", grade: graph.Inferred}, {value: "500" + m, unit: usd, source: "2", grade: graph.Stated}}, "two amounts", []string{"500" + m}},
		"of more sources":            {[]toldAmount{{value: "300" + m, unit: usd, source: "1"}, {value: "500" + m, unit: usd, source: "2"}, {value: "510" + m, unit: usd, source: "3"}}, "two amounts two amounts", []string{"500" + m, "510" + m}},
		"one investor, two nodes":    {[]toldAmount{{node: "-a", when: "2024", value: "300" + m, unit: usd, source: "1"}, {node: "-b", when: "2024-02", value: "500" + m, unit: usd, source: "2"}}, "two amounts", []string{"300" + m, "500" + m}},
		"two nodes of one source":    {[]toldAmount{{node: "-a", when: "2024", value: "300" + m, unit: usd, source: "1"}, {node: "-b", when: "2024-02", value: "500" + m, unit: usd, source: "1"}}, "", []string{"300" + m, "500" + m}},
		"at two times":               {[]toldAmount{{node: "-a", when: "2023", value: "300" + m, unit: usd, source: "1"}, {node: "-b", when: "2024", value: "500" + m, unit: usd, source: "2"}}, "", []string{"300" + m, "500" + m}},
		"two nodes without a time":   {[]toldAmount{{node: "-a", value: "300" + m, unit: usd, source: "1"}, {node: "-b", value: "500" + m, unit: usd, source: "2"}}, "", []string{"300" + m, "500" + m}},
		"two investors, two nodes":   {[]toldAmount{{node: "-a", when: "2024", value: "300" + m, unit: usd, source: "1"}, {node: "-b", investor: "-2", when: "2024", value: "500" + m, unit: usd, source: "2"}}, "", []string{"300" + m, "500" + m}},
		"the other is disputed":      {[]toldAmount{{value: "300" + m, unit: usd, source: "1", grade: graph.Disputed}, {value: "500" + m, unit: usd, source: "2", grade: graph.Stated}}, "two amounts", []string{"500" + m}},
		"the same, told three times": {[]toldAmount{{value: "300" + m, unit: usd, source: "1"}, {value: "300" + m, unit: usd, source: "2"}, {value: "300", unit: "million US dollars", source: "3"}}, "", []string{"300", "300" + m}},
	} {
		g := toldAmounts(t, c.told...)
		all, err := query.Disputed(t.Context(), g)
		require.NoError(t, err)
		kinds, found := "", 0
		for _, d := range all {
			if d.Conflict != "" {
				if found++; found > 1 {
					kinds += " "
				}
				kinds += string(d.Conflict)
				assert.Len(t, d.Sides, 2, name)
				assert.NotEqual(t, d.Sides[0].Claim, d.Sides[1].Claim, name)
			}
		}
		assert.Equal(t, c.wanted, kinds, name)
		rows, err := query.Investments(t.Context(), g)
		require.NoError(t, err)
		against, err := query.Contradicted(t.Context(), rows)
		require.NoError(t, err)
		var shown []string
		for i, r := range rows {
			assert.Equal(t, c.wanted != "", len(against[i]) > 0, name)
			for _, f := range r.Figures {
				shown = append(shown, fmt.Sprint(quad.NativeOf(f.Value)))
				if len(rows) == 1 && c.wanted != "" && name != "the other is disputed" {
					assert.Equal(t, graph.Disputed, f.Certainty(), name)
				} else {
					assert.NotEqual(t, graph.Disputed, f.Certainty(), name)
				}
			}
		}
		assert.Equal(t, c.shown, shown, name)

		profile, err := query.ProfileOrganization(t.Context(), g, "id:fund")
		require.NoError(t, err)
		require.NotEmpty(t, profile.Investments, name)
		assert.Equal(t, mapped(rows[0].Figures, query.Figure.String), mapped(profile.Investments[0].Figures, query.Figure.String), name)
		assert.Contains(t, profile.String(), profile.Investments[0].Figures[0].String(), name)
		text, err := json.Marshal(profile)
		require.NoError(t, err)
		var read query.OrganizationProfile
		require.NoError(t, json.Unmarshal(text, &read))
		assert.Equal(t, profile.String(), read.String(), name)
		assert.Equal(t, profile.String(), profile.Detach().String(), name)
	}
}

// One figure to which two claims give two numbers is contradicted, too.
func TestTwoAmountsOfOneFigure(t *testing.T) {
	g := toldAmounts(t, toldAmount{value: "300000000", unit: "US dollars", source: "1"})
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Assert(graph.Claim{ID: id("claim-2"), Source: id("news-2")}, quad.Quad{Subject: id("figure-0"), Predicate: vocab.Value, Object: quad.Int(500_000_000)})
		return err
	}))
	for _, opts := range [][]query.Option{nil, {query.About("id:fund")}, {query.About("id:investment")}} {
		rows, err := query.Disputed(t.Context(), g, opts...)
		require.NoError(t, err)
		require.Len(t, rows, 1)
		assert.Equal(t, query.TwoAmounts, rows[0].Conflict)
		assert.EqualValues(t, vocab.Value, rows[0].Facts[0].Predicate)
	}
	rows, err := query.Investments(t.Context(), g)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Len(t, rows[0].Figures, 1)
	assert.Equal(t, quad.Int(300_000_000), rows[0].Figures[0].Value)
	against, err := query.Contradicted(t.Context(), rows)
	require.NoError(t, err)
	assert.Len(t, against[0], 1)
}
