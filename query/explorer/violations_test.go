package explorer_test

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query/explorer"
	"talentgraph.example/query/shacl"
)

func shapesOf(t *testing.T, text string) *shacl.Shapes {
	t.Helper()
	rules := graph.New()
	_, err := loader.Load(t.Context(), rules, strings.NewReader(text), loader.WithFormat(loader.Turtle))
	require.NoError(t, err)
	shapes, err := shacl.Parse(t.Context(), rules)
	require.NoError(t, err)
	return shapes
}

// What breaks the vocabulary's shapes is told in the reader's language, with who says so.
func TestViolations(t *testing.T) {
	g := article(t)
	s := of(t, g, explorer.WithShapes(shapesOf(t, vocab.Shapes()), shacl.PerClaim()))
	assert.Contains(t, s.page("/violations"), "Nothing breaks the shapes.", "the bundled facts are sound")
	assert.Contains(t, s.page("/"), `href="violations"`)

	who := quad.IRI("https://e.example/who")
	claim := quad.IRI("https://e.example/claim")
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		_, err := tx.Assert(graph.Claim{ID: claim, Source: vocab.ID + "talentwar2024", Paragraph: 3, Certainty: graph.Stated},
			quad.Quad{Subject: who, Predicate: vocab.RDFType, Object: vocab.ClassMove}, quad.Quad{Subject: who, Predicate: vocab.From, Object: quad.String("no such <place>")})
		return err
	}))
	body := s.page("/violations")
	for _, want := range []string{`class="grade violation">violation<`, "https%3A%2F%2Fe.example%2Fwho", "talentwar2024 ¶3", "no such &lt;place&gt;"} {
		assert.Contains(t, body, want)
	}
	hant := s.page("/violations?lang=zh-Hant")
	assert.Contains(t, hant, "違反")
	assert.Contains(t, hant, "不合規則之處")
	shape := regexp.MustCompile(`href="(\?shape=[^"]*)">([^<]*)</a> <small>(\d+)`).FindStringSubmatch(body)
	require.NotNil(t, shape)
	assert.Contains(t, s.page("/violations"+html.UnescapeString(shape[1])), `<p class="lead">`+shape[3]+" of 2 found", "of how many in all")

	var results []map[string]any
	require.NoError(t, json.Unmarshal([]byte(s.page("/violations?format=json")), &results))
	require.NotEmpty(t, results)
	table, err := csv.NewReader(strings.NewReader(s.page("/violations?format=csv"))).ReadAll()
	require.NoError(t, err)
	assert.Len(t, table, len(results)+1)
	assert.Equal(t, 400, s.get("/violations?format=exe").Code)
	assert.Equal(t, 400, s.get("/violations?after=-1").Code)
	assert.Equal(t, 404, of(t, g).get("/violations").Code, "without shapes there is no such page")
}

// Many results come by pages, all of one validation.
func TestViolationsByPages(t *testing.T) {
	g := graph.New()
	for i := range 250 {
		require.NoError(t, g.Add(t.Context(), quad.Make(vocab.ID+quad.IRI(strconv.Itoa(i)), vocab.RDFType, vocab.ClassPerson, nil)))
	}
	s := of(t, g, explorer.WithShapes(shapesOf(t, `@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tg: <`+vocab.NS+`> .
		tg:S sh:targetClass tg:Person ; sh:severity sh:Warning ; sh:property [ sh:path tg:role ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "無職務"@zh-Hant, "no role <here>"@en ] .`)))
	rows, path := 0, "/violations?lang=zh-Hant"
	for path != "" {
		body := s.page(path)
		rows += strings.Count(body, "無職務")
		path = ""
		if next := regexp.MustCompile(`rel="next" href="([^"]*)"`).FindStringSubmatch(body); next != nil {
			path = "/violations" + html.UnescapeString(next[1])
		}
	}
	assert.Equal(t, 250, rows)
	assert.Contains(t, s.page("/violations"), "no role &lt;here&gt;")
	assert.Contains(t, s.page("/violations"), ">warning<")
}
