package explorer

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/bidi"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

const (
	claimsShown  = 2 // of a row; the others are folded
	claimsFolded = 50
	around       = 30 // runes shown on both sides of a passage
)

// texts are the texts of sources as one state of the graph has them.
type texts struct {
	version graph.Version
	read    *query.Text // of all
	whole   map[quad.IRI]string
}

// texts finds the sources of the handler's texts, once a state.
func (p *page) texts() *texts {
	if len(p.h.o.texts) == 0 {
		return &texts{}
	}
	p.h.mu.Lock()
	defer p.h.mu.Unlock()
	if t := p.h.known; t != nil && t.version == p.s.Version() {
		return t
	}
	t := &texts{version: p.s.Version(), whole: map[quad.IRI]string{}}
	var fit []string
	for _, text := range p.h.o.texts {
		one, err := query.ReadText(p.r.Context(), p.s, text)
		if err != nil {
			continue // it is not, or no longer, that of a source
		}
		fit = append(fit, text)
		for _, source := range one.Sources() {
			t.whole[source] = text
		}
	}
	if read, err := query.ReadText(p.r.Context(), p.s, fit...); err == nil && len(fit) > 0 {
		t.read = read
	}
	p.h.known = t
	return t
}

// claim is one claim as a page shows it.
type claim struct {
	Grade, Word, Reference, Href, Note string
	HasPassage                         bool
	Before, Passage, After             string
}

// grounds are the claims behind a row.
type grounds struct {
	Shown, Folded []claim
	Rest          int
}

// grounds makes a list of claims. Those of one passage that are equally certain stand once.
func (p *page) grounds(evidence []graph.Evidence) (g grounds) {
	type place struct {
		source     quad.IRI
		paragraph  int
		start, end int
		grade      graph.Certainty
		note       string
	}
	seen := map[place]bool{}
	t := p.texts()
	// A claim that disputes is never folded away.
	evidence = slices.Clone(evidence)
	if i := slices.IndexFunc(evidence, func(e graph.Evidence) bool { return e.Certainty == graph.Disputed }); i >= claimsShown {
		e := evidence[i]
		evidence = slices.Insert(slices.Delete(evidence, i, i+1), 1, e)
	}
	for _, e := range evidence {
		c := claim{Grade: e.Certainty.String(), Word: p.l.Word(e.Certainty.String()), Note: e.NoteIn(p.Lang), Reference: p.reference(e)}
		at := place{e.Source, e.Paragraph, e.Start, e.End, e.Certainty, c.Note}
		if seen[at] && e.Paragraph > 0 {
			continue
		}
		seen[at] = true
		switch n := len(g.Shown) + len(g.Folded); {
		case n >= claimsFolded:
			g.Rest++
			continue
		default:
			if t.read != nil && t.whole[e.Source] != "" && e.Paragraph > 0 {
				if x, err := t.read.Around(e, around); err == nil {
					c.HasPassage, c.Before, c.Passage, c.After = true, x.Before, x.Passage, x.After
				}
			}
			if e.Source != "" {
				c.Href = p.To("source", "id", "<"+string(e.Source)+">") + "#" + anchor(e)
			}
			if n < claimsShown {
				g.Shown = append(g.Shown, c)
			} else {
				g.Folded = append(g.Folded, c)
			}
		}
	}
	return g
}

// reference says where a claim is found.
func (p *page) reference(e graph.Evidence) string {
	s := p.l.Compact(e.Source)
	if e.Paragraph > 0 {
		s += " ¶" + strconv.Itoa(e.Paragraph)
	}
	if e.End > 0 {
		s += " [" + strconv.Itoa(e.Start) + ":" + strconv.Itoa(e.End) + "]"
	}
	return s
}

// anchor marks a claim's place on its source's page.
func anchor(e graph.Evidence) string {
	return "c" + strconv.Itoa(e.Paragraph) + "-" + strconv.Itoa(e.Start) + "-" + strconv.Itoa(e.End)
}

// cell is what a row shows below one heading.
type cell struct {
	Links []link
	Text  string
	Grade string // of a time that is less certain than stated
	Label string // the heading, where a small screen has no room for a line of them
}

// label gives cells their headings.
func label(cells []cell, headings []string) {
	for i := range cells[:min(len(cells), len(headings))] {
		cells[i].Label = headings[i]
	}
}

// unbroken is how long a name or a text may be that stands on one line.
const unbroken = 8

// Short tells whether a text is better not broken.
func (c cell) Short() bool { return utf8.RuneCountInString(c.Text) <= unbroken }

func (p *page) cell(c questions.Cell) cell {
	switch c := c.(type) {
	case questions.Things:
		return cell{Links: p.links(c)}
	case questions.Time:
		if c.When != "" && c.Certainty != graph.Stated {
			return cell{Text: bidi.Upright(c.In(p.l)), Grade: c.Certainty.String()}
		}
	}
	return cell{Text: bidi.Upright(c.In(p.l))}
}

// row is a row of an answer.
type row struct {
	Cells   []cell
	Text    string
	Grade   string
	Word    string
	Against link // what other facts say; without a name if they say nothing
	Grounds grounds
}

func (p *page) row(r questions.Row) (row, error) {
	var out row
	for _, c := range r.Cells() {
		out.Cells = append(out.Cells, p.cell(c))
	}
	if len(out.Cells) == 0 {
		out.Text = bidi.Upright(r.Text(p.l))
	}
	if certainty, evidence, ok := r.Grounds(); ok {
		out.Grade, out.Word, out.Grounds = certainty.String(), p.l.Word(certainty.String()), p.grounds(evidence)
		return out, nil
	}
	grades, evidence, ok, err := r.Sum(p.r.Context())
	if ok && err == nil {
		out.Grade, out.Word, out.Grounds = "sum", p.l.Grades(grades), p.grounds(evidence)
	}
	return out, err
}

// contradict marks rows of a page whose values other facts contradict, each with a link to the sides.
func contradict[V any](p *page, rows []row, values []V) error {
	all, err := query.Contradicted(p.r.Context(), values)
	if err != nil {
		return err
	}
	for i, disputes := range all {
		if len(disputes) == 0 {
			continue
		}
		var about graph.Entity
		var kinds []query.Conflict
		for _, d := range disputes {
			kinds = append(kinds, d.Conflict)
			if about.IsZero() && len(d.Facts) > 0 {
				about = d.Facts[0].Subject
			}
		}
		rows[i].Against = link{Name: p.l.Say("%s: %s", p.l.Word("contradicted"), p.conflicts(kinds))}
		if !about.IsZero() {
			rows[i].Against.Href = p.To("ask/disputed", "about", about.Node().String())
		}
	}
	return nil
}

// conflicts are kinds of contradictions in words, each once.
func (p *page) conflicts(kinds []query.Conflict) string {
	var words []string
	for _, kind := range kinds {
		if word := p.l.Word(string(kind)); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, p.l.Word(", "))
}

// node is a thing of the graph, which leads to its page, or a value that has none.
func (p *page) node(v quad.Value) cell {
	switch v := v.(type) {
	case nil:
		return cell{}
	case quad.IRI, quad.BNode:
		n := p.s.Numbers()
		if e := n.Entity(n.ID(v)); !e.IsZero() {
			return cell{Links: []link{p.link(e)}}
		}
		if iri, ok := v.(quad.IRI); ok {
			return cell{Text: p.l.Compact(iri)}
		}
	}
	return cell{Text: plain(v)}
}

// plain is a value without its marks: an IRI, the text of a literal; "" for none.
func plain(v quad.Value) string {
	if v == nil {
		return ""
	}
	if _, ok := v.(quad.BNode); ok {
		return quad.StringOf(v)
	}
	t, err := term.Of(v)
	if err != nil {
		return ""
	}
	return t.Text
}
