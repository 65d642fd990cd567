package query

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"talentgraph.example/graph"
)

// Rival is a row: another organization that exchanges people with the one asked about, or that is in one
// of its sectors. Safe for concurrent use.
type Rival struct {
	Organization graph.Entity
	Took         int            // distinct moves to it from the organization asked about
	Gave         int            // distinct moves from it to the organization asked about
	Sectors      []graph.Entity // that both are in, by IRI
}

// Rivals gives the organizations that recruit from one or that it recruits from, and those that are in a
// sector which it is in; see [Presences]. Units count for their organization.
//
// The order is: most moves first, both directions together, then most sectors, then by IRI. A name that
// cannot be resolved is a [*graph.NameError]. Options: those that every question takes, Years, Kind, Top.
func Rivals(ctx context.Context, r graph.Reader, organization string, opts ...Option) ([]Rival, error) {
	return answer(ctx, r, "Rivals", optYears|optKind|optAlways|optTop, opts, func(ctx context.Context, c *claims) ([]Rival, error) {
		id, err := c.resolve(ctx, organization, graph.OrganizationKind())
		if err != nil {
			return nil, err
		}
		rivals := map[graph.ID]*Rival{}
		if err := c.rivalsByMoves(ctx, id, rivals); err != nil {
			return nil, err
		}
		if err := c.rivalsBySectors(ctx, id, rivals); err != nil {
			return nil, err
		}
		rows := make([]Rival, 0, len(rivals))
		for _, rival := range rivals {
			rival.Sectors = c.distinctByIRI(rival.Sectors)
			rows = append(rows, *rival)
		}
		iris := c.iris()
		return topRows(ctx, c, rows, func(a, b Rival) int {
			return cmp.Or(
				b.Took+b.Gave-a.Took-a.Gave, len(b.Sectors)-len(a.Sectors),
				iris.compare(a.Organization.Number(), b.Organization.Number()))
		})
	})
}

// rival finds or makes the row of an organization.
func (c *claims) rival(rivals map[graph.ID]*Rival, id graph.ID) *Rival {
	r := rivals[id]
	if r == nil {
		r = &Rival{Organization: c.s.EntityOf(id)}
		rivals[id] = r
	}
	return r
}

func (c *claims) rivalsByMoves(ctx context.Context, id graph.ID, rivals map[graph.ID]*Rival) error {
	f, err := c.moves(ctx, true)
	if err != nil {
		return err
	}
	own, err := f.orgs.withUnits(ctx, []graph.ID{id})
	if err != nil {
		return err
	}
	for _, away := range []bool{true, false} {
		f.froms, f.tos = nil, nil
		if away {
			f.froms = own
		} else {
			f.tos = own
		}
		last, counted := graph.ID(0), map[graph.ID]bool{}
		err := f.run(ctx, func(m Move) error {
			if m.id != last {
				last = m.id
				clear(counted)
			}
			other := m.From
			if away {
				other = m.To
			}
			if other.IsZero() {
				return nil
			}
			top := f.orgs.top(other.Number())
			if counted[top] || top == id {
				return nil
			}
			counted[top] = true
			if away {
				c.rival(rivals, top).Took++
			} else {
				c.rival(rivals, top).Gave++
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *claims) rivalsBySectors(ctx context.Context, id graph.ID, rivals map[graph.ID]*Rival) error {
	p, err := c.presenceFinder(ctx)
	if err != nil {
		return err
	}
	own, err := p.at(ctx, id, nil)
	if err != nil || len(own) == 0 {
		return err
	}
	sectors := make([]graph.ID, len(own))
	for i, row := range own {
		sectors[i] = row.Sector.Number()
	}
	all, err := p.find(ctx, distinct(sectors))
	if err != nil {
		return err
	}
	if err := p.orgs.learn(ctx, []graph.ID{id}); err != nil {
		return err
	}
	for _, row := range all {
		other := row.Organization.Number()
		if other != id && !p.orgs.internal(other, id) {
			r := c.rival(rivals, other)
			r.Sectors = append(r.Sectors, row.Sector)
		}
	}
	return nil
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (r Rival) Detach() Rival {
	r.Organization, r.Sectors = r.Organization.Detach(), detachEach(r.Sectors)
	return r
}

// String is the row in English: "ByteDance: took 2, gave 0; both in multimodal AI".
func (r Rival) String() string {
	s := fmt.Sprintf("%s: took %d, gave %d", orUnknown(r.Organization), r.Took, r.Gave)
	if len(r.Sectors) > 0 {
		s += "; both in " + strings.Join(labels(r.Sectors), ", ")
	}
	return s
}

// MarshalJSON writes the row.
func (r Rival) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Organization graph.Entity   `json:"organization"`
		Took         int            `json:"took"`
		Gave         int            `json:"gave"`
		Sectors      []graph.Entity `json:"sectors,omitempty"`
	}{r.Organization, r.Took, r.Gave, r.Sectors})
}
