package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// printer writes the answers for people, in one language. The first error stays and ends the printing.
type printer struct {
	w     io.Writer
	words words
	lang  string
	err   error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) table(heading []string, rows [][]string) {
	if p.err == nil {
		p.err = table.Write(p.w, terminal.Columns(p.w), heading, rows)
	}
}

// paragraph prints running text, indented.
func (p *printer) paragraph(text string) {
	p.printf("%s\n", table.Paragraph(text, terminal.Columns(p.w), "  ", "  "))
}

func (p *printer) print(a *answers, quads int64) error {
	p.printf(p.words.title+"\n", quads)
	p.moves(a.Moves)
	p.flows(a.Flows)
	p.strategies(a.Strategies)
	p.models(a.Models)
	p.printf("\n%s\n%s\n", p.words.openList, p.words.more)
	return p.err
}

func (p *printer) moves(moves []query.Move) {
	w := p.words
	p.printf("\n%s\n\n", w.moves)
	var rows [][]string
	for _, m := range moves {
		team := w.unknown
		if m.WithTeam() {
			team = w.yes
		}
		rows = append(rows, []string{
			p.name(m.Person), p.name(m.From), p.name(m.To), w.kinds[m.Kind()], p.year(m), team,
			w.certainties[m.Certainty()], paragraphs(m.Evidence()),
		})
	}
	p.table([]string{w.person, w.from, w.to, w.kind, w.year, w.team, w.certainty, w.passages}, rows)

	p.printf("\n%s\n\n", w.disputed)
	for _, m := range moves {
		for _, e := range m.Evidence() {
			if e.Certainty == graph.Disputed {
				p.paragraph(fmt.Sprintf(w.note, p.name(m.Person), e.Paragraph, e.NoteIn(p.lang)))
			}
		}
	}
}

// year is the year, with its certainty where the text does not say it outright.
func (p *printer) year(m query.Move) string {
	if m.Year == 0 {
		return p.words.unknown
	}
	year := strconv.Itoa(m.Year)
	if evidence := m.EvidenceFor(vocab.Year); len(evidence) > 0 && evidence[0].Certainty != graph.Stated {
		year += " " + p.words.certainties[evidence[0].Certainty]
	}
	return year
}

func (p *printer) flows(flows []query.Flow) {
	w := p.words
	p.printf("\n%s\n\n", w.flows)
	var rows [][]string
	for _, f := range flows {
		rows = append(rows, []string{p.name(f.From), p.name(f.To), strconv.Itoa(f.Count)})
	}
	p.table([]string{w.from, w.to, w.count}, rows)
}

func (p *printer) strategies(sectors []inSector) {
	w := p.words
	p.printf("\n%s\n", w.strategies)
	for _, s := range sectors {
		p.printf("\n%s\n", p.name(s.Sector))
		for _, strategy := range s.Strategies {
			text := fmt.Sprintf(w.summary, p.name(strategy.Organization), strategy.Summary(p.lang),
				w.certainties[strategy.Certainty()], paragraphs(strategy.Evidence()))
			p.paragraph(text)
		}
	}
}

func (p *printer) models(leaders []query.Leader) {
	w := p.words
	p.printf("\n%s\n\n", w.models)
	var rows [][]string
	for _, l := range leaders {
		rows = append(rows, []string{
			p.name(l.Leads), p.names(l.Organizations()), p.name(l.Person), p.names(l.Fields()),
			w.certainties[l.Certainty()], paragraphs(l.Evidence()),
		})
	}
	p.table([]string{w.model, w.organization, w.leader, w.fields, w.certainty, w.passages}, rows)
}

func (p *printer) name(e graph.Entity) string {
	if e.IsZero() {
		return p.words.unknown
	}
	return e.Label(p.lang)
}

func (p *printer) names(entities []graph.Entity) string {
	if len(entities) == 0 {
		return p.words.unknown
	}
	names := make([]string, len(entities))
	for i, e := range entities {
		names[i] = p.name(e)
	}
	return strings.Join(names, p.words.comma)
}

// paragraphs lists the paragraphs that evidence is found in: "¶3 ¶5".
func paragraphs(evidence []graph.Evidence) string {
	var numbers []int
	for _, e := range evidence {
		if e.Paragraph > 0 {
			numbers = append(numbers, e.Paragraph)
		}
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = "¶" + strconv.Itoa(n)
	}
	return strings.Join(parts, " ")
}
