package questions

import (
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

func people() []Question {
	return []Question{
		{
			Name: "Career", Command: "career",
			Title:  Words{"Career", "履歷", "履历"},
			About:  Words{"a person's moves, posts and foundings", "一個人的流動、任職與創辦", "一个人的流动、任职与创办"},
			Args:   []Input{person("person")},
			answer: list1(query.Career, stageRow()),
		},
		{
			Name: "Colleagues", Command: "colleagues",
			Title:  Words{"Colleagues", "同事", "同事"},
			About:  Words{"who was where a person was, at the same time", "誰與一個人同時在同一處", "谁与一个人同时在同一处"},
			Args:   []Input{person("person")},
			none:   shared("Nobody is known to have been there at the same time."),
			answer: list1(query.Colleagues, colleagueRow()),
		},
		{
			Name: "ProfilePerson", Command: "person",
			Title:  Words{"Person", "人物簡介", "人物简介"},
			About:  Words{"all that is said of a person", "關於一個人的所有說法", "关于一个人的所有说法"},
			Args:   []Input{person("person")},
			answer: one1(query.ProfilePerson, form[query.PersonProfile]{text: (*Language).person}),
		},
		{
			Name: "Leaders", Command: "leaders",
			Title:  Words{"Leaders", "帶領者", "带领者"},
			About:  Words{"who leads which model, unit or programme", "誰帶領哪個模型、單位或計劃", "谁带领哪个模型、单位或计划"},
			answer: each0(query.Leaders, leaderRow()),
		},
		{
			Name: "Teams", Command: "teams",
			Title:  Words{"Teams", "團隊", "团队"},
			About:  Words{"teams, and those that went along with a move", "團隊，以及隨人而去的團隊", "团队，以及随人而去的团队"},
			answer: each0(query.Teams, teamRow()),
		},
		{
			Name: "Founders", Command: "founders",
			Title:  Words{"Founders", "創辦人", "创办人"},
			About:  Words{"who founded what", "誰創辦了什麼", "谁创办了什么"},
			answer: list0(query.Founders, founderRow()),
		},
		{
			Name: "StartUps", Command: "start-ups",
			Title:  Words{"Start-ups", "初創公司", "初创公司"},
			About:  Words{"young companies and their founders", "初創公司及其創辦人", "初创公司及其创办人"},
			answer: list0(query.StartUps, startUpRow()),
		},
	}
}

func stageRow() form[query.Stage] {
	return form[query.Stage]{headings: []string{"when", "what", "from", "at", "role", "status"}, cells: func(s query.Stage) []Cell {
		var when, from Cell = Time{s.When(), s.WhenCertainty()}, thing(s.From)
		if !s.Dated() {
			when = Word("undated")
		}
		if s.From.IsZero() {
			from = Literal("")
		}
		what := s.Kind.String()
		if s.Kind == query.StageFounding && s.IsPost() {
			what = "founder's post"
		}
		role := Phrase(func(l *Language) string { return s.Role(l.lang()) })
		return []Cell{when, Word(what), from, thing(s.At), role, Term(s.Status())}
	}}
}

func colleagueRow() form[query.Colleague] {
	return form[query.Colleague]{headings: []string{"person", "at", "together", "sure"}, cells: func(c query.Colleague) []Cell {
		return []Cell{thing(c.Person), thing(c.Organization), Time{c.Together, graph.Stated}, yes(c.Sure)}
	}}
}

func leaderRow() form[query.Leader] {
	return form[query.Leader]{headings: []string{"person", "leads", "of", "fields"}, cells: func(l query.Leader) []Cell {
		return []Cell{thing(l.Person), thing(l.Leads), Things(l.Organizations()), Things(l.Fields())}
	}}
}

func teamRow() form[query.Team] {
	return form[query.Team]{headings: []string{"team", "led by", "of", "figures", "intended"}, cells: func(t query.Team) []Cell {
		name := thing(t.Team)
		if t.WithMove() {
			name = Word("went along")
		}
		figures := Phrase(func(l *Language) string {
			var all []string
			for _, f := range t.Figures() {
				all = append(all, l.figure(f))
			}
			return strings.Join(all, l.Word("; "))
		})
		return []Cell{name, Things(t.Leaders), Things(t.Organizations), figures, yes(t.Intended())}
	}}
}

func founderRow() form[query.Founder] {
	return form[query.Founder]{headings: []string{"person", "founded", "when"}, cells: func(f query.Founder) []Cell {
		return []Cell{thing(f.Person), thing(f.Organization), Time{f.When(), f.WhenCertainty()}}
	}}
}

func startUpRow() form[query.StartUp] {
	return form[query.StartUp]{headings: []string{"organization", "founders"}, cells: func(u query.StartUp) []Cell {
		return []Cell{thing(u.Organization), Things(u.Founders)}
	}}
}

func (l *Language) person(x query.PersonProfile) string {
	t := lines{l: l}
	line := l.Name(x.Person)
	if known := x.KnownFor(l.lang()); known != "" {
		line = l.Say("%s, %s", line, known)
	}
	t.WriteString(line)
	t.list(l.Word("fields"), listed(x.Fields))
	for _, s := range x.Career {
		t.add(l.stage(s))
	}
	for _, leads := range x.Leads {
		t.add(l.leads(leads))
	}
	t.list(l.Word("siblings"), listed(x.Siblings))
	t.list(l.Word("in contact with"), listed(x.Contacts))
	for _, f := range x.Figures {
		t.add(l.figure(f))
	}
	return t.String()
}
