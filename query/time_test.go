package query_test

import (
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// A year is what a literal's text says, for the rows, for Years and for Between alike.
func TestYearsHoweverTheyAreWritten(t *testing.T) {
	for _, c := range []struct {
		value quad.Value
		want  int // 0 for no year
	}{
		{quad.Int(2025), 2025},
		{quad.String("2025"), 2025},
		{quad.LangString{Value: "2025", Lang: "en"}, 2025},
		{quad.TypedString{Value: "2025", Type: vocab.XSDGYear}, 2025},
		{quad.TypedString{Value: "2025Z", Type: vocab.XSDGYear}, 2025},
		{quad.TypedString{Value: "02025", Type: vocab.XSDInteger}, 2025},
		{quad.TypedString{Value: "-0044", Type: vocab.XSDGYear}, -44},
		{quad.String("about 2025"), 0},
		{quad.String("2025-03"), 0},
		{quad.Int(20250315), 0},
		{quad.IRI(vocab.ID + "2025"), 0},
	} {
		g := graph.New()
		move := quad.IRI(vocab.ID + "move")
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: quad.IRI(vocab.ID + "ann")},
			quad.Quad{Subject: move, Predicate: vocab.To, Object: quad.IRI(vocab.ID + "acme")},
			quad.Quad{Subject: move, Predicate: vocab.Year, Object: c.value}))
		found := func(opts ...query.Option) bool {
			return len(gather(t, query.Moves(t.Context(), g, opts...), func(m query.Move) int { return m.Year })) > 0
		}
		assert.Equal(t, []int{c.want}, gather(t, query.Moves(t.Context(), g), func(m query.Move) int { return m.Year }), "%v", c.value)
		assert.Equal(t, c.want == 2025, found(query.Years(2025, 2025)), "Years, %v", c.value)
		assert.Equal(t, c.want == 2025, found(query.Between("2025", "2025")), "Between, %v", c.value)
		assert.Equal(t, c.want == 0, found(query.Between("2026", "2026"), query.Undated(true)), "undated, %v", c.value)
		stages, err := query.Career(t.Context(), g, vocab.ID+"ann")
		require.NoError(t, err)
		require.Len(t, stages, 1)
		assert.Equal(t, map[int]string{2025: "2025", -44: "-0044"}[c.want], stages[0].When(), "%v", c.value)
	}
}

// A move, its stage in a career and the sums by years tell one time, whatever says it and in which of its forms.
func TestOneTimeForAMove(t *testing.T) {
	typed := func(text string, datatype quad.IRI) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: datatype}
	}
	for name, c := range map[string]struct {
		when, year quad.Value
		want       string // "" for no time
		inYear     int
	}{
		"a month":                         {typed("2024-03", vocab.XSDGYearMonth), nil, "2024-03", 2024},
		"a day and its year":              {typed("2024-03-15", vocab.XSDDate), quad.Int(2024), "2024-03-15", 2024},
		"a day with a time zone":          {typed("2024-03-15+08:00", vocab.XSDDate), nil, "2024-03-15", 2024},
		"a moment":                        {typed("2024-03-15T23:30:00.5Z", vocab.XSDDateTime), nil, "2024-03-15", 2024},
		"a day that is none":              {typed("2023-02-29", vocab.XSDDate), nil, "", 0},
		"words":                           {quad.String("early 2024"), nil, "", 0},
		"words and a year":                {quad.String("early 2024"), quad.Int(2024), "2024", 2024},
		"a year with more behind it":      {quad.String("2024Tuesday"), quad.Int(2023), "2023", 2023},
		"two years that contradict":       {typed("2024", vocab.XSDGYear), quad.Int(2023), "2023", 2023},
		"a day in another year":           {typed("2024-03-15", vocab.XSDDate), quad.Int(2023), "2024-03-15", 2024},
		"a year before the first":         {typed("-0044", vocab.XSDGYear), nil, "-0044", -44},
		"a year of more than four digits": {typed("12024", vocab.XSDGYear), nil, "12024", 12024},
		"a quarter":                       {typed("2023-35", vocab.EDTF), quad.Int(2023), "2023-35", 2023},
		"about a year":                    {typed("2024~", vocab.EDTF), quad.Int(2024), "2024~", 2024},
		"a span":                          {typed("2022/2024", vocab.EDTF), nil, "2022/2024", 2022},
		"a span and a year in it":         {typed("2022/2024", vocab.EDTF), quad.Int(2023), "2023", 2023},
		"a span and a year beside it":     {typed("2022/2024", vocab.EDTF), quad.Int(2021), "2021", 2021},
		"since a month":                   {typed("2022-03/..", vocab.EDTF), nil, "2022-03/..", 2022},
		"until a year":                    {typed("../2024", vocab.EDTF), nil, "../2024", 2024},
	} {
		t.Run(name, func(t *testing.T) {
			g, move := graph.New(), quad.IRI(vocab.ID+"move")
			facts := []quad.Quad{
				{Subject: move, Predicate: vocab.Person, Object: quad.IRI(vocab.ID + "ann")},
				{Subject: move, Predicate: vocab.From, Object: quad.IRI(vocab.ID + "acme")},
				{Subject: move, Predicate: vocab.To, Object: quad.IRI(vocab.ID + "bolt")},
			}
			if c.when != nil {
				facts = append(facts, quad.Quad{Subject: move, Predicate: vocab.When, Object: c.when})
			}
			if c.year != nil {
				facts = append(facts, quad.Quad{Subject: move, Predicate: vocab.Year, Object: c.year})
			}
			require.NoError(t, g.Add(t.Context(), facts...))
			moves, err := query.All(query.Moves(t.Context(), g))
			require.NoError(t, err)
			require.Len(t, moves, 1)
			assert.Equal(t, c.want, moves[0].When())
			assert.Equal(t, c.want, moves[0].Detach().When())
			assert.Equal(t, c.inYear, moves[0].Year)
			stages, err := query.Career(t.Context(), g, "id:ann")
			require.NoError(t, err)
			assert.Equal(t, c.want, stages[0].When())
			flows, err := query.FlowsByYear(t.Context(), g)
			require.NoError(t, err)
			assert.Equal(t, c.inYear, flows[0].Year)
			inYear, err := query.All(query.Moves(t.Context(), g, query.Years(c.inYear, c.inYear)))
			require.NoError(t, err)
			assert.Equal(t, c.want != "", len(inYear) == 1)
			if c.want != "" {
				between, err := query.All(query.Moves(t.Context(), g, query.Between(c.want, c.want)))
				require.NoError(t, err)
				assert.Len(t, between, 1)
			}
		})
	}
}

// A quarter, a span and an open end are all their days; about and uncertain do not change them. Options take what facts do,
// and the words of tables.
func TestTimesAsTheNewsHasThem(t *testing.T) {
	for when, c := range map[string]struct{ in, out []string }{
		"2023-35":   {[]string{"2023", "2023-07", "2023-09-30", "2023-35", "2023-41", "Q3 2023", "2023年下半年", "2023-09/..", "../2023-07-01", "mid 2023"}, []string{"2023-06", "2023-34", "2023-10-01", "2024", "H1 2023", "../2023-06", "since 2024"}},
		"2024-37~":  {[]string{"2024-04", "2024-40", "early 2024"}, []string{"2024-05", "2023"}},
		"2024?":     {[]string{"2024", "2024-12-31"}, []string{"2023", "2025"}},
		"2022/2024": {[]string{"2022", "2023-06", "2024-12"}, []string{"2021", "2025-01"}},
		"2022/..":   {[]string{"2022-01-01", "3000"}, []string{"2021"}},
		"../2024":   {[]string{"0001", "2024"}, []string{"2025"}},
		"202X":      {[]string{"2020", "2029"}, []string{"2019", "2030"}},
	} {
		g, move := graph.New(), quad.IRI(vocab.ID+"move")
		require.NoError(t, g.Add(t.Context(),
			quad.Quad{Subject: move, Predicate: vocab.Person, Object: quad.IRI(vocab.ID + "ann")},
			quad.Quad{Subject: move, Predicate: vocab.To, Object: quad.IRI(vocab.ID + "bolt")},
			quad.Quad{Subject: move, Predicate: vocab.When, Object: quad.TypedString{Value: quad.String(when), Type: vocab.EDTF}}))
		for _, date := range c.in {
			assert.Len(t, gather(t, query.Moves(t.Context(), g, query.Between(date, date)), query.Move.String), 1, "%s in %s", when, date)
		}
		for _, date := range c.out {
			assert.Empty(t, gather(t, query.Moves(t.Context(), g, query.Between(date, date)), query.Move.String), "%s in %s", when, date)
		}
	}
	for _, date := range []string{"3/4/2024", "soon"} {
		_, err := query.All(query.Moves(t.Context(), graph.New(), query.AsOf(date)))
		assert.ErrorContains(t, err, "is no date; write a year")
	}
}

// A row that shows a time is no more certain than the time; one that does not is not concerned.
func TestCertaintyIncludesTheTime(t *testing.T) {
	id := func(name string) quad.IRI { return quad.IRI(vocab.ID + name) }
	g := graded(t,
		gradedFact{"m", vocab.Person, id("ann"), graph.Stated},
		gradedFact{"m", vocab.From, id("acme"), graph.Stated},
		gradedFact{"m", vocab.To, id("bolt"), graph.Stated},
		gradedFact{"m", vocab.MoveKind, vocab.KindFounding, graph.Stated},
		gradedFact{"m", vocab.Year, quad.Int(2024), graph.Disputed})
	moves, err := query.WhoLeft(t.Context(), g, "id:acme", "")
	require.NoError(t, err)
	stages, err := query.Career(t.Context(), g, "id:ann")
	require.NoError(t, err)
	founders, err := query.Founders(t.Context(), g)
	require.NoError(t, err)
	startUps, err := query.StartUps(t.Context(), g)
	require.NoError(t, err)
	for _, row := range []interface{ Certainty() graph.Certainty }{
		moves[0], moves[0].Detach(), stages[0], stages[0].Detach(), founders[0], founders[0].Detach(),
	} {
		assert.Equal(t, graph.Disputed, row.Certainty(), "%T", row)
	}
	assert.Equal(t, graph.Disputed, moves[0].WhenCertainty())
	assert.Equal(t, graph.Stated, startUps[0].Certainty(), "it shows no time")
	assert.Len(t, founders[0].Evidence(), 5)

	moves, err = query.WhoLeft(t.Context(), g, "id:acme", "", query.CertaintyAtLeast(graph.Stated))
	require.NoError(t, err)
	assert.Equal(t, graph.Stated, moves[0].Certainty(), "without the claim there is no year, either")
	assert.Empty(t, moves[0].When())
}

// Of two kinds the one with the better claim is shown; both are found.
func TestKindWithTheBetterClaim(t *testing.T) {
	for better, worse := range map[quad.IRI]quad.IRI{vocab.KindHire: vocab.KindDeparture, vocab.KindDeparture: vocab.KindHire} {
		g := graded(t,
			gradedFact{"m", vocab.Person, quad.IRI(vocab.ID + "ann"), graph.Stated},
			gradedFact{"m", vocab.MoveKind, better, graph.Stated},
			gradedFact{"m", vocab.MoveKind, worse, graph.Inferred})
		for _, kind := range []quad.IRI{better, worse} {
			moves, err := query.All(query.Moves(t.Context(), g, query.Kind(kind)))
			require.NoError(t, err)
			require.Len(t, moves, 1)
			assert.Equal(t, better, moves[0].Kind())
		}
	}
}

// A kind is named as anything is.
func TestKindByName(t *testing.T) {
	spinOff := quad.IRI(vocab.ID + "spin-off")
	g := graded(t,
		gradedFact{"m", vocab.Person, quad.IRI(vocab.ID + "ann"), graph.Stated},
		gradedFact{"m", vocab.MoveKind, vocab.KindFounding, graph.Stated},
		gradedFact{"n", vocab.Person, quad.IRI(vocab.ID + "bo"), graph.Stated},
		gradedFact{"n", vocab.MoveKind, spinOff, graph.Stated},
		gradedFact{"spin-off", vocab.SKOSPrefLabel, quad.String("Spin-off"), graph.Stated})
	for name, want := range map[string]string{
		string(vocab.KindFounding): "m", "tg:founding": "m", "Founding": "m", vocab.Labels("zh-Hant")[vocab.KindFounding]: "m",
		"HIRE": "", "id:spin-off": "n", "spin off": "n",
	} {
		got := ""
		for m, err := range query.Moves(t.Context(), g, query.Kind(name)) {
			require.NoError(t, err)
			got += strings.TrimPrefix(string(m.ID()), vocab.ID)
		}
		assert.Equal(t, want, got, name)
	}
}

// Of times that contradict each other the one that more sources support is shown. Of very many nobody counts the sources, so
// that a node with thousands of years costs no more than they do.
func TestSourcesOfVeryManyTimes(t *testing.T) {
	for years, want := range map[int]int{50: 1000 + 25, 2_000: 1000} {
		g := graph.New()
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			const first = 1000
			say := func(p quad.IRI, o quad.Value, claim string) error {
				return tx.Add(quad.Quad{Subject: vocab.ID + quad.IRI("m"), Predicate: p, Object: o, Label: vocab.ID + quad.IRI(claim)})
			}
			for i := range years {
				if err := say(vocab.Year, quad.Int(first+i), "one"); err != nil {
					return err
				}
			}
			if err := say(vocab.Year, quad.Int(first+years/2), "two"); err != nil {
				return err
			}
			return say(vocab.Person, vocab.ID+quad.IRI("p"), "one")
		}))
		moves, err := query.All(query.Moves(t.Context(), g))
		require.NoError(t, err)
		require.Len(t, moves, 1)
		assert.Equal(t, want, moves[0].Year, "of %d years", years)
	}
}
