package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// text prints rows as texts of their own, without a table.
func text[T any](of func(p printer, row T) string) form[T] {
	return form[T]{nil, func(p printer, row T) []string { return []string{of(p, row)} }}
}

// fit wraps the lines of a text that are too long; what goes on below is indented further.
func (p printer) fit(text string) string {
	var all []string
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		rest := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(rest)]
		wrapped := table.Wrap(rest, max(1, p.width-len(indent)), "    ")
		all = append(all, indent+strings.ReplaceAll(wrapped, "\n", "\n"+indent))
	}
	return strings.Join(all, "\n")
}

// lines is a text of several lines, all but the first indented.
type lines struct {
	strings.Builder
	p printer
}

func (l *lines) add(line string) { l.WriteString("\n  " + line) }

// list adds a line of names, unless there are none.
func (l *lines) list(title string, entities []graph.Entity) {
	if len(entities) > 0 {
		l.add(l.p.say("%s: %s", title, l.p.names(entities)))
	}
}

func (p printer) person(x query.PersonProfile) string {
	l := lines{p: p}
	line := p.name(x.Person)
	if known := x.KnownFor(p.lang); known != "" {
		line = p.say("%s, %s", line, known)
	}
	l.WriteString(line)
	l.list(p.word("fields"), x.Fields)
	for _, s := range x.Career {
		l.add(p.stage(s))
	}
	for _, leads := range x.Leads {
		l.add(p.leads(leads))
	}
	l.list(p.word("siblings"), x.Siblings)
	l.list(p.word("in contact with"), x.Contacts)
	for _, f := range x.Figures {
		l.add(p.figure(f))
	}
	return l.String()
}

func (p printer) organization(x query.OrganizationProfile) string {
	l := lines{p: p}
	l.WriteString(p.name(x.Organization))
	var sectors []graph.Entity
	for _, s := range x.Sectors {
		sectors = append(sectors, s.Sector)
	}
	for _, list := range []struct {
		title string
		of    []graph.Entity
	}{
		{"part of", x.PartOf}, {"units", x.Units}, {"models", x.Models}, {"products", x.Products},
		{"programmes", x.Programmes}, {"clusters", x.Clusters}, {"investments", x.Investments}, {"sectors", sectors},
	} {
		l.list(p.word(list.title), list.of)
	}
	for _, f := range x.Founders {
		line := p.say("%s founded %s", p.name(f.Person), p.name(f.Organization))
		if when := p.time(f.When(), f.WhenCertainty()); when != "" {
			line = p.say("%s, %s", line, when)
		}
		l.add(line + p.unless(f.Certainty()))
	}
	for _, leads := range x.Leaders {
		l.add(p.leads(leads))
	}
	for _, t := range x.Teams {
		l.add(p.team(t))
	}
	for _, t := range x.Strategies {
		l.add(p.say("%s: %s", p.word("strategy"), t.Summary(p.lang)) + p.unless(t.Certainty()))
	}
	l.add(p.say("moves: %d gained, %d lost", x.Moves.Gained, x.Moves.Lost))
	return l.String()
}

func (p printer) compared(x query.Compared) string {
	l := lines{p: p}
	a, b := p.name(x.A.Organization), p.name(x.B.Organization)
	flow := func(from, to string, n int) string { return p.say("%s: %s", from+" → "+to, strconv.Itoa(n)) }
	l.WriteString(p.say("%s, %s", flow(a, b, x.AtoB), flow(b, a, x.BtoA)))
	l.list(p.word("both in"), x.Shared)
	l.list(p.say("only %s in", a), x.OnlyA)
	l.list(p.say("only %s in", b), x.OnlyB)
	return l.String() + "\n" + p.organization(x.A) + "\n" + p.organization(x.B)
}

func (p printer) stage(s query.Stage) string {
	when := p.word("undated")
	if s.Dated() {
		when = p.time(s.When(), s.WhenCertainty())
	}
	var what string
	switch at := p.name(s.At); {
	case s.Kind == query.StageFounding && s.IsPost():
		what = p.say("founder's post at %s", at)
	case s.Kind == query.StagePost:
		what = p.say("post at %s", at)
	case s.Kind == query.StageFounding && s.From.IsZero():
		what = p.say("founding of %s", at)
	case s.Kind == query.StageFounding:
		what = p.say("founding %s → %s", p.name(s.From), at)
	default:
		what = p.say("move %s → %s", p.name(s.From), at)
	}
	if role := s.Role(p.lang); role != "" {
		what = p.say("%s, %s", what, role)
	}
	if status := p.term(s.Status()); status != "" {
		what += p.aside(status)
	}
	return p.say("%s: %s", when, what) + p.unless(s.Certainty())
}

func (p printer) leads(l query.Leader) string {
	return p.say("%s leads %s", p.name(l.Person), p.name(l.Leads)) + p.unless(l.Certainty())
}

func (p printer) team(t query.Team) string {
	line := p.name(t.Team)
	switch {
	case t.WithMove():
		line = p.say("team that went along with %s", p.names(t.Leaders))
	case len(t.Leaders) > 0:
		line = p.say("%s, led by %s", line, p.names(t.Leaders))
	}
	for _, f := range t.Figures() {
		line = p.say("%s; %s", line, p.figure(f))
	}
	return line + p.unless(t.Certainty())
}

// grouped is a large number with commas, 10,000,000; a year has none.
func grouped(number string) string {
	if n, err := strconv.ParseInt(number, 10, 64); err == nil && n >= 10_000 {
		return message.NewPrinter(language.English).Sprint(n)
	}
	return number
}

// figure is a number given of something: "team size: more than 100 people (intended)".
func (p printer) figure(f query.Figure) string {
	space := " "
	if p.lang != "en" {
		space = ""
	}
	number, _ := literal(f.Value)
	number = grouped(number)
	if bound := p.term(f.Bound); bound != "" {
		number = bound + space + number
	}
	measure := f.Measure(p.lang)
	if unit := f.Unit(p.lang); unit != "" && !slices.Contains(strings.Fields(measure), unit) {
		number += space + unit // not for a "year of birth", which is one
	}
	if f.Intended {
		number += p.aside(p.word("intended"))
	}
	return p.say("%s: %s", measure, number)
}

func (p printer) path(x query.Path) string {
	line := p.name(x.Start)
	for _, h := range x.Hops {
		line += p.hop(h)
	}
	return line + p.unless(x.Certainty())
}

func (p printer) neighbour(n query.Neighbour) string {
	return p.say("%s: %s", strconv.Itoa(n.Distance), p.name(n.Hop.From)+p.hop(n.Hop)) + p.unless(n.Certainty())
}

// hop is an arrow from subject to object for each fact, and the entity it leads to.
func (p printer) hop(h query.Hop) string {
	line := ""
	for _, f := range h.Facts {
		if f.Subject.Node() == h.From.Node() {
			line += " –" + p.predicate(f.Predicate) + "→"
		} else {
			line += " ←" + p.predicate(f.Predicate) + "–"
		}
	}
	return line + " " + p.name(h.To)
}

// fact is a fact with all claims behind it, and their passages if the text is at hand.
func (p printer) fact(f query.Fact) string {
	l := lines{p: p}
	l.WriteString(p.name(f.Subject) + " · " + p.predicate(f.Predicate) + " · " + p.name(f.Object))
	if text, ok := f.Object.Node().(quad.LangString); ok && !strings.HasPrefix(p.lang, text.Lang) {
		l.WriteString(p.aside(text.Lang))
	}
	found, err := f.Passages()
	if err != nil {
		l.add(err.Error())
	}
	for _, e := range f.Evidence() {
		line := p.reference(e)
		if note := e.NoteIn(p.lang); note != "" {
			line = p.say("%s; %s", line, note)
		}
		l.add(line)
		for _, q := range found {
			if q.Claim == e.Claim {
				l.add("  " + q.Text)
			}
		}
	}
	return l.String()
}

func (p printer) claim(d query.Claimed) string {
	s := p.say("%s: %s", local(quad.IRI(strings.Trim(quad.StringOf(d.Claim), "<>"))), p.reference(d.Evidence))
	if note := d.NoteIn(p.lang); note != "" {
		s = p.say("%s: %s", s, note)
	}
	passage, err := d.Passage()
	switch {
	case err != nil:
		s += "\n    " + err.Error()
	case passage != "":
		s += "\n    " + passage
	}
	return s
}

func (p printer) dispute(d query.Dispute) string {
	var sides []string
	for i, side := range d.Sides {
		text := p.claim(side)
		if i > 0 {
			text = "  " + p.say("against %s", text)
		}
		sides = append(sides, text)
	}
	return strings.Join(sides, "\n")
}
