package questions

import (
	"strings"

	"talentgraph.example/query"
)

func names() []Question {
	return []Question{
		{
			Name: "Search", Command: "search",
			Title:  Words{"Search", "搜尋", "搜索"},
			About:  Words{"things by any name, pinyin or a typing error", "按任何名稱、拼音或近似寫法查找", "按任何名称、拼音或近似写法查找"},
			Args:   []Input{plain("text")},
			none:   shared("Nothing is called that."),
			answer: each1(query.Search, hitRow()),
		},
		{
			Name: "Duplicates", Command: "duplicates",
			Title:  Words{"Likely doubles", "疑似重複", "疑似重复"},
			About:  Words{"people, organizations and moves that are likely one", "可能重複的人物、機構與流動", "可能重复的人物、机构与流动"},
			none:   shared("Nothing looks like a double."),
			answer: list0(query.Duplicates, doubleRow()),
		},
	}
}

func doubleRow() form[query.Double] {
	return form[query.Double]{headings: []string{"things", "ids", "reason", "score"}, cells: func(d query.Double) []Cell {
		ids := Phrase(func(l *Language) string {
			var all []string
			for _, e := range d.Things {
				all = append(all, l.Compact(e.ID()))
			}
			return strings.Join(all, l.Word(", "))
		})
		return []Cell{Things(d.Things), ids, Word(d.Reason), Count(d.Score())}
	}}
}

func hitRow() form[query.Hit] {
	return form[query.Hit]{headings: []string{"name", "shown as", "match", "id"}, cells: func(h query.Hit) []Cell {
		return []Cell{Literal(h.Label), thing(h.Entity), Word(h.Match.String()), id(h.Entity)}
	}}
}
