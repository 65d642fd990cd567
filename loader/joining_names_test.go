package loader_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
)

// Tables that say who is who. Each name of a line is one that reports use.
var whoIsWho = []string{
	"person,person@zh-Hant,also_known_as\nMara Voss,沃斯,\nLi Wan,,萬里;Wanderer\n",
	"organization,also_known_as,part_of\nHeron AI,蒼鷺;Heron Artificial,\nTern Labs,燕鷗,\nHeron Vision,HV,Heron AI\n",
}

// namedReports are rows that use any of the names; or the main ones only, and are of another source, since a row of the same
// source that says the same by other names is the same row when the names are one.
func namedReports(r *rand.Rand, n int, any bool) []string {
	pick := func(from ...string) string {
		if !any {
			return from[0]
		}
		return from[r.IntN(len(from))]
	}
	one := func(of ...[]string) string { return pick(of[r.IntN(len(of))]...) }
	mara, li := []string{"Mara Voss", "沃斯"}, []string{"Li Wan", "萬里", "Wanderer"}
	heron, tern, vision := []string{"Heron AI", "蒼鷺", "Heron Artificial"}, []string{"Tern Labs", "燕鷗"}, []string{"Heron Vision", "HV"}
	rows := make([]string, n)
	for i := range rows {
		source := []string{"", "https://news.example/1", "https://news.example/2"}[r.IntN(3)]
		if !any {
			source = "https://news.example/3"
		}
		rows[i] = strings.Join([]string{
			one(mara, li), one(tern, heron, vision, []string{""}), one(heron, tern, []string{"Plover"}),
			[]string{"", "2024", "2024-03", "2024-03-15", "2025"}[r.IntN(5)], "", []string{"", "CTO"}[r.IntN(2)], source,
		}, ",")
	}
	return rows
}

// otherReports are tables of posts, investments, strategies and models, by any of the names.
func otherReports(r *rand.Rand) (tables []string) {
	heron, mara := []string{"Heron AI", "蒼鷺", "HV"}, []string{"Mara Voss", "沃斯", "萬里"}
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	add := func(headings string, cells ...func() string) {
		table := headings + ",source\n"
		for range 1 + r.IntN(3) {
			for _, cell := range cells {
				table += cell() + ","
			}
			table += pick("", "https://news.example/1", "https://news.example/2") + "\n"
		}
		tables = append(tables, table)
	}
	org, person, when := func() string { return pick(heron...) }, func() string { return pick(mara...) }, func() string { return pick("", "2023", "2023-05", "2024") }
	add("person,organization,role,when", person, org, func() string { return pick("", "CTO") }, when)
	add("investor,investee,when", func() string { return pick("Tern Labs", "燕鷗") }, org, when)
	add("organization,summary,sector", org, func() string { return pick("Builds chips.", "Sells chips.") }, func() string { return pick("", "AI") })
	add("founder,organization,when", person, org, when)
	return tables
}

// told gives what is told of each event in words, whatever IRIs events and claims have.
func toldOfEvents(t *testing.T, g *graph.Graph) []string {
	t.Helper()
	s := g.Snapshot()
	n := s.Numbers()
	events := map[quad.Value]map[string]bool{}
	for q, err := range s.Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		switch q.Predicate {
		case vocab.Person, vocab.From, vocab.To, vocab.Year, vocab.When, vocab.Role, vocab.Holder, vocab.At, vocab.Investor, vocab.Investee,
			vocab.Of, vocab.Summary, vocab.Sector, vocab.MoveKind:
		default:
			continue
		}
		object := quad.StringOf(q.Object)
		if iri, ok := q.Object.(quad.IRI); ok {
			object = n.Entity(n.ID(iri)).Label()
		}
		if events[q.Subject] == nil {
			events[q.Subject] = map[string]bool{}
		}
		events[q.Subject][fmt.Sprint(q.Predicate, object, n.Value(n.Source(n.ID(q.Label))))] = true
	}
	var all []string
	for _, said := range events {
		lines := make([]string, 0, len(said))
		for line := range said {
			lines = append(lines, line)
		}
		slices.Sort(lines)
		all = append(all, strings.Join(lines, "; "))
	}
	slices.Sort(all)
	return all
}

// Who is who can be told before the reports, after them, or between: the events are the same, and so is what is said of each.
func TestNamesInAnyOrderAndFile(t *testing.T) {
	for seed := range uint64(long.Runs(40, 250)) {
		r := rand.New(rand.NewPCG(seed, 9))
		rows := namedReports(r, 2+r.IntN(8), true)
		others := otherReports(r)
		first := loadTables(t, 1, slices.Concat(whoIsWho, others, []string{moveHeadings + strings.Join(rows, "\n") + "\n"})...)
		for range 2 {
			r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			tables := slices.Concat(whoIsWho, others)
			for part := range slices.Chunk(rows, 1+r.IntN(len(rows))) {
				tables = append(tables, moveHeadings+strings.Join(part, "\n")+"\n")
			}
			r.Shuffle(len(tables), func(i, j int) { tables[i], tables[j] = tables[j], tables[i] })
			g := loadTables(t, 1, tables...)
			if !assert.Equal(t, toldOfEvents(t, first), toldOfEvents(t, g), "seed %d: %s", seed, strings.Join(tables, "\n")) {
				return
			}
			size := g.Size()
			_, err := loader.Load(t.Context(), g, strings.NewReader(tables[r.IntN(len(tables))]), loader.WithFormat(loader.CSV), loader.WithLabel("https://example.com/my-tables"))
			require.NoError(t, err)
			if !assert.Equal(t, size, g.Size(), "seed %d, loaded again: %s", seed, strings.Join(tables, "\n")) {
				return
			}
		}
	}
}

// What a table of names has made one is told apart again, with the events that were joined for it.
func TestNamesToldApart(t *testing.T) {
	const people, parts = "person\nMara Voss\nLi Wan\n", "organization,part_of\nHeron AI,\nTern Labs,\nHeron Vision,Heron AI\n"
	for seed := range uint64(long.Runs(60, 250)) {
		r := rand.New(rand.NewPCG(seed, 10))
		rows, later := namedReports(r, 2+r.IntN(8), true), namedReports(r, r.IntN(4), false)
		before := []string{people, parts, moveHeadings + strings.Join(rows, "\n") + "\n"}
		after := moveHeadings + strings.Join(later, "\n") + "\n"
		g := loadTables(t, 1, slices.Concat(before, whoIsWho, []string{after})...)
		alone := loadTables(t, 1, append(before, after)...)
		var merged, things []quad.IRI
		for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.Kept}) {
			require.NoError(t, err)
			merged = append(merged, q.Subject.(quad.IRI))
			things = append(things, q.Subject.(quad.IRI), g.Snapshot().MergedInto(q.Subject).(quad.IRI))
		}
		r.Shuffle(len(merged), func(i, j int) { merged[i], merged[j] = merged[j], merged[i] })
		for _, other := range merged {
			require.NoError(t, g.Distinct(t.Context(), other))
		}
		_, err := loader.Rejoin(t.Context(), g, things, loader.WithLabel("https://example.com/my-tables"))
		require.NoError(t, err)
		removed, added, err := loader.Diff(t.Context(), alone, g)
		require.NoError(t, err)
		added = slices.DeleteFunc(added, func(q quad.Quad) bool { // what the tables say themselves
			return q.Predicate == vocab.SKOSAltLabel || q.Predicate == vocab.SKOSPrefLabel || q.Predicate == vocab.RDFType
		})
		if !assert.Empty(t, removed, "seed %d: %s", seed, strings.Join(append(before, after), "\n")) || !assert.Empty(t, added, "seed %d: %s", seed, strings.Join(append(before, after), "\n")) {
			return
		}
	}
}

// Not moves alone are told of by any name.
func TestNamesOfAllTables(t *testing.T) {
	const names = "organization,organization@zh-Hant,also_known_as\nHeron AI,,蒼鷺\nTern Labs,燕鷗,\n"
	tables := []string{
		"organization,summary,sector,source\nHeron AI,Builds chips.,AI,https://news.example/1\n蒼鷺,Builds chips.,AI,https://news.example/2\n蒼鷺,Sells chips.,AI,https://news.example/2\n",
		"person,organization,role,since,source\nMara Voss,Tern Labs,CTO,2020,https://news.example/1\nMara Voss,燕鷗,CTO,2020-03,https://news.example/2\n",
		"investor,investee,when,source\n燕鷗,Heron AI,2023,https://news.example/1\nTern Labs,蒼鷺,2023-05,https://news.example/2\n",
		"founder,organization,when\nIvo Klein,蒼鷺,2019\nIvo Klein,Heron AI,2019\n",
	}
	for _, all := range [][]string{append([]string{names}, tables...), append(slices.Clone(tables), names)} {
		g := loadTables(t, 1, all...)
		for class, want := range map[quad.IRI]int{vocab.ClassStrategy: 2, vocab.ClassPost: 1, vocab.ClassInvestment: 1, vocab.ClassMove: 1, vocab.ORGOrganization: 2} {
			assert.Equal(t, want, events(t, g, class), class)
		}
		for _, name := range []string{"蒼鷺", "燕鷗", "Heron AI"} {
			_, err := graph.Resolve(t.Context(), g, name, graph.OrganizationKind())
			assert.NoError(t, err, name)
		}
	}

	// What is described by an IRI or by another name of its own may be another of that name.
	g := graph.New()
	_, err := loader.Load(t.Context(), g, strings.NewReader("person,also_known_as\nYu Chen,王偉\n"))
	require.NoError(t, err)
	report, err := loader.Load(t.Context(), g, strings.NewReader("person,also_known_as\nRen Zhou,王偉\n"))
	require.NoError(t, err)
	require.Len(t, report.Hints, 1)
	assert.ErrorContains(t, report.Hints[0], `"王偉" is the name of id:person-yu-chen as well; if they are one, say so by graph.Graph.Same`)
}

// A table of names that merges much ends with its context wherever that ends, and then nothing has changed.
func TestMergingLoadsEndWithTheContext(t *testing.T) {
	var moves, names strings.Builder
	moves.WriteString("person,from,to,when\n")
	names.WriteString("organization,also_known_as\n")
	for i := range 40 {
		fmt.Fprintf(&moves, "Person %c,Tern %c,Heron %c,2024\n", 'A'+i%20, 'A'+i%20, 'A'+(i+i/20)%20)
		fmt.Fprintf(&names, "Heron %c,Tern %c\n", 'A'+i%20, 'A'+i%20)
	}
	g := loadTables(t, 1, moves.String())
	before := g.Snapshot()
	stopped := 0
	for n := 1; ; n += 1 + n/8 {
		ctx := newEndsAt(t.Context(), n)
		_, err := loader.Load(ctx, g, strings.NewReader(names.String()), loader.WithFormat(loader.CSV))
		if err == nil {
			break
		}
		stopped++
		require.ErrorIs(t, err, context.Canceled)
		require.True(t, equal(t, before, g), n)
	}
	assert.Greater(t, stopped, 20)
	assert.Equal(t, 20, events(t, g, vocab.ORGOrganization))
}

// What was merged goes into tables as what it is by now, and is read back so.
func TestMergedNamesOutAndIn(t *testing.T) {
	for seed := range uint64(long.Runs(20, 60)) {
		r := rand.New(rand.NewPCG(seed, 19))
		rows := namedReports(r, 2+r.IntN(8), true)
		g := loadTables(t, 1, slices.Concat(otherReports(r), []string{moveHeadings + strings.Join(rows, "\n") + "\n"}, whoIsWho)...)
		again, texts := throughTables(t, g, loader.WithLabel("https://example.com/my-tables"))
		if !assert.Equal(t, toldOfEvents(t, g), toldOfEvents(t, again), "%d %s", seed, texts) {
			return
		}
	}
	// One of two names in different languages has a column of its language.
	g := loadTables(t, 1, "person,to\n沃斯,Heron AI\n", "person,person@zh-Hant\nMara Voss,沃斯\n")
	again, texts := throughTables(t, g, loader.WithLabel("https://example.com/my-tables"))
	assert.True(t, equal(t, g, again), texts)
	assert.Contains(t, texts["people"], "沃斯,Mara Voss,沃斯\n")
}
