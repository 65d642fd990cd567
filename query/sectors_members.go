package query

import (
	"context"
	"maps"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// SectorMembers is a row: who is in a sector. Safe for concurrent use.
type SectorMembers struct {
	Sector        graph.Entity
	Organizations []graph.Entity // by IRI

	tree *sectorTree  // with what the row stands on
	kept *keptGrounds // instead of tree, after Detach
}

func markSector(m *ask.Mark, s *SectorMembers) { m.Set(s.Sector.Number()) }

// Sectors gives the sectors that anything is in, with the organizations that are in each or in one
// narrower than it; [Presences] says through what. A sector that holds others appears too, even if nothing
// is in it directly. The order is by the sector's IRI. InSector keeps one sector and those narrower than
// it, At one organization. Options: At, InSector, those that every question takes, Top.
func Sectors(ctx context.Context, r graph.Reader, opts ...Option) ([]SectorMembers, error) {
	return ask.Slice(ctx, r, "Sectors", ask.OptAt|ask.OptInSector|ask.OptAlways|ask.OptTop, opts, markSector, sectorMembers)
}

func sectorMembers(ctx context.Context, q *ask.Question) ([]SectorMembers, error) {
	p, sectors, err := presencesAsked(ctx, q)
	if err != nil {
		return nil, err
	}
	x, err := p.join(ctx, sectors, p.Ranks)
	if err != nil {
		return nil, err
	}
	t := &sectorTree{presences: x, state: q.State, below: map[graph.ID][]graph.ID{}, links: map[graph.ID][]presenceLink{}}
	for _, l := range x.links {
		t.links[x.sectors[l.sector]] = append(t.links[x.sectors[l.sector]], l)
	}
	if t.above, err = q.Broader(ctx, slices.Collect(maps.Keys(t.links))); err != nil {
		return nil, err
	}
	ids := t.prepare(sectors)
	iris := q.IRIs()
	if err := ask.SortFunc(ctx, ids, iris.Compare); err != nil {
		return nil, err
	}
	members, err := t.members(ctx, ids, q.Options.Most())
	if err != nil {
		return nil, err
	}
	rows := make([]SectorMembers, len(members))
	for i, organizations := range members {
		rows[i] = SectorMembers{Sector: q.Numbers.Entity(ids[i]), Organizations: organizations, tree: t}
	}
	return rows, ctx.Err()
}

// Certainty is that of the row: of the most certain presence in the sector or in one narrower than it.
func (m SectorMembers) Certainty() graph.Certainty {
	switch {
	case m.kept != nil:
		return m.kept.certainty
	case m.tree == nil:
		return graph.Unknown
	}
	return m.tree.grade(m.Sector.Number())
}

// Evidence is the claims for these presences, those that the question let count, the strongest first.
func (m SectorMembers) Evidence() []graph.Evidence {
	switch {
	case m.kept != nil:
		return m.kept.evidence
	case m.tree == nil:
		return nil
	}
	return m.tree.state.Numbers.Evidence(m.tree.claims(m.Sector.Number())...)
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (m SectorMembers) Detach() SectorMembers {
	return SectorMembers{Sector: m.Sector.Detach(), Organizations: ask.DetachEach(m.Organizations), kept: m.keep()}
}

func (m SectorMembers) keep() *keptGrounds {
	if m.tree == nil {
		return m.kept
	}
	return &keptGrounds{certainty: m.Certainty(), evidence: m.Evidence()}
}

// String is the row in English: "5G: Huawei".
func (m SectorMembers) String() string {
	return ask.OrUnknown(m.Sector) + ": " + strings.Join(ask.Labels(m.Organizations), ", ")
}

// MarshalJSON writes the row with its evidence.
func (m SectorMembers) MarshalJSON() ([]byte, error) { return rowJSON(m) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (m *SectorMembers) UnmarshalJSON(text []byte) error { return readRow(text, m) }

func (m *SectorMembers) describe(f *jsontext.Fields) {
	entity(f, "sector", &m.Sector)
	allEntities(f, "organizations", &m.Organizations)
	g := grounds{kept: m.keep()}
	if g.describe(f); f.Reading() {
		m.kept = g.kept
	}
}
