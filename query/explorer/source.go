package explorer

import (
	"net/http"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

type sourceBody struct {
	Name, Second, ID, IRI string
	HasText               bool
	TextLang              string
	Paragraphs            []paragraph
	Claims                []sourceClaim
	Total                 int
	Next                  string
	Desk                  bool
	Kept                  bool
	Kinds                 []choice
	Grades                []choice
	New                   string
	Form                  deskForm
}

// paragraph is one of a text, in pieces.
type paragraph struct {
	Number int
	Pieces []piece
}

// piece is a run of text that the same claims point to.
type piece struct {
	Text, Grade, Anchor, Notes string
}

type sourceClaim struct {
	claim
	Anchor string
	Facts  []row
	More   link
	Undo   string
}

// What is written down at the desk has names that begin with deskPrefix: claims, the things that were new, and the data set
// of their records.
const (
	deskPrefix          = "https://talentgraph.example/id/desk/"
	deskThing           = deskPrefix + "thing/"
	deskSet    quad.IRI = deskPrefix + "set"
)

// claimsOnPage is how many claims of a source a page lists.
const claimsOnPage = 300

// source is the page of one source: its claims in the order of the text, and the text itself where it is at hand.
func source(p *page) error { return p.source(http.StatusOK, deskForm{}) }

// source shows it with the desk's form as it stands.
func (p *page) source(status int, form deskForm) error {
	ctx := p.r.Context()
	e, err := graph.Resolve(ctx, p.s, p.q.Get("id"), graph.AnyKind())
	if err != nil {
		return err
	}
	done, err := p.turn(p.h.costly)
	if err != nil {
		return err
	}
	defer done()
	b := sourceBody{Form: form, ID: e.Node().String(), IRI: p.l.Compact(e.ID()), New: p.q.Get("new"), Kept: p.h.kept()}
	b.Name, b.Second = p.names(e)
	total := 0
	if _, err := query.Claims(ctx, p.s, b.ID, append(p.opts, query.Total(&total))...); err != nil {
		return err
	}
	next := ""
	opts := append(p.opts, query.Top(claimsOnPage), query.Next(&next))
	if after := p.q.Get("after"); after != "" {
		opts = append(opts, query.After(after))
	}
	claims, err := query.Claims(ctx, p.s, b.ID, opts...)
	if err != nil {
		return err
	}
	if b.Total = total; next != "" && len(claims) == claimsOnPage {
		b.Next = p.With("after", next)
	}
	t := p.texts()
	iri := e.ID()
	b.HasText = t.whole[iri] != ""
	if b.HasText {
		if sources, err := query.Sources(ctx, p.s, query.Source(b.ID)); err == nil && len(sources) > 0 && len(sources[0].Languages) > 0 {
			b.TextLang = sources[0].Languages[0]
		}
	}
	last := ""
	for _, c := range claims {
		g := p.grounds([]graph.Evidence{c.Evidence})
		sc := sourceClaim{claim: g.Shown[0]}
		if a := anchor(c.Evidence); a != last && !b.HasText {
			last, sc.Anchor = a, a
		}
		facts, err := c.Facts(ctx)
		if err != nil {
			return err
		}
		facts = p.inLanguage(facts)
		sc.Facts, sc.More = p.lines(facts, 8)
		if id, ok := c.Claim.(quad.IRI); ok && strings.HasPrefix(string(id), deskPrefix) && !p.h.o.readOnly {
			sc.Undo = string(id)
		}
		b.Claims = append(b.Claims, sc)
	}
	if b.HasText {
		b.Paragraphs = p.marked(t.whole[iri], claims)
	}
	b.Desk = b.HasText && !p.h.o.readOnly
	for _, k := range []string{"move", "founding", "post", "strategy", "sector"} {
		b.Kinds = append(b.Kinds, choice{k, p.W("desk " + k), k == form.Value("kind")})
	}
	for _, g := range []string{"stated", "inferred", "speculative", "disputed"} {
		b.Grades = append(b.Grades, choice{g, p.l.Word(g), g == form.Value("grade")})
	}
	title := b.Name
	if form.Typed != nil {
		title = p.l.Say("%s: %s", p.W("error"), title)
	}
	return p.show(status, "source", title, b)
}

// marked cuts a text where claims begin and end.
func (p *page) marked(text string, claims []query.Claimed) (all []paragraph) {
	by := map[int][]query.Claimed{}
	for _, c := range claims {
		by[c.Paragraph] = append(by[c.Paragraph], c)
	}
	named := map[string]bool{}
	for i, line := range strings.Split(text, "\n") {
		runes := []rune(line)
		cuts := []int{0, len(runes)}
		for _, c := range by[i+1] {
			if c.End > 0 && c.End <= len(runes) {
				cuts = append(cuts, c.Start, c.End)
			}
		}
		slices.Sort(cuts)
		cuts = slices.Compact(cuts)
		out := paragraph{Number: i + 1}
		for j := 0; j+1 < len(cuts); j++ {
			x := piece{Text: string(runes[cuts[j]:cuts[j+1]])}
			var notes []string
			for _, c := range by[i+1] {
				if c.Start > cuts[j] || c.End < cuts[j+1] {
					continue
				}
				if a := anchor(c.Evidence); !named[a] {
					named[a], x.Anchor = true, a
				}
				if x.Grade == "" || c.Certainty == graph.Disputed {
					x.Grade = c.Certainty.String()
				}
				notes = append(notes, p.l.Word(c.Certainty.String())+" "+c.NoteIn(p.Lang))
			}
			x.Notes = strings.Join(notes, " · ")
			out.Pieces = append(out.Pieces, x)
		}
		if len(runes) > 0 {
			all = append(all, out)
		}
	}
	return all
}
