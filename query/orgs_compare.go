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

// Compared is two organizations side by side. Safe for concurrent use.
type Compared struct {
	A, B OrganizationProfile
	// Shared are the sectors that both are in, OnlyA and OnlyB those of one alone; by IRI.
	Shared, OnlyA, OnlyB   []graph.Entity
	AtoB, BtoA             int // distinct moves between them
	PeopleAtoB, PeopleBtoA int // who made them, each once

	by counted // empty after Detach
}

// Moves gives the moves between the two, those from A to B first, each with its evidence; both in the order of the
// function [Moves]. A move with several persons has a row for each. It reads the state that the moves were counted in,
// and is an error after Detach.
func (x Compared) Moves(ctx context.Context) ([]Move, error) {
	return x.by.moves(ctx, "Compared.Moves")
}

// Grades counts these moves by their certainty, each as the most certain of its rows. It is an error after Detach.
func (x Compared) Grades(ctx context.Context) (Grades, error) {
	return x.by.grades(ctx, "Compared.Grades")
}

// Evidence is the claims about these moves that the question let count, the strongest first; the two profiles have
// evidence of their own. It is an error after Detach.
func (x Compared) Evidence(ctx context.Context) ([]graph.Evidence, error) {
	return x.by.evidence(ctx, "Compared.Evidence")
}

// Compare puts two organizations side by side. Options: those that every question takes.
func Compare(ctx context.Context, r graph.Reader, a, b string, opts ...Option) (Compared, error) {
	return ask.One(ctx, r, "Compare", ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (Compared, error) {
		var x Compared
		var err error
		if x.A, err = organizationProfile(ctx, q, a); err != nil {
			return x, err
		}
		if x.B, err = organizationProfile(ctx, q, b); err != nil {
			return x, err
		}
		inA, inB := sectorsOf(x.A), sectorsOf(x.B)
		for _, s := range inA {
			if hasEntity(inB, s.Number()) {
				x.Shared = append(x.Shared, s)
			} else {
				x.OnlyA = append(x.OnlyA, s)
			}
		}
		for _, s := range inB {
			if !hasEntity(inA, s.Number()) {
				x.OnlyB = append(x.OnlyB, s)
			}
		}
		idA, idB := x.A.Organization.Number(), x.B.Organization.Number()
		there, err := movesBetween(ctx, q, idA, idB)
		if err != nil {
			return x, err
		}
		x.by = counted{by: countedBy(q, departures, nil), legs: []leg{{idA, idB}, {idB, idA}}}
		back, err := movesBetween(ctx, q, idB, idA)
		x.AtoB, x.PeopleAtoB, x.BtoA, x.PeopleBtoA = there.moves, there.people, back.moves, back.people
		return x, err
	})
}

func sectorsOf(p OrganizationProfile) []graph.Entity {
	sectors := make([]graph.Entity, len(p.Sectors))
	for i, s := range p.Sectors {
		sectors[i] = s.Sector
	}
	return sectors
}

func hasEntity(entities []graph.Entity, id graph.ID) bool {
	return slices.ContainsFunc(entities, func(e graph.Entity) bool { return e.Number() == id })
}

// movesBetween counts the distinct moves from one organization to another, units included, and who made them.
func movesBetween(ctx context.Context, q *ask.Question, from, to graph.ID) (moved, error) {
	f, err := newMoveFinder(ctx, q, departures)
	if err != nil {
		return moved{}, err
	}
	if f.froms, err = f.orgs.WithUnits(ctx, []graph.ID{from}); err != nil {
		return moved{}, err
	}
	if f.tos, err = f.orgs.WithUnits(ctx, []graph.ID{to}); err != nil {
		return moved{}, err
	}
	return f.countMoves(ctx)
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (x Compared) Detach() Compared {
	x.A, x.B = x.A.Detach(), x.B.Detach()
	x.Shared, x.OnlyA, x.OnlyB = ask.DetachEach(x.Shared), ask.DetachEach(x.OnlyA), ask.DetachEach(x.OnlyB)
	x.by = counted{}
	return x
}

// String is the comparison in English, on several lines.
func (x Compared) String() string {
	var b strings.Builder
	a, o := ask.OrUnknown(x.A.Organization), ask.OrUnknown(x.B.Organization)
	fmt.Fprintf(&b, "%s → %s: %d, %s → %s: %d\n", a, o, x.AtoB, o, a, x.BtoA)
	writeList(&b, "both in", ask.Labels(x.Shared))
	writeList(&b, "only "+a+" in", ask.Labels(x.OnlyA))
	writeList(&b, "only "+o+" in", ask.Labels(x.OnlyB))
	b.WriteString(x.A.String())
	b.WriteString(x.B.String())
	return b.String()
}

// MarshalJSON writes both profiles and what they share.
func (x Compared) MarshalJSON() ([]byte, error) { return rowJSON(x) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (x *Compared) UnmarshalJSON(text []byte) error { return readRow(text, x) }

func (x *Compared) describe(f *jsontext.Fields) {
	defer shareEvidence(f)()
	jsontext.Part(f, "a", &x.A, (*OrganizationProfile).describe)
	jsontext.Part(f, "b", &x.B, (*OrganizationProfile).describe)
	entities(f, "sharedSectors", &x.Shared)
	entities(f, "sectorsOnlyA", &x.OnlyA)
	entities(f, "sectorsOnlyB", &x.OnlyB)
	f.Count("aToB", &x.AtoB)
	f.Count("bToA", &x.BtoA)
	f.Count("peopleAToB", &x.PeopleAtoB)
	f.Count("peopleBToA", &x.PeopleBtoA)
}
