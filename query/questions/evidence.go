package questions

import (
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

func evidence() []Question {
	return []Question{
		{
			Name: "Why", Command: "why",
			Title:  Words{"Why", "為什麼", "为什么"},
			About:  Words{"facts of a thing, and the claims behind them", "一件事物的事實及其依據", "一件事物的事实及其依据"},
			Args:   []Input{optional(entity("subject")), optional(predicate("predicate")), optional(plain("object"))},
			answer: list3(query.Why, form[query.Fact]{text: (*Language).fact}),
		},
		{
			Name: "Claims", Command: "claims",
			Title:  Words{"Claims of a source", "來源的說法", "来源的说法"},
			About:  Words{"the claims of a source, or of all", "一個來源或所有來源的各項說法", "一个来源或所有来源的各项说法"},
			Args:   []Input{optional(source("source"))},
			answer: list1(query.Claims, form[query.Claimed]{text: (*Language).claim}),
		},
		{
			Name: "Disputed", Command: "disputed",
			Title:  Words{"Disputes", "存疑之處", "存疑之处"},
			About:  Words{"what contradicts: claims, moves, and the public record", "互相矛盾或與公開記錄不合的說法與流動", "互相矛盾或与公开记录不合的说法与流动"},
			none:   shared("Nothing is disputed."),
			answer: list0(query.Disputed, form[query.Dispute]{text: (*Language).dispute}),
		},
		{
			Name: "Sources", Command: "sources",
			Title:  Words{"Sources", "來源", "来源"},
			About:  Words{"sources, and how much is claimed by each", "各來源及其說法的數目", "各来源及其说法的数目"},
			answer: list0(query.Sources, sourceRow()),
		},
		{
			Name: "Span", Command: "span",
			Title:  Words{"Span of times", "時間範圍", "时间范围"},
			About:  Words{"the first and the last time, and how much has none", "最早與最晚的時間，以及多少時間不詳", "最早与最晚的时间，以及多少时间不详"},
			answer: one0(query.Span, form[query.Dates]{text: (*Language).dates}),
		},
	}
}

func sourceRow() form[query.CitedSource] {
	return form[query.CitedSource]{headings: []string{"source", "language", "claims", "text", "id"}, cells: func(s query.CitedSource) []Cell {
		name := thing(s.Source)
		if len(s.Source.Labels()) == 0 && !strings.HasPrefix(string(s.Source.ID()), vocab.ID) {
			name = id(s.Source) // what its address ends with tells nothing
		}
		return []Cell{name, Literal(strings.Join(s.Languages, ", ")), Count(s.Claims), yes(s.HasText), id(s.Source)}
	}}
}

func (l *Language) dates(d query.Dates) string {
	t := lines{l: l}
	switch {
	case d.Dated == 0:
		t.WriteString(l.Word("undated"))
	case d.First == d.Last:
		t.WriteString(l.when(d.First))
	default:
		t.WriteString(l.when(d.First) + " – " + l.when(d.Last))
	}
	t.WriteString(l.unless(d.Certainty()))
	for _, y := range d.Years {
		t.add(l.Say("%s: %s", strconv.Itoa(y.Value), strconv.Itoa(y.Rows)))
	}
	t.add(l.Say("%s: %s", l.Word("undated"), strconv.Itoa(d.Undated)))
	return t.String()
}

// fact is a fact with all claims behind it, and their passages if the text is at hand.
func (l *Language) fact(f query.Fact) string {
	t := lines{l: l}
	t.WriteString(l.Name(f.Subject) + " · " + l.predicate(f.Predicate) + " · " + l.Name(f.Object))
	if text, ok := f.Object.Node().(quad.LangString); ok && !strings.HasPrefix(l.lang(), text.Lang) {
		t.WriteString(l.aside(text.Lang))
	}
	found, err := f.Passages()
	if err != nil {
		t.add(err.Error())
	}
	for _, e := range f.Evidence() {
		line := l.Reference(e)
		if note := e.NoteIn(l.lang()); note != "" {
			line = l.Say("%s; %s", line, note)
		}
		t.add(line)
		for _, q := range found {
			if q.Claim == e.Claim {
				t.add("  " + q.Text)
			}
		}
	}
	return t.String()
}

func (l *Language) claim(d query.Claimed) string {
	s := l.Say("%s: %s", local(quad.IRI(strings.Trim(quad.StringOf(d.Claim), "<>"))), l.Reference(d.Evidence))
	if note := d.NoteIn(l.lang()); note != "" {
		s = l.Say("%s: %s", s, note)
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

func (l *Language) dispute(d query.Dispute) string {
	if d.Conflict != "" {
		text := l.Say(string(d.Conflict))
		for _, f := range d.Facts {
			text += "\n  " + strings.ReplaceAll(l.fact(f), "\n", "\n  ")
		}
		return text
	}
	var sides []string
	for i, side := range d.Sides {
		text := l.claim(side)
		if i > 0 {
			text = "  " + l.Say("against %s", text)
		}
		sides = append(sides, text)
	}
	return strings.Join(sides, "\n")
}
