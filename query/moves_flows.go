package query

import (
	"cmp"
	"context"
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Flow is a row: so many moves went from one organization to another. Safe for concurrent use.
type Flow struct {
	From, To graph.Entity
	Count    int // of distinct moves
	People   int // who made them, each once; a group is one, and a move whose person is not known adds none

	by *summed // nil after Detach
}

func markFlow(m *ask.Mark, w *Flow) { m.Set(w.From.Number(), w.To.Number()) }

// Moves gives the moves behind the count, each with its evidence, in the order of the function [Moves];
// a move with several persons has a row for each. It reads the state that the flow was counted in, and
// is an error after Detach.
func (w Flow) Moves(ctx context.Context) ([]Move, error) { return w.counted().moves(ctx, "Flow.Moves") }

// Grades counts these moves by their certainty, each as the most certain of its rows; their Total is Count. It is an
// error after Detach.
func (w Flow) Grades(ctx context.Context) (Grades, error) {
	return w.counted().grades(ctx, "Flow.Grades")
}

// Evidence is the claims about these moves that the question let count, the strongest first. It is an error after Detach.
func (w Flow) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return w.counted().evidence(ctx, "Flow.Evidence")
}

func (w Flow) counted() counted {
	from, to := w.From.Number(), w.To.Number()
	return counted{by: w.by, key: sumKey{from: from, to: to}, legs: []leg{{from, to}}}
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (w Flow) Detach() Flow {
	return Flow{From: w.From.Detach(), To: w.To.Detach(), Count: w.Count, People: w.People}
}

// String is the row in English: "Alibaba → ByteDance: 2".
func (w Flow) String() string {
	return fmt.Sprintf("%s → %s: %d", ask.OrUnknown(w.From), ask.OrUnknown(w.To), w.Count)
}

// MarshalJSON writes both organizations and the counts.
func (w Flow) MarshalJSON() ([]byte, error) { return rowJSON(w) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (w *Flow) UnmarshalJSON(text []byte) error { return readRow(text, w) }

func (w *Flow) describe(f *jsontext.Fields) {
	entity(f, "from", &w.From)
	entity(f, "to", &w.To)
	f.Count("count", &w.Count)
	f.Count("people", &w.People)
}

// Flows counts the moves between organizations: how many went from each one to each other. Units count
// for their organization, one of several for each of them; moves within one are left out, and so are moves whose origin or destination is
// not known. Each move counts once for a pair, however many claims, persons or units it names, and each person once,
// however many moves.
//
// The order is: largest first, then by the IRI of From, then of To. Options: From, To, Person, Years,
// Kind, Role, InSector, those that every question takes, Top.
func Flows(ctx context.Context, r graph.Reader, opts ...Option) ([]Flow, error) {
	return ask.Slice(ctx, r, "Flows", ask.OptFrom|ask.OptTo|ask.OptMove|ask.OptTop, opts, markFlow, func(ctx context.Context, q *ask.Question) ([]Flow, error) {
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		return f.flows(ctx)
	})
}

// flows counts and puts in order.
func (f *moveFinder) flows(ctx context.Context) ([]Flow, error) {
	if f.o.Counting() {
		return nil, f.countPairs(ctx, func(count) { f.o.Count(1) })
	}
	iris := map[graph.ID]string{} // of organizations that had to be compared
	iri := func(id graph.ID) string {
		text, ok := iris[id]
		if !ok {
			text = f.Text(id)
			iris[id] = text
		}
		return text
	}
	best := ask.NewTop(f.o.Most(), func(a, b count) int {
		if a.moves != b.moves {
			return b.moves - a.moves
		}
		return cmp.Or(cmp.Compare(iri(a.from), iri(b.from)), cmp.Compare(iri(a.to), iri(b.to)))
	})
	if err := f.countPairs(ctx, best.Add); err != nil {
		return nil, err
	}
	sorted, err := best.Sorted(ctx)
	if err != nil {
		return nil, err
	}
	by := countedBy(f.Question, departures, flowKeys)
	flows := make([]Flow, len(sorted))
	for i, c := range sorted {
		flows[i] = Flow{From: f.Numbers.Entity(c.from), To: f.Numbers.Entity(c.to), Count: c.moves, People: c.people, by: by}
	}
	return flows, nil
}

// countPairs counts the moves between top organizations: by their ends alone if the question asks for no more of
// them, and no unit is of several organizations.
func (f *moveFinder) countPairs(ctx context.Context, yield func(count)) error {
	if f.o.AsksForEnds() {
		p, err := f.allPairs(ctx)
		if err != nil {
			return err
		}
		if !f.o.Counting() {
			if p.movers, err = f.ends(ctx, vocab.Person); err != nil {
				return err
			}
		}
		end := f.Trace.Begin("count moves between organizations", ask.IndexNone, len(p.from))
		counted, err := p.counts(ctx, f.orgs, yield)
		end(len(p.from))
		if counted || err != nil {
			return err
		}
	}
	s := newSums[ask.Pair]()
	err := f.sumPairs(ctx, func(p movePair) {
		if p.from != 0 && p.to != 0 {
			s.add(ask.MakePair(p.from, p.to))
		}
	}, s.endMove)
	if err != nil {
		return err
	}
	total, err := s.total(ctx, f.pairsOf)
	for p, n := range total {
		yield(count{p.From(), p.To(), n})
	}
	return err
}

// allPairs reads both ends without making rows. The two scans come in the order of the moves, so that
// one pass over the two side by side is enough.
func (f *moveFinder) allPairs(ctx context.Context) (*pairs, error) {
	end := f.Trace.Begin("read both ends of every move", ask.IndexPredicate, 2)
	froms, err := f.ends(ctx, vocab.From)
	if err != nil {
		return nil, err
	}
	p := &pairs{from: make([]graph.ID, 0, len(froms)), to: make([]graph.ID, 0, len(froms)), moves: make([]graph.ID, 0, len(froms))}
	i, last, lastTo := 0, graph.ID(0), graph.ID(0)
	err = f.Numbers.Scan(ctx, f.To, !f.All, func(subjects, objects, labels []graph.ID) bool {
		for k, move := range subjects {
			if move == last && objects[k] == lastTo || !f.All && !f.Keep(labels[k]) {
				continue // claimed twice, or not at all
			}
			if move != last && len(p.from) > p.move {
				p.endMove()
			}
			last, lastTo = move, objects[k]
			for i < len(froms) && froms[i].move < move {
				i++
			}
			for j := i; j < len(froms) && froms[j].move == move; j++ {
				p.moves = append(p.moves, move)
				p.from, p.to = append(p.from, froms[j].node), append(p.to, lastTo)
			}
		}
		return i < len(froms)
	})
	p.endMove()
	end(len(p.from))
	return p, err
}

// moveEnd is a move and what stands at one of its ends.
type moveEnd struct{ move, node graph.ID }

// ends gives one end of every move that has it, in the order of the moves.
func (f *moveFinder) ends(ctx context.Context, predicate quad.IRI) ([]moveEnd, error) {
	n, err := f.Snapshot.Count(ctx, graph.Pattern{Predicate: predicate})
	if err != nil {
		return nil, err
	}
	ends, last := make([]moveEnd, 0, n), moveEnd{}
	err = f.Numbers.Scan(ctx, f.Numbers.ID(predicate), !f.All, func(subjects, objects, labels []graph.ID) bool {
		page := ends // a variable of the loop's own is faster
		for k, move := range subjects {
			end := moveEnd{move, objects[k]}
			if end == last || !f.All && !f.Keep(labels[k]) {
				continue // claimed twice, or not at all
			}
			last = end
			page = append(page, end)
		}
		ends = page
		return true
	})
	return ends, err
}
