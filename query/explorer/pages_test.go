package explorer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// Things that are new with a passage are made with its claim, and go with it unless something else speaks of them.
func TestDeskMakesThings(t *testing.T) {
	g, s := withText(t, filepath.Join(t.TempDir(), "desk.tg"))
	form := url.Values{
		"id": {"<https://e.example/news>"}, "paragraph": {"3"}, "words": {"安娜離開艾克美"}, "kind": {"move"}, "person": {"安娜"}, "from": {"Acme Robotics"}, "to": {"Alibaba"}, "grade": {"stated"},
	}
	before := g.Snapshot().Size()
	assert.Equal(t, 404, s.post("/desk", form).Code, "not unless it is asked for")
	form.Set("new", "1")
	assert.Equal(t, 303, s.post("/desk", form).Code)
	ann, err := graph.Resolve(t.Context(), g, "安娜", graph.PersonKind())
	require.NoError(t, err)
	assert.Equal(t, "安娜", ann.Label("zh"))
	_, err = graph.Resolve(t.Context(), g, "Acme Robotics", graph.OrganizationKind())
	require.NoError(t, err)
	assert.Contains(t, s.page("/e?id="+url.QueryEscape("安娜")), "Acme Robotics")

	form.Set("words", "so they say")
	form.Set("to", "ByteDance")
	assert.Equal(t, 303, s.post("/desk", form).Code)
	form.Set("to", "Yang Hongxia")
	assert.Equal(t, 404, s.post("/desk", form).Code, "what is of another kind is a mistake, and is not made")
	form.Set("to", "Alibaba")
	undo := func() {
		claims, err := query.Claims(t.Context(), g, "<https://e.example/news>")
		require.NoError(t, err)
		w := s.post("/desk/undo", url.Values{"claim": {string(claims[0].Claim.(quad.IRI))}, "id": {"<https://e.example/news>"}})
		require.Equal(t, 303, w.Code)
	}
	undo()
	_, err = graph.Resolve(t.Context(), g, "安娜", graph.PersonKind())
	require.NoError(t, err, "the other claim speaks of her")
	undo()
	_, err = graph.Resolve(t.Context(), g, "安娜", graph.PersonKind())
	require.Error(t, err)
	assert.Equal(t, before, g.Snapshot().Size(), "nothing is left")
}

// The slider leads to the graph as of a year, by a form.
func TestSlider(t *testing.T) {
	g := article(t)
	assert.NotContains(t, of(t, g).page("/flows"), `type="range"`, "all that is dated happened in one year")
	require.NoError(t, g.Add(t.Context(), quad.Make(quad.IRI("https://e.example/m"), vocab.Person, quad.IRI(vocab.ID+"yang-hongxia"), nil), quad.Make(quad.IRI("https://e.example/m"), vocab.From, quad.IRI(vocab.ID+"alibaba"), nil),
		quad.Make(quad.IRI("https://e.example/m"), vocab.To, quad.IRI(vocab.ID+"google"), nil), quad.Make(quad.IRI("https://e.example/m"), vocab.When, quad.TypedString{Value: "2019", Type: vocab.XSD + "gYear"}, nil)))
	s := of(t, g)
	for _, path := range []string{"/", "/flows", "/e?id=id:alibaba", "/ask/network?top=9"} {
		body := s.page(path)
		assert.Contains(t, body, `<input type="range" name="as-of" min="2019" max="2024" value="2024">`, path)
		assert.Regexp(t, `\+ \d+ without a time`, body, path)
	}
	body := s.page("/e?id=id:alibaba&as-of=2019&lang=en")
	assert.Contains(t, body, `value="2019">`)
	assert.Contains(t, body, `<input type="hidden" name="id" value="id:alibaba">`, "the form keeps what the page is of")
	assert.Contains(t, body, ">all times<")
	assert.Contains(t, body, "<output>2019</output>")
	assert.NotContains(t, body, `>2024</span>`)
}

// What the front page tells of the whole graph is that of its own state and options, also where another address has just told
// it, and where who asked first has gone.
func TestFrontPageOfEachState(t *testing.T) {
	g := article(t)
	s := of(t, g)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	assert.Empty(t, s.do(httptest.NewRequestWithContext(gone, "GET", "http://127.0.0.1/", nil)).Body.String())
	tells := func(path string, opts ...query.Option) {
		d, err := query.Span(t.Context(), g, opts...)
		require.NoError(t, err)
		sources, err := query.Sources(t.Context(), g, opts...)
		require.NoError(t, err)
		body := s.page(path)
		assert.True(t, strings.Contains(body, fmt.Sprintf(" %d with a time · %d without a time<", d.Dated, d.Undated)), "%s: %v", path, d)
		assert.True(t, strings.Contains(body, fmt.Sprintf(" · %d claims<", sources[0].Claims)), "%s: %v", path, sources[0])
	}
	tells("/")
	tells("/?x=1")
	tells("/?certainty=stated", query.CertaintyAtLeast(graph.Stated))
	tells("/?x=2")
	move := quad.IRI("https://e.example/m")
	require.NoError(t, g.Add(t.Context(), quad.Make(move, vocab.From, quad.IRI(vocab.ID+"alibaba"), nil), quad.Make(move, vocab.To, quad.IRI(vocab.ID+"google"), nil)))
	tells("/?x=1")
	tells("/")
}

// Somebody with many moves, and an organization that many left: the pictures say how many they leave out; cells have their
// headings for small screens; a claim's facts name their move once; arrows between names from the right keep their way.
func TestMuch(t *testing.T) {
	g := graph.New()
	var table strings.Builder
	table.WriteString("person,from,to,year,source,paragraph,certainty\n")
	for i := range 100 {
		fmt.Fprintf(&table, "Robin,Hub,Org %d,%d,https://e.example/n,%d,disputed\n", i, 1990+i%30, i+1)
	}
	table.WriteString("Ann,שמש,ירח,2020,https://e.example/n,101,stated\n")
	_, err := loader.Load(t.Context(), g, strings.NewReader(table.String()), loader.WithName("moves.csv"))
	require.NoError(t, err)
	s := of(t, g)
	body := s.page("/e?id=Robin")
	assert.Contains(t, body, "Not drawn: 88 stages.")
	assert.Regexp(t, `<td data-label="when"><span class="say">1990 \(disputed\)</span></td>`, body)
	assert.Contains(t, s.page("/e?id=Hub"), "Not drawn: 80 smaller flows, 80 moves.")
	body = s.page("/disputes")
	assert.Equal(t, 1, strings.Count(body, ">Robin: Hub → Org 7</a>"))
	assert.Equal(t, 0, strings.Count(body, "Robin: Hub → Org 7 <"))
	assert.Contains(t, body, `<li class="also"><span class="say short">person</span>`)
	assert.Contains(t, s.page("/source?id=%3Chttps://e.example/n%3E"), "Ann\u200e: \u200eשמש \u200e→\u200e ירח</a>")
	table.Reset()
	table.WriteString("person,from,to,year\n")
	for i := range 1010 {
		fmt.Fprintf(&table, "P%d,Hub,Org %d,2001\n", i, i%200)
	}
	_, err = loader.Load(t.Context(), g, strings.NewReader(table.String()), loader.WithName("more.csv"))
	require.NoError(t, err)
	for _, path := range []string{"/flows", "/flows?as=matrix", "/flows?format=svg"} {
		body = s.page(path)
		assert.Contains(t, body, map[bool]string{true: "161 smaller flows", false: "161 rows or columns"}[!strings.Contains(path, "matrix")], "the picture is of all rows, not of a page: %s", path)
	}
	body = s.page("/ask/moves")
	assert.Contains(t, body, "(the first 1,000 rows)")
	rest := s.get("/ask/moves?format=csv").Header().Get("Link")
	require.Contains(t, rest, `rel="next"`)
	assert.Equal(t, 112, strings.Count(s.page("/ask/moves"+rest[1:strings.Index(rest, ">")]), "\n"), "the header and what was left")
	assert.Contains(t, body, `>2019</a> <small>`, "of many years the latest")
	assert.Contains(t, body, "<li>+19</li>")
}

func TestEntityPages(t *testing.T) {
	s := of(t, article(t))
	body := s.page("/e?id=id:alibaba")
	assert.Contains(t, body, "Neighbourhood")
	assert.Contains(t, body, `href="ask/around?a1=`)
	assert.Contains(t, body, `id="paround-marks"`)
	assert.Contains(t, s.page("/e?id=id:hunyuan"), `<details class="section" open>`, "what has no sections shows its facts")
	for _, format := range []string{"svg", "gexf"} {
		assert.NoError(t, wellFormed(s.page("/e?id=id:alibaba&format="+format)))
	}
	assert.Contains(t, s.page("/e?id=Yang+Hongxia&format=svg"), "2024")
	for _, id := range []string{"id:alibaba", "Yang+Hongxia", "id:hunyuan"} {
		var rows []any
		require.NoError(t, json.Unmarshal([]byte(s.page("/e?id="+id+"&format=json")), &rows))
		assert.NotEmpty(t, rows)
	}
	assert.Equal(t, 400, s.get("/e?id=id:hunyuan&format=svg").Code)
	assert.Equal(t, 400, s.get("/e?id=id:alibaba&format=exe").Code)
}

// What is more than a page has another page, and all pages together have all.
func TestNextPages(t *testing.T) {
	g := graph.New()
	source := quad.IRI("https://e.example/source")
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error {
		for i := range 350 {
			c := graph.Claim{Source: source, Paragraph: i + 1, Certainty: graph.Stated}
			thing := quad.IRI(fmt.Sprintf("https://e.example/t%d", i))
			if _, err := tx.Assert(c, quad.Quad{Subject: quad.IRI(vocab.ID + "hub"), Predicate: vocab.Sector, Object: thing}, quad.Quad{Subject: thing, Predicate: vocab.SKOSPrefLabel, Object: quad.String(fmt.Sprintf("thing %03d", i))}); err != nil {
				return err
			}
		}
		return nil
	}))
	s := of(t, g)
	for path, c := range map[string]struct {
		each string
		all  int
	}{"/why?s=id:hub": {"<tr class=", 350}, "/source?id=<" + string(source) + ">": {`class="sourceclaim"`, 350}, "/search?q=thing": {"<li>", 350}} {
		count, at := 0, strings.NewReplacer("<", "%3C", ">", "%3E").Replace(path)
		name, _, _ := strings.Cut(path, "?")
		for pages := 0; at != "" && pages < 10; pages++ {
			_, body, _ := strings.Cut(s.page(at), "<main")
			count += strings.Count(body, c.each)
			at = ""
			if next := regexp.MustCompile(`rel="next" href="([^"]*)"`).FindStringSubmatch(body); next != nil {
				at = name + html.UnescapeString(next[1])
			}
		}
		assert.Equal(t, c.all, count, path)
	}
}

// A row that other facts contradict is marked, in a table, on pages of entities and as JSON, and leads to both sides.
func TestContradicted(t *testing.T) {
	g := article(t)
	assert.NotContains(t, of(t, g).page("/ask/whoLeft?a1=Alibaba"), "contradicted")
	load(t, g, `<https://e.example/m> <https://talentgraph.example/ns#person> <https://talentgraph.example/id/yang-hongxia> .
<https://e.example/m> <https://talentgraph.example/ns#from> <https://talentgraph.example/id/alibaba> .
<https://e.example/m> <https://talentgraph.example/ns#to> <https://talentgraph.example/id/google> .
<https://e.example/m> <https://talentgraph.example/ns#when> "2024"^^<http://www.w3.org/2001/XMLSchema#gYear> .
`)
	s := of(t, g)
	mark := regexp.MustCompile(`<small class="against"><a href="([^"]*)">contradicted: two destinations</a>`)
	for _, path := range []string{"/ask/whoLeft?a1=Alibaba", "/e?id=Yang+Hongxia", "/e?id=Alibaba", "/why?s=https://e.example/m&lang=en"} {
		found := mark.FindAllStringSubmatch(s.page(path), -1)
		require.NotEmpty(t, found, path)
		for _, f := range found {
			link, err := url.JoinPath("/", strings.TrimPrefix(html.UnescapeString(f[1]), "../"))
			require.NoError(t, err)
			link, err = url.PathUnescape(link)
			require.NoError(t, err)
			sides := s.page(link)
			assert.Contains(t, sides, "ByteDance", path)
			assert.Contains(t, sides, "Google", path)
		}
	}
	assert.Contains(t, s.page("/ask/whoLeft?a1=Alibaba&lang=zh-Hans"), "有抵触")
	assert.Contains(t, s.page("/ask/whoLeft?a1=Alibaba&format=json"), `"contradicted":["two destinations"]`)
	assert.Contains(t, s.page("/ask/whoLeft?a1=Alibaba&lang=zh-Hant&format=csv"), "有牴觸")
}

// A page has one style sheet, which browsers keep for good under its version, as they do its script.
func TestStatic(t *testing.T) {
	s := of(t, article(t))
	front := s.page("/")
	files := regexp.MustCompile(`(?:href|src)="(static/[^"]*)"`).FindAllStringSubmatch(front, -1)
	require.Len(t, files, 3)
	assert.Equal(t, 1, strings.Count(front, `rel="stylesheet"`))
	for _, f := range files {
		w := s.get("/" + html.UnescapeString(f[1]))
		assert.Equal(t, 200, w.Code)
		assert.Contains(t, w.Header().Get("Cache-Control"), "immutable")
		name, _, _ := strings.Cut(f[1], "?")
		for _, other := range []string{name, name + "?v=of-another-program"} {
			w = s.get("/" + other)
			assert.Equal(t, 200, w.Code)
			assert.Equal(t, "max-age=3600", w.Header().Get("Cache-Control"))
		}
	}
	style := s.get("/static/style.css").Body.String()
	assert.Contains(t, style, ".tgp", "that of pictures")
	assert.Contains(t, style, ".claim", "and that of pages")
	assert.Equal(t, 404, s.get("/static/").Code)
}

// On a Chinese page what is asked for has a Chinese name, and a claim's texts stand there once, in the page's language.
func TestChinesePages(t *testing.T) {
	s := of(t, article(t))
	labels := 0
	for _, q := range questions.All() {
		for _, m := range regexp.MustCompile(`<label[^>]*><span>([^<]*)`).FindAllStringSubmatch(s.page("/ask/"+q.Script()+"?lang=zh-Hans"), -1) {
			assert.Regexp(t, `\p{Han}`, m[1], q.Name)
			labels++
		}
	}
	assert.Greater(t, labels, 50)
	disputes := s.page("/disputes?lang=zh-Hans")
	assert.Contains(t, disputes, "集群规模")
	assert.NotContains(t, disputes, "cluster size")
}
