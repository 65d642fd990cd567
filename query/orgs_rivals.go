package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Rival is a row: another organization that exchanges people with the one asked about, or that is in one
// of its sectors. Safe for concurrent use.
type Rival struct {
	Organization graph.Entity
	Took         int            // distinct moves to it from the organization asked about
	Gave         int            // distinct moves from it to the organization asked about
	PeopleTook   int            // who made those to it, each once; a move whose person is not known adds none
	PeopleGave   int            // who made those from it
	Sectors      []graph.Entity // that both are in, by IRI

	asked graph.ID // the organization asked about
	by    *summed  // nil after Detach
}

func markRival(m *ask.Mark, r *Rival) { m.Set(r.Organization.Number()) }

// Moves gives the moves between the two, those to the rival first, each with its evidence; both in the order of the
// function [Moves]. A move with several persons has a row for each. It reads the state that the moves were counted in,
// and is an error after Detach.
func (r Rival) Moves(ctx context.Context) ([]Move, error) {
	return r.counted().moves(ctx, "Rival.Moves")
}

// Grades counts these moves by their certainty, each as the most certain of its rows. It is an error after Detach.
func (r Rival) Grades(ctx context.Context) (Grades, error) {
	return r.counted().grades(ctx, "Rival.Grades")
}

// Evidence is the claims about these moves, and those that put both into their sectors, as far as the question let
// them count, the strongest first. It is an error after Detach.
func (r Rival) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	if r.by == nil || len(r.Sectors) == 0 {
		return r.counted().evidence(ctx, "Rival.Evidence")
	}
	var sectors []graph.ID
	for _, s := range r.Sectors {
		sectors = append(sectors, s.Number())
	}
	var shared []grounds
	for _, organization := range []graph.ID{r.asked, r.Organization.Number()} {
		p, err := newPresenceFinder(r.by.o.Question(r.by.state)).at(ctx, organization)
		if err != nil {
			return nil, err
		}
		presences, err := p.find(ctx, ask.Distinct(sectors))
		if err != nil {
			return nil, err
		}
		for _, p := range presences {
			shared = append(shared, p.grounds)
		}
	}
	return r.counted().evidence(ctx, "Rival.Evidence", shared...)
}

func (r Rival) counted() counted {
	other := r.Organization.Number()
	return counted{by: r.by, key: sumKey{from: other}, legs: []leg{{r.asked, other}, {other, r.asked}}}
}

// Rivals gives the organizations that recruit from one or that it recruits from, and those that are in a
// sector which it is in; see [Presences]. Units count for their organization, one of several for each of them.
//
// The order is: most moves first, both directions together, then most sectors, then by IRI. A name that
// cannot be resolved is a [*graph.NameError]. Options: those that every question takes, Years, Kind, Top.
func Rivals(ctx context.Context, r graph.Reader, organization string, opts ...Option) ([]Rival, error) {
	return ask.Slice(ctx, r, "Rivals", ask.OptYears|ask.OptKind|ask.OptAlways|ask.OptTop, opts, markRival, func(ctx context.Context, q *ask.Question) ([]Rival, error) {
		id, err := q.Resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		own, err := q.Units().WithUnits(ctx, []graph.ID{id})
		if err != nil {
			return nil, err
		}
		rivals := rivalList{State: q.State, asked: id, own: own}
		if err := rivalsByMoves(ctx, q, id, &rivals); err != nil {
			return nil, err
		}
		if err := rivalsBySectors(ctx, q, id, &rivals); err != nil {
			return nil, err
		}
		return rivals.ordered(ctx, q)
	})
}

// rivalList has a row for each organization, in order of first appearance.
type rivalList struct {
	*ask.State
	asked  graph.ID
	own    []graph.ID // with its units
	places ask.Numbering
	rows   []Rival
}

// of finds or makes the row of an organization, which is good until the next call.
func (l *rivalList) of(organization graph.ID) *Rival {
	place := int(l.places.Number(organization))
	if place == len(l.rows) {
		l.rows = append(l.rows, Rival{Organization: l.Numbers.Entity(organization)})
	}
	return &l.rows[place]
}

// rated is a row and what it is ordered by.
type rated struct {
	moves, sectors int
	iri            string
	row            *Rival
}

// ordered gives the rows in the order of [Rivals].
func (l *rivalList) ordered(ctx context.Context, q *ask.Question) ([]Rival, error) {
	all := make([]rated, len(l.rows))
	for i := range l.rows {
		r := &l.rows[i]
		all[i] = rated{r.Took + r.Gave, len(r.Sectors), l.Text(r.Organization.Number()), r}
	}
	best, err := ask.TopRows(ctx, q, all, func(a, b rated) int {
		switch {
		case a.moves != b.moves:
			return b.moves - a.moves
		case a.sectors != b.sectors:
			return b.sectors - a.sectors
		}
		return strings.Compare(a.iri, b.iri)
	})
	rows := make([]Rival, len(best))
	by := countedBy(q, departures, rivalKeys(l.own))
	for i, r := range best {
		rows[i] = *r.row
		rows[i].asked, rows[i].by = l.asked, by
	}
	return rows, err
}

func rivalsByMoves(ctx context.Context, q *ask.Question, id graph.ID, rivals *rivalList) error {
	f, err := newMoveFinder(ctx, q, departures)
	if err != nil {
		return err
	}
	f.froms = rivals.own
	err = f.countOthers(ctx, id, movePair.toEnd, func(other graph.ID, n moved) {
		r := rivals.of(other)
		r.Took, r.PeopleTook = n.moves, n.people
	})
	if err != nil {
		return err
	}
	f.froms, f.tos = nil, rivals.own
	return f.countOthers(ctx, id, movePair.fromEnd, func(other graph.ID, n moved) {
		r := rivals.of(other)
		r.Gave, r.PeopleGave = n.moves, n.people
	})
}

// countOthers calls with each organization at one end of the moves that the question allows, but for the one asked
// about, and the number of these moves and of their people. Moves that stay within an organization are left out.
func (f *moveFinder) countOthers(ctx context.Context, id graph.ID, end func(movePair) graph.ID, yield func(organization graph.ID, n moved)) error {
	s := newSums[graph.ID]()
	err := f.sumPairs(ctx, func(p movePair) {
		if p.from != 0 && p.to != 0 {
			s.add(end(p))
		}
	}, s.endMove)
	if err != nil {
		return err
	}
	total, err := s.total(ctx, f.topsOf)
	delete(total, id)
	for other, n := range total {
		yield(other, n)
	}
	return err
}

func rivalsBySectors(ctx context.Context, q *ask.Question, id graph.ID, rivals *rivalList) error {
	p := newPresenceFinder(q)
	own, err := p.at(ctx, id)
	if err != nil {
		return err
	}
	at, err := own.join(ctx, nil, ask.AsMet)
	if err != nil || len(at.sectors) == 0 {
		return err
	}
	x, err := p.join(ctx, ask.Distinct(at.sectors), ask.AsMet)
	if err != nil {
		return err
	}
	if err := p.orgs.Learn(ctx, []graph.ID{id}); err != nil {
		return err
	}
	shared := make([]graph.Entity, 0, len(x.links)) // the sectors of all rows, end to end
	for i, rows := 0, 0; i < len(x.links); rows++ {
		if rows&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		organization, first, last := x.links[i].organization, len(shared), int32(-1)
		for ; i < len(x.links) && x.links[i].organization == organization; i++ {
			if sector := x.links[i].sector; sector != last {
				shared, last = append(shared, q.Numbers.Entity(x.sectors[sector])), sector
			}
		}
		other := x.organizations[organization]
		if other == id || p.orgs.Internal(other, id) {
			shared = shared[:first]
			continue
		}
		rivals.of(other).Sectors = slices.Clip(shared[first:])
	}
	return ctx.Err()
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (r Rival) Detach() Rival {
	return Rival{
		Organization: r.Organization.Detach(), Took: r.Took, Gave: r.Gave, PeopleTook: r.PeopleTook, PeopleGave: r.PeopleGave,
		Sectors: ask.DetachEach(r.Sectors),
	}
}

// String is the row in English: "ByteDance: took 2, gave 0; both in multimodal AI".
func (r Rival) String() string {
	s := fmt.Sprintf("%s: took %d, gave %d", ask.OrUnknown(r.Organization), r.Took, r.Gave)
	if len(r.Sectors) > 0 {
		s += "; both in " + strings.Join(ask.Labels(r.Sectors), ", ")
	}
	return s
}

// MarshalJSON writes the row.
func (r Rival) MarshalJSON() ([]byte, error) { return rowJSON(r) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (r *Rival) UnmarshalJSON(text []byte) error { return readRow(text, r) }

func (r *Rival) describe(f *jsontext.Fields) {
	entity(f, "organization", &r.Organization)
	f.Count("took", &r.Took)
	f.Count("gave", &r.Gave)
	f.Count("peopleTook", &r.PeopleTook)
	f.Count("peopleGave", &r.PeopleGave)
	entities(f, "sectors", &r.Sectors)
}
