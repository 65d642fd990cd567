package questions

import "talentgraph.example/query"

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
	}
}

func hitRow() form[query.Hit] {
	return form[query.Hit]{headings: []string{"name", "shown as", "match", "id"}, cells: func(h query.Hit) []Cell {
		return []Cell{Literal(h.Label), thing(h.Entity), Word(h.Match.String()), id(h.Entity)}
	}}
}
