package query_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/structs"
)

type company struct {
	ID      quad.IRI   `quad:"@id"`
	Sectors []quad.IRI `quad:"tg:sector"`
	Units   []quad.IRI `quad:"<- org:unitOf,optional"`
}

type hire struct {
	ID     quad.IRI   `quad:"@id"`
	Person []quad.IRI `quad:"tg:person"`
	From   []quad.IRI `quad:"tg:from,optional"`
	Years  []int      `quad:"tg:year,optional"`
	To     []company  `quad:"tg:to,optional"`
}

func shorten(iris []quad.IRI) []string {
	return sorted(mapped(iris, func(i quad.IRI) string { return short(i) }))
}

// some is what an oracle's objects are, without the "" for none.
func (o *oracle) some(s string, p quad.IRI) []string {
	return slices.DeleteFunc(o.objects(s, p), func(v string) bool { return v == "" })
}

func TestFindAgainstLoops(t *testing.T) {
	answers, nested := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		var want []string
		for i := range 30 {
			move := fmt.Sprintf("id:move-%d", i)
			if len(o.some(move, vocab.Person)) > 0 && o.in(move) {
				want = append(want, move)
			}
		}
		slices.Sort(want)
		check := func(h hire) string {
			move := short(h.ID)
			assert.Equal(t, o.some(move, vocab.Person), shorten(h.Person))
			assert.ElementsMatch(t, o.some(move, vocab.From), shorten(h.From))
			assert.ElementsMatch(t, o.some(move, vocab.Year), mapped(h.Years, func(y int) string { return short(quad.Int(y)) }))
			var to []string
			for _, org := range o.some(move, vocab.To) {
				if len(o.some(org, vocab.Sector)) > 0 {
					to = append(to, org)
				}
			}
			assert.ElementsMatch(t, to, mapped(h.To, func(c company) string { return short(c.ID) }))
			for _, c := range h.To {
				nested++
				assert.ElementsMatch(t, o.some(short(c.ID), vocab.Sector), shorten(c.Sectors))
				var units []string
				for f := range o.facts {
					if f.p == short(vocab.ORGUnitOf) && f.o == short(c.ID) {
						units = append(units, f.s)
					}
				}
				assert.ElementsMatch(t, units, shorten(c.Units))
			}
			return move
		}
		assert.Equal(t, want, gather(t, structs.Find[hire](t.Context(), g, opts...), check), "by IRI")
		answers += len(want)

		of := slices.DeleteFunc(slices.Clone(want), func(move string) bool {
			return !slices.Contains(o.some(move, vocab.Person), "id:person-0") || !slices.Contains(o.some(move, vocab.Year), short(quad.Int(2021)))
		})
		where := append(opts, structs.Where("Person", "id:person-0", "id:nobody"), structs.Where("Years", 2021))
		assert.Equal(t, append([]string{}, of...), append([]string{}, gather(t, structs.Find[hire](t.Context(), g, where...), check)...))

		// Page by page it is the same answer.
		var paged []string
		next := ""
		for {
			page := append(opts, query.Top(2), query.Next(&next))
			if next != "" {
				page = append(page, query.After(next))
			}
			got := gather(t, structs.Find[hire](t.Context(), g, page...), func(h hire) string { return short(h.ID) })
			if paged = append(paged, got...); len(got) < 2 {
				break
			}
		}
		assert.Equal(t, want, paged)
	})
	assert.NotZero(t, answers)
	assert.NotZero(t, nested)
}
