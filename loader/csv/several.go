package csv

import "strings"

// isBlank tells whether a cell holds a word or a sign for nothing.
func isBlank(text string) bool {
	const longest = len("not disclosed") * 3 // in wide letters
	if len(text) > longest {
		return false
	}
	switch strings.ToLower(narrow(text)) {
	case "", "-", "--", "---", "–", "—", "——", "?", "??", "???", "/", "\\", "n/a", "#n/a", "na", "n.a.", "none", "null", "nil", "nan", "unknown", "not known", "unclear",
		"tbd", "tba", "tbc", "t.b.d.", "t.b.a.", "undisclosed", "not disclosed",
		"未知", "不详", "不詳", "不明", "无", "無", "暂无", "暫無", "暂缺", "暫缺", "待定", "待补充", "待補充", "待确认", "待確認", "未公开", "未公開", "未公布", "未公佈", "未披露", "未透露":
		return true
	}
	return false
}

// split parts a cell that names several things: by ";", "；", "、" and line breaks. A semicolon within a web address is
// part of it. Words for others who are not named are taken off.
func split(cell string) []string {
	names := parts(cell)
	if last := len(names) - 1; last >= 0 {
		names[last], _ = withoutOthers(names[last], last > 0)
	}
	return names
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
		if r == ';' && strings.Contains(cell[begin:i], "://") && behind < len(cell) && cell[behind] != ' ' {
			continue
		}
		add(i)
		begin = behind
	}
	add(len(cell))
	return names
}

// othersMeant are the ends of lists of names by which others are meant, too.
func othersMeant(list bool) []string {
	all := []string{"等人", "等等", " et al.", " et al", " and others"}
	if list {
		all = append(all, "等")
	}
	return all
}

// withoutOthers takes a word off the last of several names, or of one, that means others who are not named: 李四等.
func withoutOthers(name string, list bool) (string, bool) {
	for _, end := range othersMeant(list) {
		if shorter, cut := strings.CutSuffix(name, end); cut && shorter != "" {
			return strings.TrimSpace(shorter), true
		}
	}
	if before, after, cut := strings.Cut(name, "等"); cut && before != "" {
		if number, counted := strings.CutSuffix(after, "人"); counted && number != "" && strings.Trim(number, "0123456789一二三四五六七八九十两多余數数") == "" {
			return strings.TrimSpace(before), true
		}
	}
	return name, false
}
