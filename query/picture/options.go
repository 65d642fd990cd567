package picture

import (
	"context"
	"net/url"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// Option says how a picture is drawn. One type serves all pictures; what one has no use for does nothing.
type Option func(*options)

type options struct {
	langs    []string
	most     int // 0: the picture's own
	link     func(graph.Entity) string
	linkRow  func(Row) string
	bySize   bool
	embedded string
	ids      bool
	whole    bool
	coloured []quad.IRI
	folded   func(context.Context) (query.Ties, error)
	broader  func(graph.Entity) graph.Entity
}

func newOptions(opts []Option) options {
	o := options{langs: []string{"en", "zh-Hant"}}
	for _, f := range opts {
		f(&o)
	}
	return o
}

// Lang gives the languages of names: the first one, then a second one behind it, if the name is another there. The first
// is the language of the picture's own words, which there are in English, zh-Hant and zh-Hans. Without it they are en and
// zh-Hant.
func Lang(langs ...string) Option {
	return func(o *options) {
		if len(langs) > 0 {
			o.langs = langs
		}
	}
}

// Most says how many flows, nodes, lanes, ways, rows and columns of a table are drawn at most: the largest ones. Without
// it they are 40 flows, 40 nodes, 30 lanes, 5 ways and 40 × 40 cells.
func Most(n int) Option { return func(o *options) { o.most = max(n, 1) } }

// Link gives where a name leads. Addresses that are not http, https or relative are not written.
func Link(f func(graph.Entity) string) Option { return func(o *options) { o.link = f } }

// LinkRow gives where a mark leads, as Link does for names.
func LinkRow(f func(Row) string) Option { return func(o *options) { o.linkRow = f } }

// Broader tells which sector another one is a part of, or the zero Entity. With it Matrix groups sectors where there are
// more than 30.
func Broader(f func(graph.Entity) graph.Entity) Option { return func(o *options) { o.broader = f } }

// BySize orders the columns of Flows and Around by size; without it they are ordered so that few ribbons cross.
func BySize() Option { return func(o *options) { o.bySize = true } }

// Embedded makes an SVG for a page that has Style already: it has none of its own, and its ids begin with the one given,
// so that pictures in one page share none. Its marks are no tab stops, since the page has a table.
func Embedded(id string) Option {
	return func(o *options) {
		o.embedded = strings.Map(func(r rune) rune {
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' {
				return r
			}
			return '-'
		}, "p"+id)
	}
}

// Identifiers has CSV name entities by their IRIs too.
func Identifiers() Option { return func(o *options) { o.ids = true } }

// Colours says which entities are coloured, three at most, so that a colour means one entity in several pictures. Without
// it those that most leads away from are.
func Colours(entities ...quad.IRI) Option { return func(o *options) { o.coloured = entities } }

// Whole has Network draw all ties as they are, neither folded nor as a table, up to Most nodes.
func Whole() Option { return func(o *options) { o.whole = true } }

// Folded gives what Network draws where there are too many ties: the same question with query.FoldPeople.
func Folded(ask func(context.Context) (query.Ties, error)) Option {
	return func(o *options) { o.folded = ask }
}

// address is what may be written as a link, "" for none.
func address(href string) string {
	u, err := url.Parse(href)
	if err != nil || strings.HasPrefix(href, "//") || strings.Contains(href, `\`) {
		return ""
	}
	if u.Scheme != "" && ((u.Scheme != "http" && u.Scheme != "https") || u.Host == "") {
		return ""
	}
	return href
}

func (o *options) to(e graph.Entity) string {
	if o.link == nil || e.IsZero() {
		return ""
	}
	return address(o.link(e))
}

func (o *options) toRow(r Row) string {
	if o.linkRow == nil {
		return ""
	}
	return address(o.linkRow(r))
}

func (o *options) atMost(own int) int {
	if o.most > 0 {
		return o.most
	}
	return own
}
