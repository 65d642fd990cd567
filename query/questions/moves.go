package questions

import (
	"context"
	"errors"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

func moves() []Question {
	return []Question{
		{
			Name: "WhoLeft", Command: "who-left",
			Title:  Words{"Who left", "誰離開了", "谁离开了"},
			About:  Words{"who left one organization for another", "誰離開一家機構、去了另一家", "谁离开一家机构、去了另一家"},
			Args:   []Input{organization("from"), optional(organization("to"))},
			none:   shared("No such moves."),
			answer: list2(query.WhoLeft, moveRow()),
		},
		{
			Name: "Moves", Command: "moves",
			Title:  Words{"Moves", "人員流動", "人员流动"},
			About:  Words{"all moves", "所有流動", "所有流动"},
			none:   shared("No such moves."),
			answer: each0(query.Moves, moveRow()),
		},
		{
			Name: "Joined", Command: "joined",
			Title:  Words{"Who joined", "誰加入了", "谁加入了"},
			About:  Words{"who joined an organization", "誰加入一家機構", "谁加入一家机构"},
			Args:   []Input{organization("organization")},
			none:   shared("No such moves."),
			answer: each1(query.Joined, moveRow()),
		},
		{
			Name: "Left", Command: "left",
			Title:  Words{"Departures", "離職", "离职"},
			About:  Words{"who left an organization", "誰離開一家機構", "谁离开一家机构"},
			Args:   []Input{organization("organization")},
			none:   shared("No such moves."),
			answer: each1(query.Left, moveRow()),
		},
		{
			Name: "Flows", Command: "flows",
			Title:  Words{"Flows", "流向", "流向"},
			About:  Words{"how many went from where to where", "多少人從哪裡去了哪裡", "多少人从哪里去了哪里"},
			none:   shared("No such moves."),
			answer: list0(query.Flows, flowRow()),
		},
		{
			Name: "FlowsByYear", Command: "flows-by-year",
			Title:  Words{"Flows by year", "各年流向", "各年流向"},
			About:  Words{"how many went from where to where, for each year", "每年多少人從哪裡去了哪裡", "每年多少人从哪里去了哪里"},
			none:   shared("No such moves."),
			answer: list0(query.FlowsByYear, yearFlowRow()),
		},
		{
			Name: "FlowsBySector", Command: "flows-by-sector",
			Title:  Words{"Flows by sector", "各行業流向", "各行业流向"},
			About:  Words{"how many went from where to where, for each sector", "每個行業多少人從哪裡去了哪裡", "每个行业多少人从哪里去了哪里"},
			none:   shared("No such moves."),
			answer: list0(query.FlowsBySector, sectorFlowRow()),
		},
		{
			Name: "FlowsByPeriod", Command: "flows-by-period",
			Title:  Words{"Flows by period", "各時期流向", "各时期流向"},
			About:  Words{"how many went from where to where, for each year, quarter or month", "每年、每季或每月多少人從哪裡去了哪裡", "每年、每季或每月多少人从哪里去了哪里"},
			Args:   []Input{period("period")},
			none:   shared("No such moves."),
			answer: list1(query.FlowsByPeriod, periodFlowRow()),
		},
		{
			Name: "FlowsBetweenSectors", Command: "flows-between-sectors",
			Title:  Words{"Flows between sectors", "行業之間的流向", "行业之间的流向"},
			About:  Words{"how many went from which sector to which", "多少人從哪個行業去了哪個行業", "多少人从哪个行业去了哪个行业"},
			none:   shared("No such moves."),
			answer: list0(query.FlowsBetweenSectors, sectorsFlowRow()),
		},
		{
			Name: "NetFlow", Command: "net",
			Title:  Words{"Gains and losses", "流入與流出", "流入与流出"},
			About:  Words{"what organizations gained and lost", "各機構流入與流出多少人", "各机构流入与流出多少人"},
			none:   shared("No such moves."),
			answer: list0(query.NetFlow, netRow()),
		},
		{
			Name: "Brokers", Command: "brokers",
			Title:  Words{"Brokers", "中轉機構", "中转机构"},
			About:  Words{"organizations that both gain and lose", "既有流入又有流出的機構", "既有流入又有流出的机构"},
			none:   shared("No such moves."),
			answer: list0(query.Brokers, netRow()),
		},
		{
			Name: "Downstream", Command: "downstream",
			Title:  Words{"Downstream", "下游", "下游"},
			About:  Words{"organizations linked to this one by so many moves, whoever made them and whenever", "經過若干次流動（不論何人、何時）與一家機構相連的去處", "经过若干次流动（不论何人、何时）与一家机构相连的去处"},
			Args:   []Input{organization("organization"), steps("moves")},
			none:   shared("No such moves."),
			answer: listN(withWays(query.Downstream), reachedRow()),
		},
		{
			Name: "Upstream", Command: "upstream",
			Title:  Words{"Upstream", "上游", "上游"},
			About:  Words{"organizations that so many moves link to this one, whoever made them and whenever", "經過若干次流動（不論何人、何時）與一家機構相連的來處", "经过若干次流动（不论何人、何时）与一家机构相连的来处"},
			Args:   []Input{organization("organization"), steps("moves")},
			none:   shared("No such moves."),
			answer: listN(withWays(query.Upstream), reachedRow()),
		},
	}
}

func moveRow() form[query.Move] {
	return form[query.Move]{headings: []string{"person", "from", "to", "when", "kind", "role", "team"}, cells: func(m query.Move) []Cell {
		role := Phrase(func(l *Language) string { return m.Role(l.lang()) })
		return []Cell{thing(m.Person), thing(m.From), thing(m.To), Time{m.When(), m.WhenCertainty()}, Term(m.Kind()), role, yes(m.WithTeam())}
	}}
}

func flowRow() form[query.Flow] {
	return form[query.Flow]{headings: []string{"from", "to", "moves", "people"}, cells: func(f query.Flow) []Cell {
		return []Cell{thing(f.From), thing(f.To), Count(f.Count), Count(f.People)}
	}}
}

func yearFlowRow() form[query.YearFlow] {
	return form[query.YearFlow]{headings: []string{"year", "from", "to", "moves", "people"}, cells: func(f query.YearFlow) []Cell {
		return []Cell{some(f.Year), thing(f.From), thing(f.To), Count(f.Count), Count(f.People)}
	}}
}

func sectorFlowRow() form[query.SectorFlow] {
	return form[query.SectorFlow]{headings: []string{"sector", "from", "to", "moves", "people"}, cells: func(f query.SectorFlow) []Cell {
		return []Cell{thing(f.Sector), thing(f.From), thing(f.To), Count(f.Count), Count(f.People)}
	}}
}

func periodFlowRow() form[query.PeriodFlow] {
	return form[query.PeriodFlow]{headings: []string{"period", "from", "to", "moves", "people"}, cells: func(f query.PeriodFlow) []Cell {
		return []Cell{Time{f.Period, graph.Stated}, thing(f.From), thing(f.To), Count(f.Count), Count(f.People)}
	}}
}

func sectorsFlowRow() form[query.SectorsFlow] {
	return form[query.SectorsFlow]{headings: []string{"from sector", "to sector", "moves", "people"}, cells: func(f query.SectorsFlow) []Cell {
		return []Cell{thing(f.From), thing(f.To), Count(f.Count), Count(f.People)}
	}}
}

func netRow() form[query.Net] {
	return form[query.Net]{headings: []string{"organization", "gained", "lost", "net", "people gained", "people lost"}, cells: func(n query.Net) []Cell {
		return []Cell{thing(n.Organization), Count(n.Gained), Count(n.Lost), Count(n.Net()), Count(n.PeopleGained), Count(n.PeopleLost)}
	}}
}

// reached is a row with one way to it.
type reached struct {
	query.Reached
	way []query.Move
}

// withWays asks each row for its way.
func withWays(f func(context.Context, graph.Reader, string, int, ...query.Option) ([]query.Reached, error)) func(context.Context, graph.Reader, string, int, ...query.Option) ([]reached, error) {
	return func(ctx context.Context, r graph.Reader, organization string, moves int, opts ...query.Option) ([]reached, error) {
		rows, err := f(ctx, r, organization, moves, opts...)
		if err != nil {
			return nil, err
		}
		all := make([]reached, len(rows))
		for i, row := range rows {
			way, err := row.Way(ctx)
			var long *query.OptionError
			if err != nil && !errors.As(err, &long) {
				return nil, err
			}
			all[i] = reached{row, way}
		}
		return all, nil
	}
}

func reachedRow() form[reached] {
	value := func(r reached) any { return r.Reached }
	return form[reached]{headings: []string{"organization", "id", "way"}, value: value, cells: func(r reached) []Cell {
		way := Phrase(func(l *Language) string {
			var all []string
			for _, m := range r.way {
				all = append(all, l.Say("%s: %s", l.Name(m.Person), l.Say("move %s → %s", l.Name(m.From), l.Name(m.To))))
				if when := m.When(); when != "" {
					all[len(all)-1] += l.aside(l.when(when))
				}
			}
			return strings.Join(all, l.Word("; "))
		})
		return []Cell{thing(r.Entity), id(r.Entity), way}
	}}
}
