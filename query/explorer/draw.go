package explorer

import (
	"context"
	"html/template"
	"net/http"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
	"talentgraph.example/query/questions"
)

// drawn is a picture in a page.
type drawn struct {
	SVG   template.HTML
	Empty bool
	Rows  int
	More  []link // other forms of it, and where what is not drawn can be seen
}

// draw makes a picture's markup. It is the one place where markup is not html/template's: package picture escapes it.
// Where something was left out, the picture leads to what has all.
func (p *page) draw(pic *picture.Picture, err error, all ...link) (*drawn, error) {
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := pic.SVG(&b); err != nil {
		return nil, err
	}
	d := &drawn{SVG: template.HTML(b.String()), Empty: pic.Empty(), Rows: len(pic.Table())}
	if left := pic.LeftOut(); left.Rows > 0 || left.Nodes > 0 {
		d.More = all
	}
	return d, nil
}

// languages are those of names in pictures: the page's first.
func (p *page) languages() picture.Option {
	if p.Lang == "en" {
		return picture.Lang("en", "zh-Hant")
	}
	return picture.Lang(p.Lang, "en")
}

// pictured are the options that all pictures of pages have.
func (p *page) pictured(id string) []picture.Option {
	return []picture.Option{
		p.languages(), picture.Embedded(id),
		picture.Link(func(e graph.Entity) string { return p.To("e", "id", e.Node().String()) }),
		picture.LinkRow(func(r picture.Row) string {
			if r.To.IsZero() {
				return p.To("e", "id", r.From.Node().String())
			}
			return p.To("why", "s", r.From.Node().String(), "o", r.To.Node().String())
		}),
	}
}

const (
	drawnRows  = 5000 // that a picture looks at, which says how many it leaves out
	exportRows = 1000 // that other formats have; a header leads to the rest
)

// whole is a question without the page of its rows that is shown.
func (p *page) whole(q questions.Question) (page, asking, error) {
	all := *p
	all.q = map[string][]string{}
	for name, values := range p.q {
		if name != "after" {
			all.q[name] = values
		}
	}
	a, err := all.read(q)
	return all, a, err
}

// drawable are the rows that a picture is of: all, where some are on a page.
func (p *page) drawable(a asking, onPage []any) (rows []any, err error) {
	if len(onPage) == 0 {
		return nil, nil
	}
	switch onPage[0].(type) {
	case query.Flow, query.Stage:
	default:
		return onPage, nil
	}
	_, a, err = p.whole(a.question)
	if err != nil {
		return nil, err
	}
	for r, err := range a.question.Ask(p.r.Context(), p.s, a.args, append(a.opts, query.Top(drawnRows))...) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, r.Value)
	}
	return rows, nil
}

// picture draws rows by what they are; nil if there is no picture of such rows.
func (p *page) picture(ctx context.Context, values []any, a asking, opts []picture.Option) (*picture.Picture, error) {
	if len(values) == 0 {
		return nil, nil
	}
	switch first := values[0].(type) {
	case query.Flow:
		if flows := all[query.Flow](values); p.q.Get("as") == "matrix" {
			return picture.FlowMatrix(ctx, flows, opts...)
		} else {
			return picture.Flows(ctx, flows, opts...)
		}
	case query.Stage:
		return picture.Careers(ctx, all[query.Stage](values), opts...)
	case query.SectorMatrix:
		return picture.Matrix(ctx, first, append(opts, picture.Broader(p.broader))...)
	case query.Path:
		return picture.Path(ctx, p.s, all[query.Path](values), opts...)
	case query.Ties:
		folded := picture.Folded(func(ctx context.Context) (query.Ties, error) {
			for r, err := range a.question.Ask(ctx, p.s, a.args, append(a.opts, query.FoldPeople())...) {
				if ties, ok := r.Value.(query.Ties); ok || err != nil {
					return ties, err
				}
			}
			return first, nil
		})
		if p.q.Get("as") == "whole" {
			folded = picture.Whole()
		}
		return picture.Network(ctx, first, append(opts, folded)...)
	}
	return nil, nil
}

// forms are the other ways to draw an answer, and its whole table.
func (p *page) forms(value any) []link {
	as := p.q.Get("as")
	switch value.(type) {
	case query.Flow:
		if as == "matrix" {
			return []link{{Name: p.W("as ribbons"), Href: p.With("as", "")}, {Name: "CSV", Href: p.With("format", "csv")}}
		}
		return []link{{Name: p.W("as matrix"), Href: p.With("as", "matrix")}, {Name: "CSV", Href: p.With("format", "csv")}}
	case query.Ties:
		if as == "whole" {
			return []link{{Name: p.W("as folded"), Href: p.With("as", "")}}
		}
		return []link{{Name: p.W("as whole"), Href: p.With("as", "whole")}, {Name: "GEXF", Href: p.With("format", "gexf")}}
	}
	return nil
}

// broader is the sector above another one; the zero Entity if there is none.
func (p *page) broader(sector graph.Entity) graph.Entity {
	n := p.s.Numbers()
	for q, err := range p.s.Quads(p.r.Context(), graph.Pattern{Subject: sector.Node(), Predicate: vocab.SKOSBroader}) {
		if err == nil {
			return n.Entity(n.ID(q.Object))
		}
	}
	return graph.Entity{}
}

// pictureAs gives a picture to another program.
func (p *page) pictureAs(format string, pic *picture.Picture) error {
	var b strings.Builder
	var err error
	kind := "text/plain; charset=utf-8"
	switch format {
	case "svg":
		kind, err = "image/svg+xml", pic.SVG(&b)
		p.w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; style-src '"+styleHash()+"'")
	case "gexf":
		kind, err = "application/xml", pic.GEXF(&b)
	case "csv":
		kind, err = "text/csv; charset=utf-8", pic.CSV(&b)
	case "dot":
		err = pic.DOT(&b)
	case "mmd":
		err = pic.Mermaid(&b)
	default:
		return errBad{http.StatusBadRequest, p.W("no format")}
	}
	if err != nil {
		return errBad{http.StatusBadRequest, err.Error()}
	}
	return p.send(http.StatusOK, kind, b.String())
}
