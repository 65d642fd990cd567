package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Dispute is a row: claims that do not fit with each other, or one that the public record contradicts.
// Safe for concurrent use.
type Dispute struct {
	// Conflict is what was found in the facts; empty for what claims themselves tell.
	Conflict Conflict
	// Facts are the two that contradict each other, each with all its claims; nil for what claims tell.
	Facts []Fact
	// Sides are the two claims side by side, in the order of [Claims]. A dispute with one side is a claim
	// graded graph.Disputed that no other claim in the graph contradicts; its Note says how it is disputed. Of what
	// was found in the facts they are the strongest claims for both; facts without a claim have none.
	Sides []Claimed
}

func markDispute(m *ask.Mark, d *Dispute) {
	m.Set()
	for _, side := range d.Sides {
		m.Add(side.id)
	}
	for _, f := range d.Facts {
		m.Add(f.Subject.Number())
		m.Add(f.Object.Number())
	}
}

// Disputed gives the claims that contradict each other (tg:contradicts, in either direction; by naming a claim, a source for
// what it says of the same things, or what another claim is about), each pair once, and those graded as disputed that stand alone. If a filter takes one side away, the other stands
// alone, and is given only if it is graded as disputed. The order is that of the first sides in [Claims],
// by source first, then of the second.
//
// After those come the contradictions that are found in the facts, by [Conflict]: within one move that several
// claims tell of, between two moves of one person, between two holders of a post that one can hold, between amounts of an
// investment, and between values of which there can be one. Amounts that can be the same contradict nothing: numbers in two
// currencies or without one; a number and one that it can be rounded to, by its last digit that is not 0 and no more than a
// twentieth; about a number and what is within a fifth of it; more than, at least, at most and less than with what they
// allow; an order of magnitude with all that is less than ten times as much or as little. A claim that gives several amounts
// which differ tells of parts and is not compared, and neither are two investments that one source tells of. A unit does not contradict its organization; a move without
// a time contradicts no other move; and of many that contradict each other each stands against one. The claims behind them
// stay as certain as their sources have them; a row that shows one of two values for one move is no more certain than
// graph.Disputed in it.
//
// Options: About, for disputes of which a side speaks of an entity, or a fact is of it or of a move, a post or another
// thing of it; WithSource, those that every question takes, Top.
func Disputed(ctx context.Context, r graph.Reader, opts ...Option) ([]Dispute, error) {
	return ask.Slice(ctx, r, "Disputed", ask.OptText|ask.OptAbout|ask.OptAlways|ask.OptTop, opts, markDispute, func(ctx context.Context, q *ask.Question) ([]Dispute, error) {
		speakers, about, err := asked(ctx, q)
		if err != nil {
			return nil, err
		}
		told, err := toldDisputes(ctx, q, about)
		if err != nil {
			return nil, err
		}
		found, err := foundDisputes(ctx, q, speakers)
		return append(told, found...), err
	})
}

// toldDisputes are those that claims tell of: all, or those of which a side is one of some claims.
func toldDisputes(ctx context.Context, q *ask.Question, about []graph.ID) ([]Dispute, error) {
	pairs, labels, err := contradictions(ctx, q, about)
	if err != nil {
		return nil, err
	}
	graded, err := q.Unfiltered().Into(ctx, ask.IDs[quad.Value](q.State, vocab.CertaintyDisputed, quad.String("disputed")), q.Numbers.ID(vocab.Certainty))
	if err != nil {
		return nil, err
	}
	if about != nil {
		graded = ask.Intersect(ask.Distinct(graded), about)
	}
	rows, err := claimed(ctx, q, ask.Distinct(append(labels, graded...)))
	if err != nil {
		return nil, err
	}
	byID := map[graph.ID]Claimed{}
	for _, row := range rows {
		byID[row.id] = row
	}
	var disputes []Dispute
	paired := map[graph.ID]bool{}
	steps := 0
	for p := range pairs {
		if steps++; steps&4095 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		a, okA := byID[p.From()]
		b, okB := byID[p.To()]
		if !okA || !okB {
			continue
		}
		if compareSides(a, b) > 0 {
			a, b = b, a
		}
		disputes = append(disputes, Dispute{Sides: []Claimed{a, b}})
		paired[a.id], paired[b.id] = true, true
	}
	for _, row := range rows {
		if !paired[row.id] && row.Certainty == graph.Disputed && (about == nil || ask.Contains(about, row.id)) {
			disputes = append(disputes, Dispute{Sides: []Claimed{row}})
		}
	}
	return disputes, ask.SortFunc(ctx, disputes, func(a, b Dispute) int { return slices.CompareFunc(a.Sides, b.Sides, compareSides) })
}

func compareSides(a, b Claimed) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), compareClaimed(a, b))
}

// contradictions gives the pairs of claims that contradict each other, the smaller number first, and all
// their labels; all pairs, or those with one of some claims.
func contradictions(ctx context.Context, q *ask.Question, about []graph.ID) (map[ask.Pair]bool, []graph.ID, error) {
	pairs := map[ask.Pair]bool{}
	var labels []graph.ID
	var told []ask.Pair
	err := q.Numbers.Scan(ctx, q.Numbers.ID(vocab.Contradicts), false, func(subjects, objects, _ []graph.ID) bool {
		for i, a := range subjects {
			if objects[i] != a {
				told = append(told, ask.MakePair(a, objects[i]))
			}
		}
		return true
	})
	if err != nil {
		return nil, nil, err
	}
	for i, p := range told {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		meant, err := claimsMeant(ctx, q, p.From(), p.To())
		if err != nil {
			return nil, nil, err
		}
		for _, b := range meant {
			if a := p.From(); a != b && (about == nil || ask.Contains(about, a) || ask.Contains(about, b)) {
				pairs[ask.MakePair(min(a, b), max(a, b))] = true
				labels = append(labels, a, b)
			}
		}
	}
	return pairs, labels, nil
}

// claimsMeant gives the claims that one speaks against by naming a claim; or what other claims are about, such as a move; or
// a source, for what it says of the same people, moves and other things.
func claimsMeant(ctx context.Context, q *ask.Question, claim, named graph.ID) (claims []graph.ID, err error) {
	isClaim := false
	err = q.Numbers.Match(ctx, graph.PatternIDs{Label: named}, func(graph.QuadIDs) bool {
		isClaim = true
		return false
	})
	if err != nil || isClaim {
		return []graph.ID{named}, err
	}
	about := func(node graph.ID) {
		q.Numbers.Row(node, quad.Subject, nil, func(r graph.Run) {
			for _, l := range r.Labels {
				if q.Numbers.Source(l) != 0 && !q.IsA(l, q.Terms.DataSet) {
					claims = append(claims, l)
				}
			}
		})
	}
	if about(named); len(claims) > 0 {
		return ask.Distinct(claims), nil
	}
	var nodes []graph.ID
	t := q.Terms
	owner := ask.Known([]graph.ID{t.Person, t.Holder, t.Investor})
	err = q.Numbers.Match(ctx, graph.PatternIDs{Label: claim}, func(f graph.QuadIDs) bool {
		if nodes = append(nodes, f.Subject); slices.Contains(owner, f.Predicate) {
			q.Numbers.Row(f.Object, quad.Object, owner, func(r graph.Run) { nodes = append(nodes, r.Others...) })
		}
		return true
	})
	for _, node := range ask.Distinct(nodes) {
		about(node)
	}
	return slices.DeleteFunc(ask.Distinct(claims), func(l graph.ID) bool { return q.Numbers.Source(l) != named }), err
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (d Dispute) Detach() Dispute {
	return Dispute{Conflict: d.Conflict, Facts: ask.DetachEach(d.Facts), Sides: ask.DetachEach(d.Sides)}
}

// String is both claims, or the one with its note; of what was found both facts.
func (d Dispute) String() string {
	if len(d.Facts) == 2 {
		return fmt.Sprintf("%s: %s ↔ %s", d.Conflict, d.Facts[0], d.Facts[1])
	}
	if len(d.Sides) == 2 {
		return fmt.Sprintf("%s ↔ %s", d.Sides[0], d.Sides[1])
	}
	return fmt.Sprint(d.Sides)
}

// MarshalJSON writes the conflict, the facts and the sides.
func (d Dispute) MarshalJSON() ([]byte, error) { return rowJSON(d) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (d *Dispute) UnmarshalJSON(text []byte) error { return readRow(text, d) }

func (d *Dispute) describe(f *jsontext.Fields) {
	jsontext.Text(f, "conflict", &d.Conflict)
	jsontext.Each(f, "facts", &d.Facts, (*Fact).describe)
	jsontext.All(f, "sides", &d.Sides, (*Claimed).describe)
}
