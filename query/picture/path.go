package picture

import (
	"context"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// Path draws how two entities are joined: a column for each way, as query.ShortestPath and query.Paths give them. Moves,
// posts and investments on the way are folded into arrows, with the times that the reader tells of them. Of more than 5
// ways it draws the first ones; see Most.
func Path(ctx context.Context, r graph.Reader, ways []query.Path, opts ...Option) (*Picture, error) {
	p := &Picture{o: newOptions(opts)}
	o := &p.o
	p.columns = [3]string{o.say("from"), o.say("tie"), o.say("to")}
	var columns [][]step
	for i, way := range ways {
		if i >= o.atMost(5) {
			p.left.add(1)
			continue
		}
		steps, err := o.fold(ctx, r, way)
		if err != nil {
			return nil, err
		}
		if len(steps) > 0 {
			columns = append(columns, steps)
		}
	}
	if len(ways) > 0 {
		from, to := ways[0].Start, ways[0].Start
		if n := len(ways[0].Hops); n > 0 {
			to = ways[0].Hops[n-1].To
		}
		p.title = o.say("path", o.label(from).first, o.label(to).first)
	} else {
		p.title = o.say("network")
	}
	for _, steps := range columns {
		for _, s := range steps {
			p.rows = append(p.rows, s.row)
		}
	}
	if len(columns) == 0 {
		p.nothing = o.say("no path")
	}
	if p.left.Rows > 0 {
		p.caption = append(p.caption, o.say("ways out", p.left.Rows))
	}
	const wide, boxWide, boxHigh, arrow = 250 * px, 210 * px, 30 * px, 46 * px
	for _, steps := range columns {
		p.h = max(p.h, (boxHigh+arrow)*len(steps)+boxHigh)
	}
	p.w = wide*len(columns) - (wide - boxWide)
	p.draw = func(c *canvas) {
		for i, steps := range columns {
			x := i * wide
			c.box(steps[0].from, x, 0, boxWide, boxHigh, kindOf(steps[0].from))
			for j, s := range steps {
				y := (boxHigh+arrow)*j + boxHigh
				href := c.o.toRow(s.row)
				c.mark("c0", s.row.name, href)
				from, to := y+2*px, y+arrow-2*px
				if !s.forward {
					from, to = to, from
				}
				d := "M" + num(x+30*px) + " " + num(from) + "V" + num(to)
				c.path("l "+weight(s.row.Grades), d, dashes(weight(s.row.Grades))+` marker-end="url(#`+c.id+`-a0)"`)
				c.text("", x+42*px, y+arrow/2+4*px, noteSize, "start", fit(s.words, noteSize, boxWide-46*px))
				c.end(href)
				c.box(s.to, x, y+arrow, boxWide, boxHigh, kindOf(s.to))
			}
		}
	}
	return p, nil
}

// step is one arrow of a way; forward if it points the way that the way goes.
type step struct {
	from, to graph.Entity
	words    string
	forward  bool
	row      Row
}

// folds are the pairs of predicates by which a node ties two others, the tied one that acts first, and what it does.
var folds = []struct {
	from, to quad.IRI
	does     string
}{
	{vocab.Person, vocab.To, "joined"}, {vocab.Person, vocab.From, "left"}, {vocab.From, vocab.To, "moved to"},
	{vocab.Holder, vocab.At, "has a post at"}, {vocab.Investor, vocab.Investee, "invested in"},
}

// fold makes arrows of a way's hops.
func (o *options) fold(ctx context.Context, r graph.Reader, way query.Path) ([]step, error) {
	var steps []step
	for i := 0; i < len(way.Hops); i++ {
		hop := way.Hops[i]
		if i+1 < len(way.Hops) {
			s, ok, err := o.folded2(ctx, r, hop, way.Hops[i+1])
			if err != nil {
				return nil, err
			}
			if ok {
				steps = append(steps, s)
				i++
				continue
			}
		}
		if len(hop.Facts) == 0 {
			continue
		}
		fact := hop.Facts[0]
		s := step{from: hop.From, to: hop.To, forward: key(fact.Subject) == key(hop.From), words: o.predicate(fact.Predicate)}
		steps = append(steps, o.told(s, hop.Certainty(), "", hop.Facts))
	}
	return steps, nil
}

// folded2 makes one arrow of two hops by way of a node that ties their ends.
func (o *options) folded2(ctx context.Context, r graph.Reader, a, b query.Hop) (step, bool, error) {
	node := key(a.To)
	for _, f := range folds {
		for _, forward := range []bool{true, false} {
			first, second := f.from, f.to
			if !forward {
				first, second = f.to, f.from
			}
			x, y := said(a.Facts, node, first), said(b.Facts, node, second)
			if x == nil || y == nil {
				continue
			}
			when, err := timeOf(ctx, r, a.To)
			if err != nil {
				return step{}, false, err
			}
			s := step{from: a.From, to: b.To, forward: forward, words: o.say(f.does)}
			return o.told(s, graph.Weaker(x.Certainty(), y.Certainty()), when, []query.Fact{*x, *y}), true, nil
		}
	}
	return step{}, false, nil
}

func said(facts []query.Fact, subject string, predicate quad.IRI) *query.Fact {
	for i := range facts {
		if facts[i].Predicate == predicate && key(facts[i].Subject) == subject {
			return &facts[i]
		}
	}
	return nil
}

// told gives an arrow its row.
func (o *options) told(s step, c graph.Certainty, when string, facts []query.Fact) step {
	s.row = Row{From: s.from, To: s.to, What: s.words, Count: 1, Grades: one(c), First: when, Last: when}
	if !s.forward {
		s.row.From, s.row.To = s.to, s.from
	}
	seen := map[string]bool{}
	for _, f := range facts {
		for _, e := range f.Evidence() {
			if id := e.Claim.String(); !seen[id] {
				seen[id] = true
				s.row.Evidence = append(s.row.Evidence, e)
			}
		}
	}
	if when == "" {
		s.row.Undated = 1
	} else {
		s.words += " " + o.when(when)
	}
	s.row.name = o.say("row short", o.label(s.row.From).first+" "+s.words+" "+o.label(s.row.To).first, o.graded(s.row.Grades))
	return s
}

// timeOf is the most exact time that is told of a node.
func timeOf(ctx context.Context, r graph.Reader, node graph.Entity) (string, error) {
	best := ""
	for _, predicate := range []quad.IRI{vocab.When, vocab.Year} {
		for q, err := range r.Quads(ctx, graph.Pattern{Subject: node.Node(), Predicate: predicate}) {
			if err != nil {
				return "", err
			}
			t, err := term.Of(q.Object)
			if err != nil {
				return "", err
			}
			if _, _, ok := span(t.Text); ok && len(t.Text) > len(best) {
				best = t.Text
			}
		}
	}
	return best, nil
}

// predicate is what the vocabulary calls one, or the end of its IRI.
func (o *options) predicate(iri quad.IRI) string {
	if name := vocab.Label(iri, o.langs[0]); name != "" {
		return name
	}
	s := string(iri)
	return clean(s[strings.LastIndexAny(s, "#/")+1:])
}

// kindOf tells people from organizations and other things by their class.
func kindOf(e graph.Entity) query.NodeKind {
	switch {
	case graph.PersonKind().Has(e):
		return query.NodePerson
	case graph.OrganizationKind().Has(e):
		return query.NodeOrganization
	}
	return query.NodeThing
}

// box draws an entity: people have round ends, organizations square ones.
func (c *canvas) box(e graph.Entity, x, y, w, h int, kind query.NodeKind) {
	round := 0
	switch kind {
	case query.NodePerson:
		round = h / 2
	case query.NodeThing:
		round = 5 * px
	}
	l, href := c.o.label(e), c.o.to(e)
	name := l.String()
	if href == "" {
		c.b.WriteString(`<g class="node"><title>` + escape(name) + "</title>")
	} else {
		c.mark("node", name, href)
	}
	c.rect("box", x, y, w, h, round, "")
	c.label(x+w/2, y+h/2+45, noteSize, "middle", l.fit(noteSize, w-12*px), "", "")
	c.end(href)
}

// dashes is the pattern of a line by its grade.
func dashes(grade string) string {
	i := slices.Index([]string{"inferred", "speculative", "disputed"}, grade)
	if i < 0 {
		return ""
	}
	return ` stroke-dasharray="` + []string{"6 3", "1 4", "2 3"}[i] + `"`
}
