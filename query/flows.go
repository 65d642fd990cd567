package query

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"talentgraph.example/graph"
)

// Flows counts the moves between organizations: how many went from each one to each other. Units count
// for their organization, moves within one are left out, and so are moves whose origin or destination is
// not known. Each move counts once for a pair, however many claims, persons or units it names.
//
// The order is: largest first, then by the IRI of From, then of To. Options: From, To, Person, Years,
// Kind, CertaintyAtLeast, Source, Top.
func Flows(ctx context.Context, r graph.Reader, opts ...Option) ([]Flow, error) {
	o, err := read("Flows", optFrom|optTo|optMove|optTop, opts)
	if err != nil {
		return nil, err
	}
	var flows []Flow
	err = r.View(ctx, func(s *graph.Snapshot) error {
		f, err := newMoveFinder(ctx, s, &o, true)
		if err != nil {
			return err
		}
		counts, err := f.countPairs(ctx)
		if err != nil {
			return err
		}
		flows, err = f.flows(ctx, counts, o.top)
		return err
	})
	return flows, err
}

// pair is two organizations, a number in each half.
type pair uint64

func makePair(from, to graph.ID) pair { return pair(from)<<32 | pair(to) }

func (p pair) from() graph.ID { return graph.ID(p >> 32) }
func (p pair) to() graph.ID   { return graph.ID(p & 0xffffffff) }

// countPairs counts the moves between top organizations.
func (f *moveFinder) countPairs(ctx context.Context) (map[pair]int, error) {
	var p *pairCounter
	var err error
	if f.o.given&^(optTop|optEvidence) == 0 {
		p, err = f.countAll(ctx)
	} else {
		p, err = f.countMatching(ctx)
	}
	if err != nil {
		return nil, err
	}
	return p.byTop(ctx, f.orgs)
}

// countMatching goes through the rows of the question.
func (f *moveFinder) countMatching(ctx context.Context) (*pairCounter, error) {
	p := newPairCounter()
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

// countAll counts without making rows. Both scans come in the order of the moves, so that one pass over
// the two side by side is enough.
func (f *moveFinder) countAll(ctx context.Context) (*pairCounter, error) {
	var froms []moveEnd
	err := f.s.Scan(ctx, f.from, func(move, from, label graph.ID) bool {
		if f.keep(label) {
			froms = append(froms, moveEnd{move, from})
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	p := newPairCounter()
	i, last := 0, graph.ID(0)
	err = f.s.Scan(ctx, f.to, func(move, to, label graph.ID) bool {
		for i < len(froms) && froms[i].move < move {
			i++
		}
		if i == len(froms) {
			return false
		}
		if froms[i].move != move || !f.keep(label) {
			return true
		}
		if move != last {
			p.endMove()
			last = move
		}
		for j := i; j < len(froms) && froms[j].move == move; j++ {
			p.add(froms[j].organization, to)
		}
		return true
	})
	p.endMove()
	return p, err
}

type moveEnd struct{ move, organization graph.ID }

// pairCounter counts pairs, each once for a move.
type pairCounter struct {
	counts map[pair]int
	move   []pair // of the move at hand
	// Moves with several pairs are kept apart until units have become organizations: only then is it
	// clear which of the pairs are the same.
	several [][]pair
}

func newPairCounter() *pairCounter { return &pairCounter{counts: map[pair]int{}} }

func (p *pairCounter) add(from, to graph.ID) { p.move = append(p.move, makePair(from, to)) }

func (p *pairCounter) endMove() {
	switch len(p.move) {
	case 0:
		return
	case 1:
		p.counts[p.move[0]]++
	default:
		slices.Sort(p.move)
		if distinct := slices.Compact(p.move); len(distinct) == 1 {
			p.counts[distinct[0]]++
		} else {
			p.several = append(p.several, slices.Clone(distinct))
		}
	}
	p.move = p.move[:0]
}

// byTop counts for the organizations that units belong to, and leaves out what stays within one.
func (p *pairCounter) byTop(ctx context.Context, orgs *organizations) (map[pair]int, error) {
	var ends []graph.ID
	for q := range p.counts {
		ends = append(ends, q.from(), q.to())
	}
	for _, pairs := range p.several {
		for _, q := range pairs {
			ends = append(ends, q.from(), q.to())
		}
	}
	if err := orgs.learn(ctx, ends); err != nil {
		return nil, err
	}
	top := func(q pair) (pair, bool) {
		if orgs.internal(q.from(), q.to()) {
			return 0, false
		}
		return makePair(orgs.top(q.from()), orgs.top(q.to())), true
	}
	counts := make(map[pair]int, len(p.counts))
	for q, n := range p.counts {
		if t, ok := top(q); ok {
			counts[t] += n
		}
	}
	for _, pairs := range p.several {
		tops := map[pair]bool{}
		for _, q := range pairs {
			if t, ok := top(q); ok {
				tops[t] = true
			}
		}
		for t := range tops {
			counts[t]++
		}
	}
	return counts, nil
}

// flows orders the counts, and keeps the first n of them; 0 is all.
func (f *moveFinder) flows(ctx context.Context, counts map[pair]int, n int) ([]Flow, error) {
	type counted struct {
		pair
		count int
	}
	iris := map[graph.ID]string{}
	iri := func(id graph.ID) string {
		text, ok := iris[id]
		if !ok {
			text = f.text(id)
			iris[id] = text
		}
		return text
	}
	order := func(a, b counted) int {
		if a.count != b.count {
			return b.count - a.count
		}
		return cmp.Or(cmp.Compare(iri(a.from()), iri(b.from())), cmp.Compare(iri(a.to()), iri(b.to())))
	}
	best := newTop(n, order)
	steps := 0
	for q, count := range counts {
		if steps++; steps&4095 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		best.add(counted{q, count})
	}
	sorted, err := best.sorted(ctx)
	if err != nil {
		return nil, err
	}
	flows := make([]Flow, len(sorted))
	for i, c := range sorted {
		flows[i] = Flow{From: f.s.EntityOf(c.from()), To: f.s.EntityOf(c.to()), Count: c.count, asked: f.asked, o: f.o}
	}
	return flows, nil
}

// Downstream gives the organizations that people from one could have reached in exactly so many moves,
// whoever made them and whenever: those that its people went to in one move, those that people from
// there went to in two, and so on. Each organization comes once, in the order of IRIs; units count for
// their organization, moves within one do not count. Zero moves give the organization itself.
//
// Options: Person, Years, Kind, CertaintyAtLeast, Source.
func Downstream(ctx context.Context, r graph.Reader, organization string, moves int, opts ...Option) ([]graph.Entity, error) {
	o, err := read("Downstream", optMove, opts)
	if err != nil {
		return nil, err
	}
	if moves < 0 {
		return nil, errors.New("query.Downstream: the number of moves must be 0 or more")
	}
	var reached []graph.Entity
	err = r.View(ctx, func(s *graph.Snapshot) error {
		f, err := newMoveFinder(ctx, s, &o, true)
		if err != nil {
			return err
		}
		start, err := s.Resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return err
		}
		frontier := []graph.ID{start.Number()}
		for range moves {
			if frontier, err = f.next(ctx, frontier); err != nil {
				return err
			}
		}
		reached = f.entities(frontier)
		return nil
	})
	return reached, err
}

// next is the frontier one move on: top organizations, each once.
func (f *moveFinder) next(ctx context.Context, frontier []graph.ID) ([]graph.ID, error) {
	if len(frontier) == 0 {
		return nil, ctx.Err()
	}
	from, err := f.orgs.withUnits(ctx, frontier)
	if err != nil {
		return nil, err
	}
	f.froms = from
	var tos []graph.ID
	err = f.run(ctx, func(m Move) error {
		if !m.To.IsZero() {
			tos = append(tos, f.orgs.top(m.To.Number()))
		}
		return nil
	})
	slices.Sort(tos)
	return slices.Compact(tos), err
}
