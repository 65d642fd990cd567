package csv

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// text gives a text its language: the heading's, else its characters'.
func text(cell, lang string) quad.Value {
	if lang == "" {
		lang = languageOf(cell)
	}
	return quad.LangString{Value: quad.String(cell), Lang: lang}
}

// languageOf tells Chinese from English by the characters.
func languageOf(text string) string {
	if isChinese(text) {
		return "zh"
	}
	return "en"
}

// narrow writes digits and signs as they are on a Latin keyboard: ２０２４ as 2024.
func narrow(cell string) string { return norm.NFKC.String(cell) }

// choose finds the word that a cell gives among some, in English or Chinese, without regard to case, spaces and
// hyphens.
func choose(cell string, words ...quad.IRI) (quad.IRI, error) {
	plain := func(s string) string {
		return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(narrow(s)))
	}
	list := make([]string, len(words))
	for i, w := range words {
		name := strings.TrimPrefix(string(w), vocab.NS)
		for _, n := range slices.Concat(inChinese(w), inOtherWords(w), []string{name}) {
			if plain(n) == plain(cell) {
				return w, nil
			}
		}
		list[i] = fmt.Sprintf("%s (%s)", name, strings.Join(inChinese(w), ", "))
	}
	return "", fmt.Errorf("this must be one of %s", strings.Join(list, ", "))
}

// inChinese gives the Chinese labels that the vocabulary has for a word that a cell can choose.
func inChinese(word quad.IRI) []string {
	switch word {
	case vocab.KindHire:
		return []string{"受聘"}
	case vocab.KindDeparture:
		return []string{"出走"}
	case vocab.KindFounding:
		return []string{"創業", "创业"}
	case vocab.KindPromotion:
		return []string{"升任"}
	case vocab.OrgKindGiant:
		return []string{"互聯網巨頭", "互联网巨头"}
	case vocab.OrgKindHardwareMaker:
		return []string{"硬件廠商", "硬件厂商"}
	case vocab.OrgKindStartUp:
		return []string{"初創公司", "初创公司"}
	case vocab.CertaintyStated:
		return []string{"明言"}
	case vocab.CertaintyInferred:
		return []string{"推斷", "推断"}
	case vocab.CertaintySpeculative:
		return []string{"推測", "推测"}
	case vocab.CertaintyDisputed:
		return []string{"存疑"}
	case vocab.StatusCurrent:
		return []string{"現任", "现任"}
	case vocab.StatusFormer:
		return []string{"曾任"}
	}
	return nil
}

// inOtherWords gives other words that people use for these in their sheets.
func inOtherWords(word quad.IRI) []string {
	switch word {
	case vocab.KindHire:
		return []string{"入職", "入职", "加盟", "加入", "joined", "join", "hired", "new hire"}
	case vocab.KindDeparture:
		return []string{"離職", "离职", "離開", "离开", "left", "leave", "departed", "resigned", "resignation"}
	case vocab.KindFounding:
		return []string{"創辦", "创办", "創立", "创立", "founded", "co-founded", "founder"}
	case vocab.KindPromotion:
		return []string{"升職", "升职", "晉升", "晋升", "promoted"}
	case vocab.CertaintyStated:
		return []string{"confirmed", "official", "確認", "确认", "已確認", "已确认", "已證實", "已证实", "官宣"}
	case vocab.CertaintySpeculative:
		return []string{"rumour", "rumor", "rumoured", "rumored", "unconfirmed", "傳聞", "传闻", "據傳", "据传", "未證實", "未证实"}
	case vocab.CertaintyDisputed:
		return []string{"denied", "contested", "否認", "否认", "有爭議", "有争议"}
	case vocab.StatusCurrent:
		return []string{"在任", "在職", "在职", "active", "present"}
	case vocab.StatusFormer:
		return []string{"前任", "離任", "离任", "past", "ex"}
	}
	return nil
}

// certainty reads how certain a source is.
func certainty(cell string) (graph.Certainty, error) {
	if c, err := graph.ParseCertainty(cell); err == nil {
		return c, nil
	}
	word, err := choose(cell, vocab.CertaintyStated, vocab.CertaintyInferred, vocab.CertaintySpeculative, vocab.CertaintyDisputed)
	if err != nil {
		return graph.Unknown, err
	}
	return graph.ParseCertainty(strings.TrimPrefix(string(word), vocab.NS))
}

// isText tells whether the cells under a heading are texts, which stay as they were told.
func isText(heading string) bool {
	return heading == "note" || heading == "summary" || heading == "known_for" || heading == "role"
}
