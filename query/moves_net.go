package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Net is a row: how many moves led to an organization and how many away. Safe for concurrent use.
type Net struct {
	Organization graph.Entity
	Gained       int // distinct moves to it, as [Joined] gives them
	Lost         int // distinct moves away from it, as [Left] gives them
	PeopleGained int // who made those to it, each once; a move whose person is not known adds none
	PeopleLost   int // who made those away from it

	by *summed // nil after Detach
}

func markNet(m *ask.Mark, n *Net) { m.Set(n.Organization.Number()) }

// newNets makes rows of counts.
func newNets(q *ask.Question) func(organization graph.ID, gained, lost moved) Net {
	by := countedBy(q, arrivals, netKeys)
	return func(organization graph.ID, gained, lost moved) Net {
		return Net{q.Numbers.Entity(organization), gained.moves, lost.moves, gained.people, lost.people, by}
	}
}

// Moves gives the moves behind the counts, those to the organization first, each with its evidence; both in the order
// of the function [Moves]. A move with several persons has a row for each. It reads the state that the moves were
// counted in, and is an error after Detach.
func (n Net) Moves(ctx context.Context) ([]Move, error) { return n.counted().moves(ctx, "Net.Moves") }

// Grades counts these moves by their certainty, each as the most certain of its rows, and once if it counts as gained and
// as lost. It is an error after Detach.
func (n Net) Grades(ctx context.Context) (Grades, error) {
	return n.counted().grades(ctx, "Net.Grades")
}

// Evidence is the claims about these moves that the question let count, the strongest first. It is an error after Detach.
func (n Net) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return n.counted().evidence(ctx, "Net.Evidence")
}

func (n Net) counted() counted {
	id := n.Organization.Number()
	return counted{by: n.by, key: sumKey{from: id}, legs: []leg{{to: id}, {from: id}}}
}

// Net is what was gained less what was lost.
func (n Net) Net() int { return n.Gained - n.Lost }

// NetFlow counts for each organization the moves to it and away from it, where the other end is not known
// included. Units count for their organization, one of several for each of them; moves within one are left out.
// At keeps one organization; it has a row even if nobody moved.
//
// The order is: the largest Net first, then the largest Gained, then by IRI. Options: At, Person, Years,
// Kind, Role, InSector, those that every question takes, Top.
func NetFlow(ctx context.Context, r graph.Reader, opts ...Option) ([]Net, error) {
	return ask.Slice(ctx, r, "NetFlow", ask.OptAt|ask.OptMove|ask.OptTop, opts, markNet, func(ctx context.Context, q *ask.Question) ([]Net, error) {
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
// IRI. Options: Person, Years, Kind, Role, InSector, those that every question takes, Top.
func Brokers(ctx context.Context, r graph.Reader, opts ...Option) ([]Net, error) {
	return ask.Slice(ctx, r, "Brokers", ask.OptMove|ask.OptTop, opts, markNet, func(ctx context.Context, q *ask.Question) ([]Net, error) {
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
	if q.Options.AsksForEnds() {
		rows, counted, err := f.netOfAll(ctx)
		if counted || err != nil {
			return rows, err
		}
	}
	return f.netBySums(ctx)
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
	return newNets(q)(organization, counts.gained, counts.lost), nil
}

// netOfAll counts by scans, which come in the order of the moves, so that one pass over the two side by side is
// enough. Organizations are counted by their places, which needs no map. It reports false, and counts nothing, if
// units are of several organizations, or a move has many of both ends and persons.
func (f *moveFinder) netOfAll(ctx context.Context) (rows []Net, counted bool, err error) {
	end := f.Trace.Begin("count moves by each end", ask.IndexPredicate, 2)
	var x ask.Numbering
	froms, err := f.ends(ctx, vocab.From)
	if err != nil {
		return nil, false, err
	}
	tos, err := f.ends(ctx, vocab.To)
	if err != nil {
		return nil, false, err
	}
	placeEnds(&x, froms)
	placeEnds(&x, tos)
	if err := f.orgs.Learn(ctx, x.IDs); err != nil || f.orgs.Shared {
		return nil, false, err
	}
	var movers []moveEnd
	if !f.o.Counting() {
		if movers, err = f.ends(ctx, vocab.Person); err != nil {
			return nil, false, err
		}
	}
	top, units := f.tops(&x)
	gained, lost := newEndCount(len(x.IDs), movers), newEndCount(len(x.IDs), movers)
	for steps := 0; len(froms) > 0 || len(tos) > 0; steps++ {
		if steps&4095 == 4095 && ctx.Err() != nil {
			return nil, false, ctx.Err()
		}
		move := firstMove(froms, tos)
		from, to := ofMove(froms, move), ofMove(tos, move)
		froms, tos = froms[len(from):], tos[len(to):]
		for len(movers) > 0 && movers[0].move < move {
			movers = movers[1:]
		}
		people := ofMove(movers, move)
		switch {
		case len(from) > 1 || len(to) > 1:
			if (len(from)+len(to))*len(people) > 1<<12 {
				return nil, false, nil
			}
			losing, gaining := f.severalEnds(x.IDs, top, from, to)
			for _, place := range losing {
				lost.add(place, people)
			}
			for _, place := range gaining {
				gained.add(place, people)
			}
		case len(from) == 0:
			gained.add(top[to[0].node], people)
		case len(to) == 0:
			lost.add(top[from[0].node], people)
		case from[0].node == to[0].node || units && f.orgs.Internal(x.IDs[from[0].node], x.IDs[to[0].node]):
		default:
			gained.add(top[to[0].node], people)
			lost.add(top[from[0].node], people)
		}
	}
	row := newNets(f.Question)
	came, left := gained.counts(), lost.counts()
	for place, id := range x.IDs {
		if came[place].moves+left[place].moves > 0 {
			rows = append(rows, row(id, came[place], left[place]))
		}
	}
	end(len(rows))
	return rows, true, ctx.Err()
}

// severalEnds gives the places of the top organizations that a move with several ends leads from and to, each once.
func (f *moveFinder) severalEnds(ids []graph.ID, top []int32, froms, tos []moveEnd) (losing, gaining []int32) {
	for _, from := range froms {
		if len(tos) == 0 || slices.ContainsFunc(tos, func(to moveEnd) bool { return !f.orgs.Internal(ids[from.node], ids[to.node]) }) {
			losing = append(losing, top[from.node])
		}
	}
	for _, to := range tos {
		if len(froms) == 0 || slices.ContainsFunc(froms, func(from moveEnd) bool { return !f.orgs.Internal(ids[from.node], ids[to.node]) }) {
			gaining = append(gaining, top[to.node])
		}
	}
	slices.Sort(losing)
	slices.Sort(gaining)
	return slices.Compact(losing), slices.Compact(gaining)
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
func (f *moveFinder) netOfOne(ctx context.Context, organization graph.ID) (n gainedLost, err error) {
	organizations, err := f.orgs.WithUnits(ctx, []graph.ID{organization})
	if err != nil {
		return n, err
	}
	if f.o.AsksForEnds() {
		alone, err := standsAlone(ctx, f.orgs, organization, organizations)
		if err != nil {
			return n, err
		}
		if alone {
			return f.netOfLists(ctx, organizations)
		}
	}
	f.froms = organizations
	if n.lost, err = f.countMoves(ctx); err != nil {
		return n, err
	}
	f.froms, f.tos = nil, organizations
	n.gained, err = f.countMoves(ctx)
	return n, err
}

// netOfLists counts for an organization that stands alone by the index: what is in only one of the lists of
// those who left and those who came need not be read.
func (f *moveFinder) netOfLists(ctx context.Context, organizations []graph.ID) (n gainedLost, err error) {
	left, err := f.Into(ctx, organizations, f.From)
	if err != nil {
		return n, err
	}
	came, err := f.Into(ctx, organizations, f.To)
	if err != nil {
		return n, err
	}
	elsewhere := func(id graph.ID) bool { return !ask.Contains(organizations, id) }
	// What both lists have stays within, unless it has further ends.
	var notLeft, notCame []graph.ID
	err = f.eachMove(ctx, ask.Intersect(slices.Clone(left), came), func(move graph.ID, facts *moveFacts) {
		if !slices.ContainsFunc(facts.froms, elsewhere) {
			notCame = append(notCame, move)
		}
		if !slices.ContainsFunc(facts.tos, elsewhere) {
			notLeft = append(notLeft, move)
		}
	})
	if err != nil {
		return n, err
	}
	count := func(moves, not []graph.ID) (moved, error) {
		moves = slices.DeleteFunc(moves, func(move graph.ID) bool { return ask.Contains(not, move) })
		people, err := f.OutOf(ctx, moves, f.Person)
		return moved{len(moves), len(people)}, err
	}
	if n.gained, err = count(came, notCame); err != nil {
		return n, err
	}
	n.lost, err = count(left, notLeft)
	return n, err
}

// netBySums counts the moves that the question allows by what is said of them.
func (f *moveFinder) netBySums(ctx context.Context) ([]Net, error) {
	gained, lost := newSums[graph.ID](), newSums[graph.ID]()
	err := f.sumPairs(ctx, func(p movePair) {
		if p.to != 0 {
			gained.add(p.to)
		}
		if p.from != 0 {
			lost.add(p.from)
		}
	}, gained.endMove, lost.endMove)
	if err != nil {
		return nil, err
	}
	came, err := gained.total(ctx, f.topsOf)
	if err != nil {
		return nil, err
	}
	left, err := lost.total(ctx, f.topsOf)
	if err != nil {
		return nil, err
	}
	var rows []Net
	row := newNets(f.Question)
	for id, n := range came {
		rows = append(rows, row(id, n, left[id]))
		delete(left, id)
	}
	for id, n := range left {
		rows = append(rows, row(id, moved{}, n))
	}
	return rows, nil
}

type gainedLost struct{ gained, lost moved }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (n Net) Detach() Net {
	return Net{Organization: n.Organization.Detach(), Gained: n.Gained, Lost: n.Lost, PeopleGained: n.PeopleGained, PeopleLost: n.PeopleLost}
}

// String is the row in English: "ByteDance: +4 -0".
func (n Net) String() string {
	return fmt.Sprintf("%s: +%d -%d", ask.OrUnknown(n.Organization), n.Gained, n.Lost)
}

// MarshalJSON writes the row and its net.
func (n Net) MarshalJSON() ([]byte, error) { return rowJSON(n) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (n *Net) UnmarshalJSON(text []byte) error { return readRow(text, n) }

func (n *Net) describe(f *jsontext.Fields) {
	entity(f, "organization", &n.Organization)
	f.Count("gained", &n.Gained)
	f.Count("lost", &n.Lost)
	f.Count("peopleGained", &n.PeopleGained)
	f.Count("peopleLost", &n.PeopleLost)
	net := n.Net()
	f.Count("net", &net)
}
