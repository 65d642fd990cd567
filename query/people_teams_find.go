package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/internal/ask"
)

// teamFinder reads groups, and the moves that a team went along with, as teams.
type teamFinder struct {
	*ask.Question
	*ask.Terms
	wantedLeader graph.ID   // who leads a team or took it along; 0 for anybody
	wantedAt     []graph.ID // whose it is or whom it went to, ascending; nil for any

	organizations, leaders []graph.ID     // of the team at hand
	free                   []graph.Entity // memory for lists of rows
	room                   int            // how much was made last
}

func newTeamFinder(q *ask.Question) *teamFinder { return &teamFinder{Question: q, Terms: q.Terms} }

// candidates gives nodes among which all teams are that are asked for, ascending: those that lead to the
// person or else to the organizations, where there are such, since these are few.
func (f *teamFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	switch {
	case f.wantedLeader != 0:
		return f.Into(ctx, []graph.ID{f.wantedLeader}, f.LedBy, f.Person)
	case f.wantedAt != nil:
		return f.Into(ctx, f.wantedAt, f.Of, f.To)
	}
	groups, err := f.Instances(ctx, vocab.ClassGroup)
	if err != nil {
		return nil, err
	}
	moves, err := f.Subjects(ctx, ask.Known([]graph.ID{f.WithTeam, f.TeamSize})...)
	if err != nil {
		return nil, err
	}
	return ask.MergeTwo(make([]graph.ID, 0, len(groups)+len(moves)), groups, moves), nil
}

// page makes rows of those of some nodes that are teams.
func (f *teamFinder) page(ctx context.Context, nodes []graph.ID) ([]Team, error) {
	rows := make([]Team, 0, min(len(nodes), 8)) // most answers are small
	err := f.EachNode(ctx, nodes, func(node graph.ID, facts ask.Facts) error {
		isGroup, tookTeam := f.tells(facts)
		if !isGroup && !tookTeam || !f.InTime(node) {
			return nil
		}
		if isGroup {
			f.read(facts, false)
			if len(f.organizations)+len(f.leaders) > 0 {
				rows = f.row(rows, node, false)
			}
		}
		if tookTeam {
			f.read(facts, true)
			rows = f.row(rows, node, true)
		}
		return nil
	})
	return rows, err
}

// tells looks for what makes a team of a node: most moves tell of none.
func (f *teamFinder) tells(facts ask.Facts) (isGroup, tookTeam bool) {
	for i, other := range facts.Others {
		switch facts.Predicates[i] {
		case f.Type:
			isGroup = isGroup || other == f.Group
		case f.WithTeam, f.TeamSize:
			tookTeam = tookTeam || isTeam(f.Terms, other)
		}
	}
	return isGroup, tookTeam
}

// isTeam tells whether a value of tg:withTeam or tg:teamSize says that a team went along.
func isTeam(t *ask.Terms, value graph.ID) bool { return value != t.No && value != t.Zero }

// teamEnds are the predicates that lead from a group, or from a move, to organizations and leaders.
func teamEnds(t *ask.Terms, moved bool) (organization, leader graph.ID) {
	if moved {
		return t.To, t.Person
	}
	return t.Of, t.LedBy
}

// read gathers the organizations and the leaders of a node.
func (f *teamFinder) read(facts ask.Facts, moved bool) {
	organization, leader := teamEnds(f.Terms, moved)
	f.organizations, f.leaders = f.organizations[:0], f.leaders[:0]
	for i, other := range facts.Others {
		switch facts.Predicates[i] {
		case organization:
			f.organizations = ask.AppendNew(f.organizations, other)
		case leader:
			f.leaders = ask.AppendNew(f.leaders, other)
		}
	}
}

// row appends the team at hand, if it is one that is asked for.
func (f *teamFinder) row(rows []Team, node graph.ID, moved bool) []Team {
	if f.wantedLeader != 0 && !ask.Contains(f.leaders, f.wantedLeader) {
		return rows
	}
	if f.wantedAt != nil && !slices.ContainsFunc(f.organizations, func(o graph.ID) bool { return ask.Contains(f.wantedAt, o) }) {
		return rows
	}
	rows, t := ask.Another(rows)
	if !moved {
		t.Team = f.Numbers.Entity(node)
	}
	t.Organizations, t.Leaders = f.sorted(f.organizations), f.sorted(f.leaders)
	t.id, t.moved, t.state = node, moved, f.State
	return rows
}

// sorted gives distinct nodes by IRI; nil if there are none. Many rows' lists share one piece of memory.
func (f *teamFinder) sorted(ids []graph.ID) []graph.Entity {
	n := len(ids)
	if n == 0 {
		return nil
	}
	if n > 1 {
		slices.SortFunc(ids, f.ByIRI)
	}
	if len(f.free) < n {
		f.room = min(max(2*f.room, 8), 256)
		f.free = make([]graph.Entity, max(n, f.room))
	}
	list := f.free[:n:n]
	f.free = f.free[n:]
	for i, id := range ids {
		list[i] = f.Numbers.Entity(id)
	}
	return list
}

// team reads a group as [OrganizationProfile] has it. It reports false if nobody is said to lead it and nothing
// to have it.
func team(q *ask.Question, group graph.ID) (Team, bool) {
	f := newTeamFinder(q)
	organization, leader := teamEnds(f.Terms, false)
	q.Numbers.Row(group, quad.Subject, []graph.ID{organization, leader}, func(r graph.Run) {
		if r.Predicate == organization {
			f.organizations = q.Others(f.organizations, r)
		} else {
			f.leaders = q.Others(f.leaders, r)
		}
	})
	if len(f.organizations)+len(f.leaders) == 0 {
		return Team{}, false
	}
	return f.row(nil, group, false)[0], true
}

// teamGrounds are the facts that a team stands on.
func teamGrounds(state *ask.State, node graph.ID, moved bool) grounds {
	organization, leader := teamEnds(state.Terms, moved)
	predicates := []graph.ID{organization, leader}
	if moved {
		predicates = append(predicates, state.Terms.WithTeam, state.Terms.TeamSize)
	}
	var facts []ask.Statement
	q := state.Question()
	state.Numbers.Row(node, quad.Subject, predicates, func(r graph.Run) {
		says := r.Predicate == state.Terms.WithTeam || r.Predicate == state.Terms.TeamSize
		for _, o := range q.Others(nil, r) {
			if !says || isTeam(state.Terms, o) {
				facts = append(facts, ask.Statement{Subject: node, Predicate: r.Predicate, Object: o})
			}
		}
	})
	return way(state, facts...)
}
