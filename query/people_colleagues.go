package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Colleague is a row: a person who was at an organization when the one asked about may have been there too. Safe for
// concurrent use.
type Colleague struct {
	Person       graph.Entity
	Organization graph.Entity // the one at the top that both were at; or the unit or thing, if it is of several
	// Together are the days that both may have been there, as EDTF writes them: "2021/2023-06"; "2021/.." if neither is
	// known to have left.
	Together string
	Sure     bool // that there is a day on which both were there, whatever days their times stand for

	own, theirs tenure
	stages      []Stage
	grounds
}

func markColleague(m *ask.Mark, c *Colleague) {
	m.Set(c.Person.Number(), c.Organization.Number())
	for _, t := range []tenure{c.own, c.theirs} {
		for _, s := range []*stage{t.came, t.left} {
			if s != nil {
				m.Add(s.node)
				m.Add(s.from)
				m.Add(s.at)
			} else {
				m.Add(0)
			}
		}
	}
}

// Colleagues gives who was where a person was, at the same time. Somebody is at an organization from a move to it, a
// founding of it or a post at it or at something of it up to the next move away, or to the end of a
// post if that is all that is known; who is not known to have left may be there still, and who is not known to have come was there before. Units count for their organization, as far as that is
// one alone. What has no time says nothing of who met whom. With [AsOf], what came later is not looked at.
//
// A row is a stay of the one and a stay of the other that may share a day. The order is by the colleague's IRI, then by the
// organization's, then by the days. Options: At, those that every question takes, Top.
func Colleagues(ctx context.Context, r graph.Reader, person string, opts ...Option) ([]Colleague, error) {
	return ask.Slice(ctx, r, "Colleagues", ask.OptAt|ask.OptAlways|ask.OptTop, opts, markColleague, func(ctx context.Context, q *ask.Question) ([]Colleague, error) {
		id, err := q.Resolve(ctx, person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		own, err := staysOf(ctx, q, []graph.ID{id})
		if err != nil {
			return nil, err
		}
		if q.Options.Has(ask.OptAt) {
			at, err := q.Resolve(ctx, q.Options.At, graph.OrganizationKind())
			if err != nil {
				return nil, err
			}
			if err := own.orgs.Learn(ctx, []graph.ID{at}); err != nil {
				return nil, err
			}
			house := own.houseOf(at)
			own.all = slices.DeleteFunc(own.all, func(t tenure) bool { return t.house != house })
		}
		people, err := own.people(ctx)
		if err != nil {
			return nil, err
		}
		people = slices.DeleteFunc(people, func(p graph.ID) bool { return p == id })
		others, err := staysOf(ctx, q, people)
		if err != nil {
			return nil, err
		}
		met, err := meetings(ctx, own.all, others.all)
		if err != nil {
			return nil, err
		}
		iris := q.IRIs()
		met, err = ask.TopRows(ctx, q, met, func(a, b meeting) int {
			return cmp.Or(iris.Compare(a.theirs.person, b.theirs.person), iris.Compare(a.own.house, b.own.house),
				cmp.Compare(a.days.First, b.days.First), cmp.Compare(a.days.Last, b.days.Last),
				compareTenures(a.own, b.own), compareTenures(a.theirs, b.theirs))
		})
		rows := make([]Colleague, len(met))
		for i, m := range met {
			rows[i] = m.row(q.State)
		}
		return rows, err
	})
}

// staysOfPeople are the tenures of some people.
type staysOfPeople struct {
	*lives
	all []tenure
}

func staysOf(ctx context.Context, q *ask.Question, people []graph.ID) (*staysOfPeople, error) {
	l, err := readLives(ctx, q, q.Units(), people)
	if err != nil {
		return nil, err
	}
	all, err := l.tenures(ctx)
	return &staysOfPeople{l, all}, err
}

// people gives who was ever at the houses of these stays, ascending.
func (s *staysOfPeople) people(ctx context.Context) ([]graph.ID, error) {
	var houses []graph.ID
	for _, t := range s.all {
		houses = append(houses, t.house)
	}
	organizations, err := s.orgs.WithUnits(ctx, ask.Distinct(houses))
	if err != nil {
		return nil, err
	}
	places, err := s.Belongings(ctx, organizations)
	if err != nil {
		return nil, err
	}
	nodes, err := s.Into(ctx, places, s.At, s.To, s.From)
	if err != nil {
		return nil, err
	}
	return s.OutOf(ctx, nodes, s.Person, s.Holder)
}

// meeting is two tenures at one house that may share some days.
type meeting struct {
	own, theirs tenure
	days        dates.Span
}

// meetings finds them. Both lists come by person, house and time.
func meetings(ctx context.Context, own, others []tenure) ([]meeting, error) {
	at := map[graph.ID][]tenure{}
	for _, t := range own {
		at[t.house] = append(at[t.house], t)
	}
	var met []meeting
	steps := 0
	for i := 0; i < len(others); {
		n := i
		for n < len(others) && others[n].person == others[i].person && others[n].house == others[i].house {
			n++
		}
		mine, theirs := at[others[i].house], others[i:n]
		i = n
		for _, t := range theirs {
			for len(mine) > 0 && mine[0].may().Last < t.may().First {
				mine = mine[1:]
			}
			for _, m := range mine {
				if steps++; steps&4095 == 0 && ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if m.may().First > t.may().Last {
					break
				}
				if days, ok := both(m.may(), t.may()); ok {
					met = append(met, meeting{m, t, days})
				}
			}
		}
	}
	return met, ctx.Err()
}

// compareTenures orders those of one person at one house.
func compareTenures(a, b tenure) int {
	if a.came != nil && b.came != nil {
		return compareStages(a.came, b.came)
	}
	if a.left != nil && b.left != nil {
		return compareStages(a.left, b.left)
	}
	return 0
}

func (m meeting) row(state *ask.State) Colleague {
	c := Colleague{
		Person: state.Numbers.Entity(m.theirs.person), Organization: state.Numbers.Entity(m.own.house),
		Together: m.days.String(), own: m.own, theirs: m.theirs,
	}
	c.Sure = surelyMet(m.own, m.theirs)
	c.stages = append(m.own.stages(state), m.theirs.stages(state)...)
	c.grounds = needsAll(c.stages)
	return c
}

// Stages are those that the row follows from, with their evidence: what put the person asked about there and took the
// person away, as far as it is known, then the same of the colleague.
func (c Colleague) Stages() []Stage { return slices.Clone(c.stages) }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (c Colleague) Detach() Colleague {
	return Colleague{
		Person: c.Person.Detach(), Organization: c.Organization.Detach(), Together: c.Together, Sure: c.Sure,
		stages: ask.DetachEach(c.stages), grounds: c.grounds.detach(),
	}
}

// String is the row in English: "Ann at Acme, 2021/2023".
func (c Colleague) String() string {
	s := ask.OrUnknown(c.Person) + " at " + ask.OrUnknown(c.Organization) + ", " + c.Together
	if !c.Sure {
		s += ", perhaps"
	}
	return s
}

// MarshalJSON writes the row with the stages that it follows from.
func (c Colleague) MarshalJSON() ([]byte, error) { return rowJSON(c) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (c *Colleague) UnmarshalJSON(text []byte) error { return readRow(text, c) }

func (c *Colleague) describe(f *jsontext.Fields) {
	entity(f, "person", &c.Person)
	entity(f, "organization", &c.Organization)
	jsontext.Text(f, "together", &c.Together)
	f.Flag("sure", &c.Sure)
	jsontext.Each(f, "stages", &c.stages, (*Stage).describe)
	c.grounds.describe(f)
}
