package explorer

import (
	"html/template"
	"net/http"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query/picture"
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
