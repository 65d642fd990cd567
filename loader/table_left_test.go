package loader_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
	"talentgraph.example/loader/csv"
)

// randomTables are tables of all kinds, about a few people and organizations some of which share names.
func randomTables(r *rand.Rand) []string {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	people := []string{"Mara Voss", "Ivo Klein", "林美華", "Lin Meihua", "<urn:p:1>", "id:p-2"}
	person := func() string { return pick(people...) }
	org := func() string { return pick("Heron AI", "Tern Labs", "AT&T", "=Sum", "<urn:o:1>", "字野") }
	source := func() string {
		return pick("", "", "Daily News,,,,,,", "https://n.example/1,2,3,9,stated,so it says,", "https://n.example/2,,,,disputed,,Daily News", "https://n.example/3,4,,,inferred,\"a, \"\"b\"\"\",<urn:m:1>")
	}
	row := func(cells ...string) string {
		s := source()
		if s == "" {
			s = ",,,,,,"
		}
		return strings.Join(cells, ",") + "," + s
	}
	const evidence = ",source,paragraph,start,end,certainty,note,contradicts\n"
	when := func() string {
		return pick("", "2024", "2024-03", "Q3 2023", "since 2022", "~2024", "2022-2024", "2024-03-15")
	}
	var tables []string
	add := func(headings string, line func() string) {
		var b strings.Builder
		b.WriteString(headings + evidence)
		for range 1 + r.IntN(4) {
			b.WriteString(line() + "\n")
		}
		tables = append(tables, b.String())
	}
	id := 0
	add("person,person@zh-Hant,also_known_as,known_for,known_for@zh-Hans,field,id", func() string {
		id++
		return row(pick("Mara Voss", "Ivo Klein", "Lin Meihua"), "", pick("", "", fmt.Sprintf("MV %d; V. %d", id, id)), pick("", "models", "模型"), pick("", "芯片"), pick("", "AI; chips"), pick("", fmt.Sprintf("<urn:p:%d>", r.IntN(4))))
	})
	add("organization,sector,kind,part_of,id", func() string {
		id++
		return row(pick("Heron AI", "Heron Labs", "字野"), pick("", "AI", "AI;chips"), pick("", "giant"), pick("", "AT&T", "Tern Labs"), pick("", "", fmt.Sprintf("<urn:o:%d>", r.IntN(4))))
	})
	add("person,from,to,when,role,role@zh-Hans,kind,sector,team_size,id", func() string {
		who := r.IntN(len(people)) // whose move it is, a row's own name for it does not leave open
		return row(people[who], org(), pick(org(), ""), when(), pick("", "CTO", "=head"), pick("", "首席"), pick("", "hire", "departure"), pick("", "AI; 芯片"), pick("", "3"), pick("", "", fmt.Sprintf("<urn:m:%d>", who+6*r.IntN(2))))
	})
	add("organization,summary,summary@zh-Hans,sector,intended", func() string {
		return row(org(), pick("Builds chips.", "造芯片。"), pick("", "造。"), pick("", "chips"), pick("", "yes"))
	})
	add("person,organization,role,when,status", func() string {
		return row(person(), org(), pick("", "CEO", "ceo"), when(), pick("", "former"))
	})
	add("leader,leads,of,kind", func() string {
		kind := pick("", "unit", "product")
		return row(person(), pick("Sol", "Nest")+kind, org(), kind)
	})
	add("investor,investee,when,amount,id", func() string {
		who := r.IntN(3)
		return row(pick("Heron AI", "Tern Labs", "字野"), org(), when(), pick("", "", "$5m", "25亿元; 3.50 EUR", "5-10 million", "undisclosed"), pick("", "", "", fmt.Sprintf("<urn:i:%d>", who)))
	})
	add("model,also_known_as,of,led_by,field,when", func() string {
		id++
		return row(pick("Sol", "Kestrel 2", "山雀"), pick("", "", fmt.Sprintf("K%d", id)), pick("", org(), "Heron AI; Tern Labs"), pick("", person()), pick("", "AI", "AI; chips"), pick("", "Q3 2023", "2024-03", "年底"))
	})
	add("founder,organization,when", func() string { return row(person(), org(), when()) })
	return tables
}

// leftOut counts what no table says, and what the named table does not.
func leftOut(t *testing.T, g *graph.Graph, opts ...loader.Option) (nowhere, elsewhere []csv.Unsaid) {
	t.Helper()
	all, err := loader.LeftOut(t.Context(), g, append(opts, loader.WithTable(csv.Moves))...)
	require.NoError(t, err)
	for _, u := range all {
		if u.In == 0 {
			nowhere = append(nowhere, u)
		} else {
			elsewhere = append(elsewhere, u)
		}
	}
	return nowhere, elsewhere
}

// Graphs that come of tables go into tables whole, and are read back equal.
func TestTablesOfAnyKindOutAndIn(t *testing.T) {
	label := loader.WithLabel("https://example.com/my-tables")
	read := 0
	for seed := range uint64(long.Runs(40, 500)) {
		r := rand.New(rand.NewPCG(seed, 31))
		g := graph.New()
		for _, table := range randomTables(r) {
			_, err := loader.Load(t.Context(), g, strings.NewReader(table), loader.WithFormat(loader.CSV), label)
			if err != nil {
				require.ErrorIs(t, err, graph.ErrAmbiguous, "%d: %s", seed, table)
				continue
			}
			read++
		}
		again, texts := throughTables(t, g, label)
		removed, added, err := loader.Diff(t.Context(), g, again)
		require.NoError(t, err)
		nowhere, _ := leftOut(t, g, label)
		if !assert.Empty(t, added, "seed %d: %s", seed, texts) || !assert.Empty(t, nowhere, "seed %d: %s", seed, texts) || !assert.Empty(t, removed, "seed %d: %s", seed, texts) {
			return
		}
	}
	assert.Greater(t, read, 100)
}

// randomQuads say of a few things what the vocabulary has words for, and what it has not, by claims and without.
func randomQuads(r *rand.Rand) []quad.Quad {
	iris := []quad.IRI{"urn:a", "urn:b", "urn:c", vocab.ID + "person-mara", vocab.ID + "organization-heron-ai", vocab.ID + "move-x", "urn:a;b", "urn:claim:1", "urn:claim:2", "urn:source"}
	classes := []quad.IRI{vocab.ClassPerson, vocab.ORGOrganization, vocab.ClassModel, vocab.ClassStrategy, vocab.ClassMove, vocab.ClassCluster}
	predicates := []quad.IRI{
		vocab.Person, vocab.From, vocab.To, vocab.Person, vocab.To, vocab.Year, vocab.When, vocab.Role, vocab.MoveKind, vocab.Sector, vocab.WithTeam, vocab.TeamSize,
		vocab.KnownFor, vocab.Field, vocab.OrgKind, vocab.ORGUnitOf, vocab.Of, vocab.Summary, vocab.Holder, vocab.At, vocab.Status, vocab.LedBy,
		vocab.Investor, vocab.Investee, vocab.Figure, vocab.Sibling, vocab.SKOSPrefLabel, vocab.SKOSAltLabel, vocab.RDFType, vocab.RDFType,
	}
	label := func() quad.Value {
		return []quad.Value{nil, nil, quad.IRI("urn:data"), quad.IRI("urn:claim:1"), quad.IRI("urn:claim:2")}[r.IntN(5)]
	}
	node := func() quad.Value {
		if r.IntN(12) == 0 {
			return quad.BNode("x")
		}
		return iris[r.IntN(len(iris))]
	}
	value := func(p quad.IRI) quad.Value {
		texts := []string{"Mara", "Heron AI", " blank before", "unknown", "a;b", "林美華", "=sum", "id:x", "two\nlines"}
		switch p {
		case vocab.Year, vocab.TeamSize:
			return quad.Int([]int{2024, 33, 0, -1, 2023}[r.IntN(5)])
		case vocab.When:
			return []quad.Value{quad.TypedString{Value: "2024-03", Type: quad.IRI(vocab.XSD + "gYearMonth")}, quad.TypedString{Value: "soon", Type: quad.IRI(vocab.EDTF)}, quad.TypedString{Value: "2023~", Type: quad.IRI(vocab.EDTF)}, quad.String("2024")}[r.IntN(4)]
		case vocab.Role, vocab.KnownFor, vocab.Summary, vocab.SKOSPrefLabel, vocab.SKOSAltLabel:
			text := quad.String(texts[r.IntN(len(texts))])
			return []quad.Value{quad.LangString{Value: text, Lang: "en"}, quad.LangString{Value: text, Lang: "zh-Hant"}, text}[r.IntN(3)]
		case vocab.WithTeam:
			return quad.Bool(r.IntN(2) == 0)
		case vocab.MoveKind:
			return []quad.Value{vocab.KindHire, vocab.KindFounding, quad.IRI("urn:kind")}[r.IntN(3)]
		case vocab.OrgKind:
			return []quad.Value{vocab.OrgKindGiant, quad.String("giant")}[r.IntN(2)]
		case vocab.Status:
			return vocab.StatusFormer
		case vocab.RDFType:
			return classes[r.IntN(len(classes))]
		}
		return node()
	}
	quads := []quad.Quad{
		{Subject: quad.IRI("urn:claim:1"), Predicate: vocab.RDFType, Object: vocab.ClassClaim, Label: quad.IRI("urn:data")},
		{Subject: quad.IRI("urn:claim:1"), Predicate: vocab.PROVHadPrimarySource, Object: quad.IRI("urn:source"), Label: quad.IRI("urn:data")},
		{Subject: quad.IRI("urn:claim:1"), Predicate: vocab.Paragraph, Object: quad.Int(4), Label: quad.IRI("urn:data")},
	}
	for range 3 + r.IntN(30) {
		p := predicates[r.IntN(len(predicates))]
		subject := node()
		for subject == quad.Value(quad.IRI("urn:claim:1")) {
			subject = node()
		}
		quads = append(quads, quad.Quad{Subject: subject, Predicate: p, Object: value(p), Label: label()})
	}
	for range r.IntN(6) { // what a row has beside each other
		subject, l := iris[r.IntN(7)], label()
		for _, p := range [][]quad.IRI{{vocab.Person, vocab.From, vocab.To, vocab.Year, vocab.When}, {vocab.Holder, vocab.At, vocab.Role}, {vocab.RDFType, vocab.SKOSPrefLabel, vocab.SKOSAltLabel}, {vocab.Investor, vocab.Investee, vocab.When}, {vocab.LedBy, vocab.Of}}[r.IntN(5)] {
			quads = append(quads, quad.Quad{Subject: subject, Predicate: p, Object: value(p), Label: l})
		}
	}
	return quads
}

// Whatever a graph holds, its tables can be read, and LeftOut counts just what they do not give back.
func TestLeftOutOfAnyGraph(t *testing.T) {
	const claim = quad.IRI("urn:claim:1")
	known, lost := 0, 0
	for seed := range uint64(long.Runs(60, 1000)) {
		r := rand.New(rand.NewPCG(seed, 32))
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), randomQuads(r)...))
		again, texts := throughTables(t, g)
		// plain has no labels but one for the claim, under whatever IRI it was read back.
		plain := func(q quad.Quad, claims map[quad.Value]bool) quad.Quad {
			if claims[q.Subject] {
				q.Subject = claim
			}
			label := q.Label
			if q.Label = nil; claims[label] {
				q.Label = claim
			}
			return q
		}
		claimsOf := func(g *graph.Graph) map[quad.Value]bool {
			found := map[quad.Value]bool{}
			for q, err := range g.Quads(t.Context(), graph.Pattern{Predicate: vocab.PROVHadPrimarySource}) {
				require.NoError(t, err)
				found[q.Subject] = true
			}
			return found
		}
		back, claims := map[quad.Quad]bool{}, claimsOf(again)
		for q, err := range again.Quads(t.Context(), graph.Pattern{}) {
			require.NoError(t, err)
			back[plain(q, claims)] = true
		}
		want := map[quad.IRI]int{}
		for q, err := range g.Quads(t.Context(), graph.Pattern{}) {
			require.NoError(t, err)
			known++
			if !back[plain(q, map[quad.Value]bool{claim: true})] {
				want[q.Predicate.(quad.IRI)]++
				lost++
			}
		}
		got := map[quad.IRI]int{}
		nowhere, _ := leftOut(t, g)
		for _, u := range nowhere {
			got[u.Predicate] += u.Count
		}
		if seed >= 100 { // among so many there are some whose IRIs stand for things of several kinds
			delete(want, vocab.RDFType)
			delete(got, vocab.RDFType)
		}
		if !assert.Equal(t, want, got, "seed %d: %v\n%s\nleft out: %v", seed, randomQuads(rand.New(rand.NewPCG(seed, 32))), texts, nowhere) {
			return
		}
	}
	assert.Greater(t, known-lost, 100)
	assert.Greater(t, lost, 100)
}
