package query

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// Claimed is a row: one claim, with the facts that it states. Safe for concurrent use.
type Claimed struct {
	graph.Evidence

	id    graph.ID
	text  *Text  // nil unless the question was asked with WithSource
	asked *asked // nil after Detach
}

// Claims gives the claims that are found in a source, data sets' own labels apart; the source itself is the
// one claim of facts whose label is a plain source. The order is by paragraph, start, end and IRI.
//
// The error comes last and once; each range asks afresh. Options: WithSource, those that every question
// takes, Top. A claim is in time if one of its facts is, see [Why].
func Claims(ctx context.Context, r graph.Reader, source string, opts ...Option) iter.Seq2[Claimed, error] {
	return streamAll(ctx, r, "Claims", optText|optAlways|optTop, opts, func(ctx context.Context, c *claims) ([]Claimed, error) {
		id, err := c.resolve(ctx, source, graph.SourceKind())
		if err != nil {
			return nil, err
		}
		labels, err := c.claimsAll().into(ctx, []graph.ID{id}, c.n.ID(vocab.PROVHadPrimarySource))
		if err != nil {
			return nil, err
		}
		rows, err := c.claimed(ctx, append(labels, id))
		if err != nil {
			return nil, err
		}
		return rows, nil
	})
}

// claimed makes rows of those labels that count and that state something.
func (c *claims) claimed(ctx context.Context, labels []graph.ID) ([]Claimed, error) {
	end := c.trace.begin("read claims", indexSubject, len(labels))
	var rows []Claimed
	for i, label := range labels {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !c.keep(label) || c.isA(label, c.terms.dataSet) {
			continue
		}
		row := Claimed{id: label, text: c.o.text, asked: c.asked, Evidence: c.n.Evidence(label)[0]}
		states, err := c.statesInTime(ctx, row)
		if err != nil {
			return nil, err
		}
		if states {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, compareClaimed)
	end(len(rows))
	return rows, nil
}

// compareClaimed is the order of [Claims].
func compareClaimed(a, b Claimed) int {
	return cmp.Or(
		cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End),
		cmp.Compare(term.OrderText(a.Claim), term.OrderText(b.Claim)))
}

// statesInTime tells whether a claim states something whose time is asked for.
func (c *claims) statesInTime(ctx context.Context, row Claimed) (bool, error) {
	if c.times.everyTime() {
		n, err := c.s.Count(ctx, graph.Pattern{Label: row.Claim})
		return n > 0, err
	}
	for q, err := range c.s.Quads(ctx, graph.Pattern{Label: row.Claim}) {
		if err != nil {
			return false, err
		}
		if c.inTime(c.n.ID(q.Subject)) {
			return true, nil
		}
	}
	return false, nil
}

// Facts gives what the claim states, each fact with all claims behind it that count, ordered by subject,
// predicate and object. It reads the state that the question saw, and is an error after Detach.
func (d Claimed) Facts(ctx context.Context) ([]Fact, error) {
	if d.asked == nil {
		return nil, errors.New("query.Claimed.Facts: the row is detached from its snapshot; ask before Detach")
	}
	s := d.asked.s
	var facts []statement
	for q, err := range s.Quads(ctx, graph.Pattern{Label: d.Claim}) {
		if err != nil {
			return nil, err
		}
		facts = append(facts, statement{s.Numbers().ID(q.Subject), s.Numbers().ID(q.Predicate), s.Numbers().ID(q.Object)})
	}
	d.asked.sortStatements(facts)
	return (&options{text: d.text}).claims(d.asked).facts(facts), nil
}

// Passage is the passage of the text given with [WithSource]; empty without it, for another source's
// claim and for one that names no paragraph.
func (d Claimed) Passage() (string, error) {
	passages, err := d.text.of([]graph.Evidence{d.Evidence})
	if err != nil || len(passages) == 0 {
		return "", err
	}
	return passages[0].Text, nil
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (d Claimed) Detach() Claimed { return Claimed{Evidence: d.Evidence, text: d.text} }

// String is the claim's reference, and its note if it has one.
func (d Claimed) String() string {
	s := d.Evidence.String()
	if d.Note != "" {
		s += ": " + d.Note
	}
	return s
}

// MarshalJSON writes the claim as evidence, and its passage if the text is at hand.
func (d Claimed) MarshalJSON() ([]byte, error) {
	passage, err := d.Passage()
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		Claim   graph.Evidence `json:"claim"`
		Passage string         `json:"passage,omitempty"`
	}{d.Evidence, passage})
}
