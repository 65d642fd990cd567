package csv

import (
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// whole reads a number that is not negative: 12, 1,000, 12.0.
func whole(cell string) (int, error) {
	text := strings.TrimSuffix(narrow(cell), ".0")
	if parts := strings.Split(text, ","); len(parts) > 1 && len(parts[0]) <= 3 {
		for _, p := range parts[1:] {
			if len(p) != 3 {
				parts = nil
				break
			}
		}
		if parts != nil {
			text = strings.Join(parts, "")
		}
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || text[0] == '+' {
		return 0, errors.New("this must be a whole number, not below 0")
	}
	return n, nil
}

// yesOrNo reads a truth value.
func yesOrNo(cell string) (bool, error) {
	switch strings.ToLower(narrow(cell)) {
	case "yes", "y", "true", "t", "1", "x", "✓", "√", "是", "有", "对", "對":
		return true, nil
	case "no", "n", "false", "f", "0", "否", "不", "没有", "沒有":
		return false, nil
	}
	return false, errors.New("this must be yes or no (是, 否)")
}

// moment reads a time in any of its forms, and gives it with the datatype that can say it.
// A text that does not tell its year, which is 0 if nothing beside the cell tells it, is kept as it is, with a hint.
func (im *Importer) moment(c cell, year int) (quad.Value, dates.Span, error) {
	text := c.text
	if n, err := strconv.Atoi(narrow(text)); err == nil && len(narrow(text)) == 5 && n >= 20_000 && n < 80_000 {
		if day, ok := dates.FromExcel(float64(n), false); ok {
			im.hint(c, fmt.Sprintf("%d is read as the number that spreadsheets keep for %s; write the date", n, day))
			text = day
		}
	}
	beside := dates.Beside{Order: im.o.dates, Year: year, Today: im.o.today}
	edtf, span, err := beside.Read(text)
	if errors.Is(err, dates.ErrNoYear) {
		im.hint(c, fmt.Sprintf("this is kept as a text, and is no time: %v", err))
		return keptText(c.text), dates.Any(), nil
	}
	if err != nil {
		return nil, span, im.wrong(c, err)
	}
	return timeLiteral(edtf), span, nil
}

// keptText is a time that does not tell its year.
func keptText(words string) quad.Value { return text(words, "") }

// isKept tells whether a time is one that does not tell its year.
func isKept(when quad.Value) bool {
	_, ok := when.(quad.LangString)
	return ok
}

// timeLiteral gives a time the datatype of XML Schema that can say it, else EDTF's.
func timeLiteral(edtf string) quad.Value {
	datatype := string(vocab.EDTF)
	if xsd, ok := dates.IsXSD(edtf); ok {
		datatype = term.XSD + xsd
	}
	return term.TypedLiteral(edtf, datatype)
}

// yearOf reads the columns year and when. year is 0 if neither tells one: a time that is in several years has none.
func (w *row) yearOf() (year int, when quad.Value, err error) {
	c, told := w.im.cell("year")
	text := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(narrow(c.text)), "年"), ".0")
	n := 0
	if told {
		n, err = strconv.Atoi(text)
	}
	if told && (err != nil || len(text) != 4 || n < 1) {
		return 0, nil, w.im.wrong(c, errors.New("this must be a year, such as 2024; the column \"when\" takes months and days"))
	}
	span := dates.Any()
	if at, ok := w.im.cell("when"); ok {
		if when, span, err = w.im.moment(at, n); err != nil {
			return 0, nil, err
		}
		if in, one := span.InOneYear(); one {
			year = in
		}
	}
	switch {
	case !told:
		return year, when, nil
	case !dates.YearSpan(n).Overlaps(span):
		return 0, nil, w.im.wrong(c, fmt.Errorf("the year is not that of the column \"when\", %s", span.Words("en")))
	}
	return n, when, nil
}

// mostCombinations is how many rows one may stand for, by the names in its cells.
const mostCombinations = 10_000

// combinations gives for each way to take one of the names in cells that take one which name that is, by the heading. A
// row without such cells is one, by nil.
func (im *Importer) combinations() ([]map[string]int, error) {
	all := []map[string]int{nil}
	for _, heading := range im.each {
		several, alone := 0, true // alone: no sign has to be taken off
		for _, c := range im.cells(heading) {
			names := namesIn(heading, c.text)
			n := len(names)
			switch {
			case n == 0:
				return nil, im.wrong(c, errors.New("the cell has no name"))
			case several > 0 && n != several:
				return nil, im.wrong(c, fmt.Errorf("here are %d names, and %d in another column of the same", n, several))
			}
			several = n
			alone = alone && n == 1 && names[0] == c.text
		}
		if several == 0 || alone {
			continue
		}
		if len(all)*several > mostCombinations {
			c, _ := im.cell(heading)
			return nil, im.wrong(c, fmt.Errorf("the names in this row's cells make more than %d rows", mostCombinations))
		}
		var next []map[string]int
		for _, pick := range all {
			for n := range several {
				with := map[string]int{heading: n}
				maps.Copy(with, pick)
				next = append(next, with)
			}
		}
		all = next
	}
	return all, nil
}
