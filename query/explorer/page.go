package explorer

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"talentgraph.example/graph"
	"talentgraph.example/internal/bidi"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

//go:embed pages
var pages embed.FS

var templates = template.Must(template.ParseFS(pages, "pages/*.html"))

// page is one request, which answers from one state of the graph.
type page struct {
	h      *handler
	w      http.ResponseWriter
	r      *http.Request
	s      *graph.Snapshot
	q      url.Values
	l      *questions.Language
	base   string // leads to the handler's root, so that it may be mounted anywhere
	at     string // where links to the page itself lead; "" for its own address
	opts   []query.Option
	begun  bool
	Lang   string
	Title  string
	Body   any
	Narrow []narrowed
	Q      string // what was searched for
}

// narrowed is an option that every page keeps.
type narrowed struct {
	Name, Flag, Value string
	Choices           []choice
}

type choice struct {
	Value, Label string
	Chosen       bool
}

// kept are the options that narrow every page.
var kept = []string{"AsOf", "Undated", "CertaintyAtLeast", "Source"}

// page answers requests by a function, which shows a page or gives an error that says why there is none.
func (h *handler) page(path string, show func(*page) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), h.o.limits.Time+h.o.limits.Wait)
		defer cancel()
		if path == "/load" || path == "/export" {
			ctx = r.Context() // as long as somebody waits for it
		}
		p := &page{h: h, w: w, r: r.WithContext(ctx), q: r.URL.Query(), s: h.g.Snapshot(), Lang: "en"}
		if depth := strings.Count(strings.Trim(r.URL.Path, "/"), "/"); depth > 0 {
			p.base = strings.Repeat("../", min(depth, 20))
		}
		if r.Method == http.MethodPost && !p.h.shows(path) {
			p.at = p.To("")
		}
		err := p.begin()
		if err == nil && r.Method != http.MethodPost && path != "/export" && p.unchanged() {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if err == nil {
			err = show(p)
		}
		if err != nil {
			p.fail(err)
		}
	})
}

// shows tells whether a path that is written to has a page to be read, too.
func (h *handler) shows(path string) bool { return path == "/gizmo" || path == "/sparql" }

// begin reads what all pages take.
func (p *page) begin() error {
	if lang := p.q.Get("lang"); slices.Contains([]string{"en", "zh-Hant", "zh-Hans"}, lang) {
		p.Lang = lang
	} else if lang == "" {
		p.Lang = preferred(p.r.Header.Get("Accept-Language"))
	}
	var err error
	if p.l, err = questions.In(p.r.Context(), p.s, p.Lang); err != nil {
		return err
	}
	for name, values := range p.q {
		for _, v := range values {
			if len(v) > longestParameter && name != "q" || len(v) > p.h.o.limits.ScriptSize {
				return errBad{http.StatusRequestEntityTooLarge, p.W("too long") + ": " + name}
			}
		}
	}
	for _, name := range kept {
		o, _ := questions.OptionNamed(name)
		value := p.q.Get(o.Flag)
		n := narrowed{Name: o.Input.Name.In(p.Lang), Flag: o.Flag, Value: value}
		if name == "Undated" || name == "AsOf" {
			n.Name = p.W(o.Flag)
		}
		for _, c := range o.Choices() {
			n.Choices = append(n.Choices, choice{c.Value, c.Label.In(p.Lang), c.Value == value})
		}
		if name == "Undated" {
			n.Choices = []choice{{"true", p.W("yes"), value == "true"}, {"false", p.W("no"), value == "false"}}
		}
		p.Narrow = append(p.Narrow, n)
		if value == "" {
			continue
		}
		option, err := o.With(value)
		if err != nil {
			return errBad{http.StatusBadRequest, o.Flag + ": " + err.Error()}
		}
		p.opts = append(p.opts, option)
	}
	p.opts = slices.Clip(p.opts) // so that what a question adds is its own
	return nil
}

// unchanged sets the ETag, and tells whether the browser has this very page.
func (p *page) unchanged() bool {
	sum := sha256.Sum256([]byte(p.h.life + " " + strconv.FormatUint(uint64(p.s.Version()), 10) + " " + p.Lang + " " + p.r.URL.Path + "?" + p.r.URL.RawQuery))
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	p.w.Header().Set("ETag", tag)
	p.w.Header().Set("Cache-Control", "private, no-cache")
	p.w.Header().Set("Vary", "Accept-Language")
	return p.r.Header.Get("If-None-Match") == tag
}

// turn waits for one of a few turns; the caller ends it.
func (p *page) turn(turns chan struct{}) (done func(), err error) {
	wait := time.NewTimer(p.h.o.limits.Wait)
	defer wait.Stop()
	select {
	case turns <- struct{}{}:
		return func() { <-turns }, nil
	case <-wait.C:
		return nil, errBad{http.StatusServiceUnavailable, p.W("busy")}
	case <-p.r.Context().Done():
		return nil, p.r.Context().Err()
	}
}

// show writes a page by its template.
func (p *page) show(status int, name, title string, body any) error {
	text, err := p.render(name, title, body)
	if err != nil {
		return err
	}
	return p.send(status, "text/html; charset=utf-8", text)
}

// render makes a page's text by its template.
func (p *page) render(name, title string, body any) (string, error) {
	p.Title, p.Body = title, body
	var b strings.Builder
	for _, part := range []string{"head", name, "foot"} {
		if err := templates.ExecuteTemplate(&b, part, p); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// send writes an answer that is whole.
func (p *page) send(status int, kind, text string) error {
	p.begun = true
	p.w.Header().Set("Content-Type", kind)
	p.w.WriteHeader(status)
	_, _ = p.w.Write([]byte(text)) // who asked may have gone
	return nil
}

// redirect leads to a page of ours. The address stays relative, as the handler may be mounted anywhere.
func (p *page) redirect(to string) error {
	p.begun = true
	p.w.Header().Set("Location", to)
	p.w.WriteHeader(http.StatusSeeOther)
	return nil
}

// fail says an error in words, with the status that fits.
func (p *page) fail(err error) {
	if p.begun {
		return
	}
	status, body, gone := p.failure(err)
	if gone {
		return
	}
	p.headers(status)
	if p.l == nil || p.show(status, "failure", p.W("error"), body) != nil {
		http.Error(p.w, body.Message, status)
	}
}

// failure says an error in words, and what to do about it; gone, if nobody waits for the answer any more.
func (p *page) failure(err error) (status int, body failure, gone bool) {
	status, body = http.StatusInternalServerError, failure{Message: err.Error()}
	var name *graph.NameError
	var option *query.OptionError
	var bad errBad
	var size *http.MaxBytesError
	var limit *graph.LimitError
	switch {
	case errors.As(err, &name):
		status, body.Message, body.Hint = http.StatusNotFound, p.W("no name")+" "+name.Name, p.W("search it")
		if len(name.WrongKind) > 0 {
			body.Message = p.W("no such kind") + " " + name.Name
			body.Ask, body.Entities = p.W("other kind"), p.links(name.WrongKind)
		} else if len(name.Suggestions) > 0 {
			body.Ask, body.Entities = p.W("did you mean"), p.links(name.Suggestions)
		}
		if len(name.Candidates) > 0 {
			status, body.Message = http.StatusMultipleChoices, p.W("several")+" "+name.Name
			body.Ask, body.Entities, body.Hint = p.W("which of them"), p.links(name.Candidates), ""
		}
	case errors.As(err, &option):
		status = http.StatusBadRequest
	case errors.As(err, &bad):
		status, body.Message = bad.status, bad.message
	case errors.Is(err, errNoPage):
		status, body.Message, body.Hint = http.StatusNotFound, p.W("no page"), p.W("search it")
	case errors.As(err, &size):
		status, body.Message = http.StatusRequestEntityTooLarge, fmt.Sprintf(p.W("too large"), sizeOf(size.Limit))
	case errors.As(err, &limit), errors.Is(err, context.DeadlineExceeded):
		status, body.Message = http.StatusServiceUnavailable, p.W("too slow")
	case errors.Is(err, context.Canceled):
		return 0, body, true
	case errors.Is(err, graph.ErrReadOnly):
		status, body.Message = http.StatusForbidden, p.W("read only")
	default:
		if p.h.o.failed != nil {
			p.h.o.failed(err)
		}
		body.Message, body.Hint = p.W("failed"), p.W("failed hint")
	}
	return status, body, false
}

type failure struct {
	Message  string
	Ask      string // what the entities are
	Entities []link
	Hint     string // what to do
}

// headers are those of an answer that says what is wrong: nobody keeps it.
func (p *page) headers(status int) {
	p.w.Header().Del("ETag")
	p.w.Header().Set("Cache-Control", "no-store")
	if status == http.StatusServiceUnavailable {
		p.w.Header().Set("Retry-After", "5")
	}
}

// link is a name that leads to an entity's page.
type link struct{ Name, Second, Href, Tell string }

// Short tells whether a name is better not broken.
func (l link) Short() bool { return utf8.RuneCountInString(l.Name) <= unbroken }

func (p *page) links(entities []graph.Entity) (all []link) {
	for _, e := range entities {
		all = append(all, p.link(e))
	}
	return all
}

// link leads to an entity's page, with what tells it from others.
func (p *page) link(e graph.Entity) link {
	if e.IsZero() {
		return link{Name: "–"}
	}
	first, second := p.names(e)
	return link{Name: first, Second: second, Href: p.To("e", "id", e.Node().String()), Tell: p.l.Compact(e.ID())}
}

// names are an entity's in the page's language, and in another script.
func (p *page) names(e graph.Entity) (first, second string) {
	if len(e.Labels()) == 0 {
		return bidi.Upright(p.l.Name(e)), ""
	}
	other := "zh-Hant"
	if p.Lang != "en" {
		other = "en"
	}
	if first, second = e.Label(p.Lang), e.Label(other); first == second {
		second = ""
	}
	return first, second
}

// To is an address below the handler, with parameters by name and value; those that narrow every page are kept.
func (p *page) To(path string, pairs ...string) string {
	v := url.Values{}
	for _, n := range p.Narrow {
		if n.Value != "" {
			v.Set(n.Flag, n.Value)
		}
	}
	if lang := p.q.Get("lang"); lang != "" {
		v.Set("lang", p.Lang)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			v.Del(pairs[i])
			continue
		}
		if i > 1 && slices.Contains(pairs[:i], pairs[i]) {
			v.Add(pairs[i], pairs[i+1])
		} else {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if path = p.base + path; path == "" {
		path = "./"
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// With is this page with some parameters changed; "" takes one away.
func (p *page) With(pairs ...string) string {
	v := url.Values{}
	for name, values := range p.q {
		v[name] = values
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if v.Set(pairs[i], pairs[i+1]); pairs[i+1] == "" {
			v.Del(pairs[i])
		}
	}
	return p.at + "?" + v.Encode()
}
