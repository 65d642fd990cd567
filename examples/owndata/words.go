package main

// word is one of the program's own words, given in English, in the language of names.
func (p printer) word(english string) string {
	words := map[string][2]string{ // traditional, simplified
		"%s: %d quads read, %d new": {"%s：讀到%d條四元組，新增%d條", "%s：读到%d条四元组，新增%d条"},

		"%s: %s, and stays apart": {"%s：%s；保留為單獨一條", "%s：%s；保留为单独一条"},

		"%s: %d hints; -check shows them": {"%s：%d條提示，用 -check 查看", "%s：%d条提示，用 -check 查看"},

		"Who left whom for whom": {"誰離開誰、去了哪裡", "谁离开谁、去了哪里"},
		"Largest flows":          {"最大的流向", "最大的流向"},
		"Strategies by sector":   {"各行業的策略", "各行业的策略"},

		"person": {"人物", "人物"}, "from": {"原屬", "原属"}, "to": {"去向", "去向"}, "when": {"時間", "时间"},
		"certainty": {"確定程度", "确定程度"}, "sources": {"來源", "来源"}, "moves": {"人次", "人次"},
		"sector": {"行業", "行业"}, "organization": {"機構", "机构"}, "strategy": {"策略", "策略"},

		"unknown": {"未知", "未知"}, "stated": {"明言", "明言"}, "inferred": {"推斷", "推断"},
		"speculative": {"推測", "推测"}, "disputed": {"存疑", "存疑"},
		" (%s)": {"（%s）", "（%s）"},
	}
	translated, ok := words[english]
	switch {
	case !ok:
		return english
	case p.lang == "zh-Hant":
		return translated[0]
	case p.lang == "zh-Hans":
		return translated[1]
	}
	return english
}
