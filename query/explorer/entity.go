package explorer

import (
	"net/http"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
	"talentgraph.example/query/questions"
)

// sectionRows is how many rows a section of an entity's page has; the question behind it has all.
const sectionRows = 10

type entityBody struct {
	Name, Second string
	IRI, Web     string
	Kinds        []string
	Labels       []graph.Label
	Picture      *drawn
	Sections     []section
	Disputes     []dispute
	AllDisputes  string
	Around       *drawn // what is tied to it
	AllAround    string
	From, Into   []row
	More         map[string]string
	Ask          []questionLink
	AskedAs      string
}

type section struct {
	Title    string
	Headings []string
	Rows     []row
	All      string // where all rows are
}

// entity is the page of one thing.
func entity(p *page) error {
	ctx := p.r.Context()
	id := p.q.Get("id")
	e, err := graph.Resolve(ctx, p.s, id, graph.AnyKind())
	if err != nil {
		return err
	}
	name := e.Node().String()
	b := entityBody{IRI: p.l.Compact(e.ID()), Labels: e.Labels(), AskedAs: `tg.why(` + quote(p.l.Compact(e.ID())) + `)`, More: map[string]string{}}
	b.Name, b.Second = p.names(e)
	if iri := string(e.ID()); web(iri) {
		b.Web = iri
	}
	for _, class := range e.Types() {
		b.Kinds = append(b.Kinds, p.term(class))
	}
	person, organization := graph.PersonKind().Has(e), graph.OrganizationKind().Has(e)
	if format := p.q.Get("format"); format != "" {
		return p.entityAs(e, format)
	}
	pic, err := p.pictureOf(e, p.pictured("of")...)
	if err != nil {
		return err
	}
	switch {
	case organization:
		if b.Picture, err = p.draw(pic, nil, link{Name: p.W("flows"), Href: p.To("ask/flows", "from", name)}); err != nil {
			return err
		}
		err = p.sections(&b, []asked{{"left", []string{name}, ""}, {"joined", []string{name}, ""}, {"strategiesOf", []string{name}, ""}, {"roster", []string{name}, ""}, {"investments", nil, name}})
	case person:
		if b.Picture, err = p.draw(pic, nil, link{Name: p.W("all"), Href: p.To("ask/career", "a1", name)}); err != nil {
			return err
		}
		err = p.sections(&b, []asked{{"career", []string{name}, ""}})
	}
	if err != nil {
		return err
	}
	if b.Around, err = p.around(name); err != nil {
		return err
	}
	b.AllAround = p.To("ask/around", "a1", name, "a2", "1")
	b.AllDisputes = p.To("ask/disputed", "about", name)
	disputed, err := query.Disputed(ctx, p.s, append(p.opts, query.About(name), query.Top(disputesShown))...)
	if err != nil {
		return err
	}
	for _, d := range disputed {
		shown, err := p.dispute(d)
		if err != nil {
			return err
		}
		b.Disputes = append(b.Disputes, shown)
	}
	if b.From, err = p.facts(name, "", "", sectionRows+1); err != nil {
		return err
	}
	if b.Into, err = p.facts("", "", name, sectionRows+1); err != nil {
		return err
	}
	if len(b.From) > sectionRows {
		b.From, b.More["from"] = b.From[:sectionRows], p.To("why", "s", name)
	}
	if len(b.Into) > sectionRows {
		b.Into, b.More["into"] = b.Into[:sectionRows], p.To("why", "o", name)
	}
	for _, q := range questions.All() {
		if len(q.Args) == 0 || q.Least() > 1 {
			continue
		}
		kind := q.Args[0].Kind
		if kind == questions.Entity || kind == questions.Person && person || kind == questions.Organization && organization || kind == questions.Sector && graph.SectorKind().Has(e) {
			b.Ask = append(b.Ask, questionLink{q.Title.In(p.Lang), q.About.In(p.Lang), p.To("ask/"+q.Script(), "a1", name)})
		}
	}
	own := func(rows []row, at int) { // what all rows have in common is the page itself
		for i, r := range rows {
			if l := r.Cells[at].Links; len(l) == 1 && l[0].Href == p.To("e", "id", name) {
				rows[i].Cells = slices.Delete(slices.Clone(r.Cells), at, at+1)
			}
		}
	}
	own(b.From, 0)
	own(b.Into, 2)
	return p.show(http.StatusOK, "entity", b.Name, b)
}

// picturedStages is how many stages a person's picture looks at; it draws fewer, and says how many it did not.
const picturedStages = 1000

// pictureOf is the picture at the head of an entity's page: an organization's hourglass, a person's lane; nil for others.
func (p *page) pictureOf(e graph.Entity, opts ...picture.Option) (*picture.Picture, error) {
	ctx, name := p.r.Context(), e.Node().String()
	switch {
	case graph.OrganizationKind().Has(e):
		from, err := query.Flows(ctx, p.s, append(p.opts, query.From(name))...)
		if err != nil {
			return nil, err
		}
		to, err := query.Flows(ctx, p.s, append(p.opts, query.To(name))...)
		if err != nil {
			return nil, err
		}
		return picture.Around(ctx, e, append(from, to...), opts...)
	case graph.PersonKind().Has(e):
		stages, err := query.Career(ctx, p.s, name, append(p.opts, query.Top(picturedStages))...)
		if err != nil {
			return nil, err
		}
		return picture.Careers(ctx, stages, opts...)
	}
	return nil, nil
}

// neighbours is how many an entity's page draws.
const neighbours = 15

// around draws what is tied to an entity; nil if nothing is.
func (p *page) around(name string) (*drawn, error) {
	ctx := p.r.Context()
	ties, err := query.Around(ctx, p.s, name, 1, append(p.opts, query.Top(neighbours))...)
	if err != nil {
		return nil, err
	}
	pic, err := picture.Network(ctx, ties, append(p.pictured("around"), picture.Whole())...)
	if err != nil || pic.Empty() {
		return nil, err
	}
	return p.draw(pic, nil, link{Name: p.W("all"), Href: p.To("ask/around", "a1", name, "a2", "1")})
}

// entityAs gives an entity to another program: its picture, or as JSON what is said of it.
func (p *page) entityAs(e graph.Entity, format string) error {
	name := e.Node().String()
	if format != "json" {
		pic, err := p.pictureOf(e, p.languages(), picture.Identifiers())
		if err == nil && pic == nil {
			err = errBad{http.StatusBadRequest, p.W("no picture")}
		}
		if err != nil {
			return err
		}
		return p.pictureAs(format, pic)
	}
	said := "why"
	if graph.OrganizationKind().Has(e) {
		said = "profileOrganization"
	} else if graph.PersonKind().Has(e) {
		said = "profilePerson"
	}
	return p.json(p.h.questions[said].Ask(p.r.Context(), p.s, []string{name}, p.opts...))
}

// asked is a question that a page puts.
type asked struct {
	name string
	args []string
	at   string // for the option, if it is given
}

// sections puts questions, and keeps those with rows.
func (p *page) sections(b *entityBody, all []asked) error {
	for _, a := range all {
		q, opts := p.h.questions[a.name], slices.Concat(p.opts, []query.Option{query.Top(sectionRows)})
		var self, all string
		if a.at != "" {
			self, all, opts = p.To("e", "id", a.at), p.To("ask/"+a.name, "at", a.at), append(opts, query.At(a.at))
		} else {
			self, all = p.To("e", "id", a.args[0]), p.To("ask/"+a.name, "a1", a.args[0])
		}
		s := section{Title: q.Title.In(p.Lang), All: all}
		for _, h := range q.Headings() {
			s.Headings = append(s.Headings, h.In(p.Lang))
		}
		var values []any
		for r, err := range q.Ask(p.r.Context(), p.s, a.args, opts...) {
			if err != nil {
				return err
			}
			values = append(values, r.Value)
			row, err := p.row(r)
			if err != nil {
				return err
			}
			label(row.Cells, s.Headings)
			for _, c := range row.Cells {
				for i := range c.Links {
					if c.Links[i].Href == self {
						c.Links[i].Href = "" // a link to where one is
					}
				}
			}
			s.Rows = append(s.Rows, row)
		}
		if err := contradict(p, s.Rows, values); err != nil {
			return err
		}
		if len(s.Rows) > 0 {
			b.Sections = append(b.Sections, s)
		}
	}
	return nil
}

// facts are those that match, each with its claims.
func (p *page) facts(s, predicate, o string, most int, more ...query.Option) ([]row, error) {
	opts := p.opts
	if most > 0 {
		opts = append(opts, query.Top(most))
	}
	facts, err := query.Why(p.r.Context(), p.s, s, predicate, o, slices.Concat(opts, more)...)
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, f := range facts {
		r := row{Grade: f.Certainty().String(), Word: p.l.Word(f.Certainty().String()), Grounds: p.grounds(f.Evidence())}
		r.Cells = []cell{{Links: []link{p.link(f.Subject)}}, {Text: p.term(f.Predicate)}, p.object(f.Object)}
		rows = append(rows, r)
	}
	return rows, contradict(p, rows, facts)
}

// object is a thing that leads to its page, or a literal.
func (p *page) object(e graph.Entity) cell {
	switch e.Node().(type) {
	case nil:
		return cell{Text: "–"}
	case quad.IRI, quad.BNode:
		return cell{Links: []link{p.link(e)}}
	default:
		return cell{Text: plain(e.Node())}
	}
}

// term is what the vocabulary calls a predicate or a class, or its compact IRI.
func (p *page) term(iri quad.IRI) string {
	if name := vocab.Label(iri, p.Lang); name != "" {
		return name
	}
	return p.l.Compact(iri)
}

// web tells whether an IRI of the data may be a link: it leads to the web.
func web(iri string) bool {
	return strings.HasPrefix(iri, "https://") || strings.HasPrefix(iri, "http://")
}
