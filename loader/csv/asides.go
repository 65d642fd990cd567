package csv

import (
	"errors"
	"slices"
	"strings"
	"unicode"
)

// aside tells of a row that is none of the table's: of totals, a footnote, or the headings once more, as in printed pages.
// Such rows are not read, and a hint says so.
func (im *Importer) aside() (c cell, what string, ok bool) {
	filled := 0
	for i, text := range im.records.row() {
		if text = strings.TrimSpace(text); text == "" || isBlank(text) {
			continue
		}
		if filled++; filled == 1 {
			c = cell{index: i, text: text}
		} else if !isFigure(text) {
			return c, "these are the headings once more, and the row is not read", slices.Equal(im.headings, im.records.row())
		}
	}
	switch {
	case filled == 0:
	case isTotal(c.text) && !im.couldBeCalled(c.text, filled):
		return c, "this looks like a row of totals, and is not read", true
	case filled == 1 && im.isFootnote(c.text):
		return c, "this looks like a footnote, and is not read", true
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
	if strings.ContainsAny(text[:1], "*#") || strings.HasPrefix(text, "※") || strings.HasPrefix(text, "†") || strings.HasPrefix(text, "＊") {
		return true
	}
	word, rest, colon := strings.Cut(strings.ToLower(narrow(text)), ":")
	word = strings.TrimSpace(word)
	if !colon || strings.HasPrefix(rest, "//") {
		return im.table.needsTwo() && (strings.HasSuffix(text, "。") || strings.HasSuffix(text, ".") && strings.Count(text, " ") > 3)
	}
	switch word {
	case "note", "notes", "n.b.", "nb", "source", "sources", "data", "data source", "data sources", "updated", "last updated", "as of", "remark", "remarks", "disclaimer",
		"注", "备注", "備註", "附注", "附註", "说明", "說明", "来源", "來源", "数据来源", "數據來源", "资料来源", "資料來源", "更新", "更新时间", "更新時間", "截至":
		return true
	}
	if _, iri, err := im.names.readIRI(text); iri || err != nil {
		return false
	}
	return im.table.needsTwo()
}

// needsTwo tells whether a row of the table must have more than a name.
func (t Table) needsTwo() bool { return !t.Names() && t != Models }

// tellOthers hints at the cells whose words mean others who are not named.
func (im *Importer) tellOthers() {
	for i, named := range im.named {
		text := strings.TrimSpace(im.records.row()[i])
		if !named || !strings.Contains(text, "等") && !strings.HasSuffix(text, "al") && !strings.HasSuffix(text, "al.") && !strings.HasSuffix(text, "others") {
			continue
		}
		if parts := parts(text); len(parts) > 0 {
			if _, cut := withoutOthers(parts[len(parts)-1], len(parts) > 1); cut {
				im.hint(cell{index: i, text: text}, "others are meant here who are not named; only the names are read")
			}
		}
	}
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
