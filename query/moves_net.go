package query

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// Net is a row: how many moves led to an organization and how many away. Safe for concurrent use.
type Net struct {
	Organization graph.Entity
	Gained       int // distinct moves to it, as [Joined] gives them
	Lost         int // distinct moves away from it, as [Left] gives them
}

// Net is what was gained less what was lost.
func (n Net) Net() int { return n.Gained - n.Lost }

// NetFlow counts for each organization the moves to it and away from it, where the other end is not known
// included. Units count for their organization, moves within one are left out. At keeps one organization;
// it has a row even if nobody moved.
//
// The order is: the largest Net first, then the largest Gained, then by IRI. Options: At, Person, Years,
// Kind, InSector, those that every question takes, Top.
func NetFlow(ctx context.Context, r graph.Reader, opts ...Option) ([]Net, error) {
	return ask.Slice(ctx, r, "NetFlow", ask.OptAt|ask.OptMove|ask.OptTop, opts, func(ctx context.Context, q *ask.Question) ([]Net, error) {
		rows, err := net(ctx, q)
		if err != nil {
			return nil, err
		}
		return ask.TopRows(ctx, q, rows, func(a, b Net) int {
			if d := cmp.Or(b.Net()-a.Net(), b.Gained-a.Gained); d != 0 {
				return d
			}
			return q.ByIRI(a.Organization.Number(), b.Organization.Number())
		})
	})
}

// Brokers gives the organizations that both gain and lose people: those that people pass through. The
// order is: most passage first, which is the smaller of Gained and Lost, then the larger of both, then by
// IRI. Options: Person, Years, Kind, InSector, those that every question takes, Top.
func Brokers(ctx context.Context, r graph.Reader, opts ...Option) ([]Net, error) {
	return ask.Slice(ctx, r, "Brokers", ask.OptMove|ask.OptTop, opts, func(ctx context.Context, q *ask.Question) ([]Net, error) {
		rows, err := net(ctx, q)
		if err != nil {
			return nil, err
		}
		rows = slices.DeleteFunc(rows, func(n Net) bool { return min(n.Gained, n.Lost) == 0 })
		return ask.TopRows(ctx, q, rows, func(a, b Net) int {
			if d := cmp.Or(min(b.Gained, b.Lost)-min(a.Gained, a.Lost), max(b.Gained, b.Lost)-max(a.Gained, a.Lost)); d != 0 {
				return d
			}
			return q.ByIRI(a.Organization.Number(), b.Organization.Number())
		})
	})
}

// net counts, in no order.
func net(ctx context.Context, q *ask.Question) ([]Net, error) {
	if q.Options.Has(ask.OptAt) {
		id, err := q.Resolve(ctx, q.Options.At, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		row, err := netOf(ctx, q, id)
		return []Net{row}, err
	}
	f, err := newMoveFinder(ctx, q, allMoves)
	if err != nil {
		return nil, err
	}
	var n *netCounter
	if q.Options.AsksForEnds() {
		n, err = f.netOfAll(ctx)
	} else {
		n = newNetCounter(f.orgs)
		err = f.countNet(ctx, n)
	}
	if err != nil {
		return nil, err
	}
	rows := make([]Net, 0, len(n.counts))
	for id, counts := range n.counts {
		rows = append(rows, Net{q.Numbers.Entity(id), counts.gained, counts.lost})
	}
	return rows, nil
}

// netOf counts for one organization, be it a unit.
func netOf(ctx context.Context, q *ask.Question, organization graph.ID) (Net, error) {
	f, err := newMoveFinder(ctx, q, allMoves)
	if err != nil {
		return Net{}, err
	}
	counts, err := f.netOfOne(ctx, organization)
	if err != nil {
		return Net{}, err
	}
	return Net{q.Numbers.Entity(organization), counts.gained, counts.lost}, nil
}

// netOfAll counts without making rows. Scans come in the order of the moves, so that one pass over the two
// side by side is enough. Organizations are counted by their places, which needs no map.
func (f *moveFinder) netOfAll(ctx context.Context) (*netCounter, error) {
	end := f.Trace.Begin("count moves by each end", ask.IndexPredicate, 2)
	var x ask.Numbering
	froms, err := f.ends(ctx, vocab.From)
	if err != nil {
		return nil, err
	}
	tos, err := f.ends(ctx, vocab.To)
	if err != nil {
		return nil, err
	}
	placeEnds(&x, froms)
	placeEnds(&x, tos)
	if err := f.orgs.Learn(ctx, x.IDs); err != nil {
		return nil, err
	}
	top, units := f.tops(&x)
	gained, lost := make([]int, len(x.IDs)), make([]int, len(x.IDs))
	n := newNetCounter(f.orgs) // for moves with several ends
	for steps := 0; len(froms) > 0 || len(tos) > 0; steps++ {
		if steps&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		move := firstMove(froms, tos)
		from, to := ofMove(froms, move), ofMove(tos, move)
		froms, tos = froms[len(from):], tos[len(to):]
		switch {
		case len(from) > 1 || len(to) > 1:
			n.addAll(x.IDs, from, to)
		case len(from) == 0:
			gained[top[to[0].node]]++
		case len(to) == 0:
			lost[top[from[0].node]]++
		case from[0].node == to[0].node || units && f.orgs.Internal(x.IDs[from[0].node], x.IDs[to[0].node]):
		default:
			gained[top[to[0].node]]++
			lost[top[from[0].node]]++
		}
	}
	for place, id := range x.IDs {
		if gained[place]+lost[place] > 0 {
			c := n.counts[id]
			n.counts[id] = gainedLost{c.gained + gained[place], c.lost + lost[place]}
		}
	}
	end(len(n.counts))
	return n, nil
}

// tops gives the place of the organization that each one counts for, and whether there are any units.
func (f *moveFinder) tops(x *ask.Numbering) (top []int32, units bool) {
	ids := slices.Clone(x.IDs)
	top = make([]int32, len(ids))
	for i, id := range ids {
		top[i] = x.Number(f.orgs.Top(id))
		units = units || len(f.orgs.Parents[id]) > 0
	}
	return top, units
}

// placeEnds puts places where the organizations stood.
func placeEnds(x *ask.Numbering, ends []moveEnd) {
	for i, e := range ends {
		ends[i].node = graph.ID(x.Number(e.node))
	}
}

func firstMove(froms, tos []moveEnd) graph.ID {
	switch {
	case len(froms) == 0:
		return tos[0].move
	case len(tos) == 0:
		return froms[0].move
	}
	return min(froms[0].move, tos[0].move)
}

// ofMove is the beginning of some ends that belongs to a move.
func ofMove(ends []moveEnd, move graph.ID) []moveEnd {
	n := 0
	for n < len(ends) && ends[n].move == move {
		n++
	}
	return ends[:n]
}

// netOfOne counts for one organization with its units, which need not be at the top.
func (f *moveFinder) netOfOne(ctx context.Context, organization graph.ID) (gainedLost, error) {
	organizations, err := f.orgs.WithUnits(ctx, []graph.ID{organization})
	if err != nil {
		return gainedLost{}, err
	}
	if f.o.AsksForEnds() {
		alone, err := standsAlone(ctx, f.orgs, organization, organizations)
		if err != nil {
			return gainedLost{}, err
		}
		if alone {
			return f.netOfLists(ctx, organizations)
		}
	}
	n := newNetCounter(f.orgs)
	n.top = func(graph.ID) graph.ID { return organization }
	f.froms = organizations
	if err := f.countNet(ctx, n); err != nil {
		return gainedLost{}, err
	}
	lost := n.counts[organization].lost
	clear(n.counts)
	f.froms, f.tos = nil, organizations
	err = f.countNet(ctx, n)
	return gainedLost{gained: n.counts[organization].gained, lost: lost}, err
}

// netOfLists counts for an organization that stands alone by the index: what is in only one of the lists of
// those who left and those who came need not be read.
func (f *moveFinder) netOfLists(ctx context.Context, organizations []graph.ID) (gainedLost, error) {
	left, err := f.Into(ctx, organizations, f.From)
	if err != nil {
		return gainedLost{}, err
	}
	came, err := f.Into(ctx, organizations, f.To)
	if err != nil {
		return gainedLost{}, err
	}
	n := gainedLost{gained: len(came), lost: len(left)}
	elsewhere := func(id graph.ID) bool { return !ask.Contains(organizations, id) }
	// What both lists have stays within, unless it has further ends.
	err = f.eachMove(ctx, ask.Intersect(left, came), func(_ graph.ID, facts *moveFacts) {
		if !slices.ContainsFunc(facts.froms, elsewhere) {
			n.gained--
		}
		if !slices.ContainsFunc(facts.tos, elsewhere) {
			n.lost--
		}
	})
	return n, err
}

// countNet goes through the moves of the question.
func (f *moveFinder) countNet(ctx context.Context, n *netCounter) error {
	pairs, err := f.movePairs(ctx)
	if err != nil {
		return err
	}
	last := graph.ID(0)
	for i, p := range pairs {
		if i&4095 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		if p.move != last {
			n.endMove()
			last = p.move
		}
		n.add(p.from, p.to)
	}
	n.endMove()
	return nil
}

type gainedLost struct{ gained, lost int }

// netCounter counts gains and losses, each once for a move and an organization.
type netCounter struct {
	orgs         *ask.Units
	top          func(graph.ID) graph.ID // whom an organization counts for; 0 is nobody
	counts       map[graph.ID]gainedLost
	gained, lost []graph.ID // by the move at hand
}

func newNetCounter(orgs *ask.Units) *netCounter {
	return &netCounter{orgs: orgs, top: orgs.Top, counts: map[graph.ID]gainedLost{}}
}

func (n *netCounter) add(from, to graph.ID) {
	if from != 0 && to != 0 && n.orgs.Internal(from, to) {
		return
	}
	if from != 0 {
		n.lost = append(n.lost, n.top(from))
	}
	if to != 0 {
		n.gained = append(n.gained, n.top(to))
	}
}

// addAll counts a move by the places of its ends.
func (n *netCounter) addAll(ids []graph.ID, froms, tos []moveEnd) {
	organizations := func(ends []moveEnd) []graph.ID {
		found := make([]graph.ID, len(ends))
		for i, e := range ends {
			found[i] = ids[e.node]
		}
		return orMissing(found)
	}
	to := organizations(tos)
	for _, from := range organizations(froms) {
		for _, to := range to {
			n.add(from, to)
		}
	}
	n.endMove()
}

func (n *netCounter) endMove() {
	for _, id := range ask.Distinct(n.gained) {
		c := n.counts[id]
		c.gained++
		n.counts[id] = c
	}
	for _, id := range ask.Distinct(n.lost) {
		c := n.counts[id]
		c.lost++
		n.counts[id] = c
	}
	n.gained, n.lost = n.gained[:0], n.lost[:0]
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (n Net) Detach() Net {
	n.Organization = n.Organization.Detach()
	return n
}

// String is the row in English: "ByteDance: +4 -0".
func (n Net) String() string {
	return fmt.Sprintf("%s: +%d -%d", ask.OrUnknown(n.Organization), n.Gained, n.Lost)
}

// MarshalJSON writes the row and its net.
func (n Net) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Organization graph.Entity `json:"organization"`
		Gained       int          `json:"gained"`
		Lost         int          `json:"lost"`
		Net          int          `json:"net"`
	}{n.Organization, n.Gained, n.Lost, n.Net()})
}
