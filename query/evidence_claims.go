package query

import (
	"cmp"
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Claimed is a row: one claim, with the facts that it states. Safe for concurrent use.
type Claimed struct {
	graph.Evidence

	id      graph.ID
	passage string     // of a row that was read from JSON
	text    *Text      // nil unless the question was asked with WithSource
	state   *ask.State // nil after Detach
}

func markClaimed(m *ask.Mark, d *Claimed) { m.Set(d.id) }

// Claims gives the claims that are found in a source, or in any for "", data sets' own labels apart; the source itself is
// the one claim of facts whose label is a plain source. The order is by paragraph, start, end and IRI; for any source by
// the source first.
//
// Options: About, WithSource, those that every question takes, Top. A claim is in time if one of its facts is, see [Why].
func Claims(ctx context.Context, r graph.Reader, source string, opts ...Option) ([]Claimed, error) {
	return ask.Slice(ctx, r, "Claims", ask.OptText|ask.OptAbout|ask.OptAlways|ask.OptTop, opts, markClaimed, func(ctx context.Context, q *ask.Question) ([]Claimed, error) {
		about, err := labelsAsked(ctx, q)
		if err != nil {
			return nil, err
		}
		labels, err := labelsFrom(ctx, q, source, about)
		if err != nil {
			return nil, err
		}
		rows, err := claimed(ctx, q, labels)
		if err == nil && source == "" {
			err = ask.SortFunc(ctx, rows, compareSides)
		}
		return rows, err
	})
}

// labelsFrom gives the claims of a source, or of any, ascending; only those of some claims if these are not nil.
func labelsFrom(ctx context.Context, q *ask.Question, source string, among []graph.ID) ([]graph.ID, error) {
	switch {
	case source == "" && among != nil:
		return among, nil
	case source == "":
		return q.Numbers.Labels(ctx)
	}
	id, err := q.Resolve(ctx, source, graph.SourceKind())
	if err != nil {
		return nil, err
	}
	labels, err := q.Unfiltered().Into(ctx, []graph.ID{id}, q.Numbers.ID(vocab.PROVHadPrimarySource))
	labels = ask.Distinct(append(labels, id))
	if among != nil {
		labels = ask.Intersect(labels, among)
	}
	return labels, err
}

// claimed makes rows of those labels that count and that state something.
func claimed(ctx context.Context, q *ask.Question, labels []graph.ID) ([]Claimed, error) {
	text, err := sourceText(ctx, q)
	if err != nil {
		return nil, err
	}
	end := q.Trace.Begin("read claims", ask.IndexSubject, len(labels))
	var rows []Claimed
	for i, label := range labels {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !q.Keep(label) || q.IsA(label, q.Terms.DataSet) {
			continue
		}
		states, err := statesInTime(ctx, q, label)
		if err != nil {
			return nil, err
		}
		if states {
			rows = append(rows, Claimed{id: label, text: text, state: q.State, Evidence: q.Numbers.Evidence(label)[0]})
		}
	}
	end(len(rows))
	return rows, ask.SortFunc(ctx, rows, compareClaimed)
}

// compareClaimed is the order of [Claims].
func compareClaimed(a, b Claimed) int {
	return cmp.Or(
		cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		cmp.Compare(term.OrderText(a.Claim), term.OrderText(b.Claim)))
}

// statesInTime tells whether the claim behind a label states something whose time is asked for.
func statesInTime(ctx context.Context, c *ask.Question, label graph.ID) (bool, error) {
	states := false
	err := c.Numbers.Match(ctx, graph.PatternIDs{Label: label}, func(q graph.QuadIDs) bool {
		states = c.InTime(q.Subject)
		return !states
	})
	return states, err
}

// Facts gives what the claim states, each fact with all claims behind it that count, ordered by subject,
// predicate and object. It reads the state that the question saw, and is an error after Detach.
func (d Claimed) Facts(ctx context.Context) ([]Fact, error) {
	if d.state == nil {
		return nil, errDetached("Claimed.Facts")
	}
	if err := ask.GivenContext(ctx, "Claimed.Facts"); err != nil {
		return nil, err
	}
	var facts []ask.Statement
	err := d.state.Numbers.Match(ctx, graph.PatternIDs{Label: d.id}, func(q graph.QuadIDs) bool {
		facts = append(facts, ask.Statement{Subject: q.Subject, Predicate: q.Predicate, Object: q.Object})
		return true
	})
	if err != nil {
		return nil, err
	}
	if err := d.state.SortStatements(ctx, facts); err != nil {
		return nil, err
	}
	return factRows(d.state, facts, d.text), nil
}

// Passage is the passage of the text given with [WithSource]; empty without it, for another source's
// claim and for one that names no paragraph.
func (d Claimed) Passage() (string, error) {
	if d.passage != "" {
		return d.passage, nil
	}
	passages, err := d.text.of([]graph.Evidence{d.Evidence})
	if err != nil || len(passages) == 0 {
		return "", err
	}
	return passages[0].Text, nil
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (d Claimed) Detach() Claimed {
	return Claimed{Evidence: d.Evidence, passage: d.passage, text: d.text}
}

// String is the claim's reference, and its note if it has one.
func (d Claimed) String() string {
	s := d.Evidence.String()
	if d.Note != "" {
		s += ": " + d.Note
	}
	return s
}

// MarshalJSON writes the claim as evidence, and its passage if the text is at hand.
func (d Claimed) MarshalJSON() ([]byte, error) { return rowJSON(d) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (d *Claimed) UnmarshalJSON(text []byte) error { return readRow(text, d) }

func (d *Claimed) describe(f *jsontext.Fields) {
	jsontext.One(f, "claim", &d.Evidence)
	passage, err := d.Passage()
	f.Fail(err)
	if jsontext.Text(f, "passage", &passage); f.Reading() {
		d.passage = passage
	}
}
