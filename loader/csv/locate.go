package csv

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
)

// headingsWithin is in how many lines, or rows, the headings of a table are looked for: titles may stand above them.
const headingsWithin = 20

// place is where the headings of a file stand.
type place struct {
	skip      int // bytes before them
	separator rune
	found     bool
}

// locate finds the line of headings in the beginning of a file whose lines end with LF. If none makes a table, it is the
// line with the most words that are headings, if there are two, else the first that is not blank.
func (d *dictionary) locate(head []byte) place {
	at := 0
	var given rune // by a line that spreadsheets write for themselves
	if line, _, _ := bytes.Cut(head, []byte("\n")); len(line) < 16 {
		text := strings.Trim(strings.TrimSpace(string(line)), `"`)
		if sign := []rune(text); len(sign) == 5 && strings.EqualFold(text[:4], "sep=") && slices.Contains(separators(), sign[4]) {
			given, at = sign[4], min(len(line)+1, len(head))
		} else if strings.EqualFold(string(line), "sep=\t") || strings.EqualFold(string(line), "sep=\t\r") {
			given, at = '\t', min(len(line)+1, len(head))
		}
	}
	best, most := place{skip: at, separator: given}, 1
	first := true
	for n := 0; n < headingsWithin && at < len(head); n++ {
		line, _, _ := bytes.Cut(head[at:], []byte("\n"))
		p := place{skip: at, separator: given}
		if given == 0 {
			p.separator = separator(line)
		}
		at += len(line) + 1
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if first && best.separator == 0 || first && best.skip < p.skip {
			best = p
		}
		cells, ok := cellsOf(head[p.skip:], p.separator)
		if ok {
			if _, _, err := d.columnsOf(cells); err == nil && (first || d.best(cells) > 1) {
				p.found = true
				return p
			}
			if known := d.best(cells); known > most {
				best, most = p, known
			}
		}
		first = false
	}
	if best.separator == 0 {
		best.separator = ','
	}
	return best
}

// cellsOf reads the first row of a text: a heading in quotation marks may go over several lines.
func cellsOf(text []byte, separator rune) ([]string, bool) {
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma, in.TrimLeadingSpace = separator, separator != '\t'
	cells, err := in.Read()
	return cells, err == nil
}

// separators are the signs that can stand between cells; the wide ones come of writing in Chinese.
func separators() []rune { return []rune{',', ';', '\t', '|', '，', '；', '｜'} }

// separator is the sign that most often stands between the headings.
func separator(line []byte) rune {
	best := ','
	for _, sign := range separators() {
		if bytes.Count(line, []byte(string(sign))) > bytes.Count(line, []byte(string(best))) {
			best = sign
		}
	}
	return best
}

// Sniff tells whether a text begins with headings that make a table, in any encoding that tables are read in.
func Sniff(text []byte) bool {
	return SniffTable(text, nil, "") != 0
}

// SniffTable gives the table whose headings stand in the beginning of a file; 0 if there are none. Columns and encoding
// are those of [WithColumns] and [WithEncoding].
func SniffTable(head []byte, columns map[string]string, encoding string) Table {
	in, err := decode(bytes.NewReader(head[:min(len(head), headSize-4)]), encoding)
	if err != nil {
		return 0
	}
	var text bytes.Buffer
	if _, err := text.ReadFrom(in); err != nil && text.Len() == 0 {
		return 0
	}
	plain := bytes.TrimPrefix(text.Bytes(), byteOrderMark)
	if i := bytes.IndexAny(plain, "\r\n"); i >= 0 && plain[i] == '\r' && !bytes.HasPrefix(plain[i+1:], []byte("\n")) {
		plain = bytes.ReplaceAll(plain, []byte("\r"), []byte("\n"))
	}
	d := newDictionary(columns)
	p := d.locate(plain)
	if !p.found {
		return 0
	}
	cells, _ := cellsOf(plain[p.skip:], p.separator)
	table, err := d.guess(cells)
	if err != nil {
		return 0
	}
	return table
}
