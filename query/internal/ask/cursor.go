package ask

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// Mark tells a row apart from all others of its answer: by what it is about, and by a number where that is not enough.
type Mark struct {
	things []graph.ID
	number int
}

// Marker marks a row. Where rows come from nodes in ascending order, as [EachPage] reads them, the first thing is that
// node, so that a page begins there.
type Marker[T any] func(m *Mark, row *T)

// Set says what the row is about; things that are missing are 0.
func (m *Mark) Set(things ...graph.ID) { m.things, m.number = append(m.things[:0], things...), 0 }

// Add adds a thing.
func (m *Mark) Add(thing graph.ID) { m.things = append(m.things, thing) }

// Number adds the number to what Set has said.
func (m *Mark) Number(n int) { m.number = n }

// place is what a cursor says of a row: which question's it is, the first thing that it is about, if that is a node, and the
// digest of its mark. The order of rows is not in it, so that a page begins behind the row wherever that stands by now.
type place struct {
	question string
	digest   []byte
	first    string
}

const digestSize = 12 // bytes, too many for two rows of an answer to share them by chance

// place is where a row is.
func (q *Question) place(m *Mark) place {
	text := strconv.AppendInt(nil, int64(m.number), 10)
	for _, id := range m.things {
		text = append(append(text, 0), q.textOrNone(id)...)
	}
	sum := sha256.Sum256(text)
	return place{q.Options.pagesOf(), sum[:digestSize], q.nodeText(m.things[0])}
}

// nodeText is how a cursor names a node; empty for a literal, which may be long, and which facts of other hands have anywhere.
func (q *Question) nodeText(id graph.ID) string {
	switch t := q.Numbers.Term(id); t.Kind {
	case term.IRI:
		return t.Text
	case term.Blank:
		return "_:" + t.Text
	}
	return ""
}

func (q *Question) textOrNone(id graph.ID) string {
	if id == 0 {
		return ""
	}
	return q.Text(id)
}

// pagesOf is what pages belong to: the question and the order that is asked for.
func (o *Options) pagesOf() string {
	return strings.Join(append([]string{o.question}, o.Order...), " ")
}

func (p place) String() string {
	text := fmt.Sprintf("%s\n%s%s", p.question, p.digest, p.first)
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

func (q *Question) parsePlace(cursor string) (place, error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	question, rest, found := bytes.Cut(text, []byte("\n"))
	switch {
	case err != nil || !found || len(rest) < digestSize:
		return place{}, errors.New("this is no cursor; give what query.Next gave for the same question, or \"\" for its beginning")
	case string(question) != q.Options.pagesOf():
		return place{}, fmt.Errorf("this cursor is one of query.%s; give what query.Next gave for the same question, or \"\" for its beginning", question)
	}
	return place{string(question), rest[:digestSize], string(rest[digestSize:])}, nil
}

// errNoRow: the row that a cursor marks is not there.
func (o *Options) errNoRow() error {
	return o.Wrong("After", errors.New("the row that this cursor marks is not in the answer, or no more; ask as for the page before, or begin again with \"\""))
}

// pager keeps an answer to the options Top, After, Next and Total.
type pager[T any] struct {
	q      *Question
	mark   Marker[T] // nil if the question itself knows After
	behind *place    // the row to begin behind; nil once it has been met
	first  graph.ID  // what that row is about; 0 if it is nothing that a cursor names
	left   int       // rows still wanted; as many as there are if it is below 0
	row    Mark
}

func newPager[T any](q *Question, mark Marker[T]) (*pager[T], error) {
	p := &pager[T]{q: q, mark: mark, left: -1}
	o := q.Options
	if o.Counting() {
		*o.Total = 0
	}
	if o.Top > 0 {
		p.left = o.Top
	}
	if mark == nil || !o.Has(OptAfter) {
		return p, nil
	}
	at, err := q.parsePlace(o.After)
	if err != nil {
		return nil, o.Wrong("After", err)
	}
	if p.behind = &at; at.first == "" {
		return p, nil
	}
	if p.first = q.Numbers.ID(NodeOf(at.first)); p.first == 0 {
		return nil, o.errNoRow()
	}
	if len(o.Order) == 0 {
		q.from = p.first
	}
	return p, nil
}

// wanted gives those rows of a page that are wanted, and counts the page instead if that is.
func (p *pager[T]) wanted(page []T) []T {
	if p.q.Options.Counting() {
		p.q.Options.Count(len(page))
		return nil
	}
	for i := range page {
		if p.behind == nil {
			page = page[i:]
			break
		}
		if p.isBehind(&page[i]) {
			p.behind = nil
		}
		if i+1 == len(page) {
			page = nil
		}
	}
	if p.left >= 0 {
		page = page[:min(p.left, len(page))]
		p.left -= len(page)
	}
	return page
}

// isBehind tells whether a row is the one to begin behind.
func (p *pager[T]) isBehind(row *T) bool {
	p.mark(&p.row, row)
	if p.first != 0 && p.row.things[0] != p.first {
		return false
	}
	return bytes.Equal(p.q.place(&p.row).digest, p.behind.digest)
}

// enough ends the question once all rows that are wanted have been given.
func (p *pager[T]) enough() error {
	if p.left == 0 {
		return errEnough
	}
	return nil
}

// given gives the caller the cursor of a row.
func (p *pager[T]) given(row *T) {
	if p.q.Options.Next != nil && p.mark != nil {
		p.mark(&p.row, row)
		*p.q.Options.Next = p.q.place(&p.row).String()
	}
}

// ended looks at how the question ended. If it came to its end, there is no next page.
func (p *pager[T]) ended(err error) error {
	switch {
	case err != nil:
		return err
	case p.behind != nil:
		return p.q.Options.errNoRow()
	}
	p.q.Options.SetNext("")
	return nil
}
