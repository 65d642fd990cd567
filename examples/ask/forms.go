package main

import (
	"strconv"
	"strings"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// Each form says how rows of one type are printed in a table, its headings in English.

func moveForm() form[query.Move] {
	return form[query.Move]{[]string{"person", "from", "to", "when", "kind", "team"}, func(p printer, m query.Move) []string {
		return []string{p.name(m.Person), p.name(m.From), p.name(m.To), p.time(m.When(), m.WhenCertainty()), p.term(m.Kind()), p.yes(m.WithTeam())}
	}}
}

func stageForm() form[query.Stage] {
	return form[query.Stage]{[]string{"when", "what", "from", "at", "role", "status"}, func(p printer, s query.Stage) []string {
		when, from, what := p.time(s.When(), s.WhenCertainty()), p.name(s.From), s.Kind.String()
		if !s.Dated() {
			when = p.word("undated")
		}
		if s.From.IsZero() {
			from = ""
		}
		if s.Kind == query.StageFounding && s.IsPost() {
			what = "founder's post"
		}
		return []string{when, p.word(what), from, p.name(s.At), s.Role(p.lang), p.term(s.Status())}
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
			name = p.word("went along")
		}
		var figures []string
		for _, f := range t.Figures() {
			figures = append(figures, p.figure(f))
		}
		return []string{name, p.names(t.Leaders), p.names(t.Organizations), strings.Join(figures, p.word("; ")), p.yes(t.Intended())}
	}}
}

func founderForm() form[query.Founder] {
	return form[query.Founder]{[]string{"person", "founded", "when"}, func(p printer, f query.Founder) []string {
		return []string{p.name(f.Person), p.name(f.Organization), p.time(f.When(), f.WhenCertainty())}
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

// matrixForm prints a table of its own, with a mark where an organization is in a sector. What there is more of
// goes down, so that the table is narrow.
func matrixForm() form[query.SectorMatrix] {
	return form[query.SectorMatrix]{nil, func(p printer, m query.SectorMatrix) []string {
		if len(m.Organizations) == 0 {
			return []string{p.word("The facts do not say.")}
		}
		down, across, cell := m.Organizations, m.Sectors, m.Cell
		if len(across) > len(down) {
			down, across, cell = across, down, func(i, j int) (query.Presence, bool) { return m.Cell(j, i) }
		}
		heading := []string{""}
		for _, e := range across {
			heading = append(heading, p.name(e))
		}
		var rows [][]string
		for i, e := range down {
			row := []string{p.name(e)}
			for j := range across {
				mark := ""
				if _, ok := cell(i, j); ok {
					mark = p.word("x")
				}
				row = append(row, mark)
			}
			rows = append(rows, row)
		}
		var b strings.Builder
		if err := table.Write(&b, p.width, heading, rows); err != nil {
			return []string{err.Error()}
		}
		return []string{b.String()}
	}}
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
		return []string{p.name(e), p.id(e)}
	}}
}

func hitForm() form[query.Hit] {
	return form[query.Hit]{[]string{"name", "shown as", "match", "id"}, func(p printer, h query.Hit) []string {
		return []string{h.Label, p.name(h.Entity), p.word(h.Match.String()), p.id(h.Entity)}
	}}
}
