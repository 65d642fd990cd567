package csv

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/amounts"
	"talentgraph.example/loader/syntax"
)

// column is a column of a file.
type column struct {
	heading  string // its chief name; empty for one that is not read
	lang     string // empty if none is given
	nameless bool   // nothing stands above it, and nothing may stand in it
}

// longestHeading is more bytes than any word for a heading has.
const longestHeading = 300

// leftOut is what a heading is mapped to whose column is not read, and anyOther the heading for all that are not known.
const leftOut, anyOther = "#", "*"

// TableOf tells which table has these headings. The error says what is missing or not known.
func TableOf(line []string) (Table, error) {
	_, table, err := newDictionary(nil).columnsOf(line)
	return table, err
}

// dictionary knows the headings of all tables. Those of a table are worked out when it is asked for.
type dictionary struct {
	tables [Models + 1][]heading
	words  [Models + 1]map[string]int // from a folded word to the heading's index
	mapped map[string]string          // what the caller says that headings are, folded
	money  *amounts.Reader
}

func newDictionary(mapped map[string]string) *dictionary {
	d := &dictionary{mapped: map[string]string{}}
	for heading, meant := range mapped {
		d.mapped[foldHeading(heading)] = meant
	}
	return d
}

// table gives the headings of a table, and their indexes by folded words.
func (d *dictionary) table(t Table) ([]heading, map[string]int) {
	if d.tables[t] == nil {
		d.tables[t] = headings(t)
		d.words[t] = make(map[string]int, 256)
		for i, h := range d.tables[t] {
			for word := range h.words() {
				d.words[t][foldHeading(word)] = i
			}
		}
	}
	return d.tables[t], d.words[t]
}

// headings gives the headings of a table.
func (d *dictionary) headings(t Table) []heading {
	all, _ := d.table(t)
	return all
}

// amounts gives what reads amounts of money.
func (d *dictionary) amounts() *amounts.Reader {
	if d.money == nil {
		d.money = amounts.NewReader()
	}
	return d.money
}

// checkMapped tells what is wrong with what the caller says that headings are.
func (d *dictionary) checkMapped() error {
	for heading, meant := range d.mapped {
		if heading == anyOther && meant != leftOut {
			return fmt.Errorf("%q stands for all headings that are not known, which can only be left out: \"*=#\"", heading)
		}
		known := meant == leftOut
		for _, t := range Tables() {
			_, found := d.find(t, meant)
			known = known || found
		}
		if !known {
			return fmt.Errorf("no table has a column %q, which the heading %q is to be", meant, heading)
		}
	}
	return nil
}

// find gives the heading that a word means in a table: as it is, without what it has in brackets, or without "name" and the
// sign of a plural at its end.
func (d *dictionary) find(t Table, word string) (heading, bool) {
	if len(word) > longestHeading {
		return heading{}, false
	}
	known, indexes := d.table(t)
	for i, w := range []string{word, withoutBrackets(word)} {
		if i > 0 && w == word {
			break
		}
		folded := foldHeading(w)
		if i, ok := indexes[folded]; ok {
			return known[i], true
		}
		for _, end := range []string{"s", "name", "names", "名称", "名稱", "姓名", "全称", "全稱"} {
			if shorter, cut := strings.CutSuffix(folded, end); cut && shorter != "" {
				if i, ok := indexes[shorter]; ok {
					return known[i], true
				}
			}
		}
	}
	if i, ok := inTwoLanguages(indexes, word); ok {
		return known[i], true
	}
	if i, ok := indexes["amount"]; ok {
		if _, told := d.unitIn(word); told {
			return known[i], true
		}
	}
	return heading{}, false
}

// inTwoLanguages finds a heading that says the same in English and in Chinese: "From 原公司", "公司/Company".
func inTwoLanguages(indexes map[string]int, word string) (index int, ok bool) {
	chinese := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) {
			return r
		}
		return -1
	}, word)
	english := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) || r == '/' || r == '／' || r == '|' {
			return -1
		}
		return r
	}, word)
	index, ok = indexes[chinese]
	other, ok2 := indexes[foldHeading(english)]
	return index, ok && ok2 && index == other
}

// unitIn reads the currency and the scale that the heading of amounts tells: "Amount (USD m)", "金額萬元".
func (d *dictionary) unitIn(word string) (unit amounts.Unit, told bool) {
	if len(word) > longestHeading {
		return unit, false
	}
	word = foldHeading(word)
	for _, h := range d.headings(Investments) {
		if h.name != "amount" {
			continue
		}
		for name := range h.words() {
			if rest, ok := strings.CutPrefix(word, foldHeading(name)); ok && rest != "" {
				if unit, told = d.amounts().Unit(rest); told {
					return unit, true
				}
			}
		}
	}
	return unit, false
}

// foldHeading makes one form of a heading: without case, spaces, hyphens, underscores, brackets and the signs of what must be
// filled in.
func foldHeading(word string) string {
	if isFolded(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n_-()[]:.'?*", r) || isUnseen(r) {
			return -1
		}
		return r
	}, strings.ToLower(norm.NFKC.String(word)))
}

// isFolded is a quick look for what most words are, small letters and common Chinese characters alone.
func isFolded(word string) bool {
	for _, r := range word {
		if (r < 'a' || r > 'z') && (r < 0x4e00 || r > 0x9fff) {
			return false
		}
	}
	return true
}

func withoutBrackets(word string) string {
	if i := strings.IndexAny(word, "(（[【"); i > 0 {
		return word[:i]
	}
	return word
}

// columnsOf makes sense of a heading line. The error is a headingError where one heading is wrong.
func (d *dictionary) columnsOf(line []string) ([]column, Table, error) {
	table, err := d.guess(line)
	if err != nil {
		return nil, 0, err
	}
	columns := make([]column, len(line))
	var unknown []int
	for i, cell := range line {
		name, lang := d.cut(cell)
		if strings.HasPrefix(name, leftOut) {
			continue // the analyst's own
		}
		if name == "" {
			columns[i].nameless = true
			continue
		}
		known, found := d.find(table, name)
		switch {
		case !found && isRunningNumber(name):
			continue
		case !found:
			unknown = append(unknown, i)
			continue
		case lang != "" && !known.langs:
			return nil, 0, headingError{index: i, error: fmt.Errorf("the column %q has no languages", syntax.Cut(name, 60))}
		case lang != "" && !term.ValidLang(lang):
			return nil, 0, headingError{index: i, error: fmt.Errorf("%.60q is no language tag, such as zh-Hant", lang)}
		}
		columns[i] = column{heading: known.name, lang: lang}
		if first := slices.Index(columns[:i], columns[i]); first >= 0 {
			return nil, 0, d.twice(line, first, i, known.name)
		}
	}
	if len(unknown) > 0 && d.mapped[anyOther] != leftOut {
		return nil, 0, d.unknown(table, line, unknown)
	}
	for _, h := range d.headings(table) {
		if h.required && !slices.Contains(columns, column{heading: h.name}) {
			return nil, 0, fmt.Errorf("a table of %s needs a column %s; found: %s", table, list([]heading{h}), found(line))
		}
	}
	return columns, table, nil
}

// knows counts the headings of a line that a table has.
func (d *dictionary) knows(t Table, line []string) (n int) {
	for _, cell := range line {
		if name, _ := d.cut(cell); name != "" {
			if _, found := d.find(t, name); found {
				n++
			}
		}
	}
	return n
}

// best counts the headings of a line that the table knows which knows most of them.
func (d *dictionary) best(line []string) (n int) {
	for _, t := range Tables() {
		n = max(n, d.knows(t, line))
	}
	return n
}

// guess finds the table that has the columns: by those that tell one table from all others, which must stand beside
// something else that the table has or needs.
func (d *dictionary) guess(line []string) (Table, error) {
	var met [Models + 1][]string // the names of a table's headings in the line, with an empty one at the end
	has := func(t Table, names ...string) bool {
		if met[t] == nil {
			for _, cell := range line {
				name, _ := d.cut(cell)
				if h, found := d.find(t, name); found {
					met[t] = append(met[t], h.name)
				}
			}
			met[t] = append(met[t], "")
		}
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(met[t], name) })
	}
	switch {
	case has(Strategies, "summary"):
		return Strategies, nil
	case has(Investments, "investor"), has(Investments, "investee") && !has(Strategies, "organization") && !has(Leaders, "leads"):
		return Investments, nil
	case has(Founders, "founder"):
		return Founders, nil
	case has(Models, "model") && !has(Moves, "from", "to") && (!has(Leaders, "leader") || has(Models, "also_known_as", "field", "year", "when")):
		return Models, nil
	case has(Leaders, "leader"):
		return Leaders, nil
	case has(Moves, "from", "to") && !(has(Posts, "organization") && d.knows(Posts, line) > d.knows(Moves, line)):
		return Moves, nil
	case has(People, "known_for", "field") && has(People, "person"):
		return People, nil
	case has(Posts, "organization") && has(Posts, "person") && !d.onlyNames(line):
		return Posts, nil
	case has(Organizations, "organization") && d.onlyNames(line):
		return Organizations, nil
	case has(Organizations, "sector", "kind", "part_of"), has(Strategies, "organization"):
		return Organizations, nil
	case has(Moves, "person"):
		return People, nil
	}
	problem := "the first line does not have the headings of a table: moves have person, from and to (人物, 原公司, 新公司); " +
		"people have person (人物); organizations have organization (公司); strategies have organization and summary (公司, 戰略); " +
		"posts, founders, leaders, investments and models are tables, too"
	if all := found(line); all != "" {
		problem += "; found: " + all
	}
	return 0, headingError{error: errors.New(problem), help: "say what the headings mean by loader.WithColumn, as in \"Old firm=from\""}
}

// onlyNames tells whether what could be a person is the heading "name", which organizations have as well.
func (d *dictionary) onlyNames(line []string) bool {
	return !slices.ContainsFunc(line, func(cell string) bool {
		name, _ := d.cut(cell)
		h, ok := d.find(Posts, name)
		return ok && (h.name == "person" && foldHeading(name) != "name" || slices.Contains([]string{"role", "status", "since", "until"}, h.name))
	})
}

// cut parts "Known for@zh-Hant" into "Known for" and "zh-Hant". A heading that the caller has mapped becomes what it is
// said to be.
func (d *dictionary) cut(cell string) (name, lang string) {
	cell = strings.TrimSpace(cell)
	if len(cell) > longestHeading {
		return cell, ""
	}
	if meant, ok := d.mapped[foldHeading(cell)]; ok {
		cell = meant
	}
	name, lang, _ = strings.Cut(cell, "@")
	return strings.TrimSpace(name), strings.TrimSpace(lang)
}

// empty tells whether cells say nothing.
func empty(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { c = strings.TrimSpace(c); return c != "" && !isBlank(c) })
}
