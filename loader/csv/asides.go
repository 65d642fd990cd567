package csv

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

// aside tells of a row that is none of the table's: of totals, a footnote, or the headings once more, as in printed pages.
// Such rows are not read, and a hint says so. One that does not fit under the headings is one if it begins as no other row does:
// a footnote can have commas.
func (im *Importer) aside(cells []string, fits bool) (c cell, what string, ok bool) {
	const footnote = "this looks like a footnote, and is not read"
	filled, figures := 0, 0
	for i, text := range cells {
		if text = strings.TrimSpace(text); text == "" || isBlank(text) {
			continue
		}
		switch filled++; {
		case filled == 1:
			c = cell{index: i, text: text}
		case isFigure(text):
			figures++
		}
	}
	switch {
	case filled == 0:
	case filled > 1 && figures < filled-1 && slices.Equal(im.headings, cells):
		return c, "these are the headings once more, and the row is not read", true
	case isTotal(c.text) && figures == filled-1 && !im.couldBeCalled(c.text, filled):
		return c, "this looks like a row of totals, and is not read", true
	case fits && filled == 1 && im.isFootnote(c.text), filled > 1 && c.index == 0 && im.named[0] && hasWordForNote(c.text):
		return c, footnote, true
	case !fits && c.index == 0 && isRemark(c.text):
		return c, footnote, true
	}
	return c, "", false
}

// couldBeCalled tells whether a row that has nothing but a word for totals can be what the table is about: there is a
// company named Total.
func (im *Importer) couldBeCalled(text string, filled int) bool {
	return im.table == Organizations && filled == 1 && strings.EqualFold(text, "total")
}

// isTotal tells whether a cell begins a row of totals: 合计, Total: 12, 共计3人.
func isTotal(text string) bool {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsDigit(r) || unicode.IsPunct(r) {
			return -1
		}
		return r
	}, strings.ToLower(narrow(text)))
	for _, unit := range []string{"人次", "人", "家", "名", "条", "條", "项", "項", "笔", "筆"} {
		if shorter, cut := strings.CutSuffix(text, unit); cut {
			text = shorter
			break
		}
	}
	switch text {
	case "total", "totals", "subtotal", "grandtotal", "sum", "average", "mean", "合计", "合計", "总计", "總計", "小计", "小計", "共计", "共計", "总和", "總和", "总数", "總數", "平均", "平均值", "汇总", "彙總":
		return true
	}
	return false
}

// isFigure tells whether a cell is a number, with a unit or a sign of a currency at most.
func isFigure(text string) bool {
	text = narrow(text)
	return strings.ContainsFunc(text, unicode.IsDigit) && strings.Trim(text, "0123456789.,-+%$€£¥ 万萬亿億元美人家名次条笔项mMbBkKn") == ""
}

// isFootnote tells whether the only cell of a row is a remark below or within the table.
func (im *Importer) isFootnote(text string) bool {
	if isRemark(text) {
		return true
	}
	_, rest, colon := strings.Cut(narrow(text), ":")
	if !colon || strings.HasPrefix(rest, "//") {
		return im.table.needsTwo() && (strings.HasSuffix(text, "。") || strings.HasSuffix(text, ".") && strings.Count(text, " ") > 3)
	}
	if _, iri, err := im.names.readIRI(text); iri || err != nil {
		return false
	}
	return im.table.needsTwo()
}

// isRemark tells whether a text begins as remarks do and names do not: with a sign for a note, or a word for one and a colon.
// *ST is the beginning of companies' names.
func isRemark(text string) bool {
	text = strings.ToLower(narrow(text))
	for _, sign := range []string{"*", "#", "※", "†", "‡"} {
		if strings.HasPrefix(text, sign) {
			return !strings.HasPrefix(text, "*st") && !isSheetError(strings.ToUpper(text))
		}
	}
	return hasWordForNote(text)
}

// hasWordForNote tells whether a text begins with a word for a note and a colon, as no name does.
func hasWordForNote(text string) bool {
	word, rest, colon := strings.Cut(strings.ToLower(narrow(text)), ":")
	if !colon || strings.HasPrefix(rest, "//") {
		return false
	}
	switch strings.TrimSpace(word) {
	case "note", "notes", "n.b.", "nb", "source", "sources", "data", "data source", "data sources", "updated", "last updated", "as of", "remark", "remarks", "disclaimer",
		"注", "备注", "備註", "附注", "附註", "说明", "說明", "来源", "來源", "数据来源", "數據來源", "资料来源", "資料來源", "更新", "更新时间", "更新時間", "截至":
		return true
	}
	return false
}

// needsTwo tells whether a row of the table must have more than a name.
func (t Table) needsTwo() bool { return !t.Names() && t != Models }

// tellOthers hints at the cells whose words mean others who are not named.
func (im *Importer) tellOthers() {
	for i, c := range im.columns {
		text := strings.TrimSpace(im.records.row()[i])
		switch c.heading {
		case "sector", "field", "also_known_as":
		default:
			if !im.named[i] {
				continue
			}
		}
		if !mayMeanOthers(text) {
			continue
		}
		if _, others := splitOthers(text); others {
			im.hint(cell{index: i, text: text}, "others are meant here who are not named; only the names are read")
		}
	}
}

// mayMeanOthers is a quick look, since few cells do.
func mayMeanOthers(text string) bool {
	return strings.Contains(text, "等") || slices.ContainsFunc([]string{"al", "al.", "others", "colleagues", "etc", "etc."}, func(end string) bool { return strings.HasSuffix(text, end) })
}

// namesNobody tells whether what stands where a person's name should is a description: 某高管, a researcher.
func namesNobody(name string) bool {
	for _, word := range []string{"某", "一名", "一位", "两名", "兩名", "三名", "多名", "多位", "数名", "數名", "数位", "數位", "几名", "幾名", "若干", "匿名", "a ", "an ", "one ", "two ", "three ", "several ", "some ", "many ", "unnamed", "anonymous", "someone", "former ", "ex-"} {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	return false
}

// noHeading says that a cell stands in a column that nothing is known of.
func noHeading() error {
	return errors.New("there is no heading above this cell; give its column one, or \"#\" to leave it out")
}
