package explorer

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
	"talentgraph.example/query/questions"
)

type homeBody struct {
	Quads    string
	Span     query.Dates
	Dated    string
	Undated  string
	Sources  []sourceRow
	Families []family
	Flows    *drawn
	Most     int // of the flows, where there are more
	Status   string
	Kept     bool
	HasText  bool
	Empty    string // what to say if there is nothing
}

// homeFlows is how many the front page draws: more of them make it wait, and the page of flows has them.
const homeFlows = 12

type sourceRow struct {
	link
	Claims  int
	HasText bool
}

type family struct {
	Title     string
	Questions []questionLink
}

type questionLink struct{ Title, About, Href string }

// home is the front page.
func home(p *page) error {
	tag := p.w.Header().Get("ETag")
	p.h.mu.Lock()
	front := p.h.front
	p.h.mu.Unlock()
	if front.tag == tag {
		return p.send(http.StatusOK, "text/html; charset=utf-8", front.text)
	}
	ctx := p.r.Context()
	done, err := p.turn(p.h.costly)
	if err != nil {
		return err
	}
	defer done()
	body := homeBody{Quads: count(p.s.Size()), Kept: p.h.kept()}
	if body.Span, err = p.dates(); err != nil {
		return err
	}
	if p.s.Size() == 0 {
		body.Empty = p.W("empty here")
		if p.Loads() {
			body.Empty = p.W("empty")
		}
	}
	body.Dated, body.Undated = count(int64(body.Span.Dated)), count(int64(body.Span.Undated))
	sources, err := p.sources()
	if err != nil {
		return err
	}
	t := p.texts()
	for _, s := range sources {
		source := p.s.Numbers().Entity(p.s.Numbers().ID(s.source))
		has := t.whole[source.ID()] != ""
		body.HasText = body.HasText || has
		l := p.link(source)
		if l.Href = p.To("source", "id", source.Node().String()); len(source.Labels()) == 0 {
			l.Name = l.Tell
		}
		body.Sources = append(body.Sources, sourceRow{l, s.claims, has})
	}
	flows, err := query.Flows(ctx, p.s, append(p.opts, query.Top(homeFlows+1))...)
	if err != nil {
		return err
	}
	more := len(flows) > homeFlows
	if flows = flows[:min(len(flows), homeFlows)]; more {
		body.Most = homeFlows
	}
	if body.Flows, err = p.draw(picture.Flows(ctx, flows, append(p.pictured("home"), picture.Most(homeFlows))...)); err != nil {
		return err
	}
	body.Families = p.families()
	text, err := p.render("home", "talentgraph", body)
	if err != nil {
		return err
	}
	p.h.mu.Lock()
	p.h.front.tag, p.h.front.text = tag, text
	p.h.mu.Unlock()
	return p.send(http.StatusOK, "text/html; charset=utf-8", text)
}

// dates and sources are those that the page's options let count. Without any, they are kept.
func (p *page) dates() (query.Dates, error) {
	if len(p.opts) > 0 {
		return query.Span(p.r.Context(), p.s, p.opts...)
	}
	return p.h.dates.of(p.r.Context(), p.s, readDates)
}

func (p *page) sources() ([]cited, error) {
	if len(p.opts) > 0 {
		return readSources(p.r.Context(), p.s, p.opts...)
	}
	return p.h.sources.of(p.r.Context(), p.s, func(ctx context.Context, s *graph.Snapshot) ([]cited, error) { return readSources(ctx, s) })
}

// kept tells whether the graph outlives the process.
func (h *handler) kept() bool { return h.g.Status().Source != "memory:" && h.g.Status().Source != "" }

func (p *page) families() (all []family) {
	for _, f := range questions.Families() {
		out := family{Title: f.Title.In(p.Lang)}
		for _, q := range f.Questions {
			out.Questions = append(out.Questions, questionLink{q.Title.In(p.Lang), q.About.In(p.Lang), p.To("ask/" + q.Script())})
		}
		all = append(all, out)
	}
	return all
}

type searchBody struct {
	Hits []hit
	Next string
}

type hit struct {
	link
	Label, Match string
}

// hits searches.
func (p *page) hits(text string, most int, more ...query.Option) ([]query.Hit, error) {
	return query.All(query.Search(p.r.Context(), p.s, text, slices.Concat(p.opts, []query.Option{query.Top(most)}, more)...))
}

// search shows what a text finds; a single hit goes there, and so does the only one that is called just that.
func search(p *page) error {
	p.Q = p.q.Get("q")
	next := ""
	more := []query.Option{query.Next(&next)}
	after := p.q.Get("after")
	if after != "" {
		more = append(more, query.After(after))
	}
	found, err := p.hits(p.Q, pageRows, more...)
	if err != nil {
		return err
	}
	if after == "" && len(found) == 1 || after == "" && len(found) > 1 && found[0].Match == graph.MatchExact && found[1].Match != graph.MatchExact {
		return p.redirect(p.To("e", "id", found[0].Entity.Node().String()))
	}
	var b searchBody
	if next != "" && len(found) == pageRows {
		b.Next = p.With("after", next)
	}
	for _, f := range found {
		b.Hits = append(b.Hits, hit{p.link(f.Entity), f.Label, p.l.Word(f.Match.String())})
	}
	return p.show(http.StatusOK, "search", p.W("search"), b)
}

// suggest is for the script of the search field: eight names as JSON.
func suggest(p *page) error {
	found, err := p.hits(p.q.Get("q"), 8)
	if err != nil {
		return err
	}
	out := []map[string]string{}
	for _, f := range found {
		first, second := p.names(f.Entity)
		out = append(out, map[string]string{"name": first, "second": second, "label": f.Label, "id": f.Entity.Node().String(), "href": p.To("e", "id", f.Entity.Node().String())})
	}
	text, err := json.Marshal(out)
	if err != nil {
		return err
	}
	return p.send(http.StatusOK, "application/json", string(text))
}
