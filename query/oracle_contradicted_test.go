package query_test

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// contradicted tells whether some claim, which is neither disputed nor one of the fact's own, says what cannot be true
// beside it.
func (o *oracle) contradicted(quads []quad.Quad, f fact) bool {
	times := []string{short(vocab.When), short(vocab.Year)}
	rivals := times
	if !slices.Contains(times, f.p) {
		rivals = []string{f.p}
	}
	if !slices.Contains(append(times, short(vocab.From), short(vocab.To), short(vocab.At), short(vocab.MoveKind)), f.p) {
		return false
	}
	claims := func(f fact) (labels []string, best int) {
		for _, q := range quads {
			if (fact{short(q.Subject), short(q.Predicate), short(q.Object)}) == f && o.counts(q) {
				labels, best = append(labels, short(q.Label)), max(best, o.strength[short(q.Label)])
			}
		}
		return labels, best
	}
	own, _ := claims(f)
	for _, q := range quads {
		other := fact{short(q.Subject), short(q.Predicate), short(q.Object)}
		if other.s != f.s || other == f || !slices.Contains(rivals, other.p) || !o.counts(q) {
			continue
		}
		var together bool
		switch {
		case slices.Contains(times, f.p):
			a, b := lexical(f.o), lexical(other.o)
			together = firstDay(a) <= lastDay(b) && firstDay(b) <= lastDay(a)
		case f.p == short(vocab.MoveKind):
			kinds := []string{f.o, other.o}
			together = !slices.Contains(kinds, short(vocab.KindFounding)) || !slices.Contains(kinds, short(vocab.KindHire))
		default:
			together = o.within(f.o, other.o) || o.within(other.o, f.o)
		}
		labels, best := claims(other)
		if !together && best != 1 && !slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(own, l) }) {
			return true
		}
	}
	return false
}

// A move's facts are those that the claims allow together; a value that one contradicts is at most disputed.
func TestFactsOfOneEvent(t *testing.T) {
	type said struct {
		when, to string
		grade    graph.Certainty
		source   string
	}
	for name, c := range map[string]struct {
		says                 []said
		when                 string
		whenGrade, certainty graph.Certainty
	}{
		"the month of a year":      {[]said{{"2024", "b", graph.Stated, "1"}, {"2024-03", "b", graph.Inferred, "2"}}, "2024-03", graph.Inferred, graph.Inferred},
		"disputed months":          {[]said{{"2024-05", "b", graph.Disputed, "1"}, {"2024-03", "b", graph.Stated, "2"}}, "2024-03", graph.Stated, graph.Stated},
		"nothing but disputed":     {[]said{{"2024-05", "b", graph.Disputed, "1"}}, "2024-05", graph.Disputed, graph.Disputed},
		"the strongest of two":     {[]said{{"2024-05", "b", graph.Inferred, "1"}, {"2024-03", "b", graph.Stated, "2"}}, "2024-03", graph.Disputed, graph.Disputed},
		"the one with more":        {[]said{{"2024-03", "b", graph.Stated, "1"}, {"2024-05", "b", graph.Stated, "2"}, {"2024-05", "b", graph.Stated, "3"}}, "2024-05", graph.Disputed, graph.Disputed},
		"one source twice is one":  {[]said{{"2024-05", "b", graph.Stated, "1"}, {"2024-05", "b", graph.Stated, "1"}, {"2024-03", "b", graph.Stated, "2"}}, "2024-03", graph.Disputed, graph.Disputed},
		"a year supports a month":  {[]said{{"2023-05", "b", graph.Stated, "1"}, {"2024-05", "b", graph.Stated, "2"}, {"2024", "b", graph.Stated, "3"}}, "2024-05", graph.Disputed, graph.Disputed},
		"the earlier of two":       {[]said{{"2024-05", "b", graph.Stated, "1"}, {"2024-03", "b", graph.Stated, "2"}}, "2024-03", graph.Disputed, graph.Disputed},
		"a unit and its whole":     {[]said{{"2024", "b", graph.Stated, "1"}, {"2024", "unit", graph.Stated, "2"}}, "2024", graph.Stated, graph.Stated},
		"two destinations":         {[]said{{"2024", "b", graph.Stated, "1"}, {"2024", "c", graph.Stated, "2"}}, "2024", graph.Stated, graph.Disputed},
		"the other is disputed":    {[]said{{"2024", "b", graph.Stated, "1"}, {"2024", "c", graph.Disputed, "2"}}, "2024", graph.Stated, graph.Stated},
		"weaker than disputed too": {[]said{{"2024", "b", graph.Speculative, "1"}, {"2023", "b", graph.Speculative, "2"}}, "2023", graph.Disputed, graph.Disputed},
	} {
		g := graph.New()
		id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			for i, s := range c.says {
				datatype := map[int]quad.IRI{4: vocab.XSDGYear, 7: vocab.XSDGYearMonth}[len(s.when)]
				_, err := tx.Assert(graph.Claim{Source: id("source-" + s.source), Certainty: s.grade, Paragraph: i + 1},
					quad.Quad{Subject: id("move"), Predicate: vocab.Person, Object: id("p")},
					quad.Quad{Subject: id("move"), Predicate: vocab.To, Object: id(s.to)},
					quad.Quad{Subject: id("move"), Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(s.when), Type: datatype}})
				if err != nil {
					return err
				}
			}
			return tx.Add(quad.Quad{Subject: id("unit"), Predicate: vocab.ORGUnitOf, Object: id("b")})
		}))
		moves, err := query.All(query.Moves(t.Context(), g))
		require.NoError(t, err)
		for _, m := range moves {
			if m.To.ID() != id("b") {
				continue
			}
			assert.Equal(t, c.when, m.When(), name)
			assert.Equal(t, c.whenGrade, m.WhenCertainty(), name)
			assert.Equal(t, c.certainty, m.Certainty(), name)
			assert.Equal(t, c.certainty, m.Detach().Certainty(), name)
			written, err := m.MarshalJSON()
			require.NoError(t, err)
			assert.Contains(t, string(written), `"whenCertainty":"`+c.whenGrade.String()+`"`, name)
			assert.Contains(t, string(written), `"certainty":"`+c.certainty.String()+`","evidence"`, name)
		}
	}
}
