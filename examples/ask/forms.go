package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// printer writes cells in one language.
type printer struct{ lang string }

func (p printer) name(e graph.Entity) string {
	if e.IsZero() {
		return "?"
	}
	return e.Label(p.lang)
}

func (p printer) names(entities []graph.Entity) string {
	names := make([]string, len(entities))
	for i, e := range entities {
		names[i] = p.name(e)
	}
	return strings.Join(names, ", ")
}

// local is what stands behind the last "#" or "/" of an IRI.
func local(iri quad.IRI) string { return string(iri[strings.LastIndexAny(string(iri), "#/")+1:]) }

// passages lists where evidence is found: "¶3 62:128, ¶12".
func passages(evidence []graph.Evidence) string {
	var all []string
	for _, e := range evidence {
		if e.Paragraph == 0 {
			continue
		}
		at := "¶" + strconv.Itoa(e.Paragraph)
		if e.End > 0 {
			at += " " + strconv.Itoa(e.Start) + ":" + strconv.Itoa(e.End)
		}
		if !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return strings.Join(all, ", ")
}

func orNothing(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func moveForm() form[query.Move] {
	return form[query.Move]{[]string{"person", "from", "to", "when", "kind", "team"}, func(p printer, m query.Move) []string {
		return []string{p.name(m.Person), p.name(m.From), p.name(m.To), m.When(), local(m.Kind()), yes(m.WithTeam())}
	}}
}

func stageForm() form[query.Stage] {
	return form[query.Stage]{[]string{"when", "what", "from", "at", "role", "status"}, func(p printer, s query.Stage) []string {
		when, from := s.When(), p.name(s.From)
		if !s.Dated() {
			when = "undated"
		}
		if s.From.IsZero() {
			from = ""
		}
		return []string{when, s.Kind.String(), from, p.name(s.At), s.Role(p.lang), local(s.Status())}
	}}
}

func leaderForm() form[query.Leader] {
	return form[query.Leader]{[]string{"person", "leads", "of", "fields"}, func(p printer, l query.Leader) []string {
		return []string{p.name(l.Person), p.name(l.Leads), p.names(l.Organizations()), p.names(l.Fields())}
	}}
}

func teamForm() form[query.Team] {
	return form[query.Team]{[]string{"team", "led by", "of", "figures", "intended"}, func(p printer, t query.Team) []string {
		name := p.name(t.Team)
		if t.WithMove() {
			name = "went along"
		}
		var figures []string
		for _, f := range t.Figures() {
			figures = append(figures, f.String())
		}
		return []string{name, p.names(t.Leaders), p.names(t.Organizations), strings.Join(figures, "; "), yes(t.Intended())}
	}}
}

func founderForm() form[query.Founder] {
	return form[query.Founder]{[]string{"person", "founded", "when"}, func(p printer, f query.Founder) []string {
		return []string{p.name(f.Person), p.name(f.Organization), f.When()}
	}}
}

func startUpForm() form[query.StartUp] {
	return form[query.StartUp]{[]string{"organization", "founders"}, func(p printer, u query.StartUp) []string {
		return []string{p.name(u.Organization), p.names(u.Founders)}
	}}
}

func memberForm() form[query.Member] {
	return form[query.Member]{[]string{"person", "at"}, func(p printer, m query.Member) []string {
		return []string{p.name(m.Person), p.names(m.Places)}
	}}
}

func rivalForm() form[query.Rival] {
	return form[query.Rival]{[]string{"organization", "took", "gave", "both in"}, func(p printer, r query.Rival) []string {
		return []string{p.name(r.Organization), orNothing(r.Took), orNothing(r.Gave), p.names(r.Sectors)}
	}}
}

func strategyForm() form[query.Strategy] {
	return form[query.Strategy]{[]string{"organization", "sectors", "uses", "strategy"}, func(p printer, t query.Strategy) []string {
		return []string{p.name(t.Organization), p.names(t.Sectors), p.names(t.Uses()), t.Summary(p.lang)}
	}}
}

func membersForm() form[query.SectorMembers] {
	return form[query.SectorMembers]{[]string{"sector", "organizations"}, func(p printer, m query.SectorMembers) []string {
		return []string{p.name(m.Sector), p.names(m.Organizations)}
	}}
}

func presenceForm() form[query.Presence] {
	return form[query.Presence]{[]string{"organization", "sector", "through"}, func(p printer, r query.Presence) []string {
		return []string{p.name(r.Organization), p.name(r.Sector), p.names(r.Through)}
	}}
}

// matrix prints a table of its own, with a mark where an organization is in a sector.
func matrix(p printer, m query.SectorMatrix) []string {
	heading := []string{""}
	for _, s := range m.Sectors {
		heading = append(heading, p.name(s))
	}
	var rows [][]string
	for i, o := range m.Organizations {
		row := []string{p.name(o)}
		for j := range m.Sectors {
			mark := ""
			if _, ok := m.Cell(i, j); ok {
				mark = "x"
			}
			row = append(row, mark)
		}
		rows = append(rows, row)
	}
	var b strings.Builder
	if err := table.Write(&b, heading, rows); err != nil {
		return []string{err.Error()}
	}
	return []string{b.String()}
}

func flowForm() form[query.Flow] {
	return form[query.Flow]{[]string{"from", "to", "moves"}, func(p printer, f query.Flow) []string {
		return []string{p.name(f.From), p.name(f.To), strconv.Itoa(f.Count)}
	}}
}

func yearFlowForm() form[query.YearFlow] {
	return form[query.YearFlow]{[]string{"year", "from", "to", "moves"}, func(p printer, f query.YearFlow) []string {
		return []string{orNothing(f.Year), p.name(f.From), p.name(f.To), strconv.Itoa(f.Count)}
	}}
}

func sectorFlowForm() form[query.SectorFlow] {
	return form[query.SectorFlow]{[]string{"sector", "from", "to", "moves"}, func(p printer, f query.SectorFlow) []string {
		return []string{p.name(f.Sector), p.name(f.From), p.name(f.To), strconv.Itoa(f.Count)}
	}}
}

func netForm() form[query.Net] {
	return form[query.Net]{[]string{"organization", "gained", "lost", "net"}, func(p printer, n query.Net) []string {
		return []string{p.name(n.Organization), strconv.Itoa(n.Gained), strconv.Itoa(n.Lost), strconv.Itoa(n.Net())}
	}}
}

func entityForm() form[graph.Entity] {
	return form[graph.Entity]{[]string{"organization", "id"}, func(p printer, e graph.Entity) []string {
		return []string{p.name(e), string(e.ID())}
	}}
}

func factForm() form[query.Fact] {
	return form[query.Fact]{nil, func(p printer, f query.Fact) []string {
		var b strings.Builder
		b.WriteString(f.String())
		found, err := f.Passages()
		if err != nil {
			return []string{err.Error()}
		}
		for _, e := range f.Evidence() {
			b.WriteString("\n  " + e.String())
			if e.Note != "" {
				b.WriteString("; " + e.Note)
			}
			for _, q := range found {
				if q.Claim == e.Claim {
					b.WriteString("\n    " + table.Wrap(q.Text, 90, "    "))
				}
			}
		}
		return []string{b.String()}
	}}
}

func claimForm() form[query.Claimed] {
	return form[query.Claimed]{nil, func(p printer, d query.Claimed) []string { return []string{claim(d)} }}
}

func claim(d query.Claimed) string {
	s := local(quad.IRI(strings.Trim(quad.StringOf(d.Claim), "<>"))) + ": " + d.String()
	passage, err := d.Passage()
	switch {
	case err != nil:
		s += "\n    " + err.Error()
	case passage != "":
		s += "\n    " + table.Wrap(passage, 90, "    ")
	}
	return s
}

func disputeForm() form[query.Dispute] {
	return form[query.Dispute]{nil, func(p printer, d query.Dispute) []string {
		var sides []string
		for _, side := range d.Sides {
			sides = append(sides, claim(side))
		}
		return []string{strings.Join(sides, "\n  against ")}
	}}
}

func hitForm() form[query.Hit] {
	return form[query.Hit]{[]string{"name", "shown as", "match", "id"}, func(p printer, h query.Hit) []string {
		return []string{h.Label, p.name(h.Entity), h.Match.String(), string(h.Entity.ID())}
	}}
}
