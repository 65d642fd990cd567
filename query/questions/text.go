package questions

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// lines is a text of several lines, all but the first indented.
type lines struct {
	strings.Builder
	l *Language
}

func (t *lines) add(line string) { t.WriteString("\n  " + line) }

// list adds a line of names, unless there are none.
func (t *lines) list(title string, entities []graph.Entity) {
	if len(entities) > 0 {
		t.add(t.l.Say("%s: %s", title, t.l.Names(entities)))
	}
}

func (l *Language) stage(s query.Stage) string {
	when := l.Word("undated")
	if s.Dated() {
		when = l.time(s.When(), s.WhenCertainty())
	}
	var what string
	switch at := l.Name(s.At); {
	case s.Kind == query.StageFounding && s.IsPost():
		what = l.Say("founder's post at %s", at)
	case s.Kind == query.StagePost:
		what = l.Say("post at %s", at)
	case s.Kind == query.StageFounding && s.From.IsZero():
		what = l.Say("founding of %s", at)
	case s.Kind == query.StageFounding:
		what = l.Say("founding %s → %s", l.Name(s.From), at)
	default:
		what = l.Say("move %s → %s", l.Name(s.From), at)
	}
	if role := s.Role(l.lang()); role != "" {
		what = l.Say("%s, %s", what, role)
	}
	if status := l.Term(s.Status()); status != "" {
		what += l.aside(status)
	}
	return l.Say("%s: %s", when, what) + l.unless(s.Certainty())
}

func (l *Language) leads(x query.Leader) string {
	return l.Say("%s leads %s", l.Name(x.Person), l.Name(x.Leads)) + l.unless(x.Certainty())
}

func (l *Language) team(t query.Team) string {
	line := l.Name(t.Team)
	switch {
	case t.WithMove():
		line = l.Say("team that went along with %s", l.Names(t.Leaders))
	case len(t.Leaders) > 0:
		line = l.Say("%s, led by %s", line, l.Names(t.Leaders))
	}
	for _, f := range t.Figures() {
		line = l.Say("%s; %s", line, l.figure(f))
	}
	return line + l.unless(t.Certainty())
}

// figure is a number given of something: "team size: more than 100 people (intended)".
func (l *Language) figure(f query.Figure) string {
	return l.number(f.Measure(l.lang()), f.Value, f.Unit(l.lang()), f.Bound, f.Intended)
}

// number is what a figure says.
func (l *Language) number(measure string, value quad.Value, unit string, bound quad.IRI, intended bool) string {
	space := " "
	if l.lang() != "en" {
		space = ""
	}
	number, _ := literal(value)
	number = grouped(number)
	if bound := l.Term(bound); bound != "" {
		number = bound + space + number
	}
	if unit != "" && !slices.Contains(strings.Fields(measure), unit) {
		number += space + unit // not for a "year of birth", which is one
	}
	if intended {
		number += l.aside(l.Word("intended"))
	}
	if measure == "" {
		return number
	}
	return l.Say("%s: %s", measure, number)
}

// grouped is a large number with commas, 10,000,000; a year has none.
func grouped(number string) string {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 10_000 {
		return number
	}
	number = strconv.FormatInt(n, 10)
	for at := len(number) - 3; at > 0; at -= 3 {
		number = number[:at] + "," + number[at:]
	}
	return number
}
