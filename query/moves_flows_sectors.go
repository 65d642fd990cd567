package query

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// SectorsFlow is a row of [FlowsBetweenSectors]: so many moves went from organizations of one sector to organizations of
// another, or of the same. What went from organization to organization within a sector is a [SectorFlow].
// Safe for concurrent use.
type SectorsFlow struct {
	From, To graph.Entity // sectors; the zero Entity for organizations in none
	Count    int          // of distinct moves
	People   int          // who made them, each once; a move whose person is not known adds none

	by *summed // nil after Detach
}

func markSectorsFlow(m *ask.Mark, w *SectorsFlow) { m.Set(w.From.Number(), w.To.Number()) }

// FlowsBetweenSectors counts the moves between organizations from sector to sector. An organization is in the sectors that
// it is said to be in, and in those of the organizations at the top that it is a unit of; a move counts once for each pair
// of a sector of its origin and one of its destination, also for two that are the same. Moves within one organization are
// left out, and so are those whose origin or destination is not known.
//
// The order is: largest first, then by the IRI of From, then of To, none last. Options: From, To, Person, Years, Kind, Role,
// InSector, those that every question takes, Top.
func FlowsBetweenSectors(ctx context.Context, r graph.Reader, opts ...Option) ([]SectorsFlow, error) {
	return ask.Slice(ctx, r, "FlowsBetweenSectors", ask.OptFrom|ask.OptTo|ask.OptMove|ask.OptTop, opts, markSectorsFlow, func(ctx context.Context, q *ask.Question) ([]SectorsFlow, error) {
		f, err := newMoveFinder(ctx, q, departures)
		if err != nil {
			return nil, err
		}
		s := newSums[ask.Pair]()
		err = f.sumPairs(ctx, func(p movePair) {
			if p.from != 0 && p.to != 0 {
				s.add(ask.MakePair(p.from, p.to))
			}
		}, s.endMove)
		if err != nil {
			return nil, err
		}
		ends := newSectorEnds(q)
		total, err := s.total(ctx, func(dst []ask.Pair, p ask.Pair) []ask.Pair { return ends.pairs(dst, f.orgs, p) })
		if err != nil {
			return nil, err
		}
		by := countedBy(q, departures, sectorsKeys)
		rows := make([]SectorsFlow, 0, len(total))
		for p, n := range total {
			rows = append(rows, SectorsFlow{q.Numbers.Entity(p.From()), q.Numbers.Entity(p.To()), n.moves, n.people, by})
		}
		iris := q.IRIs()
		compare := func(a, b graph.Entity) int {
			if a.IsZero() != b.IsZero() {
				return cmp.Compare(b.Number(), a.Number()) // none, which is 0, comes last
			}
			return iris.Compare(a.Number(), b.Number())
		}
		return ask.TopRows(ctx, q, rows, func(a, b SectorsFlow) int {
			return cmp.Or(b.Count-a.Count, compare(a.From, b.From), compare(a.To, b.To))
		})
	})
}

// sectorEnds knows the sectors of organizations, those at the top above them included.
type sectorEnds struct {
	*moveSectors
	known map[graph.ID][]graph.ID
	tops  []graph.ID
}

func newSectorEnds(q *ask.Question) *sectorEnds {
	return &sectorEnds{moveSectors: &moveSectors{Question: q, sector: q.Terms.Sector}, known: map[graph.ID][]graph.ID{}}
}

// at gives the sectors of a learned organization; 0 alone if it is in none.
func (e *sectorEnds) at(orgs *ask.Units, organization graph.ID) []graph.ID {
	all, known := e.known[organization]
	if known {
		return all
	}
	e.tops = orgs.AppendTops(e.tops[:0], organization)
	all = e.of(nil, organization)
	for _, top := range e.tops {
		if top != organization {
			all = e.of(all, top)
		}
	}
	if all = ask.Distinct(all); len(all) == 0 {
		all = []graph.ID{0}
	}
	e.known[organization] = all
	return all
}

// pairs spreads a pair of organizations over the pairs of their sectors.
func (e *sectorEnds) pairs(dst []ask.Pair, orgs *ask.Units, p ask.Pair) []ask.Pair {
	tos := e.at(orgs, p.To())
	for _, from := range e.at(orgs, p.From()) {
		for _, to := range tos {
			dst = append(dst, ask.MakePair(from, to))
		}
	}
	return dst
}

// sectorsKeys are the pairs of sectors that a move counts for.
func sectorsKeys(f *moveFinder, dst []sumKey, m Move) []sumKey {
	if m.From.IsZero() || m.To.IsZero() {
		return dst
	}
	if f.at == nil {
		f.at = newSectorEnds(f.Question)
	}
	for _, p := range f.at.pairs(nil, f.orgs, ask.MakePair(m.From.Number(), m.To.Number())) {
		dst = append(dst, sumKey{from: p.From(), to: p.To()})
	}
	return dst
}

// Moves gives the moves behind the count, each with its evidence, in the order of the function [Moves]; a move with several
// persons has a row for each. It reads the state that the moves were counted in, and is an error after Detach.
func (w SectorsFlow) Moves(ctx context.Context) ([]Move, error) {
	return w.counted().moves(ctx, "SectorsFlow.Moves")
}

// Grades counts these moves by their certainty, each as the most certain of its rows; their Total is Count. It is an
// error after Detach.
func (w SectorsFlow) Grades(ctx context.Context) (Grades, error) {
	return w.counted().grades(ctx, "SectorsFlow.Grades")
}

// Evidence is the claims about these moves that the question let count, the strongest first. It is an error after Detach.
func (w SectorsFlow) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return w.counted().evidence(ctx, "SectorsFlow.Evidence")
}

func (w SectorsFlow) counted() counted {
	key := sumKey{from: w.From.Number(), to: w.To.Number()}
	return counted{by: w.by, key: key, legs: []leg{{}}, keep: func(f *moveFinder, m Move) bool {
		return slices.Contains(sectorsKeys(f, nil, m), key)
	}}
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (w SectorsFlow) Detach() SectorsFlow {
	return SectorsFlow{From: w.From.Detach(), To: w.To.Detach(), Count: w.Count, People: w.People}
}

// String is the row in English: "chips → multimodal AI: 2".
func (w SectorsFlow) String() string {
	name := func(e graph.Entity) string {
		if e.IsZero() {
			return "no sector"
		}
		return e.Label()
	}
	return fmt.Sprintf("%s → %s: %d", name(w.From), name(w.To), w.Count)
}

// MarshalJSON writes both sectors and the counts.
func (w SectorsFlow) MarshalJSON() ([]byte, error) { return rowJSON(w) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (w *SectorsFlow) UnmarshalJSON(text []byte) error { return readRow(text, w) }

func (w *SectorsFlow) describe(f *jsontext.Fields) {
	entity(f, "from", &w.From)
	entity(f, "to", &w.To)
	f.Count("count", &w.Count)
	f.Count("people", &w.People)
}
