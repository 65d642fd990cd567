package query

import (
	"context"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Member is a row: a person is at an organization, as far as the facts say. Safe for concurrent use.
type Member struct {
	Person graph.Entity
	Places []graph.Entity // the organization, its units, models and the like that the person is at, by IRI

	since  dates.Span // zero if it is not known
	stages []Stage
	leads  []Leader
	kept   *keptGrounds // after Detach
}

func markMember(m *ask.Mark, r *Member) { m.Set(r.Person.Number()) }

// Roster gives who is at an organization or one of its units, as far as the facts say: who leads something
// of it now; who holds a post at it, or at something of it, that is not said to be former and has no end (with
// [AsOf], none before that); who moved to it or founded it. Whoever left it is out, unless a current post or something led says otherwise, or the facts
// date an arrival or a post after every departure. With [AsOf], what came later is not looked at.
//
// The order is by the person's IRI. Options: Person, Role, which leaves those who only lead something out, those that every question takes, Top.
func Roster(ctx context.Context, r graph.Reader, organization string, opts ...Option) ([]Member, error) {
	return ask.Slice(ctx, r, "Roster", ask.OptPerson|ask.OptRole|ask.OptAlways|ask.OptTop, opts, markMember, func(ctx context.Context, q *ask.Question) ([]Member, error) {
		orgs := q.Units()
		organizations, err := orgs.Resolve(ctx, organization)
		if err != nil {
			return nil, err
		}
		person := graph.ID(0)
		if q.Options.Has(ask.OptPerson) {
			if person, err = q.Resolve(ctx, q.Options.Person, graph.PersonKind()); err != nil {
				return nil, err
			}
		}
		members, err := roster(ctx, q, orgs, organizations)
		if person != 0 {
			members = slices.DeleteFunc(members, func(m Member) bool { return m.Person.Number() != person })
		}
		return members, err
	})
}

// roster gives the members of some organizations, ascending and units included, by IRI.
func roster(ctx context.Context, q *ask.Question, orgs *ask.Units, organizations []graph.ID) ([]Member, error) {
	f := stages(q)
	places, err := q.Belongings(ctx, organizations)
	if err != nil {
		return nil, err
	}
	nodes, err := q.Into(ctx, places, f.At, f.To)
	if err != nil {
		return nil, err
	}
	if f.roles, err = newRoleFilter(q); err != nil {
		return nil, err
	}
	arrivals, err := f.read(ctx, nodes, func(_, place graph.ID) bool { return ask.Contains(places, place) })
	if err != nil {
		return nil, err
	}
	var leaders []Leader
	if f.roles == nil {
		if leaders, err = leadersOf(ctx, q, places, 0); err != nil {
			return nil, err
		}
	}
	f.roles = nil // whoever left is out, whatever as
	departures, err := f.departures(ctx, orgs, organizations)
	if err != nil {
		return nil, err
	}
	return members(ctx, q, seatsOf(arrivals, leaders, departures, q.Times.Span.Last))
}

// departures gives the moves away from some organizations.
func (f *stageFinder) departures(ctx context.Context, orgs *ask.Units, organizations []graph.ID) ([]stage, error) {
	nodes, err := f.Into(ctx, organizations, f.From)
	if err != nil {
		return nil, err
	}
	moves, err := f.read(ctx, nodes, func(_, _ graph.ID) bool { return true })
	if err != nil {
		return nil, err
	}
	ends := make([]graph.ID, 0, 2*len(moves))
	for _, m := range moves {
		ends = append(ends, m.from, m.at)
	}
	if err := orgs.Learn(ctx, ends); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(moves, func(m stage) bool {
		return !ask.Contains(organizations, m.from) || m.at != 0 && orgs.Internal(m.from, m.at)
	}), nil
}

// Since is when the person came, as EDTF writes it: the time of the first arrival or founding there, or the beginning of the
// first post still held, that is known to have come after every dated departure; empty if none is.
func (m Member) Since() string {
	if m.since == (dates.Span{}) {
		return ""
	}
	return m.since.String()
}

// Stages are the moves, foundings and posts that put the person there, in the order of a career.
func (m Member) Stages() []Stage { return slices.Clone(m.stages) }

// Leads is what the person leads there.
func (m Member) Leads() []Leader { return slices.Clone(m.leads) }

// Certainty is that of the row: that of the most certain stage or leadership that puts the person there. It is
// graph.Unknown if none has a claim record.
func (m Member) Certainty() graph.Certainty { return m.grounds().Certainty() }

// Evidence is the claims for these, those that the question let count, the strongest first.
func (m Member) Evidence() []graph.Evidence { return m.grounds().Evidence() }

func (m Member) grounds() grounds {
	if m.kept != nil {
		return grounds{kept: m.kept}
	}
	all := groundsOf(m.stages)
	for _, l := range m.leads {
		all = all.join(l.grounds())
	}
	return all
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (m Member) Detach() Member {
	return Member{
		Person: m.Person.Detach(), Places: ask.DetachEach(m.Places), since: m.since, stages: ask.DetachEach(m.stages),
		leads: ask.DetachEach(m.leads), kept: m.grounds().detach().kept,
	}
}

// String is the row in English: "Zhang Duo at AI Platform Department, Xiaomi".
func (m Member) String() string {
	return ask.OrUnknown(m.Person) + " at " + strings.Join(ask.Labels(m.Places), ", ")
}

// MarshalJSON writes the row with what it follows from, and its evidence. What is told of the things led is left out.
func (m Member) MarshalJSON() ([]byte, error) { return rowJSON(m) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (m *Member) UnmarshalJSON(text []byte) error { return readRow(text, m) }

func (m *Member) describe(f *jsontext.Fields) {
	entity(f, "person", &m.Person)
	allEntities(f, "places", &m.Places)
	since := m.Since()
	if jsontext.Text(f, "since", &since); f.Reading() {
		m.since, _ = dates.ParseSpan(since)
	}
	jsontext.Each(f, "stages", &m.stages, (*Stage).describe)
	jsontext.Each(f, "leads", &m.leads, (*Leader).describeBriefly)
	g := m.grounds()
	if g.describe(f); f.Reading() {
		m.kept = g.kept
	}
}
