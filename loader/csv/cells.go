package csv

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/unicode/norm"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// split parts a cell that names several things.
func split(cell string) []string {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";；、", r) })
	var names []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			names = append(names, p)
		}
	}
	return names
}

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

// whole reads a number that is not negative.
func whole(cell string) (int, error) {
	n, err := strconv.Atoi(narrow(cell))
	if err != nil || n < 0 {
		return 0, errors.New("this must be a whole number, not below 0")
	}
	return n, nil
}

// yesOrNo reads a truth value.
func yesOrNo(cell string) (bool, error) {
	switch strings.ToLower(narrow(cell)) {
	case "yes", "true", "1", "是", "有":
		return true, nil
	case "no", "false", "0", "否", "無", "无":
		return false, nil
	}
	return false, errors.New("this must be yes or no (是, 否)")
}

// moment reads a time, writes it as XML Schema does, and gives its year.
func moment(cell string) (when quad.Value, year int, err error) {
	cell = narrow(cell)
	for _, form := range []struct {
		layout, chinese, sheet string // sheet: as spreadsheets write it
		datatype               quad.IRI
	}{
		{"2006", "2006年", "2006", vocab.XSDGYear},
		{"2006-01", "2006年1月", "2006/1", vocab.XSDGYearMonth},
		{"2006-01-02", "2006年1月2日", "2006/1/2", vocab.XSDDate},
	} {
		for _, layout := range []string{form.layout, form.chinese, form.sheet} {
			if t, err := time.Parse(layout, cell); err == nil {
				return term.TypedLiteral(t.Format(form.layout), string(form.datatype)), t.Year(), nil
			}
		}
	}
	return nil, 0, errors.New("this must be a year, a month or a day, such as 2024, 2024-03, 2024-03-15 or 2024年3月15日")
}

// choose finds the word that a cell gives among some, in English or Chinese, without regard to case, spaces and
// hyphens.
func choose(cell string, words ...quad.IRI) (quad.IRI, error) {
	plain := func(s string) string {
		return strings.NewReplacer(" ", "", "-", "", "_", "").Replace(strings.ToLower(s))
	}
	list := make([]string, len(words))
	for i, w := range words {
		name := strings.TrimPrefix(string(w), vocab.NS)
		for _, n := range slices.Concat(inChinese(w), alsoInChinese(w), []string{name}) {
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
	}
	return nil
}

// alsoInChinese gives other words that people use for these in their sheets.
func alsoInChinese(word quad.IRI) []string {
	switch word {
	case vocab.KindHire:
		return []string{"入職", "入职", "加盟"}
	case vocab.KindDeparture:
		return []string{"離職", "离职"}
	case vocab.KindFounding:
		return []string{"創辦", "创办"}
	case vocab.KindPromotion:
		return []string{"升職", "升职", "晉升", "晋升"}
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
