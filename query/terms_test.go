package query_test

import (
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// TestTermsOfPosts has one person, Ann, with the posts of a case, another, Bo, who came in 2023, and looks at who was
// there with whom, and who is there.
func TestTermsOfPosts(t *testing.T) {
	type post struct {
		when   string
		status quad.IRI
	}
	for name, c := range map[string]struct {
		posts            []post
		moved            string // to the same organization
		together         string // Ann and Bo; a mark if that is sure
		since, since2021 string // in the roster; "-" if Ann is not there
	}{
		"a term that ended":      {[]post{{"2020/2021-06", ""}}, "", "", "-", "-"},
		"at the time asked for":  {[]post{{"2020/2022", ""}}, "", "", "-", "2020"},
		"that ended later":       {[]post{{"2020/2024-06", ""}}, "", "2023/2024-06 sure", "-", "2020"},
		"former":                 {[]post{{"2020/2024-06", vocab.StatusFormer}}, "", "2023/2024-06 sure", "-", "-"},
		"current":                {[]post{{"2020/2024-06", vocab.StatusCurrent}}, "", "2023/..", "2020", "2020"},
		"without an end":         {[]post{{"2020/..", ""}}, "", "2023/..", "2020", "2020"},
		"without a beginning":    {[]post{{"../2021", ""}}, "", "", "-", ""},
		"of one time":            {[]post{{"2020", ""}}, "", "2023/..", "2020", "2020"},
		"one after the other":    {[]post{{"2019/2020", ""}, {"2021/..", ""}}, "", "2023/..", "2021", "2021"},
		"two terms":              {[]post{{"2019/2020", ""}, {"2021/2024-06", ""}}, "", "2023/2024-06 sure", "-", "2021"},
		"with a gap":             {[]post{{"2018/2019", ""}, {"2024/..", ""}}, "", "2024/..", "2024", "-"},
		"after a move":           {[]post{{"2020/2021", ""}}, "2019", "2023/..", "2019", "2019"},
		"in a move's whole":      {[]post{{"2020/2021", ""}}, "2020-05", "2023/..", "2020-05", "2020"},
		"with marks":             {[]post{{"2020~/2021?", ""}}, "", "", "-", "2020~"},
		"in a term that goes on": {[]post{{"2019/2024-06", ""}, {"2020/2021", ""}}, "", "2023/2024-06 sure", "-", "2019"},
	} {
		g := graph.New()
		id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
		time := func(text string) quad.Value { return quad.TypedString{Value: quad.String(text), Type: vocab.EDTF} }
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			facts := []quad.Quad{
				{Subject: id("bo-moves"), Predicate: vocab.Person, Object: id("bo")}, {Subject: id("bo-moves"), Predicate: vocab.To, Object: id("org")},
				{Subject: id("bo-moves"), Predicate: vocab.When, Object: time("2023")},
			}
			if c.moved != "" {
				facts = append(facts, quad.Quad{Subject: id("ann-moves"), Predicate: vocab.Person, Object: id("ann")},
					quad.Quad{Subject: id("ann-moves"), Predicate: vocab.To, Object: id("org")}, quad.Quad{Subject: id("ann-moves"), Predicate: vocab.When, Object: time(c.moved)})
			}
			for i, p := range c.posts {
				node := id(fmt.Sprint("post-", i))
				facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.Holder, Object: id("ann")},
					quad.Quad{Subject: node, Predicate: vocab.At, Object: id("org")}, quad.Quad{Subject: node, Predicate: vocab.When, Object: time(p.when)})
				if p.status != "" {
					facts = append(facts, quad.Quad{Subject: node, Predicate: vocab.Status, Object: p.status})
				}
			}
			return tx.Add(facts...)
		}), name)

		together := func(who string) (days string) {
			rows, err := query.Colleagues(t.Context(), g, who)
			require.NoError(t, err, name)
			for _, c := range rows {
				if days = days + c.Together; c.Sure {
					days += " sure"
				}
			}
			return days
		}
		assert.Equal(t, c.together, together("id:bo"), "%s: with Bo", name)
		assert.Equal(t, c.together, together("id:ann"), "%s: with Ann", name)
		since := func(opts ...query.Option) string {
			members, err := query.Roster(t.Context(), g, "id:org", append(opts, query.Person("id:ann"))...)
			require.NoError(t, err, name)
			for _, m := range members {
				return m.Since()
			}
			return "-"
		}
		assert.Equal(t, c.since, since(), "%s: since", name)
		assert.Equal(t, c.since2021, since(query.AsOf("2021")), "%s: since, as of 2021", name)
	}
}
