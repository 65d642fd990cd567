package query

import (
	"context"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Alumnus is a row: a person who left an organization, where that led to, and where the person is now. Safe for concurrent
// use.
type Alumnus struct {
	Person graph.Entity
	Now    []graph.Entity // organizations that the person is at, as far as the facts say, by IRI; see [Roster]

	chain []Stage
	left  []Stage // of the chain the departures
	kept  *keptGrounds
}

func markAlumnus(m *ask.Mark, a *Alumnus) { m.Set(a.Person.Number()) }

// Alumni gives who left an organization or one of its units for elsewhere: each person once, with the chain of moves,
// foundings and posts from the first departure on, and where the person is now. Who came back is told by [Returns].
//
// The chain is in the order of a [Career]. It has all departures, and what else is not known to have come before the
// first of them; without a date it has what was elsewhere, and of what was at the organization only what is known to have
// come after a departure. With [AsOf], what came later is not looked at.
//
// The order is by the person's IRI. Options: Person, those that every question takes, Top.
func Alumni(ctx context.Context, r graph.Reader, organization string, opts ...Option) ([]Alumnus, error) {
	return ask.Slice(ctx, r, "Alumni", ask.OptPerson|ask.OptAlways|ask.OptTop, opts, markAlumnus, func(ctx context.Context, q *ask.Question) ([]Alumnus, error) {
		a, err := leavers(ctx, q, organization)
		if err != nil || len(a.stages) == 0 {
			return nil, err
		}
		places, err := q.Belongings(ctx, a.organizations)
		if err != nil {
			return nil, err
		}
		var rows []Alumnus
		for i := 0; len(a.stages) > 0; i++ {
			if i&255 == 255 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			career, leads := a.next()
			row := Alumnus{Person: q.Numbers.Entity(career[0].person), Now: q.Entities(a.now(career, leads))}
			row.Now = distinctByIRI(q.State, row.Now)
			row.left = stageRows(q.State, slices.DeleteFunc(slices.Clone(career), func(s *stage) bool { return !a.left(s) }))
			row.chain = stageRows(q.State, a.chainOf(career, places))
			rows = append(rows, row)
		}
		return ask.TopRows(ctx, q, rows, func(x, y Alumnus) int { return q.ByIRI(x.Person.Number(), y.Person.Number()) })
	})
}

// alumni are the lives of those who left some organizations.
type alumni struct {
	*lives
	organizations []graph.ID // ascending, units included
}

// leavers reads the lives of those who left an organization, of the one person alone if the option asks for one.
func leavers(ctx context.Context, q *ask.Question, organization string) (*alumni, error) {
	orgs := q.Units()
	organizations, err := orgs.Resolve(ctx, organization)
	if err != nil {
		return nil, err
	}
	asked := graph.ID(0)
	if q.Options.Has(ask.OptPerson) {
		if asked, err = q.Resolve(ctx, q.Options.Person, graph.PersonKind()); err != nil {
			return nil, err
		}
	}
	departures, err := stages(q).departures(ctx, orgs, organizations)
	if err != nil {
		return nil, err
	}
	var people []graph.ID
	for _, d := range departures {
		if asked == 0 || d.person == asked {
			people = append(people, d.person)
		}
	}
	l, err := readLives(ctx, q, orgs, ask.Distinct(people))
	return &alumni{l, organizations}, err
}

// left tells whether a stage is a departure from the organizations to elsewhere.
func (a *alumni) left(s *stage) bool {
	return !s.isPost && ask.Contains(a.organizations, s.from) && !(s.at != 0 && a.orgs.Internal(s.from, s.at))
}

// chainOf gives what of a career follows the first departure. Places are the organizations and what is of them.
func (a *alumni) chainOf(career []*stage, places []graph.ID) []*stage {
	first := career[slices.IndexFunc(career, a.left)] // one with a time, if there is one
	return slices.DeleteFunc(slices.Clone(career), func(s *stage) bool {
		switch {
		case a.left(s):
			return false
		case ask.Contains(places, s.at):
			return !s.isDated || !first.isDated || s.time.First <= first.time.Last
		}
		return s.isDated && first.isDated && s.time.Last < first.time.First
	})
}

// Chain are the departures from the organization, and what followed, in the order of a career. Each stage has its evidence.
func (a Alumnus) Chain() []Stage { return slices.Clone(a.chain) }

// Certainty is that of the most certain departure, apart from its time. It is graph.Unknown if none has a claim record.
func (a Alumnus) Certainty() graph.Certainty {
	if a.kept != nil {
		return a.kept.certainty
	}
	return groundsOf(a.left).Certainty()
}

// Evidence is the claims for the stages of the chain, those that the question let count, the strongest first.
func (a Alumnus) Evidence() []graph.Evidence {
	return a.grounds().Evidence()
}

// grounds are those of the whole chain.
func (a Alumnus) grounds() grounds {
	if a.kept != nil {
		return grounds{kept: a.kept}
	}
	return groundsOf(a.chain)
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (a Alumnus) Detach() Alumnus {
	return Alumnus{
		Person: a.Person.Detach(), Now: ask.DetachEach(a.Now), chain: ask.DetachEach(a.chain),
		kept: &keptGrounds{certainty: a.Certainty(), evidence: a.Evidence()},
	}
}

// String is the row in English: "Luo Fuli: 2024: move DeepSeek → Xiaomi; now at Xiaomi".
func (a Alumnus) String() string {
	var b strings.Builder // chains can be long
	b.WriteString(ask.OrUnknown(a.Person))
	for i, stage := range a.chain {
		b.WriteString([]string{": ", "; "}[min(i, 1)])
		b.WriteString(stage.String())
	}
	if len(a.Now) > 0 {
		b.WriteString("; now at " + strings.Join(ask.Labels(a.Now), ", "))
	}
	return b.String()
}

// MarshalJSON writes the row with its chain, each stage with its evidence.
func (a Alumnus) MarshalJSON() ([]byte, error) { return rowJSON(a) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (a *Alumnus) UnmarshalJSON(text []byte) error { return readRow(text, a) }

func (a *Alumnus) describe(f *jsontext.Fields) {
	certainty, evidence := a.Certainty(), a.Evidence()
	entity(f, "person", &a.Person)
	jsontext.Each(f, "chain", &a.chain, (*Stage).describe)
	allEntities(f, "now", &a.Now)
	grade(f, "certainty", &certainty)
	if jsontext.Ones(f, "evidence", &evidence); f.Reading() {
		a.kept = &keptGrounds{certainty: certainty, evidence: evidence}
	}
}
