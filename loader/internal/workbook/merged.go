package workbook

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
)

// merge is cells of one column that are shown as one, over several rows. Only the first of them has a text.
type merge struct {
	column, first, last int
	text                string
}

// merges finds the merged cells of a sheet, which its part lists behind its rows. It looks for their tags without reading all
// else, which would take as long as the rows do.
func (b *Book) merges(part string) ([]*merge, error) {
	in, err := b.open(part)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var all []*merge
	tag := []byte("mergeCell ")
	buffer := make([]byte, 0, 64<<10)
	for {
		n, err := in.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		rest := buffer
		for {
			i := bytes.Index(rest, tag)
			if i < 0 {
				rest = rest[max(len(rest)-len(tag), 0):]
				break
			}
			end := bytes.IndexByte(rest[i:], '>')
			if end < 0 && len(rest)-i < 200 && err == nil {
				rest = rest[i:]
				break // the tag goes on
			}
			if end < 0 {
				end = min(len(rest)-i, 200)
			}
			if m := readMerge(rest[i : i+end]); m != nil && len(all) < b.options.MaxPrefixes {
				all = append(all, m)
			}
			rest = rest[i+len(tag):]
		}
		buffer = buffer[:copy(buffer[:cap(buffer)], rest)]
		if err == io.EOF {
			slices.SortStableFunc(all, func(a, b *merge) int { return a.first - b.first })
			return all, nil
		}
		if err != nil {
			return nil, b.damaged(part, err)
		}
	}
}

// readMerge reads a tag's reference, "A2:B4". It is nil for what is in one row.
func readMerge(tag []byte) *merge {
	_, text, found := bytes.Cut(tag, []byte("ref=\""))
	reference, _, ended := strings.Cut(string(text), "\"")
	from, to, _ := strings.Cut(reference, ":")
	column, first, ok := cellAt(from)
	_, last, ok2 := cellAt(to)
	if !found || !ended || !ok || !ok2 || last <= first {
		return nil
	}
	return &merge{column: column, first: first, last: last}
}

// cellAt reads a reference: the column from 0, the row from 1.
func cellAt(reference string) (column, row int, ok bool) {
	digits := strings.TrimLeft(reference, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := reference[:len(reference)-len(digits)]
	if letters == "" || len(letters) > 3 {
		return 0, 0, false
	}
	for _, c := range letters {
		column = column*26 + int(c-'A') + 1
	}
	row, err := strconv.Atoi(digits)
	return column - 1, row, err == nil && column <= widest && row > 0
}

// fill gives the text of merged cells to the rows below the first, where these have texts of their own.
func (r *Rows) fill() {
	r.within = slices.DeleteFunc(r.within, func(m *merge) bool { return m.last < r.Number })
	for ; len(r.merged) > 0 && r.merged[0].first <= r.Number; r.merged = r.merged[1:] {
		m := r.merged[0]
		if m.last >= r.Number && !slices.ContainsFunc(r.within, func(other *merge) bool { return other.column == m.column }) {
			r.within = append(r.within, m)
		}
	}
	own := slices.ContainsFunc(r.Cells, func(c string) bool { return c != "" })
	for _, m := range r.within {
		switch {
		case m.first == r.Number:
			if m.column < len(r.Cells) {
				m.text = r.Cells[m.column]
			}
		case own && m.text != "":
			for len(r.Cells) <= m.column {
				r.Cells, r.Shown = append(r.Cells, ""), append(r.Shown, "")
			}
			if r.Cells[m.column] == "" {
				r.Cells[m.column] = m.text
			}
		}
	}
}
