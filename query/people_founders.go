package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Founder is a row: a person founded an organization, or a unit of one. Safe for concurrent use.
type Founder struct {
	Person       graph.Entity
	Organization graph.Entity // the zero Entity if the facts do not say what was founded

	stages []Stage      // that say so, in the order of a career
	kept   *keptFounder // after Detach
}

// keptFounder is what a founder's methods give.
type keptFounder struct {
	keptGrounds
	when      string
	whenGrade graph.Certainty
}

func markFounder(m *ask.Mark, f *Founder) { m.Set(f.Person.Number(), f.Organization.Number()) }

// Founders gives who founded what: by a move of the kind vocab.KindFounding, by a post or a move with the
// role "founder", or by several of these, which make one row. Rows come in the order in which the first
// of their moves and posts appeared in the graph, then by IRI.
//
// Options: Person, At (which here is the organization founded, or one of its units), those that every question
// takes, Top.
func Founders(ctx context.Context, r graph.Reader, opts ...Option) ([]Founder, error) {
	return ask.Slice(ctx, r, "Founders", ask.OptPerson|ask.OptAt|ask.OptAlways|ask.OptTop, opts, markFounder, findFounders)
}

func findFounders(ctx context.Context, q *ask.Question) ([]Founder, error) {
	f := stages(q)
	person := graph.ID(0)
	if q.Options.Has(ask.OptPerson) {
		id, err := q.Resolve(ctx, q.Options.Person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		person = id
	}
	var places []graph.ID
	if q.Options.Has(ask.OptAt) {
		ids, err := q.ResolveWithUnits(ctx, q.Options.At)
		if err != nil {
			return nil, err
		}
		places = ids
	}
	var nodes []graph.ID
	var err error
	switch {
	case person != 0:
		nodes, err = q.Into(ctx, []graph.ID{person}, f.Person, f.Holder)
	case places != nil:
		nodes, err = q.Into(ctx, places, f.To, f.At)
	default:
		nodes, err = f.foundings(ctx)
	}
	if err != nil {
		return nil, err
	}
	return f.founders(ctx, nodes, func(p, place graph.ID) bool {
		return (person == 0 || p == person) && (places == nil || ask.Contains(places, place))
	})
}

// foundersOf gives who founded one of some organizations, ascending.
func foundersOf(ctx context.Context, q *ask.Question, organizations []graph.ID) ([]Founder, error) {
	f := stages(q)
	nodes, err := q.Into(ctx, organizations, f.To, f.At)
	if err != nil {
		return nil, err
	}
	return f.founders(ctx, nodes, func(_, place graph.ID) bool { return ask.Contains(organizations, place) })
}

// foundings finds all moves and posts that found something, ascending.
func (f *stageFinder) foundings(ctx context.Context) ([]graph.ID, error) {
	byKind, err := f.Into(ctx, ask.Known([]graph.ID{f.Founding}), f.MoveKind)
	if err != nil {
		return nil, err
	}
	byRole, err := f.Into(ctx, ask.Known([]graph.ID{f.Founder, f.FounderInEnglish}), f.Role)
	return ask.MergeTwo(make([]graph.ID, 0, len(byKind)+len(byRole)), byKind, byRole), err
}

// founders makes rows of those of some moves and posts that are foundings, for the pairs of a person and a
// place that are wanted.
func (f *stageFinder) founders(ctx context.Context, nodes []graph.ID, wanted func(person, place graph.ID) bool) ([]Founder, error) {
	f.onlyFoundings = true
	stages, err := f.read(ctx, nodes, wanted)
	if err != nil {
		return nil, err
	}
	return joinFounders(ctx, f.Question.State, pointers(stages))
}

// joinFounders makes one row of all foundings by the same person of the same organization.
func joinFounders(ctx context.Context, state *ask.State, stages []*stage) ([]Founder, error) {
	type founding struct {
		row int // of the founder
		*stage
	}
	var rows map[ask.Pair]int
	var all []founding
	for _, s := range stages {
		if s.kind != StageFounding {
			continue
		}
		if rows == nil {
			rows = map[ask.Pair]int{}
		}
		key := ask.MakePair(s.person, s.at)
		row, ok := rows[key]
		if !ok {
			row = len(rows)
			rows[key] = row
		}
		all = append(all, founding{row, s})
	}
	if len(all) == 0 {
		return nil, ctx.Err()
	}
	err := ask.SortFunc(ctx, all, func(x, y founding) int {
		return cmp.Or(cmp.Compare(x.row, y.row), compareStages(x.stage, y.stage))
	})
	if err != nil {
		return nil, err
	}
	founders := make([]Founder, len(rows))
	for i, f := range all {
		stages[i] = f.stage
	}
	told := stageRows(state, stages[:len(all)])
	for i, s := range told {
		f := &founders[all[i].row]
		f.Person, f.Organization = s.Person, s.At
		first := i - len(f.stages)
		f.stages = told[first : i+1 : i+1]
	}
	return founders, nil
}

// Stages are the moves and posts that say so, in the order of a career.
func (f Founder) Stages() []Stage { return slices.Clone(f.stages) }

// When is the earliest time that one of them gives; empty if none does.
func (f Founder) When() string {
	if f.kept != nil {
		return f.kept.when
	}
	if len(f.stages) == 0 {
		return ""
	}
	return f.stages[0].When()
}

// WhenCertainty is that of the time, by its strongest claim; graph.Unknown if there is no time.
func (f Founder) WhenCertainty() graph.Certainty {
	if f.kept != nil {
		return f.kept.whenGrade
	}
	if len(f.stages) == 0 {
		return graph.Unknown
	}
	return f.stages[0].WhenCertainty()
}

// Certainty is that of the row: that of its most certain stage, but no more than that of the time. It is graph.Unknown
// if no stage has a claim record.
func (f Founder) Certainty() graph.Certainty { return f.grounds().Certainty() }

// Evidence is the claims for the stages, those that the question let count, the strongest first.
func (f Founder) Evidence() []graph.Evidence { return f.grounds().Evidence() }

func (f Founder) grounds() grounds {
	if f.kept != nil {
		return grounds{kept: &f.kept.keptGrounds}
	}
	all := groundsOf(f.stages)
	if len(f.stages) > 0 && f.stages[0].Dated() {
		all.parts = append(all.parts, way(all.state, f.stages[0].told.time.By))
	}
	return all
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (f Founder) Detach() Founder {
	kept := &keptFounder{when: f.When(), whenGrade: f.WhenCertainty()}
	if g := f.grounds().detach(); g.kept != nil {
		kept.keptGrounds = *g.kept
	}
	return Founder{Person: f.Person.Detach(), Organization: f.Organization.Detach(), stages: ask.DetachEach(f.stages), kept: kept}
}

// String is the row in English: "Wang Xiaochuan founded Baichuan AI (2023)".
func (f Founder) String() string {
	s := ask.OrUnknown(f.Person) + " founded " + ask.OrUnknown(f.Organization)
	if when := f.When(); when != "" {
		s += " (" + when + ")"
	}
	return s
}

// MarshalJSON writes the row with its evidence, and without its stages.
func (r Founder) MarshalJSON() ([]byte, error) { return rowJSON(r) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (r *Founder) UnmarshalJSON(text []byte) error { return readRow(text, r) }

func (r *Founder) describe(f *jsontext.Fields) {
	entity(f, "person", &r.Person)
	entity(f, "organization", &r.Organization)
	when, certainty, g := r.When(), r.WhenCertainty(), r.grounds()
	whenFields(f, &when, &certainty)
	if g.describe(f); f.Reading() {
		r.kept = &keptFounder{*g.kept, when, certainty}
	}
}
