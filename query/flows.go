package query

import (
	"cmp"
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Flows counts the moves between organizations: how many went from each one to each other. Units count
// for their organization, moves within one are left out, and so are moves whose origin or destination is
// not known. Each move counts once for a pair, however many claims, persons or units it names.
//
// The order is: largest first, then by the IRI of From, then of To. Options: From, To, Person, Years,
// Kind, InSector, those that every question takes, Top.
func Flows(ctx context.Context, r graph.Reader, opts ...Option) ([]Flow, error) {
	o, err := read("Flows", optFrom|optTo|optMove|optTop, opts)
	if err != nil {
		return nil, err
	}
	var flows []Flow
	err = o.view(ctx, r, func(s *graph.Snapshot) error {
		f, err := newMoveFinder(ctx, s, &o, true)
		if err != nil {
			return err
		}
		flows, err = f.flows(ctx)
		o.trace.rows(len(flows))
		return err
	})
	return flows, err
}

// flows counts and puts in order.
func (f *moveFinder) flows(ctx context.Context) ([]Flow, error) {
	p, err := f.pairs(ctx)
	if err != nil {
		return nil, err
	}
	iris := map[graph.ID]string{} // of organizations that had to be compared
	iri := func(id graph.ID) string {
		text, ok := iris[id]
		if !ok {
			text = f.text(id)
			iris[id] = text
		}
		return text
	}
	best := newTop(f.o.top, func(a, b count) int {
		if a.moves != b.moves {
			return b.moves - a.moves
		}
		return cmp.Or(cmp.Compare(iri(a.from), iri(b.from)), cmp.Compare(iri(a.to), iri(b.to)))
	})
	end := f.trace.begin("count moves between organizations", indexNone, len(p.from))
	err = p.counts(ctx, f.orgs, best.add)
	end(len(best.items))
	if err != nil {
		return nil, err
	}
	sorted, err := best.sorted(ctx)
	if err != nil {
		return nil, err
	}
	quiet := *f.o
	quiet.trace = nil // what a row is asked later is no part of this question
	flows := make([]Flow, len(sorted))
	for i, c := range sorted {
		flows[i] = Flow{From: f.n.Entity(c.from), To: f.n.Entity(c.to), Count: c.moves, asked: f.asked, o: &quiet}
	}
	return flows, nil
}

// pairs gathers both ends of all moves that the question allows.
func (f *moveFinder) pairs(ctx context.Context) (*pairs, error) {
	if f.o.asksForEnds() {
		return f.allPairs(ctx)
	}
	p := &pairs{}
	last := graph.ID(0)
	err := f.run(ctx, func(m Move) error {
		if m.id != last {
			p.endMove()
			last = m.id
		}
		if !m.To.IsZero() {
			p.add(m.From.Number(), m.To.Number())
		}
		return nil
	})
	p.endMove()
	return p, err
}

// allPairs reads both ends without making rows. The two scans come in the order of the moves, so that
// one pass over the two side by side is enough.
func (f *moveFinder) allPairs(ctx context.Context) (*pairs, error) {
	end := f.trace.begin("read both ends of every move", indexPredicate, 2)
	froms, err := f.ends(ctx, vocab.From)
	if err != nil {
		return nil, err
	}
	p := &pairs{from: make([]graph.ID, 0, len(froms)), to: make([]graph.ID, 0, len(froms))}
	i, last, lastTo := 0, graph.ID(0), graph.ID(0)
	err = f.n.Scan(ctx, f.to, !f.all, func(subjects, objects, labels []graph.ID) bool {
		for k, move := range subjects {
			if move == last && objects[k] == lastTo || !f.all && !f.keep(labels[k]) {
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
	n, err := f.s.Count(ctx, graph.Pattern{Predicate: predicate})
	if err != nil {
		return nil, err
	}
	ends, last := make([]moveEnd, 0, n), moveEnd{}
	err = f.n.Scan(ctx, f.n.ID(predicate), !f.all, func(subjects, objects, labels []graph.ID) bool {
		page := ends // a variable of the loop's own is faster
		for k, move := range subjects {
			end := moveEnd{move, objects[k]}
			if end == last || !f.all && !f.keep(labels[k]) {
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
