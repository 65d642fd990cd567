package explorer

import (
	"crypto/rand"
	"io"
	"net/http"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
	"talentgraph.example/query/shacl"
)

// New gives a handler that browses a graph. It is safe for concurrent use, and needs no closing.
func New(g *graph.Graph, opts ...Option) http.Handler {
	h := &handler{g: g, life: rand.Text()[:8], questions: map[string]questions.Question{}, dates: newOfState[query.Dates](), sources: newOfState[[]cited](), reports: newOfState[*shacl.Report]()}
	for _, f := range opts {
		f(&h.o)
	}
	h.o.limits = h.o.limits.filled()
	h.scripts, h.costly, h.loads = make(chan struct{}, h.o.limits.Scripts), make(chan struct{}, h.o.limits.Questions), make(chan struct{}, 1)
	for _, q := range questions.All() {
		h.questions[q.Command] = q
	}
	for _, q := range questions.All() { // these are what pages lead to, so they come first
		h.questions[q.Script()] = q
	}
	mux := http.NewServeMux()
	style := styleSheet()
	h.version = version(style)
	mux.Handle("GET /static/", h.cached(http.FileServerFS(static)))
	mux.Handle("GET /static/style.css", h.cached(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = io.WriteString(w, style)
	})))
	get := func(path string, show func(*page) error) { mux.Handle("GET "+path, h.page(path, show)) }
	get("/{$}", home)
	get("/search", search)
	get("/suggest", suggest)
	get("/e", entity)
	get("/ask/{name}", ask)
	get("/why", why)
	get("/source", source)
	get("/disputes", askNamed("disputed"))
	get("/flows", askNamed("flows"))
	get("/matrix", askNamed("matrix"))
	get("/path", ways)
	for _, l := range []language{h.gizmoScripts(), sparqlQueries()} {
		get("/"+l.path, script(l))
		if l.runs {
			mux.Handle("POST /"+l.path, h.page("/"+l.path, runScript(l)))
		}
	}
	if h.o.shapes != nil {
		get("/violations", violations)
	}
	get("/", func(*page) error { return errNoPage })
	post := func(path string, do func(*page) error) { mux.Handle("POST "+path, h.page(path, do)) }
	if h.o.load != nil && !h.o.readOnly {
		post("/load", load)
	}
	if !h.o.readOnly {
		post("/desk", desk)
		post("/desk/undo", undo)
	}
	if h.o.export != nil {
		get("/export", export)
	}
	return h.guard(mux)
}
