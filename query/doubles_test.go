package query_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// spelled is a name as the oracle of doubles compares it.
type spelled struct{ label, plain, core, words, sound, initial string }

func peopleSpelled() []spelled {
	return []spelled{
		{"Wang Xiaoming", "wangxiaoming", "wangxiaoming", "wang xiaoming", "wangxiaoming", "w xiaoming"},
		{"wang  XIAOMING", "wangxiaoming", "wangxiaoming", "wang xiaoming", "wangxiaoming", "w xiaoming"},
		{"Dr. Wang Xiaoming", "drwangxiaoming", "wangxiaoming", "wang xiaoming", "wangxiaoming", "w xiaoming"},
		{"Xiaoming Wang", "xiaomingwang", "xiaomingwang", "wang xiaoming", "xiaomingwang", "x wang"},
		{"X. Wang", "xwang", "xwang", "wang x", "xwang", "x wang!"},
		{"王小明", "王小明", "王小明", "", "wangxiaoming", ""},
		{"王小明博士", "王小明博士", "王小明", "", "wangxiaoming", ""},
		{"王曉明", "王晓明", "王晓明", "", "wangxiaoming", ""},
		{"王晓明", "王晓明", "王晓明", "", "wangxiaoming", ""},
		{"Ada Cole", "adacole", "adacole", "ada cole", "adacole", "a cole"},
	}
}

// Names of people are alike for the reasons that are given, by a look at each pair.
func TestDuplicatesAgainstLoops(t *testing.T) {
	answers := map[query.Reason]int{}
	for seed := range uint64(long.Runs(120, 600)) {
		rng := rand.New(rand.NewPCG(seed, 9))
		var quads []quad.Quad
		iri := func(kind string, i int) quad.IRI { return quad.IRI(fmt.Sprint(vocab.ID, kind, i)) }
		say := func(s, p quad.IRI, o quad.Value) {
			quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o})
		}
		all := peopleSpelled()
		type one struct {
			spelled
			org, year int
		}
		var people []one
		for i := range 2 + rng.IntN(5) {
			p := one{all[rng.IntN(len(all))], rng.IntN(2), 2020 + rng.IntN(2)}
			people = append(people, p)
			say(iri("person", i), vocab.RDFSLabel, quad.String(p.label))
			move := iri("move", i)
			say(move, vocab.Person, iri("person", i))
			say(move, vocab.To, iri("org", p.org))
			say(move, vocab.Year, quad.Int(p.year))
		}
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), quads...))
		rows, err := query.Duplicates(t.Context(), g)
		require.NoError(t, err)
		holds := map[query.Reason]func(a, b one) bool{
			query.SameName:  func(a, b one) bool { return a.plain == b.plain },
			query.SameCore:  func(a, b one) bool { return a.core == b.core },
			query.SameWords: func(a, b one) bool { return a.words == b.words && a.words != "" },
			query.SameSound: func(a, b one) bool { return a.sound == b.sound && a.org == b.org },
			query.SameInitial: func(a, b one) bool {
				short := func(x one) bool { return x.initial != "" && x.initial[len(x.initial)-1] == '!' }
				trim := func(x one) string { return (x.initial + "!")[:max(slices.Index([]byte(x.initial+"!"), '!'), 0)] }
				return a.initial != "" && trim(a) == trim(b) && (short(a) || short(b)) && a.org == b.org && a.year == b.year
			},
		}
		found := map[[2]int]bool{}
		number := func(e graph.Entity) (n int) {
			_, err := fmt.Sscanf(string(e.ID()), vocab.ID+"person%d", &n)
			require.NoError(t, err)
			return n
		}
		for _, row := range rows {
			answers[row.Reason]++
			require.GreaterOrEqual(t, len(row.Things), 2)
			some := false
			for _, x := range row.Things {
				for _, y := range row.Things {
					a, b := people[number(x)], people[number(y)]
					some = some || holds[row.Reason](a, b) && number(x) != number(y)
					assert.True(t, row.Reason == query.SameInitial || holds[row.Reason](a, b), "seed %d: %v", seed, row)
					found[[2]int{number(x), number(y)}] = true
				}
			}
			assert.True(t, some, "seed %d: %v", seed, row)
		}
		for i, a := range people {
			for k, b := range people {
				for reason, same := range holds {
					if i != k && same(a, b) {
						assert.True(t, found[[2]int{i, k}], "seed %d: %s and %s: %s", seed, a.label, b.label, reason)
					}
				}
			}
		}
	}
	for _, reason := range []query.Reason{query.SameName, query.SameCore, query.SameWords, query.SameSound, query.SameInitial} {
		assert.NotZero(t, answers[reason], reason)
	}
}

func TestDuplicatesOfOrganizationsAndMoves(t *testing.T) {
	var quads []quad.Quad
	say := func(s string, p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: quad.IRI(vocab.ID + s), Predicate: p, Object: o})
	}
	for name, label := range map[string]string{
		"deepmind": "DeepMind", "google-deepmind": "Google DeepMind", "google": "Google", "acme": "Acme", "acme-inc": "ACME, Inc.",
		"du": "度小满", "du2": "度小滿有限公司", "lab": "Acme Lab", "bolt": "Bolt",
	} {
		say(name, vocab.RDFType, vocab.ORGOrganization)
		say(name, vocab.RDFSLabel, quad.String(label))
	}
	say("lab", vocab.ORGUnitOf, quad.IRI(vocab.ID+"acme"))
	for i, ends := range [][3]string{{"acme", "bolt", "2024"}, {"acme", "", "2024-03"}, {"acme", "google", "2024"}, {"acme", "bolt", "2019"}} {
		move := fmt.Sprint("move", i)
		say(move, vocab.Person, quad.IRI(vocab.ID+fmt.Sprint("person", i/2*2%4)))
		say(move, vocab.From, quad.IRI(vocab.ID+ends[0]))
		if ends[1] != "" {
			say(move, vocab.To, quad.IRI(vocab.ID+ends[1]))
		}
		say(move, vocab.When, quad.String(ends[2]))
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	before := g.Snapshot().Version()
	rows, err := query.Duplicates(t.Context(), g)
	require.NoError(t, err)
	assert.Equal(t, before, g.Snapshot().Version(), "nothing is merged")
	assert.Equal(t, []string{
		"id:move0 id:move1 reports of one move",
		"id:acme id:acme-inc same name but for a title or ending",
		"id:du id:du2 same name but for a title or ending",
		"id:acme-inc id:lab one name inside the other",
		"id:deepmind id:google-deepmind one name inside the other",
		"id:google id:google-deepmind one name inside the other",
	}, mapped(rows, func(d query.Double) string { return names(d.Things) + " " + string(d.Reason) }))
}

// soundAlike has names most of which sound alike or are the same.
func soundAlike(t testing.TB, n int) *graph.Graph {
	var quads []quad.Quad
	for i := range n {
		person := quad.IRI(fmt.Sprint(vocab.ID, "person", i))
		name := []string{"王小明", "王晓明", "Wang Xiaoming", fmt.Sprint("Person Number ", i)}[i%4]
		quads = append(quads,
			quad.Quad{Subject: person, Predicate: vocab.RDFType, Object: vocab.ClassPerson},
			quad.Quad{Subject: person, Predicate: vocab.RDFSLabel, Object: quad.String(name)})
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

func TestDuplicatesOfManyNames(t *testing.T) {
	rows, err := query.Duplicates(t.Context(), soundAlike(t, 5_000))
	require.NoError(t, err)
	assert.Len(t, rows, 3)
}

// BenchmarkDuplicates looks for doubles among names that sound alike, and among twice as many: the time for a name is the same.
func BenchmarkDuplicates(b *testing.B) {
	for _, n := range []int{50_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := soundAlike(b, n)
			for b.Loop() {
				rows, err := query.Duplicates(b.Context(), g)
				require.NoError(b, err)
				require.Len(b, rows, 3)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/name")
		})
	}
}
