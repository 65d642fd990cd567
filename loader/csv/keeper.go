package csv

import (
	"bytes"
	"context"
	"io"
	"unicode/utf8"

	"talentgraph.example/loader/syntax"
)

// keeper keeps what was read of the present record, and counts lines.
type keeper struct {
	ctx     context.Context // of the call that reads
	r       io.Reader
	options *syntax.Options
	kept    []byte // from the present record's start on, with what was read ahead
	start   int64  // offset of kept in what the csv reader was given
	line    int    // where kept begins
	ready   int    // how much of kept the csv reader was given
	cr      bool   // a CR on its own ends a line
	err     error
}

func rowTooLong(limit int) error {
	return syntax.OverLimit("length of a row in bytes", limit, "WithMaxLine")
}

var byteOrderMark = []byte("\uFEFF")

// begin reads the lines in which headings can be, as far as the limit allows.
func (k *keeper) begin() error {
	k.line = 1
	for k.err == nil && len(k.kept) <= headSize && bytes.Count(k.kept, []byte("\n")) <= headingsWithin {
		k.more()
	}
	for k.err == nil && !bytes.ContainsAny(k.kept, "\r\n") && len(k.kept) <= k.options.MaxLine {
		k.more() // a very long line of headings
	}
	for k.err == nil && bytes.HasSuffix(k.kept, []byte("\r")) {
		k.more() // a line feed may follow
	}
	if k.err != nil && k.err != io.EOF && !bytes.ContainsAny(k.kept, "\r\n") {
		return k.err
	}
	k.kept = bytes.TrimPrefix(k.kept, byteOrderMark)
	if i := bytes.IndexAny(k.kept, "\r\n"); i >= 0 && k.kept[i] == '\r' && !bytes.HasPrefix(k.kept[i+1:], []byte("\n")) {
		k.cr = true
		k.lineFeeds(0)
	}
	return nil
}

// skip drops what lies before the headings.
func (k *keeper) skip(n int) {
	k.line += bytes.Count(k.kept[:n], []byte("\n"))
	k.kept = k.kept[n:]
}

// more reads on, unless the stream has ended.
func (k *keeper) more() {
	const piece = 16 << 10
	if k.err != nil {
		return
	}
	if k.err = k.ctx.Err(); k.err != nil {
		return
	}
	at := len(k.kept)
	k.kept = append(k.kept, make([]byte, piece)...)
	n, err := k.r.Read(k.kept[at:])
	k.kept = k.kept[:at+n]
	k.err = err
	if k.cr {
		k.lineFeeds(at)
	}
}

// lineFeeds makes line feeds of the CRs from index i on, for the csv reader knows no others.
func (k *keeper) lineFeeds(i int) {
	for ; i < len(k.kept); i++ {
		if k.kept[i] == '\r' {
			k.kept[i] = '\n'
		}
	}
}

// Read gives the csv reader what comes next: some kilobytes, so that the context is looked at often enough also
// where rows are passed over.
func (k *keeper) Read(p []byte) (int, error) {
	if err := k.ctx.Err(); err != nil {
		return 0, err
	}
	for k.ready == len(k.kept) {
		k.dropEmptyLines()
		if len(k.kept) > k.options.MaxLine {
			return 0, rowTooLong(k.options.MaxLine)
		}
		if k.err != nil {
			return 0, k.err
		}
		k.more()
	}
	n := copy(p, k.kept[k.ready:])
	k.ready += n
	return n, nil
}

// forget drops what lies before an offset.
func (k *keeper) forget(offset int64) { k.drop(int(offset - k.start)) }

func (k *keeper) drop(n int) {
	k.line += bytes.Count(k.kept[:n], []byte("\n"))
	k.kept = append(k.kept[:0], k.kept[n:]...)
	k.ready -= n
	k.start += int64(n)
}

// dropEmptyLines drops the empty lines before a record, which the csv reader passes over.
func (k *keeper) dropEmptyLines() {
	n := 0
	for {
		if line := k.kept[n:k.ready]; bytes.HasPrefix(line, []byte("\n")) {
			n++
		} else if bytes.HasPrefix(line, []byte("\r\n")) {
			n += 2
		} else {
			break
		}
	}
	if n > 0 {
		k.drop(n)
	}
}

// quote is a quotation mark that begins a cell. The column counts bytes, both are from 1.
type quote struct {
	line, column int
	text         []byte // from the mark on
	unclosed     bool   // up to the end of the file
}

// openQuote finds the quotation mark that begins the last cell of a record, which the csv reader has not
// understood. All cells before it are well formed.
func (k *keeper) openQuote(comma rune) quote {
	q := quote{line: k.line, column: 1, text: k.kept}
	advance := func(n int) {
		if i := bytes.LastIndexByte(q.text[:n], '\n'); i >= 0 {
			q.line += bytes.Count(q.text[:n], []byte("\n"))
			q.column = n - i
		} else {
			q.column += n
		}
		q.text = q.text[n:]
	}
	for len(q.text) > 0 {
		if space := len(q.text) - len(bytes.TrimLeft(q.text, " ")); space > 0 {
			advance(space)
			continue
		}
		if q.text[0] != '"' {
			next := bytes.IndexRune(q.text, comma)
			if next < 0 {
				break
			}
			advance(next + utf8.RuneLen(comma))
			continue
		}
		end := closing(q.text)
		if end < 0 {
			q.unclosed = true
			break
		}
		if !bytes.HasPrefix(q.text[end+1:], []byte(string(comma))) {
			break
		}
		advance(end + 1 + utf8.RuneLen(comma))
	}
	return q
}

// closing gives the index of the mark that closes a cell which begins with one, -1 if there is none.
func closing(text []byte) int {
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 == len(text) || text[i+1] != '"' {
			return i
		}
		i++
	}
	return -1
}
