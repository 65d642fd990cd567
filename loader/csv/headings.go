package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"

	"talentgraph.example/graph/term"
)

// Table is what the rows of a file are about.
type Table uint8

// The tables. The zero Table is none.
const (
	Moves Table = iota + 1
	People
	Organizations
	Strategies
)

// String is the table's name: "moves".
func (t Table) String() string {
	switch t {
	case Moves:
		return "moves"
	case People:
		return "people"
	case Organizations:
		return "organizations"
	case Strategies:
		return "strategies"
	}
	return fmt.Sprintf("table %d", uint8(t))
}

// heading is a column that a table can have.
type heading struct {
	name     string
	others   []string // in Chinese, or other words for it
	required bool
	langs    bool // it may have a language: role@zh-Hant
}

// headings lists the columns of a table. It is made afresh, as a table of its own for each caller.
func headings(t Table) []heading {
	var own []heading
	sector := heading{name: "sector", others: []string{"行業", "行业", "產業", "产业", "賽道", "赛道"}}
	organization := heading{name: "organization", others: []string{"組織", "组织", "公司", "機構", "机构"}, required: true}
	person := heading{name: "person", others: []string{"人物", "姓名"}, required: true, langs: true}
	alias := heading{name: "also_known_as", others: []string{"別名", "别名"}, langs: true}
	kind := heading{name: "kind", others: []string{"類型", "类型"}}
	switch t {
	case Moves:
		kind.others = append(kind.others, "方式")
		own = []heading{
			person,
			{name: "from", others: []string{"原公司", "原屬", "原属", "離開", "离开"}},
			{name: "to", others: []string{"新公司", "去向", "加入"}},
			{name: "year", others: []string{"年", "年份"}},
			{name: "when", others: []string{"時間", "时间", "日期"}},
			{name: "role", others: []string{"職務", "职务", "職位", "职位"}, langs: true},
			kind, sector,
			{name: "team", others: []string{"團隊", "团队"}},
			{name: "team_size", others: []string{"團隊人數", "团队人数"}},
		}
	case People:
		person.others = append(person.others, "name")
		own = []heading{
			person, alias,
			{name: "known_for", others: []string{"知名於", "知名于"}, langs: true},
			{name: "field", others: []string{"領域", "领域"}},
		}
	case Organizations:
		organization.langs = true
		organization.others = append(organization.others, "name")
		own = []heading{
			organization, alias, sector, kind,
			{name: "part_of", others: []string{"隸屬", "隶属"}},
		}
	case Strategies:
		own = []heading{
			organization,
			{name: "summary", others: []string{"戰略", "战略", "策略", "摘要"}, required: true, langs: true},
			sector,
			{name: "intended", others: []string{"計劃中", "计划中"}},
		}
	}
	return append(own,
		heading{name: "id", others: []string{"編號", "编号"}},
		heading{name: "source", others: []string{"來源", "来源", "出處", "出处"}},
		heading{name: "paragraph", others: []string{"段落"}},
		heading{name: "start", others: []string{"開始", "开始"}},
		heading{name: "end", others: []string{"結束", "结束"}},
		heading{name: "certainty", others: []string{"確定性", "确定性", "確定程度", "确定程度"}},
		heading{name: "note", others: []string{"備註", "备注", "附註", "附注"}},
	)
}

// Headings lists the headings that a table's columns can have; each with the other words for it.
func Headings(t Table) [][]string {
	var all [][]string
	for _, h := range headings(t) {
		all = append(all, append([]string{h.name}, h.others...))
	}
	return all
}

// column is a column of a file.
type column struct {
	heading string // its chief name; empty for one that is not read
	lang    string // empty if none is given
}

// TableOf tells which table has these headings. The error says what is missing or not known.
func TableOf(line []string) (Table, error) {
	_, table, err := columnsOf(line)
	return table, err
}

// headingError says which of the headings is wrong.
type headingError struct {
	index int // among the headings, from 0
	error
}

// columnsOf makes sense of a heading line. The error is a headingError where one heading is wrong.
func columnsOf(line []string) ([]column, Table, error) {
	table, err := guessTable(line)
	if err != nil {
		return nil, 0, err
	}
	known := headings(table)
	columns := make([]column, len(line))
	for i, cell := range line {
		name, lang := cutLang(cell)
		if strings.HasPrefix(name, "#") || name == "" && empty(line[i:]) {
			continue // the analyst's own; or the end of a wider sheet
		}
		at := slices.IndexFunc(known, func(h heading) bool { return h.is(name) })
		switch {
		case at < 0:
			return nil, 0, headingError{i, fmt.Errorf("a table of %s has no column %q%s; it has %s (a column whose heading begins with \"#\" is not read)",
				table, strings.TrimSpace(cell), didYouMean(name, known), list(known))}
		case lang != "" && !known[at].langs:
			return nil, 0, headingError{i, fmt.Errorf("the column %q has no languages", name)}
		case lang != "" && !term.ValidLang(lang):
			return nil, 0, headingError{i, fmt.Errorf("%.60q is no language tag, such as zh-Hant", lang)}
		}
		columns[i] = column{known[at].name, lang}
		if first := slices.Index(columns[:i], columns[i]); first >= 0 {
			return nil, 0, headingError{i, fmt.Errorf("the column %q is there twice, as number %d and %d", strings.TrimSpace(cell), first+1, i+1)}
		}
	}
	for _, h := range known {
		if h.required && !slices.Contains(columns, column{h.name, ""}) {
			return nil, 0, fmt.Errorf("a table of %s needs a column %s", table, list([]heading{h}))
		}
	}
	return columns, table, nil
}

// guessTable looks for the columns that only one table has.
func guessTable(line []string) (Table, error) {
	has := func(t Table, names ...string) bool {
		for _, h := range headings(t) {
			if slices.Contains(names, h.name) && slices.ContainsFunc(line, func(cell string) bool {
				name, _ := cutLang(cell)
				return h.is(name)
			}) {
				return true
			}
		}
		return false
	}
	switch {
	case has(Strategies, "summary"):
		return Strategies, nil
	case has(Moves, "from", "to"):
		return Moves, nil
	case has(People, "known_for", "field"):
		return People, nil
	case has(Organizations, "sector", "kind", "part_of"), has(Strategies, "organization"):
		return Organizations, nil
	case has(Moves, "person"):
		return People, nil
	}
	return 0, errors.New("the first line does not have the headings of a table: moves have person, from and to (人物, 原公司, 新公司); " +
		"people have person (人物); organizations have organization (公司); strategies have organization and summary (公司, 戰略)")
}

// didYouMean suggests the heading that is most of an unknown one: 原公司 for 原公司名稱, or that differs by a slip.
func didYouMean(name string, known []heading) string {
	best, least := "", utf8.RuneCountInString(name)/2+1
	for _, h := range known {
		for _, word := range append([]string{h.name}, h.others...) {
			if utf8.RuneCountInString(word) < 2 {
				continue
			}
			if d := levenshtein.ComputeDistance(word, name); d < least {
				best, least = word, d
			}
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

func (h heading) is(name string) bool { return h.name == name || slices.Contains(h.others, name) }

// cutLang parts "Known for@zh-Hant" into "known_for" and "zh-Hant".
func cutLang(cell string) (name, lang string) {
	name, lang, _ = strings.Cut(strings.TrimSpace(cell), "@")
	name = strings.ToLower(strings.TrimSpace(name))
	return strings.NewReplacer(" ", "_", "-", "_").Replace(name), strings.TrimSpace(lang)
}

// list names all headings, each with the other words for it: "from (原公司, 離開, 离开), …".
func list(known []heading) string {
	var names []string
	for _, h := range known {
		names = append(names, fmt.Sprintf("%s (%s)", h.name, strings.Join(h.others, ", ")))
	}
	return strings.Join(names, ", ")
}

func empty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// Sniff tells whether a text begins with a line of headings that make a table.
func Sniff(text []byte) bool {
	line := text
	if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
		line = text[:end]
	}
	in := csv.NewReader(bytes.NewReader(line))
	in.Comma = separator(line)
	cells, err := in.Read()
	if err != nil {
		return false
	}
	_, err = TableOf(cells)
	return err == nil
}
