package query

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Hit is a row: an entity found by one of its labels. Safe for concurrent use.
type Hit struct {
	Entity graph.Entity
	Label  string      // that fits best
	Match  graph.Match // how it fits

	types  []quad.IRI // of a row that was read from JSON
	cursor cursor
}

// Search gives the entities that a text finds, in any language and script: by the whole of a label, its
// beginning, a part of it, by pinyin, or with a typing error. Each entity comes once. The order is: the
// best match first, then the shortest label, then by IRI. OfClass keeps one class. [After] continues rightly
// even if the graph has changed in between. Filters of claims and times keep what some fact that counts speaks
// of, as its subject or its object.
//
// The error comes last and once; each range asks afresh. A text without a letter or digit finds nothing.
// Options: OfClass, those that every question takes, Top.
func Search(ctx context.Context, r graph.Reader, text string, opts ...Option) iter.Seq2[Hit, error] {
	return ask.Stream(ctx, r, "Search", ask.OptOfClass|ask.OptAlways|ask.OptTop, opts, nil, func(ctx context.Context, q *ask.Question, yield func(Hit) error) error {
		var after *cursor
		if q.Options.Has(ask.OptAfter) {
			at, err := parseCursor(q.Options.After)
			if err != nil {
				return q.Options.Wrong("After", err)
			}
			after = &at
		}
		var members []graph.ID
		if q.Options.Has(ask.OptOfClass) {
			ids, err := q.OfClass(ctx, q.Options.Class)
			if err != nil {
				return err
			}
			members = ids
		}
		end := q.Trace.Begin("search the names", ask.IndexNames, 1)
		found := 0
		defer func() { end(found) }()
		for f, err := range q.Snapshot.Search(ctx, text) {
			if err != nil {
				return err
			}
			found++
			id := f.Entity.Number()
			at := cursorOf(f)
			if after != nil && at.compare(*after) <= 0 || q.Options.Has(ask.OptOfClass) && !ask.Contains(members, id) || !spokenOf(q, id) {
				continue
			}
			if q.Options.Next != nil {
				q.Options.SetNext(at.String())
			}
			if err := yield(Hit{Entity: f.Entity, Label: f.Label, Match: f.Match, cursor: at}); err != nil {
				return err
			}
		}
		return nil
	})
}

// spokenOf tells whether a fact that counts and is in time speaks of an entity, labels and types apart. If
// nothing is filtered, everything is.
func spokenOf(q *ask.Question, id graph.ID) bool {
	if q.All && q.Times.EveryTime() {
		return true
	}
	names := q.Terms.Names
	spoken := false
	for _, d := range []quad.Direction{quad.Subject, quad.Object} {
		q.Numbers.Row(id, d, nil, func(r graph.Run) {
			if spoken || slices.Contains(names, r.Predicate) {
				return
			}
			for i, other := range r.Others {
				subject := id
				if d == quad.Object {
					subject = other
				}
				if q.Keep(r.Labels[i]) && q.InTime(subject) {
					spoken = true
					return
				}
			}
		})
	}
	return spoken
}

// Cursor marks the row, for [After], as [Next] does. It is a short text without spaces.
func (h Hit) Cursor() string { return h.cursor.String() }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (h Hit) Detach() Hit {
	h.Entity = h.Entity.Detach()
	return h
}

// String is the row in English: "阿里巴巴 (Alibaba), prefix".
func (h Hit) String() string {
	s := h.Label
	if shown := h.Entity.Label(); shown != h.Label {
		s += " (" + shown + ")"
	}
	return s + ", " + h.Match.String()
}

// MarshalJSON writes the row and its cursor.
func (h Hit) MarshalJSON() ([]byte, error) { return rowJSON(h) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (h *Hit) UnmarshalJSON(text []byte) error { return readRow(text, h) }

func (h *Hit) describe(f *jsontext.Fields) {
	if !f.Reading() && h.types == nil {
		h.types = h.Entity.Types()
	}
	at := ""
	if h.cursor != (cursor{}) {
		at = h.Cursor()
	}
	entity(f, "entity", &h.Entity)
	jsontext.List(f, "types", &h.types)
	jsontext.Word(f, "label", &h.Label)
	oneOf(f, "match", &h.Match, matchWords())
	jsontext.Text(f, "cursor", &at)
	if f.Reading() && at != "" {
		var err error
		h.cursor, err = parseCursor(at)
		f.Fail(err)
	}
}

func matchWords() (words []string) {
	for m := graph.MatchExact; m <= graph.MatchTypo; m++ {
		words = append(words, m.String())
	}
	return words
}

// cursor is a place in the order of a search.
type cursor struct {
	Match            graph.Match
	Distance, Length int
	Node             string
}

func cursorOf(f graph.Found) cursor {
	return cursor{f.Match, f.Distance, f.Length, term.OrderText(f.Entity.Node())}
}

func (c cursor) compare(d cursor) int {
	return cmp.Or(cmp.Compare(c.Match, d.Match), cmp.Compare(c.Distance, d.Distance), cmp.Compare(c.Length, d.Length), cmp.Compare(c.Node, d.Node))
}

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %d %d %s", c.Match, c.Distance, c.Length, c.Node))
}

func parseCursor(text string) (cursor, error) {
	var c cursor
	plain, err := base64.RawURLEncoding.DecodeString(text)
	parts := strings.SplitN(string(plain), " ", 4)
	if err == nil && len(parts) == 4 {
		_, err = fmt.Sscan(strings.Join(parts[:3], " "), &c.Match, &c.Distance, &c.Length)
		c.Node = parts[3]
	}
	if err != nil || c.Node == "" {
		return c, errors.New("this is no cursor; give what Hit.Cursor gave for a row of the same search")
	}
	return c, nil
}
