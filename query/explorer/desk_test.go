package explorer_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/explorer"
)

const invented = "First line, 安娜 joined Bolt. 安娜 again.\n\nThird: <b>Ann</b> & 安娜離開艾克美, so they say.\n"

// withText is a graph in a file, with a source whose text is at hand.
func withText(t *testing.T, file string) (*graph.Graph, site) {
	t.Helper()
	g, err := graph.Open(t.Context(), "file:"+file)
	require.NoError(t, err)
	t.Cleanup(func() { _ = g.Close() })
	if g.Size() == 0 {
		_, err = loader.Article(t.Context(), g)
		require.NoError(t, err)
		sum := sha256.Sum256([]byte(invented))
		news := quad.IRI("https://e.example/news")
		require.NoError(t, g.Add(t.Context(), quad.Make(news, vocab.SHA256, hex.EncodeToString(sum[:]), nil), quad.Make(news, vocab.RDFType, vocab.PROVEntity, nil)))
	}
	return g, of(t, g, explorer.WithTexts(invented, "the text of nothing"))
}

const newsPage = "/source?id=" + "%3Chttps%3A%2F%2Fe.example%2Fnews%3E"

// What is written down has the paragraph and the runes of the words, is kept, and can be taken back.
func TestDesk(t *testing.T) {
	file := filepath.Join(t.TempDir(), "desk.tg")
	g, s := withText(t, file)
	body := s.page(newsPage)
	assert.Contains(t, body, "Third: &lt;b&gt;Ann&lt;/b&gt; &amp; 安娜離開艾克美", "the text is shown as text")
	assert.NotContains(t, body, "gone when the program ends")
	form := url.Values{
		"id": {"<https://e.example/news>"}, "paragraph": {"3"}, "words": {"安娜離開艾克美"}, "kind": {"move"}, "person": {"楊紅霞"}, "from": {"id:alibaba"},
		"to": {"ByteDance"}, "when": {"2021年5月"}, "role": {"head of <things>"}, "grade": {"inferred"}, "note": {"said by a friend"},
	}
	w := s.post("/desk", form)
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body)
	require.True(t, strings.HasPrefix(w.Header().Get("Location"), "source?"), "it is relative")
	facts, err := query.Why(t.Context(), g, "Yang Hongxia", "", "id:alibaba")
	require.NoError(t, err)
	require.NotEmpty(t, facts)
	require.NoError(t, g.Close())

	g, s = withText(t, file) // the program begins anew
	var found graph.Evidence
	claims, err := query.Claims(t.Context(), g, "<https://e.example/news>")
	require.NoError(t, err)
	require.Len(t, claims, 1)
	found = claims[0].Evidence
	assert.Equal(t, [3]int{3, 20, 27}, [3]int{found.Paragraph, found.Start, found.End})
	assert.Equal(t, graph.Inferred, found.Certainty)
	assert.Equal(t, "said by a friend", found.Note)
	text, err := query.ReadText(t.Context(), g, invented)
	require.NoError(t, err)
	passage, err := text.Passage(found)
	require.NoError(t, err)
	assert.Equal(t, "安娜離開艾克美", passage)
	body = s.page("/" + w.Header().Get("Location"))
	assert.Contains(t, body, `<mark class="inferred" id="c3-20-27"`)
	assert.Contains(t, body, "Written down.")
	assert.Contains(t, s.page("/e?id=Yang+Hongxia"), "<mark>安娜離開艾克美</mark>")
	assert.Contains(t, s.page("/ask/career?a1=Yang+Hongxia"), "2021-05")

	w = s.post("/desk/undo", url.Values{"claim": {string(found.Claim.(quad.IRI))}, "id": {"<https://e.example/news>"}})
	require.Equal(t, http.StatusSeeOther, w.Code, w.Body)
	assert.Equal(t, "../source?id=%3Chttps%3A%2F%2Fe.example%2Fnews%3E", w.Header().Get("Location"))
	claims, err = query.Claims(t.Context(), g, "<https://e.example/news>")
	require.NoError(t, err)
	assert.Empty(t, claims)
	assert.NotContains(t, s.page("/ask/career?a1=Yang+Hongxia"), "2021-05")
}

func TestDeskRefuses(t *testing.T) {
	g, s := withText(t, filepath.Join(t.TempDir(), "desk.tg"))
	before := g.Snapshot().Version()
	good := url.Values{"id": {"<https://e.example/news>"}, "paragraph": {"1"}, "words": {"joined Bolt"}, "kind": {"move"}, "person": {"楊紅霞"}, "from": {"Alibaba"}, "grade": {"stated"}}
	for _, c := range []struct {
		field, value string
		status       int
		say          string
	}{
		{"words", "安娜", 400, "more than once"}, {"words", "nowhere", 400, "do not stand"}, {"words", " ", 400, "Which words"}, {"paragraph", "9", 400, "Which paragraph"},
		{"paragraph", "x", 400, "Which paragraph"}, {"kind", "rumour", 400, "Fill in"}, {"person", "", 400, "person"}, {"person", "Nobody At All", 404, "Nothing is called"},
		{"from", "", 400, "from"}, {"grade", "perhaps", 400, "perhaps"}, {"when", "2024-13", 400, "2024-13"}, {"id", "id:talentwar2024", 400, "not at hand"}, {"from", "Yang Hongxia", 404, "Nothing of that kind is called"},
	} {
		form := url.Values{}
		for name, values := range good {
			form[name] = values
		}
		form.Set(c.field, c.value)
		w := s.post("/desk", form)
		assert.Equal(t, c.status, w.Code, "%v: %.200s", c, w.Body)
		assert.Contains(t, w.Body.String(), c.say)
		if c.field != "id" { // the form is there again with what was typed, and what is wrong stands beside its field
			assert.Regexp(t, `name="`+c.field+`"[^>]* aria-invalid="true" aria-describedby="wrong-`+c.field+`" autofocus>`, w.Body.String(), "%v", c)
			assert.Regexp(t, `id="wrong-`+c.field+`">[^<]*`+c.say, w.Body.String(), "%v", c)
			assert.Equal(t, 1, strings.Count(w.Body.String(), "aria-invalid"), "%v", c)
			if c.field != "words" {
				assert.Contains(t, w.Body.String(), ">joined Bolt</textarea>", "%v", c)
			}
			assert.NotContains(t, w.Body.String(), `href="?`, "the page is no answer to a GET of its own address")
		}
	}
	w := s.post("/desk?lang=zh-Hant", url.Values{"id": good["id"], "paragraph": {"x"}, "words": {"<b>"}, "kind": {"post"}, "person": {"Alibaba"}, "grade": {"disputed"}, "new": {"1"}, "note": {"\"quoted\""}, "when": {"2024-99"}})
	body := w.Body.String()
	for _, want := range []string{
		`value="x" aria-invalid="true" aria-describedby="wrong-paragraph" autofocus`, `<span class="amiss" id="wrong-paragraph">哪一段？</span>`, `>&lt;b&gt;</textarea>`,
		`<option value="post" selected>`, `<option value="disputed" selected>`, `name="new" value="1" checked`, `value="&#34;quoted&#34;"`, `這一類事物中沒有 Alibaba。同名的有：阿里巴巴（id:alibaba）`,
		`id="wrong-to">請填寫`, `id="wrong-when">2024-99：請寫年、月、日`, `<details class="desk" open>`, `role="alert">尚未記下`, `href="source?id=`, "<title>未能完成：",
	} {
		assert.Contains(t, body, want)
	}
	for _, at := range []string{"/desk?lang=en", "/desk/undo"} { // links of other refusals lead to pages, too
		w := s.post(at, url.Values{})
		assert.GreaterOrEqual(t, w.Code, 400)
		assert.NotContains(t, w.Body.String(), `href="?`)
	}
	assert.Equal(t, 400, s.post("/desk/undo", url.Values{"claim": {"https://talentgraph.example/id/talentwar2024"}}).Code)
	assert.Equal(t, before, g.Snapshot().Version(), "nothing was written")
	form := url.Values{}
	for name, values := range good {
		form[name] = values
	}
	form.Set("words", "安娜")
	form.Set("nth", "2")
	require.Equal(t, 303, s.post("/desk", form).Code, "which of several is told by its place")
	claims, err := query.Claims(t.Context(), g, "<https://e.example/news>")
	require.NoError(t, err)
	require.Len(t, claims, 1)
	assert.Equal(t, 28, claims[0].Start)
}

// Each kind of fact that the desk knows is one that questions find.
func TestDeskKinds(t *testing.T) {
	_, s := withText(t, filepath.Join(t.TempDir(), "desk.tg"))
	for kind, c := range map[string]struct {
		fields url.Values
		page   string
	}{
		"founding": {url.Values{"person": {"Yang Hongxia"}, "to": {"Xiaomi"}, "when": {"2010-33"}}, "/ask/founders?person=Yang+Hongxia"},
		"post":     {url.Values{"person": {"Yang Hongxia"}, "to": {"Huawei"}, "role": {"adviser"}}, "/ask/career?a1=Yang+Hongxia"},
		"strategy": {url.Values{"to": {"Huawei"}, "sector": {"healthcare"}, "role": {"grow there"}}, "/ask/strategiesOf?a1=Huawei"},
		"sector":   {url.Values{"to": {"Huawei"}, "sector": {"finance"}}, "/ask/presences?at=Huawei"},
	} {
		c.fields.Set("id", "<https://e.example/news>")
		c.fields.Set("paragraph", "1")
		c.fields.Set("words", "joined Bolt")
		c.fields.Set("kind", kind)
		c.fields.Set("grade", "speculative")
		w := s.post("/desk", c.fields)
		require.Equal(t, 303, w.Code, "%s %.300s", kind, w.Body)
		body := s.page(c.page)
		assert.Contains(t, body, "<mark>joined Bolt</mark>", kind)
	}
}
