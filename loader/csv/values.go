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

// whole reads a number that is not negative: 12, 1,000, 12.0, 12人.
func whole(cell string) (int, error) {
	text := narrow(cell)
	for _, unit := range []string{"人", "名", "位", " people", " persons"} {
		text = strings.TrimSuffix(text, unit)
	}
	text = strings.TrimSuffix(text, ".0")
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
	case "yes", "y", "true", "t", "1", "x", "v", "✓", "✔", "√", "☑", "✅", "是", "有", "对", "對":
		return true, nil
	case "no", "n", "false", "f", "0", "×", "✗", "✘", "❌", "否", "不", "没有", "沒有":
		return false, nil
	}
	return false, errors.New("this must be yes or no (是, 否)")
}

// moment reads a time in any of its forms, and gives it with the datatype that can say it.
// A text that does not tell its year, which is 0 if nothing beside the cell tells it, is kept as it is, with a hint.
func (im *Importer) moment(c cell, year int) (quad.Value, dates.Span, error) {
	if day, ok := spreadsheetDay(c.text); ok {
		im.hint(c, fmt.Sprintf("%s is read as the number that spreadsheets keep for %s; write the date", narrow(c.text), day))
	}
	edtf, span, err := im.readTime(c.text, year)
	if err != nil {
		return nil, span, im.wrong(c, err)
	}
	if edtf == "" {
		_, _, why := dates.Beside{Order: im.o.dates, Year: year, Today: im.o.today}.Read(c.text)
		im.hint(c, fmt.Sprintf("this is kept as a text, and is no time: %v", why))
		return keptText(c.text), dates.Any(), nil
	}
	if text := narrow(c.text); len(text) == len("2024.1") && strings.HasSuffix(text, ".1") {
		im.hint(c, fmt.Sprintf("%s is read as January; spreadsheets keep %s0 so, too, if it was typed as a number", text, text))
	}
	im.farYear(c, span)
	return timeLiteral(edtf), span, nil
}

// readTime reads a time; it is "" for one that does not tell its year.
func (im *Importer) readTime(text string, year int) (edtf string, span dates.Span, err error) {
	if day, ok := spreadsheetDay(text); ok {
		text = day
	}
	edtf, span, err = dates.Beside{Order: im.o.dates, Year: year, Today: im.o.today}.Read(text)
	if errors.Is(err, dates.ErrNoYear) {
		return "", dates.Any(), nil
	}
	return edtf, span, err
}

// spreadsheetDay reads the number that spreadsheets keep for a day.
func spreadsheetDay(text string) (day string, ok bool) {
	text = strings.TrimSuffix(narrow(text), ".0")
	n, err := strconv.Atoi(text)
	if err != nil || len(text) != 5 || n < 20_000 || n >= 80_000 {
		return "", false
	}
	return dates.FromExcel(float64(n), false)
}

// farYear hints at a year that is likely to be a slip of the pen: 2204, 1024.
func (im *Importer) farYear(c cell, span dates.Span) {
	const first, last = 19_000_101, 21_001_231
	if !span.OpenFirst() && (span.First < first || span.First > last) || !span.OpenLast() && (span.Last < first || span.Last > last) {
		im.hint(c, "this is far from the present; is the year meant so?")
	}
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

// readYear reads a year alone.
func readYear(cell string) (int, error) {
	text := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(narrow(cell)), "年"), ".0")
	n, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || n < 1 {
		return 0, errors.New("this must be a year, such as 2024; the column \"when\" takes months and days")
	}
	return n, nil
}

// yearOf reads the columns year and when. year is 0 if neither tells one: a time that is in several years has none.
func (w *row) yearOf() (year int, when quad.Value, err error) {
	c, told := w.im.cell("year")
	n := 0
	if told {
		if n, err = readYear(c.text); err != nil {
			return 0, nil, w.im.wrong(c, err)
		}
		w.im.farYear(c, dates.YearSpan(n))
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
