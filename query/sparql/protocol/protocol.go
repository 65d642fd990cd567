package protocol

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/iri"
	"talentgraph.example/query/sparql"
)

// New answers queries. It is safe for concurrent use; each request sees one state.
func New(r graph.Reader, opts ...sparql.Option) http.Handler {
	return &handler{reader: r, options: opts}
}

// NewWithUpdates answers queries, and takes updates by POST. An update that a browser sends for a page of another origin is refused
// with 403, whatever [AllowOrigins] says: such a page needs no permission to send a form.
func NewWithUpdates(g *graph.Graph, opts ...sparql.Option) http.Handler {
	return &handler{reader: g, graph: g, options: opts}
}

type handler struct {
	reader  graph.Reader
	graph   *graph.Graph // nil if it is not to be changed
	options []sparql.Option
}

// refusal is an error with the status that tells of it.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return r.text }

func refuse(status int, format string, args ...any) error {
	return &refusal{status, fmt.Sprintf(format, args...)}
}

// request is what a client asks.
type request struct {
	text   string
	update bool
	// The dataset, if the request names one.
	defaults, named []string
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	out := &lazy{w: w}
	err := h.serve(out, r)
	switch {
	case err == nil:
	case out.begun:
		// Part of the answer has gone out. This is net/http's way to break the connection.
		panic(http.ErrAbortHandler)
	default:
		status := statusOf(err)
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", "GET, HEAD, POST")
		}
		http.Error(w, err.Error(), status)
	}
}

func statusOf(err error) int {
	var refused *refusal
	var syntax *sparql.SyntaxError
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &refused):
		return refused.status
	case errors.As(err, &long):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &syntax):
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

func (h *handler) serve(w *lazy, r *http.Request) error {
	asked, err := read(w.w, r)
	if err != nil {
		return err
	}
	if err := absolute(asked); err != nil {
		return err
	}
	opts := h.options
	if len(asked.defaults)+len(asked.named) > 0 {
		opts = append(opts[:len(opts):len(opts)], sparql.WithDataset(iris(asked.defaults), iris(asked.named)))
	}
	if asked.update {
		if h.graph == nil {
			return refuse(http.StatusForbidden, "this endpoint takes no updates")
		}
		// A browser sends a form of any page without asking first.
		if http.NewCrossOriginProtection().Check(r) != nil {
			return refuse(http.StatusForbidden, "this endpoint takes no updates from pages of other origins")
		}
		changes, err := sparql.Update(r.Context(), h.graph, asked.text, opts...)
		if err != nil {
			return err
		}
		w.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, err = fmt.Fprintf(w, "%d quads added, %d removed\n", changes.Added, changes.Removed)
		return err
	}
	return h.reader.View(r.Context(), func(s *graph.Snapshot) error { return answer(r, w, s, asked.text, opts) })
}

// absolute refuses names of graphs that are no IRIs in full: they would name none.
func absolute(asked request) error {
	for _, name := range slices.Concat(asked.defaults, asked.named) {
		if !iri.Absolute(name) {
			return refuse(http.StatusBadRequest, "the graph %q in the request is no absolute IRI: write it in full, such as http://example.org/graph", name)
		}
	}
	return nil
}

func iris(list []string) []quad.IRI {
	out := make([]quad.IRI, len(list))
	for i, s := range list {
		out[i] = quad.IRI(s)
	}
	return out
}

// read takes a request apart.
func read(w http.ResponseWriter, r *http.Request) (asked request, err error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return asked, refuse(http.StatusBadRequest, "the address cannot be read: %v; characters such as \";\" are written as %%3B", err)
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return fromForm(values, false)
	case http.MethodPost:
	default:
		return asked, refuse(http.StatusMethodNotAllowed, "use GET or POST")
	}
	kind, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return asked, refuse(http.StatusUnsupportedMediaType, "the Content-Type is missing or none: %v", err)
	}
	if charset := parameters["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return asked, refuse(http.StatusUnsupportedMediaType, "the charset is %q; use utf-8", charset)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 3*sparql.DefaultMaxUpdateSize)) // a form writes a byte as three
	if err != nil {
		return asked, err
	}
	switch kind {
	case "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return asked, refuse(http.StatusBadRequest, "the form cannot be read: %v", err)
		}
		return fromForm(form, true)
	case "application/sparql-query":
		return request{text: string(body), defaults: values["default-graph-uri"], named: values["named-graph-uri"]}, nil
	case "application/sparql-update":
		return request{text: string(body), update: true, defaults: values["using-graph-uri"], named: values["using-named-graph-uri"]}, nil
	}
	return asked, refuse(http.StatusUnsupportedMediaType, "the Content-Type is %q; use application/sparql-query, application/sparql-update or a form", kind)
}

func fromForm(form url.Values, post bool) (request, error) {
	queries, updates := form["query"], form["update"]
	switch {
	case len(queries) == 1 && len(updates) == 0:
		return request{text: queries[0], defaults: form["default-graph-uri"], named: form["named-graph-uri"]}, nil
	case len(updates) == 1 && len(queries) == 0 && post:
		return request{text: updates[0], update: true, defaults: form["using-graph-uri"], named: form["using-named-graph-uri"]}, nil
	case len(updates) > 0 && !post:
		return request{}, refuse(http.StatusBadRequest, "an update comes by POST")
	}
	return request{}, refuse(http.StatusBadRequest, "one query is wanted, as ?query=... or in the body")
}

// answer runs a query and writes what comes of it.
func answer(r *http.Request, w *lazy, s *graph.Snapshot, text string, opts []sparql.Option) error {
	for _, p := range s.Prefixes() {
		opts = append(opts[:len(opts):len(opts)], sparql.WithPrefix(p.Name, p.Namespace))
	}
	q, err := sparql.Compile(text, opts...)
	if err != nil {
		return err
	}
	if q.Form() == sparql.ConstructForm || q.Form() == sparql.DescribeForm {
		return answerTriples(r, w, s, q)
	}
	var kinds []string
	for f := sparql.JSON; f <= sparql.TSV; f++ {
		kinds = append(kinds, f.MediaType())
	}
	kind, err := choose(strings.Join(r.Header.Values("Accept"), ","), append(kinds, "application/json", "application/xml", "text/xml"))
	if err != nil {
		return err
	}
	format := sparql.JSON
	switch kind {
	case "application/xml", "text/xml":
		format = sparql.XML
	case "application/json":
	default:
		format, err = sparql.ParseResultFormat(kind)
	}
	if err != nil {
		return err
	}
	w.kind = kind
	if q.Form() == sparql.AskForm {
		found, err := q.Ask(r.Context(), s)
		if err != nil {
			return err
		}
		return sparql.WriteBoolean(w, format, found)
	}
	return sparql.WriteVars(r.Context(), w, format, q.Vars(), w.watched(q.Select(r.Context(), s)))
}

// lazy sends the head of an answer with its first bytes, so that an error before them can still have a status of its own.
type lazy struct {
	w      http.ResponseWriter
	kind   string
	begun  bool
	failed bool // an error has come, and what has not been sent is not to be
}

func (l *lazy) Write(p []byte) (int, error) {
	if !l.begun {
		if l.failed {
			return len(p), nil
		}
		l.begun = true
		if l.kind != "" {
			l.w.Header().Set("Content-Type", l.kind+"; charset=utf-8")
		}
	}
	return l.w.Write(p)
}

// watched notes an error among the rows before the writer does.
func (l *lazy) watched(rows iter.Seq2[sparql.Row, error]) iter.Seq2[sparql.Row, error] {
	return func(yield func(sparql.Row, error) bool) {
		for r, err := range rows {
			l.failed = l.failed || err != nil
			if !yield(r, err) {
				return
			}
		}
	}
}
