package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// lives are the careers of some people, read together, and what they lead.
type lives struct {
	*stageFinder
	orgs   *ask.Units
	stages []*stage // by person, in the order of a career
	leads  []Leader // by person
	owners map[graph.ID][]graph.ID
}

// readLives reads the careers of some people, ascending.
func readLives(ctx context.Context, q *ask.Question, orgs *ask.Units, people []graph.ID) (*lives, error) {
	l := &lives{stageFinder: stages(q), orgs: orgs, owners: map[graph.ID][]graph.ID{}}
	nodes, err := q.Into(ctx, people, l.Person, l.Holder)
	if err != nil {
		return nil, err
	}
	told, err := l.read(ctx, nodes, func(person, _ graph.ID) bool { return ask.Contains(people, person) })
	if err != nil {
		return nil, err
	}
	l.stages = pointers(told)
	err = ask.SortFunc(ctx, l.stages, func(a, b *stage) int { return cmp.Or(cmp.Compare(a.person, b.person), compareStages(a, b)) })
	if err != nil {
		return nil, err
	}
	things, err := q.Into(ctx, people, l.LedBy)
	if err != nil {
		return nil, err
	}
	if l.leads, err = leadersOf(ctx, q, things, 0); err != nil {
		return nil, err
	}
	l.leads = slices.DeleteFunc(l.leads, func(x Leader) bool { return !ask.Contains(people, x.Person.Number()) })
	err = ask.SortFunc(ctx, l.leads, func(a, b Leader) int {
		return cmp.Or(cmp.Compare(a.Person.Number(), b.Person.Number()), cmp.Compare(a.Leads.Number(), b.Leads.Number()))
	})
	if err != nil {
		return nil, err
	}
	return l, l.learn(ctx)
}

// learn finds out to which organizations belongs what people were at, left or lead.
func (l *lives) learn(ctx context.Context) error {
	var places []graph.ID
	for _, s := range l.stages {
		places = append(places, s.from, s.at)
	}
	for _, x := range l.leads {
		places = append(places, x.Leads.Number())
	}
	places = ask.Distinct(places)
	all := slices.Clone(places)
	for i, p := range places {
		if i&4095 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		if of := l.Values(nil, p, l.Of); p != 0 && len(of) > 0 {
			l.owners[p] = of
			all = append(all, of...)
		}
	}
	return l.orgs.Learn(ctx, ask.Distinct(all))
}

// topsAt gives the organizations at the top that a place counts for: those that it is of, if it is something of one.
func (l *lives) topsAt(dst []graph.ID, place graph.ID) []graph.ID {
	if place == 0 {
		return dst
	}
	owners := l.owners[place]
	if owners == nil {
		return l.orgs.AppendTops(dst, place)
	}
	for _, o := range owners {
		dst = l.orgs.AppendTops(dst, o)
	}
	return dst
}

// leaves tells whether a stage leads out of an organization at the top.
func (l *lives) leaves(s *stage, top graph.ID) bool {
	if s.isPost || s.from == 0 || s.at != 0 && l.orgs.Internal(s.from, s.at) {
		return false
	}
	var room [4]graph.ID
	return slices.Contains(l.orgs.AppendTops(room[:0], s.from), top)
}

// next takes the stages of the first person who is left, and what the person leads.
func (l *lives) next() (career []*stage, leads []Leader) {
	person, n := l.stages[0].person, 0
	for n < len(l.stages) && l.stages[n].person == person {
		n++
	}
	career, l.stages = l.stages[:n], l.stages[n:]
	for len(l.leads) > 0 && l.leads[0].Person.Number() < person {
		l.leads = l.leads[1:]
	}
	for n = 0; n < len(l.leads) && l.leads[n].Person.Number() == person; {
		n++
	}
	leads, l.leads = l.leads[:n], l.leads[n:]
	return career, leads
}

// now gives the organizations at the top that a person is at, as [Roster] has it: by what the person leads, and by
// posts and arrivals that no departure is known to have followed.
func (l *lives) now(career []*stage, leads []Leader) []graph.ID {
	sitters := map[graph.ID]*sitter{}
	var tops []graph.ID
	at := func(place graph.ID, sit func(*sitter)) {
		for _, top := range l.topsAt(nil, place) {
			if sitters[top] == nil {
				sitters[top] = &sitter{}
				tops = append(tops, top)
			}
			sit(sitters[top])
		}
	}
	for _, s := range career {
		if !s.isOver(l.Times.Span.Last) {
			at(s.at, func(x *sitter) { x.arrivals = append(x.arrivals, seat{stage: s}) })
		}
	}
	for i := range leads {
		at(leads[i].Leads.Number(), func(x *sitter) { x.leading = append(x.leading, seat{leader: &leads[i]}) })
	}
	departures := map[graph.ID][]seat{}
	for _, s := range career {
		for _, top := range l.topsAt(nil, s.from) {
			if sitters[top] != nil && l.leaves(s, top) {
				departures[top] = append(departures[top], seat{stage: s})
			}
		}
	}
	return slices.DeleteFunc(ask.Distinct(tops), func(top graph.ID) bool { return !sitters[top].stays(departures[top]) })
}
