package query

import (
	"context"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Presence is a row: an organization is in a sector. Safe for concurrent use.
type Presence struct {
	Organization graph.Entity
	Sector       graph.Entity
	// Through is what of the organization's is in the sector: strategies, programmes, models; by IRI. It is
	// empty if only the organization itself is said to be.
	Through []graph.Entity

	grounds
}

func markPresence(m *ask.Mark, p *Presence) { m.Set(p.Organization.Number(), p.Sector.Number()) }

// Presences gives which organization is in which sector: by what is said of the organization or of one of
// its units (tg:sector), or of something that is of it (tg:of), such as a strategy. Units count for their
// organization. InSector keeps one sector and those narrower than it, At one organization.
//
// The order is by the organization's IRI, then the sector's. Options: At, InSector, those that every
// question takes, Top.
func Presences(ctx context.Context, r graph.Reader, opts ...Option) ([]Presence, error) {
	return ask.Slice(ctx, r, "Presences", ask.OptAt|ask.OptInSector|ask.OptAlways|ask.OptTop, opts, markPresence, findPresences)
}

// findPresences gives the rows of [Presences], ordered.
func findPresences(ctx context.Context, q *ask.Question) ([]Presence, error) {
	p, sectors, err := presencesAsked(ctx, q)
	if err != nil {
		return nil, err
	}
	return p.find(ctx, sectors)
}

// presencesAsked is what the options ask for: a finder for one organization or any, and the sectors, nil for
// any.
func presencesAsked(ctx context.Context, q *ask.Question) (p *presenceFinder, sectors []graph.ID, err error) {
	if q.Options.Has(ask.OptInSector) {
		if sectors, err = q.ResolveSector(ctx, q.Options.Sector); err != nil {
			return nil, nil, err
		}
	}
	p = newPresenceFinder(q)
	if !q.Options.Has(ask.OptAt) {
		return p, sectors, nil
	}
	organization, err := q.Resolve(ctx, q.Options.At, graph.OrganizationKind())
	if err != nil {
		return nil, nil, err
	}
	p, err = p.at(ctx, organization)
	return p, sectors, err
}

// Grades counts what puts the organization into the sector by its certainty, each thing by its weakest fact: that it is
// in the sector, and that it is of the organization.
func (p Presence) Grades() Grades { return p.grounds.grades() }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (p Presence) Detach() Presence {
	g := p.grounds.detach()
	if g.kept != nil {
		g.kept.grades = p.Grades()
	}
	return Presence{Organization: p.Organization.Detach(), Sector: p.Sector.Detach(), Through: ask.DetachEach(p.Through), grounds: g}
}

// String is the row in English: "Huawei is in 5G".
func (p Presence) String() string {
	s := ask.OrUnknown(p.Organization) + " is in " + ask.OrUnknown(p.Sector)
	if len(p.Through) > 0 {
		s += " through " + strings.Join(ask.Labels(p.Through), ", ")
	}
	return s
}

// MarshalJSON writes the row with its evidence.
func (p Presence) MarshalJSON() ([]byte, error) { return rowJSON(p) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (p *Presence) UnmarshalJSON(text []byte) error { return readRow(text, p) }

func (p *Presence) describe(f *jsontext.Fields) {
	entity(f, "organization", &p.Organization)
	entity(f, "sector", &p.Sector)
	entities(f, "through", &p.Through)
	grades := p.Grades()
	p.grounds.describe(f)
	if jsontext.Part(f, "grades", &grades, (*Grades).describe); f.Reading() {
		p.kept.grades = grades
	}
}
