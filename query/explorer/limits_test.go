package explorer_test

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/query/explorer"
)

// Whoever comes when all turns are taken is told to come again: questions of the whole graph, and scripts.
func TestTurns(t *testing.T) {
	begun, ends := make(chan struct{}), make(chan struct{})
	s := of(t, article(t),
		explorer.WithLimits(explorer.Limits{Questions: 1, Scripts: 1, Wait: 10 * time.Millisecond}),
		explorer.WithExport(func(context.Context, io.Writer, graph.Reader, string) error {
			begun <- struct{}{}
			<-ends
			return nil
		}, "nq"),
		explorer.WithLoad(func(context.Context, string, io.Reader) (string, error) {
			begun <- struct{}{}
			<-ends
			return "read", nil
		}))
	for _, c := range []struct {
		busy func()
		ask  func() *httptest.ResponseRecorder
	}{
		{func() { s.get("/export?format=nq") }, func() *httptest.ResponseRecorder { return s.get("/ask/moves") }},
		{func() { s.upload("a.nq", "x") }, func() *httptest.ResponseRecorder { return s.post("/sparql", url.Values{"q": {"ASK {}"}}) }},
	} {
		ended := make(chan struct{})
		go func() { defer close(ended); c.busy() }()
		<-begun
		w := c.ask()
		assert.Equal(t, 503, w.Code)
		assert.Equal(t, "5", w.Header().Get("Retry-After"))
		assert.Contains(t, w.Body.String(), "Try again")
		assert.Equal(t, 200, s.get("/suggest?q=ali").Code, "what costs little needs no turn")
		ends <- struct{}{}
		<-ended
		assert.Equal(t, 200, c.ask().Code, "the turn was given back")
	}
}

// GET changes nothing, whatever its address asks for, and the names of what it leads to are no headers.
func TestGetChangesNothing(t *testing.T) {
	g, s := withText(t, filepath.Join(t.TempDir(), "desk.tg"))
	before := g.Snapshot().Version()
	form := url.Values{"id": {"<https://e.example/news>"}, "paragraph": {"1"}, "words": {"joined Bolt"}, "kind": {"move"}, "person": {"楊紅霞"}, "from": {"Alibaba"}, "grade": {"stated"}, "q": {"g.emit(4100000+1)"}, "format": {"json"}}
	for _, path := range []string{"/desk", "/desk/undo", "/load"} {
		assert.Contains(t, []int{404, 405}, s.get(path+"?"+form.Encode()).Code, path)
	}
	for _, path := range []string{"/gizmo", "/sparql"} {
		assert.NotContains(t, s.get(path+"?"+form.Encode()).Body.String(), "4100001", path)
	}
	assert.Equal(t, before, g.Snapshot().Version())
	w := s.get("/search?q=" + url.QueryEscape("Yang Hongxia") + "&lang=en%0d%0aSet-Cookie:%20a=b&source=" + url.QueryEscape("id:talentwar2024"))
	assert.Empty(t, w.Header().Get("Set-Cookie"))
	assert.NotContains(t, w.Header().Get("Location"), "\n")
}

// ReadOnly takes away every form that writes, and what it leads to.
func TestReadOnlyHasNoForms(t *testing.T) {
	file := filepath.Join(t.TempDir(), "desk.tg")
	g, s := withText(t, file)
	form := url.Values{"id": {"<https://e.example/news>"}, "paragraph": {"1"}, "words": {"joined Bolt"}, "kind": {"move"}, "person": {"楊紅霞"}, "from": {"Alibaba"}, "grade": {"stated"}}
	require.Equal(t, 303, s.post("/desk", form).Code)
	for _, want := range []string{`id="desk"`, `action="desk/undo"`} {
		assert.Contains(t, s.page(newsPage), want)
	}
	read := of(t, g, explorer.WithTexts(invented), explorer.ReadOnly(), explorer.WithLoad(func(context.Context, string, io.Reader) (string, error) { return "", nil }))
	before := g.Snapshot().Version()
	for _, path := range []string{"/", newsPage} {
		body := read.page(path)
		for _, not := range []string{`id="desk"`, "desk/undo", `type="file"`} {
			assert.NotContains(t, body, not, path)
		}
	}
	assert.Contains(t, read.page(newsPage), "<mark", "the text is there to be read")
	for _, path := range []string{"/desk", "/desk/undo", "/load"} {
		assert.Contains(t, []int{404, 405}, read.post(path, form).Code, path)
	}
	assert.Equal(t, before, g.Snapshot().Version())
}

// A picture that stands alone allows its one style by the style's hash, and nothing else.
func TestPolicyOfPictures(t *testing.T) {
	s := of(t, article(t))
	w := s.get("/flows?format=svg")
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindAllStringSubmatch(w.Body.String(), -1)
	require.Len(t, style, 1)
	sum := sha256.Sum256([]byte(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(style[0][1])))
	assert.Equal(t, "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'", w.Header().Get("Content-Security-Policy"))
	assert.NotContains(t, w.Body.String(), "<script")
	for _, path := range []string{"/", "/e?id=id:alibaba", "/source?id=id:talentwar2024", "/nowhere"} {
		policy := s.get(path).Header().Get("Content-Security-Policy")
		assert.NotContains(t, policy, "unsafe", path)
		assert.NotContains(t, policy, "*", path)
		for _, want := range []string{"default-src 'none'", "style-src 'self'", "script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} {
			assert.Contains(t, policy, want, path)
		}
	}
}

// What is sent as a file and is none is told in words, and nothing of it is taken for a path.
func TestBrokenUploads(t *testing.T) {
	var names []string
	s := of(t, article(t), explorer.WithLoad(func(_ context.Context, name string, r io.Reader) (string, error) {
		names = append(names, name)
		_, err := io.Copy(io.Discard, r)
		return name, err
	}))
	for _, name := range []string{"../../etc/passwd.nq", `C:\own\moves.csv`, "<b>.nq"} {
		w := s.upload(name, "x")
		assert.Equal(t, 200, w.Code, name)
		assert.NotContains(t, w.Body.String(), "<b>")
	}
	assert.Equal(t, []string{"passwd.nq", "moves.csv", "<b>.nq"}, names)
	send := func(kind, body string) int {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/load", strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		return s.do(r).Code
	}
	const multi = "multipart/form-data; boundary=x"
	for _, c := range [][2]string{
		{"application/x-www-form-urlencoded", "file=a.nq"}, {"multipart/form-data", ""}, {multi, ""}, {multi, "--x--\r\n"}, {multi, "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n"},
		{multi, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.nq\"\r\n\r\n<cut"}, {"", "\x00\x01"},
	} {
		assert.Equal(t, 400, send(c[0], c[1]), "%q", c)
	}
	assert.Equal(t, 413, s.upload("a.nq", strings.Repeat("x", 65<<20)).Code)
}

// Without facts, and without names, there are pages, and they say so.
func TestNothingToShow(t *testing.T) {
	paths := []string{"/", "/flows", "/matrix", "/disputes", "/search?q=x", "/ask/moves", "/sparql", "/gizmo", "/path", "/why"}
	empty := of(t, graph.New())
	for _, path := range paths {
		body := empty.page(path)
		assert.NotContains(t, body, "<tbody><tr", path)
	}
	assert.Contains(t, empty.page("/"), "0 facts")
	assert.Contains(t, empty.page("/"), "<p>Nothing is loaded.</p>")
	assert.Contains(t, of(t, graph.New(), explorer.WithLoad(func(context.Context, string, io.Reader) (string, error) { return "", nil })).page("/"), "Load a file below")
	assert.NotContains(t, empty.page("/flows"), "no picture of such rows", "there is one, as soon as there are rows")
	assert.Equal(t, 404, empty.get("/e?id=x").Code)
	assert.Equal(t, 404, empty.get("/source?id=x").Code)

	named := regexp.MustCompile(`prefLabel|altLabel|#label>`)
	var lines []string
	for q, err := range article(t).Snapshot().Quads(t.Context(), graph.Pattern{}) {
		require.NoError(t, err)
		if line := q.NQuad(); !named.MatchString(line) {
			lines = append(lines, line)
		}
	}
	g := graph.New()
	load(t, g, strings.Join(lines, "\n")+"\n")
	nameless := of(t, g)
	for _, path := range append(paths, "/e?id=id:alibaba", "/e?id=id:yang-hongxia", "/source?id=id:talentwar2024") {
		assert.NotContains(t, nameless.page(path), "><a></a>", path)
	}
	assert.Contains(t, nameless.page("/e?id=id:alibaba"), ">alibaba<", "what has no name is called by its IRI")
	assert.Contains(t, nameless.page("/"), "<svg")
}
