package sparql_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/internal/exec"
	"talentgraph.example/query/sparql"
)

// No query, update or service leaves a goroutine or a timer behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// Queries that must agree with each other do, whatever the data: no answer is known beforehand.
func TestQueriesThatAgree(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	for i := range long.Runs(150, 3000) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), randomQuads(r, 40)...))
		s := g.Snapshot()
		q := &randomQuery{Rand: r}
		rows := func(text string) []string {
			rows, err := engineRows(t.Context(), s, parsed(t, text).Algebra(), exec.Options{})
			require.NoError(t, err, text)
			return rows
		}
		patterns := []string{"?a :p ?b", "?b ?x ?c", "?a " + q.one(":q", "?x", ":p|:q", ":p/:q", ":p+") + " ?c", "OPTIONAL { ?c :r ?d }"}
		where := strings.Join(patterns, " . ")
		all := rows("SELECT ?a ?b ?c ?d ?x { " + where + " }")
		same := func(got []string, how string) {
			t.Helper()
			require.Equal(t, all, got, "seed %d, run %d: %s\n%s", seed, i, how, where)
		}

		// The order of patterns before an OPTIONAL does not matter.
		mixed := slices.Clone(patterns)
		r.Shuffle(3, func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		same(rows("SELECT ?a ?b ?c ?d ?x { "+strings.Join(mixed, " . ")+" }"), "patterns in another order")

		// A condition is true, false or an error.
		condition := q.one("?b < 2", "?b = ?c", "?d > 1", "REGEX(STR(?b), \"[ab]$\")", "BOUND(?d) || ?b > 1", "?b IN (1, :a, ?c)", "LANG(?b) = \"en\"")
		part := func(filter string) string { return "{ { " + where + " } FILTER(" + filter + ") }" }
		same(rows("SELECT ?a ?b ?c ?d ?x { "+part(condition)+" UNION "+part("!("+condition+")")+" UNION "+
			part("!COALESCE(IF("+condition+", true, true), false)")+" }"), "parted by "+condition)

		// COUNT counts the rows, and the counts of groups add up to it.
		want := len(all)
		count := rows("SELECT (COUNT(*) AS ?n) { " + where + " }")
		require.Contains(t, count[0], fmt.Sprintf("%q^", fmt.Sprint(want)), "seed %d, run %d", seed, i)
		groups := rows("SELECT (SUM(?n) AS ?all) { { SELECT ?a (COUNT(*) AS ?n) { " + where + " } GROUP BY ?a } }")
		require.Contains(t, groups[0], fmt.Sprintf("%q^", fmt.Sprint(want)), "seed %d, run %d", seed, i)

		// VALUES, IN and a UNION of constants give the same.
		values := rows("SELECT ?a ?b { VALUES ?b { :a :b :c } ?a :p ?b }")
		require.Equal(t, values, rows("SELECT ?a ?b { ?a :p ?b FILTER(?b IN (:a, :b, :c)) }"), "seed %d, run %d", seed, i)
		require.Equal(t, values, rows("SELECT ?a ?b { { ?a :p ?b FILTER(?b = :a) } UNION { ?a :p ?b FILTER(?b = :b) } UNION { ?a :p ?b FILTER(?b = :c) } }"))

		// What is left by MINUS and what it takes away are all there was.
		kept := append(rows("SELECT ?a ?b { ?a :p ?b MINUS { ?b :q ?a } }"), rows("SELECT ?a ?b { ?a :p ?b FILTER EXISTS { ?b :q ?a } }")...)
		slices.Sort(kept)
		require.Equal(t, rows("SELECT ?a ?b { ?a :p ?b }"), kept, "seed %d, run %d", seed, i)
	}
}

// A state that came about by many small changes answers as one that was filled at once, and so do states in between.
func TestOnManySmallCommits(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 7))
	quads := randomQuads(r, 2)
	for len(quads) < 160 {
		quads = append(quads, randomQuads(r, 40)...)
	}
	g, now := graph.New(), map[quad.Quad]bool{}
	for i, q := range quads {
		require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
			if i%5 == 4 { // one goes, the new one comes
				gone := quads[r.IntN(i)]
				delete(now, gone)
				if err := tx.Remove(gone); err != nil {
					return err
				}
			}
			now[q] = true
			return tx.Add(q)
		}))
		if i%40 != 39 {
			continue
		}
		at := graph.New()
		for q := range now {
			require.NoError(t, at.Add(t.Context(), q))
		}
		for _, text := range constructs() {
			if strings.Contains(text, "GROUP_CONCAT") || strings.Contains(text, "OFFSET") || strings.Contains(text, "LIMIT") {
				continue // these depend on an order that is not promised
			}
			q := parsed(t, text).Algebra()
			want, err := engineRows(t.Context(), at.Snapshot(), q, exec.Options{Plain: true})
			require.NoError(t, err)
			for _, keep := range []bool{false, true} {
				got, err := engineRows(t.Context(), g.Snapshot(), q, exec.Options{Keep: keep})
				require.NoError(t, err)
				require.Equal(t, want, got, "after %d changes: %s", i+1, text)
			}
		}
	}
}

// FuzzEvaluator runs whatever can be read, within narrow limits: it gives rows or an error, in time.
func FuzzEvaluator(f *testing.F) {
	for _, text := range constructs() {
		f.Add(text)
	}
	g := graph.New()
	if err := g.Add(f.Context(), randomQuads(rand.New(rand.NewPCG(3, 4)), 30)...); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		began := time.Now()
		rows := 0
		for row, err := range sparql.Select(t.Context(), g, prefix+text, sparql.WithTimeout(50*time.Millisecond), sparql.WithMaxMemory(1<<20),
			sparql.WithMaxText(1<<16), sparql.WithMaxRows(1000), sparql.WithMaxQuerySize(1<<12)) {
			if err != nil {
				break
			}
			if rows++; rows == 1 {
				_, _ = json.Marshal(row)
			}
		}
		require.LessOrEqual(t, rows, 1000)
		require.Less(t, time.Since(began), 30*time.Second)
	})
}

// FuzzResults holds what a row's texts are to be read again as they were, from the standard's JSON and XML.
func FuzzResults(f *testing.F) {
	f.Add("a\tb\"<&>\r\n", "en")
	f.Add("\u0000\uFFFE\xff", "")
	f.Fuzz(func(t *testing.T, text, lang string) {
		var v quad.Value = quad.String(text)
		if lang != "" {
			v = quad.LangString{Value: quad.String(text), Lang: lang}
		}
		g := numbered(t, 1)
		var written bytes.Buffer
		err := sparql.WriteResults(t.Context(), &written, sparql.JSON, sparql.Select(t.Context(), g, `SELECT ?v { ?x <http://x/age> 0 }`, sparql.WithParam("v", v)))
		if err != nil {
			return // what no term can be
		}
		var read struct {
			Results struct {
				Bindings []map[string]struct {
					Value string
					Lang  string `json:"xml:lang"`
				}
			}
		}
		require.NoError(t, json.Unmarshal(written.Bytes(), &read), written.String())
		require.Len(t, read.Results.Bindings, 1)
		require.Equal(t, text, read.Results.Bindings[0]["v"].Value)
		require.Equal(t, strings.ToLower(lang), strings.ToLower(read.Results.Bindings[0]["v"].Lang))

		written.Reset()
		err = sparql.WriteResults(t.Context(), &written, sparql.XML, sparql.Select(t.Context(), g, `SELECT ?v { ?x <http://x/age> 0 }`, sparql.WithParam("v", v)))
		if err != nil {
			return // what XML cannot hold
		}
		var document struct {
			Text string `xml:"results>result>binding>literal"`
		}
		require.NoError(t, xml.Unmarshal(written.Bytes(), &document), written.String())
		inXML := strings.Map(func(r rune) rune { // what XML cannot hold is U+FFFD, as the writer says
			if r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0xFFFE || r == 0xFFFF {
				return 0xFFFD
			}
			return r
		}, text)
		require.Equal(t, inXML, document.Text)
	})
}
