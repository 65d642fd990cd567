package questions

import (
	"strconv"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

func orgs() []Question {
	return []Question{
		{
			Name: "Roster", Command: "roster",
			Title:  Words{"Roster", "在職者", "在职者"},
			About:  Words{"who is at an organization, as far as the facts say", "據現有事實，誰在一家機構", "据现有事实，谁在一家机构"},
			Args:   []Input{organization("organization")},
			answer: list1(query.Roster, memberRow()),
		},
		{
			Name: "Alumni", Command: "alumni",
			Title:  Words{"Alumni", "離職者去向", "离职者去向"},
			About:  Words{"who left an organization, and where to in the end", "誰離開了一家機構、後來去了哪裡、如今在哪裡", "谁离开了一家机构、后来去了哪里、如今在哪里"},
			Args:   []Input{organization("organization")},
			none:   shared("No such moves."),
			answer: list1(query.Alumni, alumnusRow()),
		},
		{
			Name: "Returns", Command: "returns",
			Title:  Words{"Returns", "回歸者", "回归者"},
			About:  Words{"who left an organization and came back", "誰離開一家機構後又回來", "谁离开一家机构后又回来"},
			Args:   []Input{organization("organization")},
			none:   shared("Nobody is known to have come back."),
			answer: list1(query.Returns, returnRow()),
		},
		{
			Name: "ProfileOrganization", Command: "organization",
			Title:  Words{"Organization", "機構簡介", "机构简介"},
			About:  Words{"all that is said of an organization", "關於一家機構的所有說法", "关于一家机构的所有说法"},
			Args:   []Input{organization("organization")},
			answer: one1(query.ProfileOrganization, form[query.OrganizationProfile]{text: (*Language).organization}),
		},
		{
			Name: "Investments", Command: "investments",
			Title:  Words{"Investments", "投資", "投资"},
			About:  Words{"who invested in whom, when and how much", "誰在何時投資了誰、投了多少", "谁在何时投资了谁、投了多少"},
			none:   shared("No such investments."),
			answer: list0(query.Investments, investmentRow()),
		},
		{
			Name: "Rivals", Command: "rivals",
			Title:  Words{"Rivals", "對手", "对手"},
			About:  Words{"who recruits from an organization or shares its sectors", "誰從一家機構挖人，或與它涉足同一行業", "谁从一家机构挖人，或与它涉足同一行业"},
			Args:   []Input{organization("organization")},
			answer: list1(query.Rivals, rivalRow()),
		},
		{
			Name: "Compare", Command: "compare",
			Title:  Words{"Compare", "比較", "比较"},
			About:  Words{"two organizations side by side", "兩家機構並列比較", "两家机构并列比较"},
			Args:   []Input{organization("organization"), organization("organization")},
			answer: one2(query.Compare, form[query.Compared]{text: (*Language).compared}),
		},
	}
}

func memberRow() form[query.Member] {
	return form[query.Member]{headings: []string{"person", "at", "since"}, cells: func(m query.Member) []Cell {
		return []Cell{thing(m.Person), Things(m.Places), Time{m.Since(), graph.Stated}}
	}}
}

func alumnusRow() form[query.Alumnus] {
	return form[query.Alumnus]{headings: []string{"person", "went on to", "now at"}, cells: func(a query.Alumnus) []Cell {
		chain := Phrase(func(l *Language) string {
			var all []string
			for _, s := range a.Chain() {
				all = append(all, l.stage(s))
			}
			return strings.Join(all, l.Word("; "))
		})
		return []Cell{thing(a.Person), chain, Things(a.Now)}
	}}
}

func returnRow() form[query.Return] {
	return form[query.Return]{headings: []string{"person", "left", "when", "for", "came back", "to"}, cells: func(r query.Return) []Cell {
		return []Cell{thing(r.Person), thing(r.Left.From), Time{r.Left.When(), r.Left.WhenCertainty()}, thing(r.Left.At), Time{r.Came.When(), r.Came.WhenCertainty()}, thing(r.Came.At)}
	}}
}

func investmentRow() form[query.Investment] {
	return form[query.Investment]{headings: []string{"investor", "investee", "when", "figures"}, cells: func(i query.Investment) []Cell {
		figures := Phrase(func(l *Language) string { return l.figures(i.Figures) })
		return []Cell{Things(i.Investors), Things(i.Investees), Time{i.When(), i.WhenCertainty()}, figures}
	}}
}

// investments are a profile's, with their amounts.
func (l *Language) investments(items []query.Item) string {
	texts := make([]string, len(items))
	for i, x := range items {
		texts[i] = l.Name(x.Entity)
		if len(x.Figures) > 0 {
			texts[i] += l.aside(l.figures(x.Figures))
		}
	}
	return strings.Join(texts, l.Word("; "))
}

// figures are numbers given of something, each with its certainty.
func (l *Language) figures(all []query.Figure) string {
	texts := make([]string, len(all))
	for i, f := range all {
		texts[i] = l.figure(f) + l.unless(f.Certainty())
	}
	return strings.Join(texts, l.Word("; "))
}

func rivalRow() form[query.Rival] {
	return form[query.Rival]{headings: []string{"organization", "took", "gave", "people took", "people gave", "both in"}, cells: func(r query.Rival) []Cell {
		return []Cell{thing(r.Organization), Count(r.Took), Count(r.Gave), Count(r.PeopleTook), Count(r.PeopleGave), Things(r.Sectors)}
	}}
}

// listed are the things of a profile's list.
func listed(items []query.Item) []graph.Entity {
	entities := make([]graph.Entity, len(items))
	for i, x := range items {
		entities[i] = x.Entity
	}
	return entities
}

func (l *Language) organization(x query.OrganizationProfile) string {
	t := lines{l: l}
	t.WriteString(l.Name(x.Organization))
	var sectors []graph.Entity
	for _, s := range x.Sectors {
		sectors = append(sectors, s.Sector)
	}
	for _, list := range []struct {
		title string
		of    []graph.Entity
	}{
		{"part of", listed(x.PartOf)}, {"units", listed(x.Units)}, {"models", listed(x.Models)}, {"products", listed(x.Products)},
		{"programmes", listed(x.Programmes)}, {"clusters", listed(x.Clusters)},
	} {
		t.list(l.Word(list.title), list.of)
	}
	if len(x.Investments) > 0 {
		t.add(l.Say("%s: %s", l.Word("investments"), l.investments(x.Investments)))
	}
	t.list(l.Word("sectors"), sectors)
	for _, f := range x.Founders {
		line := l.Say("%s founded %s", l.Name(f.Person), l.Name(f.Organization))
		if when := l.time(f.When(), f.WhenCertainty()); when != "" {
			line = l.Say("%s, %s", line, when)
		}
		t.add(line + l.unless(f.Certainty()))
	}
	for _, leads := range x.Leaders {
		t.add(l.leads(leads))
	}
	for _, team := range x.Teams {
		t.add(l.team(team))
	}
	for _, s := range x.Strategies {
		t.add(l.Say("%s: %s", l.Word("strategy"), s.Summary(l.lang())) + l.unless(s.Certainty()))
	}
	t.add(l.Say("moves: %d gained, %d lost", x.Moves.Gained, x.Moves.Lost))
	return t.String()
}

func (l *Language) compared(x query.Compared) string {
	t := lines{l: l}
	a, b := l.Name(x.A.Organization), l.Name(x.B.Organization)
	flow := func(from, to string, n int) string { return l.Say("%s: %s", from+" → "+to, strconv.Itoa(n)) }
	t.WriteString(l.Say("%s, %s", flow(a, b, x.AtoB), flow(b, a, x.BtoA)))
	t.list(l.Word("both in"), x.Shared)
	t.list(l.Say("only %s in", a), x.OnlyA)
	t.list(l.Say("only %s in", b), x.OnlyB)
	return t.String() + "\n" + l.organization(x.A) + "\n" + l.organization(x.B)
}
