package csv

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// isBlank tells whether a cell holds a word or a sign for nothing.
func isBlank(text string) bool {
	const longest = len("(not applicable)") * 3 // in wide letters
	if len(text) > longest {
		return false
	}
	text = strings.ToLower(narrow(seen(text)))
	if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		text = strings.TrimSuffix(inner, ")")
	}
	switch text {
	case "", "-", "--", "---", "–", "—", "——", "?", "??", "???", "/", "\\", "n/a", "#n/a", "na", "n.a.", "none", "null", "nil", "nan", "unknown", "not known", "unclear",
		"tbd", "tba", "tbc", "t.b.d.", "t.b.a.", "undisclosed", "not disclosed", "not available", "not applicable", "not given", "not specified", "unspecified", "n.a",
		"未知", "不详", "不詳", "不明", "无", "無", "暂无", "暫無", "暂缺", "暫缺", "待定", "待补充", "待補充", "待确认", "待確認", "未公开", "未公開", "未公布", "未公佈", "未披露", "未透露",
		"未提及", "未说明", "未說明", "未注明", "未註明", "未提供", "不适用", "不適用", "待查":
		return true
	}
	return false
}

// split parts a cell that names several things: by ";", "；", "、" and line breaks. A semicolon within a web address is
// part of it. Words for others who are not named are taken off.
func split(cell string) []string {
	names, _ := splitOthers(cell)
	return names
}

// namesIn parts a cell by its heading: the names of texts can end as those of lists do, as Smith et al. does.
func namesIn(heading, cell string) []string {
	if heading == "source" {
		return parts(cell)
	}
	return split(cell)
}

// splitOthers tells, too, whether others are meant who are not named.
func splitOthers(cell string) (names []string, others bool) {
	names = parts(cell)
	last := len(names) - 1
	if last < 0 {
		return nil, false
	}
	names[last], others = withoutOthers(names[last], last > 0)
	if last > 0 && isOthers(names[last]) {
		return names[:last], true
	}
	return names, others
}

func parts(cell string) []string {
	var names []string
	begin := 0
	add := func(end int) {
		if name := strings.TrimSpace(cell[begin:end]); name != "" && !isBlank(name) {
			names = append(names, name)
		}
	}
	for i, r := range cell {
		if !strings.ContainsRune(";；、\n\r", r) {
			continue
		}
		behind := i + len(string(r))
		if r == ';' && strings.Contains(cell[begin:i], "://") && behind < len(cell) && cell[behind] != ' ' && !beginsAddress(cell[behind:]) {
			continue
		}
		add(i)
		begin = behind
	}
	add(len(cell))
	return names
}

// beginsAddress tells whether a web address begins here.
func beginsAddress(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://")
}

// addressSlip tells what is wrong with a cell that begins as a web address and is none, or is several.
func addressSlip(text string) error {
	if !beginsAddress(text) || !addressesIn(text) {
		return nil
	}
	return errors.New("this is no web address, or several; put \";\" or a line break between two, and %20 for a space within one")
}

// addressesIn tells whether what begins as a web address has a space in it, or another address behind a comma.
func addressesIn(text string) bool {
	return slices.ContainsFunc(parts(text), func(part string) bool {
		if !beginsAddress(part) {
			return false
		}
		for _, sign := range []string{",", "，", "|"} {
			if strings.Contains(part, sign+"http") {
				return true
			}
		}
		return strings.ContainsFunc(part, unicode.IsSpace)
	})
}

// othersMeant are the ends of names by which others are meant, too.
func othersMeant() []string {
	return []string{"等人", "等等", "等", " et al.", " et al", " and others", " and colleagues", " etc.", " etc"}
}

// isOthers tells whether a word behind other names is one for those who are not named.
func isOthers(word string) bool {
	return slices.ContainsFunc(othersMeant(), func(end string) bool { return strings.EqualFold(strings.TrimSpace(end), word) })
}

// withoutOthers takes a word off the last of several names, or of one, that means others who are not named: 李四等. What is one
// name may end so, if it is a short one, 周等, or the word is part of another: 高等.
func withoutOthers(name string, list bool) (string, bool) {
	for _, end := range othersMeant() {
		shorter, cut := strings.CutSuffix(name, end)
		shorter = strings.TrimRight(shorter, " ,，")
		if cut && shorter != "" && (list || end != "等" || !endsInEqual(shorter)) {
			return shorter, true
		}
	}
	if before, after, cut := strings.Cut(name, "等"); cut && before != "" {
		if number, counted := strings.CutSuffix(after, "人"); counted && number != "" && strings.Trim(number, "0123456789一二三四五六七八九十两多余數数") == "" {
			return strings.TrimSpace(before), true
		}
	}
	return name, false
}

// endsInEqual tells whether 等 behind a name can be a part of it.
func endsInEqual(before string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	return size == len(before) || strings.ContainsRune("高初中平同均对對", last)
}
