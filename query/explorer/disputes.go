package explorer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

const (
	disputesShown = 2 // on an entity's page
	factsOfSide   = 4
)

// dispute is what does not fit together, side by side.
type dispute struct {
	What  string // how facts contradict each other; "" for what claims tell
	Sides []side
}

// side is what one side says, and on whose word.
type side struct {
	Facts   []row
	More    link // to the facts that are not listed; without a name if there are none
	Grounds grounds
}

func (p *page) dispute(d query.Dispute) (out dispute, err error) {
	if len(d.Facts) > 0 {
		out.What = p.l.Say(string(d.Conflict))
		for _, f := range d.Facts {
			out.Sides = append(out.Sides, side{Facts: []row{p.fact(f)}, Grounds: p.grounds(f.Evidence())})
		}
		return out, nil
	}
	for _, c := range d.Sides {
		facts, err := c.Facts(p.r.Context())
		if err != nil {
			return out, err
		}
		facts = p.inLanguage(facts)
		s := side{Grounds: p.grounds([]graph.Evidence{c.Evidence})}
		s.Facts, s.More = p.lines(facts, factsOfSide)
		out.Sides = append(out.Sides, s)
	}
	return out, nil
}

// inLanguage leaves out what a text says in another language, if it stands there in the page's.
func (p *page) inLanguage(facts []query.Fact) []query.Fact {
	tag := func(f query.Fact) string {
		text, _ := f.Object.Node().(quad.LangString)
		return text.Lang
	}
	has := map[quad.IRI]bool{}
	for _, f := range facts {
		has[f.Predicate] = has[f.Predicate] || strings.EqualFold(tag(f), p.Lang)
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f query.Fact) bool {
		return tag(f) != "" && has[f.Predicate] && !strings.EqualFold(tag(f), p.Lang)
	})
}

// lines are the facts of a claim as lines, so many at most. What several are about stands in the first of them.
func (p *page) lines(facts []query.Fact, most int) (all []row, more link) {
	for i, f := range facts[:min(len(facts), most)] {
		line := p.fact(f)
		if i > 0 && facts[i-1].Subject.Number() == f.Subject.Number() {
			line.Cells = line.Cells[1:]
		}
		all = append(all, line)
	}
	if n := len(facts) - most; n > 0 {
		more = link{Name: "+" + strconv.Itoa(n), Href: p.To("why", "s", facts[most].Subject.Node().String())}
	}
	return all, more
}

// fact is one as a line: of what, which, what.
func (p *page) fact(f query.Fact) row {
	return row{Cells: []cell{{Links: []link{p.link(f.Subject)}}, {Text: p.term(f.Predicate)}, p.object(f.Object)}}
}
