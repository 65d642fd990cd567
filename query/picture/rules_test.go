package picture_test

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

// networkSum begins the SHA-256 of a network of 98 nodes, whichever machine draws it.
const networkSum = "f9f2d24993da3cbc"

func TestGradesShowWithoutColour(t *testing.T) {
	pictures := ofArticle(t)
	assert.Contains(t, svg(t, pictures["flows"]), `class="b disputed"`)
	assert.Contains(t, svg(t, pictures["flows"]), `class="b stated"`)
	assert.Contains(t, svg(t, pictures["near"]), `stroke-dasharray="2 3"`)
	assert.Contains(t, svg(t, pictures["flow matrix"]), `class="d disputed"`)
	for _, rule := range []string{".inferred{fill-opacity:.28;stroke-dasharray:6 3}", ".unknown{fill-opacity:.3;stroke:none}"} {
		assert.Contains(t, picture.Style(), rule)
	}
}

func TestLanguages(t *testing.T) {
	for lang, want := range map[string][]string{"en": {"Who moved where", "stated"}, "zh-Hant": {"人員從哪裡流向哪裡", "明言"}, "zh-Hans": {"人员从哪里流向哪里", "明言"}} {
		p := ofArticle(t, picture.Lang(lang, "en"))["flows"]
		for _, s := range want {
			assert.Contains(t, svg(t, p), s)
		}
	}
	both := svg(t, ofArticle(t)["flows"])
	assert.Contains(t, both, ">Alibaba<tspan", "the second name stands behind the first one")
	assert.Contains(t, both, `lang="zh-Hant">阿里巴巴<`)
	assert.Equal(t, 0, strings.Count(both, ">Salesforce</tspan>"), "a name that is the same in both stands once")
}

func TestLinks(t *testing.T) {
	link := func(to string) string {
		p := ofArticle(t, picture.Link(func(graph.Entity) string { return to }), picture.LinkRow(func(r picture.Row) string { return to }))["flows"]
		return svg(t, p)
	}
	for _, good := range []string{"e?id=x", "https://example.com/?a=b&c=d", "/flows", "?q=1"} {
		assert.Contains(t, link(good), `href="`+strings.ReplaceAll(good, "&", "&amp;")+`"`)
	}
	for _, bad := range []string{"javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//evil.example/", `\\evil`, "vbscript:x", "https:", "JAVASCRIPT:x", "java\nscript:x"} {
		assert.NotContains(t, link(bad), "href=", bad)
	}
}

func TestEmbedded(t *testing.T) {
	text := svg(t, ofArticle(t, picture.Embedded(`a"b`), picture.LinkRow(func(picture.Row) string { return "x" }))["near"])
	assert.NotContains(t, text, "<style")
	assert.NotContains(t, text, "<?xml")
	assert.NotContains(t, text, `id="tg-`)
	assert.Contains(t, text, `url(#pa-b-a0)`)
	assert.Contains(t, text, `tabindex="-1"`)
}

// Time that is not told has a place of its own, and a year is as long as a year.
func TestCareersTellTimes(t *testing.T) {
	g := article(t)
	stages, err := query.Career(t.Context(), g, "Yang Hongxia")
	require.NoError(t, err)
	p, err := picture.Careers(t.Context(), stages)
	require.NoError(t, err)
	text := svg(t, p)
	assert.Contains(t, text, ">2024<")
	assert.Contains(t, text, "2024 disputed", "the time's own grade")
	assert.Contains(t, text, "-vague)", "its ends fade")
	stages, err = query.Career(t.Context(), g, "Wang Xiaochuan")
	require.NoError(t, err)
	p, err = picture.Careers(t.Context(), stages)
	require.NoError(t, err)
	assert.Contains(t, svg(t, p), "time not told")
	for _, r := range p.Table() {
		assert.Equal(t, r.First == "", r.Undated == 1)
	}
}

// Every form of a time has its place: the first day and the last one, open ends those of a year.
// Rows of any origin have lanes as stages have.
func TestLanesOfRows(t *testing.T) {
	g := graph.New()
	thing := func(name string) graph.Entity {
		require.NoError(t, g.Add(t.Context(), quad.Make(quad.IRI(vocab.ID+name), vocab.SKOSPrefLabel, quad.String(name), nil)))
		e, err := graph.Resolve(t.Context(), g, "id:"+name, graph.AnyKind())
		require.NoError(t, err)
		return e
	}
	ann, bob, acme := thing("Ann"), thing("Bob"), thing("Acme")
	p, err := picture.Lanes(t.Context(), "found", []picture.Row{
		{From: ann, To: acme, First: "2021-03", What: "head\x01 of <things>", Grades: query.Grades{Disputed: 1}}, {From: bob, First: "some day"}, {From: bob, To: acme},
	})
	require.NoError(t, err)
	text := svg(t, p)
	assert.Equal(t, "found", p.Title())
	for _, want := range []string{"head of &lt;things&gt; Acme", `class="b disputed"`, `class="b unknown"`, "time not told", "Ann: head of &lt;things&gt; Acme, 2021-03, disputed", "Bob: Acme, time not told, unknown"} {
		assert.Contains(t, text, want)
	}
	assert.Len(t, p.Table(), 3)
	none, err := picture.Lanes(t.Context(), "found", nil)
	require.NoError(t, err)
	assert.True(t, none.Empty())
}

func TestTimesOfEveryForm(t *testing.T) {
	for when, want := range map[string]string{
		"2024": "2024-01-01 2024-12-31", "2023-02": "2023-02-01 2023-02-28", "2024-02-29": "2024-02-29 2024-02-29", "2024-33": "2024-01-01 2024-03-31",
		"2023-11/2024-02": "2023-11-01 2024-02-29", "2022/..": "2022-01-01 2022-12-31", "../2024-06": "2024-01-01 2024-06-30", "2024-04-30~": "2024-04-30 2024-04-30",
		"someday": " ", "": " ",
	} {
		g := graph.New()
		e := func(name string) quad.IRI { return quad.IRI("https://talentgraph.example/id/" + name) }
		require.NoError(t, g.Add(t.Context(), quad.Make(e("m"), vocab.Person, e("p"), nil), quad.Make(e("m"), vocab.From, e("a"), nil),
			quad.Make(e("m"), vocab.To, e("b"), nil), quad.Make(e("m"), vocab.When, when, nil)))
		flows, err := query.Flows(t.Context(), g)
		require.NoError(t, err)
		p, err := picture.Flows(t.Context(), flows)
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, p.GEXF(&b))
		start := regexp.MustCompile(`start="([^"]*)"`).FindStringSubmatch(b.String() + `start=""`)[1]
		end := regexp.MustCompile(`end="([^"]*)"`).FindStringSubmatch(b.String() + `end=""`)[1]
		assert.Equal(t, want, start+" "+end, when)
	}
}

// A move on the way is an arrow, not a box.
func TestPathFoldsMoves(t *testing.T) {
	g := article(t)
	way, err := query.ShortestPath(t.Context(), g, "Yang Hongxia", "Google")
	require.NoError(t, err)
	p, err := picture.Path(t.Context(), g, []query.Path{way})
	require.NoError(t, err)
	assert.Less(t, len(p.Table()), len(way.Hops))
	assert.Contains(t, p.Describe(), "Yang Hongxia joined 2024 ByteDance")
	for _, r := range p.Table() {
		assert.NotContains(t, r.From.Label("en")+r.To.Label("en"), ", to ", "a move is no node")
	}
}

// What is too much for a network is folded, cut, or a table, and the caption says so.
func TestRulesOfNetworks(t *testing.T) {
	g := article(t)
	ctx := t.Context()
	ties, err := query.Network(ctx, g)
	require.NoError(t, err)
	require.Greater(t, len(ties.Nodes), 40)
	asked := 0
	folded := picture.Folded(func(ctx context.Context) (query.Ties, error) {
		asked++
		return query.Network(ctx, g, query.FoldPeople())
	})
	p, err := picture.Network(ctx, ties, folded)
	require.NoError(t, err)
	assert.Equal(t, 1, asked)
	assert.Contains(t, p.Caption(), "folded")
	p, err = picture.Network(ctx, ties, folded, picture.Whole())
	require.NoError(t, err)
	assert.Equal(t, 1, asked)
	assert.Equal(t, len(ties.Nodes)-40, p.LeftOut().Nodes)
	assert.Contains(t, p.Caption(), "Not drawn")
	near, err := query.Around(ctx, g, "Xiaomi", 1)
	require.NoError(t, err)
	p, err = picture.Network(ctx, near, folded)
	require.NoError(t, err)
	assert.Equal(t, 1, asked, "few nodes are drawn as they are")
	assert.Zero(t, p.LeftOut())
}

// Of a tangle of folded arrows the heaviest are drawn, none of its nodes stands alone, and what is left out is counted.
func TestTangles(t *testing.T) {
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), slices.Collect(talentgen.Rich(1, 20_000))...))
	ties, err := query.Network(t.Context(), g)
	require.NoError(t, err)
	folded, err := query.Network(t.Context(), g, query.FoldPeople())
	require.NoError(t, err)
	fold := picture.Folded(func(context.Context) (query.Ties, error) { return folded, nil })
	p, err := picture.Network(t.Context(), ties, fold)
	require.NoError(t, err)
	want := folded.LeftOut.Ties
	for _, a := range folded.Arrows {
		want += a.Count
	}
	nodes, lightest := map[string]int{}, 0
	for _, r := range p.Table() {
		want -= r.Count
		nodes[string(r.From.ID())]++
		nodes[string(r.To.ID())]++
	}
	for _, r := range p.Table() {
		if nodes[string(r.From.ID())] > 1 && nodes[string(r.To.ID())] > 1 && (lightest == 0 || r.Count < lightest) {
			lightest = r.Count
		}
	}
	assert.Equal(t, want, p.LeftOut().Count)
	assert.Contains(t, p.Caption(), "Not drawn")
	assert.Len(t, nodes, min(40, len(folded.Nodes)))
	require.Greater(t, len(folded.Arrows), 3*len(nodes), "a tangle")
	assert.LessOrEqual(t, len(p.Table()), 3*len(nodes))
	assert.Greater(t, lightest, 1, "those of a single move are left out first")
}

func TestNothingToDraw(t *testing.T) {
	ctx := t.Context()
	p, err := picture.Flows(ctx, nil)
	require.NoError(t, err)
	assert.True(t, p.Empty())
	assert.Contains(t, svg(t, p), "No moves between organizations to draw.")
	for _, draw := range []func() (*picture.Picture, error){
		func() (*picture.Picture, error) { return picture.Careers(ctx, nil) },
		func() (*picture.Picture, error) { return picture.Matrix(ctx, query.SectorMatrix{}) },
		func() (*picture.Picture, error) { return picture.Network(ctx, query.Ties{}) },
		func() (*picture.Picture, error) { return picture.Path(ctx, graph.New(), nil) },
		func() (*picture.Picture, error) { return picture.FlowMatrix(ctx, nil) },
		func() (*picture.Picture, error) { return picture.Around(ctx, graph.Entity{}, nil) },
	} {
		p, err := draw()
		require.NoError(t, err)
		assert.True(t, p.Empty())
		elements(t, svg(t, p))
		var b bytes.Buffer
		require.NoError(t, p.CSV(&b))
		require.NoError(t, picture.HTML(&b, "x", p))
	}
}

// A picture is drawn whole or not at all.
func TestContextsEnd(t *testing.T) {
	g := article(t)
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	ties, err := query.Network(t.Context(), g)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = picture.Flows(ctx, flows)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = picture.FlowMatrix(ctx, flows)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = picture.Network(ctx, ties)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = picture.Flows(t.Context(), []query.Flow{flows[0].Detach()})
	assert.Error(t, err, "what is behind a detached flow cannot be read")
}

func TestHTML(t *testing.T) {
	pictures := ofArticle(t)
	var b bytes.Buffer
	require.NoError(t, picture.HTML(&b, "Talent & <war>", pictures["flows"], pictures["careers"]))
	page := b.String()
	assert.Contains(t, page, "<title>Talent &amp; &lt;war&gt;</title>")
	assert.Contains(t, page, `default-src 'none'; style-src 'sha256-`)
	assert.Equal(t, 2, strings.Count(page, "<svg "))
	assert.Equal(t, 2, strings.Count(page, "<table>"))
	assert.Contains(t, page, "disputed")
	assert.Contains(t, page, "¶", "where it is told")
	assert.NotContains(t, page, ` style="`)
}
