package query

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Founder is a row: a person founded an organization, or a unit of one. Safe for concurrent use.
type Founder struct {
	Person       graph.Entity
	Organization graph.Entity // the zero Entity if the facts do not say what was founded

	stages []Stage // that say so, in the order of a career
	grounds
}

// Founders gives who founded what: by a move of the kind vocab.KindFounding, by a post or a move with the
// role "founder", or by several of these, which make one row. Rows come in the order in which the first
// of their moves and posts appeared in the graph, then by IRI.
//
// The error comes last and once; each range asks afresh. Options: Person, At (which here is the
// organization founded, or one of its units), those that every question takes, Top.
func Founders(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Founder, error] {
	return stream(ctx, r, "Founders", optPerson|optAt|optAlways|optTop, opts,
		func(ctx context.Context, c *claims, yield func(Founder) error) error {
			founders, err := c.founders(ctx)
			if err != nil {
				return err
			}
			return yieldAll(founders, yield)
		})
}

func (c *claims) founders(ctx context.Context) ([]Founder, error) {
	person := graph.ID(0)
	if c.o.has(optPerson) {
		id, err := c.resolve(ctx, c.o.person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		person = id
	}
	var places []graph.ID
	if c.o.has(optAt) {
		ids, err := c.resolveWithUnits(ctx, c.o.at)
		if err != nil {
			return nil, err
		}
		places = ids
	}
	return c.foundings(ctx, func(p, place graph.ID) bool {
		return (person == 0 || p == person) && (places == nil || contains(places, place))
	})
}

// foundersOf gives who founded one of some organizations, ascending.
func (c *claims) foundersOf(ctx context.Context, organizations []graph.ID) ([]Founder, error) {
	return c.foundings(ctx, func(_, place graph.ID) bool { return contains(organizations, place) })
}

// foundings gives the founders for the pairs of a person and a place that are wanted.
func (c *claims) foundings(ctx context.Context, wanted func(person, place graph.ID) bool) ([]Founder, error) {
	f, err := c.stages(ctx)
	if err != nil {
		return nil, err
	}
	nodes, err := c.into(ctx, known([]graph.ID{f.founding}), f.kind)
	if err != nil {
		return nil, err
	}
	byRole, err := c.into(ctx, f.founder, f.role)
	if err != nil {
		return nil, err
	}
	nodes = append(nodes, byRole...)
	slices.Sort(nodes)
	stages, err := f.read(ctx, slices.Compact(nodes), wanted)
	if err != nil {
		return nil, err
	}
	return joinFounders(stages), nil
}

// joinFounders makes one row of all stages of the same person and organization.
func joinFounders(stages []Stage) []Founder {
	at := map[pair]int{}
	var founders []Founder
	for _, s := range stages {
		key := makePair(s.Person.Number(), s.At.Number())
		i, ok := at[key]
		if !ok {
			i = len(founders)
			at[key] = i
			founders = append(founders, Founder{Person: s.Person, Organization: s.At})
		}
		f := &founders[i]
		f.stages = append(f.stages, s)
		f.grounds = f.join(s.grounds)
	}
	for i := range founders {
		slices.SortStableFunc(founders[i].stages, compareStages)
	}
	return founders
}

// Stages are the moves and posts that say so, in the order of a career.
func (f Founder) Stages() []Stage { return slices.Clone(f.stages) }

// When is the earliest time that one of them gives; empty if none does.
func (f Founder) When() string {
	if len(f.stages) == 0 {
		return ""
	}
	return f.stages[0].When()
}

// WhenCertainty is that of the time, by its strongest claim; the row's Certainty leaves it out. It is
// graph.Unknown if there is no time.
func (f Founder) WhenCertainty() graph.Certainty {
	if len(f.stages) == 0 {
		return graph.Unknown
	}
	return f.stages[0].WhenCertainty()
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (f Founder) Detach() Founder {
	return Founder{
		Person: f.Person.Detach(), Organization: f.Organization.Detach(),
		stages: detachEach(f.stages), grounds: f.grounds.detach(),
	}
}

// detachEach detaches rows.
func detachEach[T interface{ Detach() T }](rows []T) []T {
	kept := make([]T, len(rows))
	for i, row := range rows {
		kept[i] = row.Detach()
	}
	return kept
}

// String is the row in English: "Wang Xiaochuan founded Baichuan AI (2023)".
func (f Founder) String() string {
	s := orUnknown(f.Person) + " founded " + orUnknown(f.Organization)
	if when := f.When(); when != "" {
		s += " (" + when + ")"
	}
	return s
}

// MarshalJSON writes the row with its evidence.
func (f Founder) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Person       graph.Entity     `json:"person"`
		Organization graph.Entity     `json:"organization"`
		When         string           `json:"when,omitempty"`
		WhenGrade    *graph.Certainty `json:"whenCertainty,omitempty"`
		Certainty    graph.Certainty  `json:"certainty"`
		Evidence     []graph.Evidence `json:"evidence,omitempty"`
	}{f.Person, f.Organization, f.When(), gradeOf(f.When(), f.WhenCertainty()), f.Certainty(), f.Evidence()})
}

// StartUp is a row: a young company. Safe for concurrent use.
type StartUp struct {
	Organization graph.Entity
	Founders     []graph.Entity // by IRI; empty if the facts name none

	grounds
}

// StartUps gives the organizations that are said to be start-ups (tg:orgKind), and those that somebody
// moved to found (a move of the kind vocab.KindFounding), by IRI. A founder's post alone makes no
// start-up: old companies and laboratories have founders too.
//
// Options: those that every question takes, Top.
func StartUps(ctx context.Context, r graph.Reader, opts ...Option) ([]StartUp, error) {
	return answer(ctx, r, "StartUps", optAlways|optTop, opts, func(ctx context.Context, c *claims, yield func(StartUp) error) error {
		kind, startUp := c.s.Number(vocab.OrgKind), c.s.Number(vocab.OrgKindStartUp)
		told, err := c.into(ctx, known([]graph.ID{startUp}), kind)
		if err != nil {
			return err
		}
		founders, err := c.founders(ctx)
		if err != nil {
			return err
		}
		rows := map[graph.ID]*StartUp{}
		row := func(id graph.ID) *StartUp {
			if rows[id] == nil {
				rows[id] = &StartUp{Organization: c.s.EntityOf(id)}
			}
			return rows[id]
		}
		for _, id := range told {
			if c.inTime(id) {
				row(id).grounds = c.way(statement{id, kind, startUp})
			}
		}
		for _, f := range founders {
			for _, s := range f.stages {
				if !f.Organization.IsZero() && c.holds(statement{s.id, c.s.Number(vocab.MoveKind), c.s.Number(vocab.KindFounding)}) {
					r := row(f.Organization.Number())
					r.grounds = r.join(s.grounds)
				}
			}
		}
		var ids []graph.ID
		for _, f := range founders {
			if r := rows[f.Organization.Number()]; r != nil {
				r.Founders = append(r.Founders, f.Person)
			}
		}
		for id := range rows {
			ids = append(ids, id)
		}
		for _, e := range c.entities(ids) {
			r := rows[e.Number()]
			slices.SortFunc(r.Founders, func(a, b graph.Entity) int { return c.byIRI(a.Number(), b.Number()) })
			if err := yield(*r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (u StartUp) Detach() StartUp {
	return StartUp{Organization: u.Organization.Detach(), Founders: detachEach(u.Founders), grounds: u.grounds.detach()}
}

// String is the row in English: "Zhipu AI, founded by Chen Tianshi, Chen Yunji".
func (u StartUp) String() string {
	s := orUnknown(u.Organization)
	if len(u.Founders) > 0 {
		s += ", founded by " + strings.Join(labels(u.Founders), ", ")
	}
	return s
}

// labels are the labels to show of entities, in English.
func labels(entities []graph.Entity) []string {
	texts := make([]string, len(entities))
	for i, e := range entities {
		texts[i] = e.Label()
	}
	return texts
}

// MarshalJSON writes the row with its evidence.
func (u StartUp) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Organization graph.Entity     `json:"organization"`
		Founders     []graph.Entity   `json:"founders,omitempty"`
		Certainty    graph.Certainty  `json:"certainty"`
		Evidence     []graph.Evidence `json:"evidence,omitempty"`
	}{u.Organization, u.Founders, u.Certainty(), u.Evidence()})
}
