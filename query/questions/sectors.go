package questions

import "talentgraph.example/query"

func sectors() []Question {
	return []Question{
		{
			Name: "Strategies", Command: "strategies",
			Title:  Words{"Strategies", "策略", "策略"},
			About:  Words{"all strategies", "所有策略", "所有策略"},
			answer: each0(query.Strategies, strategyRow()),
		},
		{
			Name: "StrategiesOf", Command: "strategies",
			Title:  Words{"Strategies of an organization", "機構的策略", "机构的策略"},
			About:  Words{"the strategies of an organization", "一家機構的策略", "一家机构的策略"},
			Args:   []Input{organization("organization")},
			answer: list1(query.StrategiesOf, strategyRow()),
		},
		{
			Name: "StrategiesBySector", Command: "strategies-in",
			Title:  Words{"Strategies in a sector", "行業中的策略", "行业中的策略"},
			About:  Words{"the strategies in a sector", "一個行業中的策略", "一个行业中的策略"},
			Args:   []Input{sector("sector")},
			answer: list1(query.StrategiesBySector, strategyRow()),
		},
		{
			Name: "Sectors", Command: "sectors",
			Title:  Words{"Sectors", "行業", "行业"},
			About:  Words{"sectors, and who is in them", "各行業及其中的機構", "各行业及其中的机构"},
			answer: list0(query.Sectors, membersRow()),
		},
		{
			Name: "Presences", Command: "presences",
			Title:  Words{"Presences", "涉足", "涉足"},
			About:  Words{"which organization is in which sector, and through what", "哪家機構涉足哪個行業、憑藉什麼", "哪家机构涉足哪个行业、凭借什么"},
			answer: list0(query.Presences, presenceRow()),
		},
		{
			Name: "Matrix", Command: "matrix",
			Title:  Words{"Organizations by sectors", "機構與行業對照", "机构与行业对照"},
			About:  Words{"organizations by sectors", "機構與行業對照表", "机构与行业对照表"},
			answer: one0(query.Matrix, form[query.SectorMatrix]{grid: matrixGrid}),
		},
	}
}

func strategyRow() form[query.Strategy] {
	return form[query.Strategy]{headings: []string{"organization", "sectors", "uses", "strategy"}, cells: func(s query.Strategy) []Cell {
		summary := Phrase(func(l *Language) string { return s.Summary(l.lang()) })
		return []Cell{thing(s.Organization), Things(s.Sectors), Things(s.Uses()), summary}
	}}
}

func membersRow() form[query.SectorMembers] {
	return form[query.SectorMembers]{headings: []string{"sector", "organizations"}, cells: func(m query.SectorMembers) []Cell {
		return []Cell{thing(m.Sector), Things(m.Organizations)}
	}}
}

func presenceRow() form[query.Presence] {
	return form[query.Presence]{headings: []string{"organization", "sector", "through"}, cells: func(p query.Presence) []Cell {
		return []Cell{thing(p.Organization), thing(p.Sector), Things(p.Through)}
	}}
}

// matrixGrid has organizations down and sectors across, or the other way round: what there is more of goes down,
// so that the table is narrow.
func matrixGrid(m query.SectorMatrix) Grid {
	if len(m.Sectors) > len(m.Organizations) {
		return Grid{m.Sectors, m.Organizations, func(i, j int) (query.Presence, bool) { return m.Cell(j, i) }}
	}
	return Grid{m.Organizations, m.Sectors, m.Cell}
}
