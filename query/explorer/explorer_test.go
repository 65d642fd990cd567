package explorer_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/loader"
	"talentgraph.example/query/explorer"
	"talentgraph.example/query/gizmo/isolate"
	"talentgraph.example/query/questions"
)

func TestMain(m *testing.M) {
	isolate.Init()
	os.Exit(m.Run())
}

func article(t testing.TB) *graph.Graph {
	t.Helper()
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	return g
}

// load reads N-Quads.
func load(t testing.TB, g *graph.Graph, text string) {
	t.Helper()
	_, err := loader.Load(t.Context(), g, strings.NewReader(text), loader.WithFormat(loader.NQuads))
	require.NoError(t, err)
}

// site is a handler as a browser sees it.
type site struct {
	t testing.TB
	h http.Handler
}

func of(t testing.TB, g *graph.Graph, opts ...explorer.Option) site {
	opts = append(opts, explorer.WithErrors(func(err error) { assert.NoError(t, err, "the handler itself") }))
	return site{t, explorer.New(g, opts...)}
}

func (s site) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return w
}

func (s site) get(path string) *httptest.ResponseRecorder {
	return s.do(httptest.NewRequest("GET", "http://127.0.0.1"+path, nil))
}

// page is a page that is there.
func (s site) page(path string) string {
	s.t.Helper()
	w := s.get(path)
	require.Equal(s.t, http.StatusOK, w.Code, "%s: %.600s", path, w.Body)
	return w.Body.String()
}

func (s site) post(path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "http://127.0.0.1"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.do(r)
}

func TestPages(t *testing.T) {
	s := of(t, article(t))
	for path, want := range map[string][]string{
		"/":                                 {"<svg", "talentwar2024", "ask/whoLeft", "without a time"},
		"/search?q=Al":                      {"Alibaba", "阿里巴巴"},
		"/e?id=id:alibaba":                  {"<svg", "Left", "facts", "tg.why(", "¶"},
		"/e?id=" + url.QueryEscape("楊紅霞"):   {"Yang Hongxia", "2024", "disputed", "class=\"dispute\""},
		"/ask/whoLeft":                      {`name="a1"`, "required"},
		"/ask/whoLeft?a1=Alibaba":           {"Yang Hongxia", "ask who-left Alibaba", "tg.whoLeft(", "query.WhoLeft(", "by object"},
		"/ask/moves?years=2024":             {"rows"},
		"/flows":                            {"<svg", "ByteDance"},
		"/flows?as=matrix":                  {`class="d `},
		"/matrix":                           {"<svg", "Xiaomi"},
		"/disputes":                         {"disputed", `class="dispute"`, `<a href="e?id=`, `<span class="say short">2024</span>`, "¶3"},
		"/path?from=Yang+Hongxia&to=Google": {"joined"},
		"/why?s=Hunyuan&p=ledBy":            {"Zhang Zhengyou", "¶"},
		"/source?id=id:talentwar2024":       {"¶1", "start the program with -text", "claims"},
		"/gizmo?q=g.V().all()":              {"Scripts are not run here", "g.V().all()"},
		"/sparql?q=ASK{}":                   {"<textarea", "ASK{}"},
	} {
		body := s.page(path)
		for _, w := range want {
			assert.Contains(t, strings.ToLower(body), strings.ToLower(w), path)
		}
		assert.NotContains(t, body, "%!", path)
		assert.NotContains(t, body, "<nil>", path)
		assert.NotContains(t, body, "ZgotmplZ", path)
		assert.NotRegexp(t, `\sstyle="|<style|\son[a-z]+="`, body, path)
	}
	w := s.get("/search?q=Yang+Hongxia")
	assert.Equal(t, http.StatusSeeOther, w.Code, "a single hit goes there")
	assert.Equal(t, "e?id="+url.QueryEscape("<https://talentgraph.example/id/yang-hongxia>"), w.Header().Get("Location"))
}

func TestLanguages(t *testing.T) {
	s := of(t, article(t))
	for lang, want := range map[string]string{"en": "Questions", "zh-Hant": "問題", "zh-Hans": "问题"} {
		body := s.page("/?lang=" + lang)
		assert.Contains(t, body, `<html lang="`+lang+`">`)
		assert.Contains(t, body, want)
		assert.Contains(t, body, "lang="+lang, "links keep it")
	}
	r := httptest.NewRequest("GET", "http://localhost/", nil)
	r.Header.Set("Accept-Language", "zh-TW,zh;q=0.9,en;q=0.8")
	assert.Contains(t, s.do(r).Body.String(), `<html lang="zh-Hant">`)
}

// Each question has a form, answers or says what it lacks, in each format that it has.
func TestEveryQuestion(t *testing.T) {
	s := of(t, article(t))
	args := map[questions.Kind]string{
		questions.Organization: "Alibaba", questions.Person: "Yang Hongxia", questions.Sector: "healthcare", questions.Entity: "Alibaba", questions.Source: "id:talentwar2024",
		questions.Text: "Ali", questions.Number: "2", questions.Period: "month", questions.Predicate: "tg:ledBy", questions.Class: "tg:Model",
	}
	drawn := 0
	for _, q := range questions.All() {
		t.Run(q.Name, func(t *testing.T) {
			form := s.page("/ask/" + q.Script())
			assert.Contains(t, s.page("/ask/"+q.Command), "<h1>", "by the command's name, too")
			v := url.Values{}
			for i, in := range q.Args {
				if i >= max(q.Least(), 1) {
					break
				}
				assert.Contains(t, form, fmt.Sprintf(`name="a%d"`, i+1))
				value := args[in.Kind]
				if i == 1 && in.Kind != questions.Number && in.Kind != questions.Sector {
					value = "ByteDance"
				}
				require.NotEmpty(t, value, in.Kind)
				v.Set(fmt.Sprintf("a%d", i+1), value)
			}
			at := "/ask/" + q.Script() + "?" + v.Encode()
			body := s.page(at)
			if strings.Contains(body, "<svg") {
				drawn++
				assert.NoError(t, wellFormed(s.page(at+"&format=svg")))
			} else if !strings.Contains(body, "<p>"+html.EscapeString(q.None().In("en"))+"</p>") {
				assert.Contains(t, body, "There is no picture of such rows.")
			}
			var rows []any
			require.NoError(t, json.Unmarshal([]byte(s.page(at+"&format=json")), &rows))
			if len(q.Headings()) > 0 {
				table, err := csv.NewReader(strings.NewReader(s.page(at + "&format=csv"))).ReadAll()
				require.NoError(t, err)
				assert.Len(t, table, len(rows)+1)
			}
		})
	}
	assert.GreaterOrEqual(t, drawn, 6)
}

func wellFormed(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestErrorsInWords(t *testing.T) {
	g := article(t)
	same := func(n string) quad.Quad {
		return quad.Make(quad.IRI("https://e.example/"+n), vocab.SKOSPrefLabel, quad.LangString{Value: "Twin", Lang: "en"}, nil)
	}
	require.NoError(t, g.Add(t.Context(), same("1"), same("2")))
	s := of(t, g)
	here, err := os.Getwd()
	require.NoError(t, err)
	for path, want := range map[string]struct {
		status int
		say    string
	}{
		"/e?id=Alibabba":               {404, "Alibaba"},
		"/e?id=Twin":                   {300, "https://e.example/1"},
		"/e?id=":                       {404, "Nothing is called"},
		"/nowhere":                     {404, "no such page"},
		"/ask/nothing":                 {404, "no such page"},
		"/ask/moves?years=abc":         {400, "years"},
		"/ask/moves?after=nonsense":    {400, "after"},
		"/flows?as-of=yesterday":       {400, "as-of"},
		"/flows?format=exe":            {400, "no such format"},
		"/ask/whoLeft?format=json":     {400, "Fill in"},
		"/ask/whoLeft?a1=Nobody+Known": {404, "Nothing is called"},
		"/ask/moves?format=svg":        {400, "no picture"},
	} {
		w := s.get(path)
		assert.Equal(t, want.status, w.Code, "%s %.300s", path, w.Body)
		assert.Contains(t, w.Body.String(), want.say, path)
		assert.NotContains(t, w.Body.String(), here, "no path of ours")
		assert.Equal(t, "no-store", w.Header().Get("Cache-Control"), path)
	}
	body := s.get("/ask/whoLeft?a1=Nobody+Known&certainty=stated&years=2024&lang=zh-Hans").Body.String()
	for _, want := range []string{`name="a1" value="Nobody Known"`, `name="years" value="2024"`, `<details class="options" open>`, `role="alert">找不到 Nobody Known<`, "<title>未能完成："} {
		assert.Contains(t, body, want, "the form is there, as it was filled in")
	}
	assert.Contains(t, s.get("/nowhere").Body.String(), `Search for it above, or begin anew: <a href="./">Start</a>`)
	assert.Equal(t, 405, s.post("/desk/nothing", nil).Code)
}

func TestETags(t *testing.T) {
	g := article(t)
	s := of(t, g)
	tag := s.get("/flows").Header().Get("ETag")
	require.NotEmpty(t, tag)
	again := func(path, lang string) int {
		r := httptest.NewRequest("GET", "http://localhost"+path, nil)
		r.Header.Set("If-None-Match", tag)
		r.Header.Set("Accept-Language", lang)
		return s.do(r).Code
	}
	assert.Equal(t, 304, again("/flows", "en"))
	assert.Equal(t, 200, again("/flows", "zh-TW"))
	assert.Equal(t, 200, again("/flows?as-of=2024", "en"))
	require.NoError(t, g.Add(t.Context(), quad.Make(quad.IRI("https://e.example/1"), vocab.RDFType, vocab.ClassPerson, nil)))
	assert.Equal(t, 200, again("/flows", "en"), "the graph has changed")
}

// HEAD says what GET does, before and after anybody has asked.
func TestHead(t *testing.T) {
	s := of(t, article(t), explorer.WithExport(func(context.Context, io.Writer, graph.Reader, string) error {
		assert.Fail(t, "nothing is written that nobody reads")
		return nil
	}, "nq"))
	for range 2 {
		for _, path := range []string{"/", "/flows", "/e?id=id:alibaba", "/gizmo"} {
			head := s.do(httptest.NewRequest("HEAD", "http://localhost"+path, nil))
			get := s.get(path)
			assert.Equal(t, 200, head.Code, path)
			assert.NotEmpty(t, head.Header().Get("ETag"), path)
			assert.Equal(t, get.Header(), head.Header(), path)
			assert.NotEmpty(t, get.Body.String())
		}
	}
	export := s.do(httptest.NewRequest("HEAD", "http://localhost/export?format=nq", nil))
	assert.Equal(t, `attachment; filename="graph.nq"`, export.Header().Get("Content-Disposition"))
}

// What narrows a page narrows all that it leads to.
func TestNarrowedLinks(t *testing.T) {
	s := of(t, article(t))
	body := s.page("/e?id=id:alibaba&as-of=2024&certainty=inferred&undated=true&source=id:talentwar2024&lang=zh-Hans")
	links := 0
	for _, m := range regexp.MustCompile(`href="([^"#]*)"`).FindAllStringSubmatch(body, -1) {
		href := html.UnescapeString(m[1])
		if strings.HasPrefix(href, "static/") || strings.HasPrefix(href, "http") || href == "" {
			continue
		}
		links++
		for _, want := range []string{"as-of=2024", "certainty=inferred", "undated=true", "source=id", "lang="} {
			assert.Contains(t, href, want)
		}
	}
	assert.Greater(t, links, 40)
	assert.NotContains(t, s.page("/ask/moves?certainty=stated"), "¶3 [62:128] disputed")
}

func TestPagesOfRows(t *testing.T) {
	g := graph.New()
	for q := range talentgen.Rich(3, 4000) {
		require.NoError(t, g.Add(t.Context(), q))
		if g.Size() > 4000 {
			break
		}
	}
	s := of(t, g)
	total := regexp.MustCompile(`class="count">(\d+) rows`).FindStringSubmatch(s.page("/ask/moves"))
	require.NotNil(t, total)
	rows, path := 0, "/ask/moves"
	for pages := 0; path != "" && pages < 100; pages++ {
		body := s.page(path)
		rows += strings.Count(body, "<tr class=")
		next := regexp.MustCompile(`rel="next" href="([^"]*)"`).FindStringSubmatch(body)
		path = ""
		if next != nil {
			path = "/ask/moves" + html.UnescapeString(next[1])
		}
	}
	assert.Equal(t, total[1], fmt.Sprint(rows), "pages put together are the whole answer")
	facet := regexp.MustCompile(`href="(\?[^"]*years=2\d\d\d[^"]*)">(\d+)</a> <small>(\d+)`).FindStringSubmatch(s.page("/ask/moves"))
	require.NotNil(t, facet)
	narrowed := s.page("/ask/moves" + html.UnescapeString(facet[1]))
	assert.Contains(t, narrowed, `class="count">`+facet[3]+" rows", "a facet leads to as many rows as it says")
}

// Every address in every page is one that answers.
func TestCrawl(t *testing.T) {
	s := of(t, article(t), explorer.WithExport(func(ctx context.Context, w io.Writer, r graph.Reader, _ string) error { return loader.Write(ctx, w, r) }, "nq"))
	crawl(t, s, long.Runs(60, 1500), "/")
}

func crawl(t *testing.T, s site, most int, start string) {
	t.Helper()
	seen, queue := map[string]bool{start: true}, []string{start}
	base, err := url.Parse("http://127.0.0.1/")
	require.NoError(t, err)
	for at := 0; at < len(queue) && at < most; at++ {
		w := s.get(queue[at])
		if w.Code == http.StatusSeeOther {
			continue
		}
		if !assert.Equal(t, http.StatusOK, w.Code, "%s %.300s", queue[at], w.Body) {
			return
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		here, err := base.Parse(queue[at])
		require.NoError(t, err)
		for _, m := range regexp.MustCompile(`(?:href|src)="([^"]*)"`).FindAllStringSubmatch(w.Body.String(), -1) {
			to, err := here.Parse(html.UnescapeString(m[1]))
			require.NoError(t, err, m[1])
			if to.Host != "127.0.0.1" {
				assert.Contains(t, []string{"http", "https"}, to.Scheme, m[1])
				continue
			}
			if p := to.RequestURI(); !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	assert.Greater(t, len(queue), min(most, 30))
}

// The handler serves below any prefix.
func TestMounted(t *testing.T) {
	h := http.StripPrefix("/a/b", of(t, article(t)).h)
	mounted := site{t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/a/b/") {
			http.Error(w, "outside: "+r.URL.Path, http.StatusTeapot)
			return
		}
		h.ServeHTTP(w, r)
	})}
	crawl(t, mounted, 60, "/a/b/")
}
