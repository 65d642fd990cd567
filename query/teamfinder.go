package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// teamFinder reads groups, and the moves that a team went along with, as teams.
type teamFinder struct {
	*claims
	*terms
	wantedLeader graph.ID   // who leads a team or took it along; 0 for anybody
	wantedAt     []graph.ID // whose it is or whom it went to, ascending; nil for any

	organizations, leaders []graph.ID     // of the team at hand
	free                   []graph.Entity // memory for lists of rows
	room                   int            // how much was made last
}

func (c *claims) teamFinder() *teamFinder { return &teamFinder{claims: c, terms: c.terms} }

// candidates gives nodes among which all teams are that are asked for, ascending: those that lead to the
// person or else to the organizations, where there are such, since these are few.
func (f *teamFinder) candidates(ctx context.Context) ([]graph.ID, error) {
	switch {
	case f.wantedLeader != 0:
		return f.into(ctx, []graph.ID{f.wantedLeader}, f.ledBy, f.person)
	case f.wantedAt != nil:
		return f.into(ctx, f.wantedAt, f.of, f.to)
	}
	groups, err := f.instances(ctx, vocab.ClassGroup)
	if err != nil {
		return nil, err
	}
	moves, err := f.subjects(ctx, known([]graph.ID{f.withTeam, f.teamSize})...)
	if err != nil {
		return nil, err
	}
	return mergeTwo(make([]graph.ID, 0, len(groups)+len(moves)), groups, moves), nil
}

// page makes rows of those of some nodes that are teams.
func (f *teamFinder) page(ctx context.Context, nodes []graph.ID) ([]Team, error) {
	columns, err := f.n.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	rows := make([]Team, 0, min(len(nodes), 8)) // most answers are small
	for i, node := range nodes {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, nodes[i:]); err != nil {
				return nil, err
			}
		}
		said, from, to := columns.At(node)
		isGroup, tookTeam := f.tells(said, from, to)
		if !isGroup && !tookTeam || !f.inTime(node) {
			continue
		}
		if isGroup {
			f.read(said, from, to, false)
			if len(f.organizations)+len(f.leaders) > 0 {
				rows = f.row(rows, node, false)
			}
		}
		if tookTeam {
			f.read(said, from, to, true)
			rows = f.row(rows, node, true)
		}
	}
	return rows, nil
}

// tells looks for what makes a team of a node: most moves tell of none. Types are the data set's own
// statements, which filters of claims leave alone.
func (f *teamFinder) tells(said *graph.Rows, from, to uint32) (isGroup, tookTeam bool) {
	for i := from; i < to; i++ {
		switch said.Predicates[i] {
		case f.typ:
			isGroup = isGroup || said.Others[i] == f.group
		case f.withTeam, f.teamSize:
			tookTeam = tookTeam || f.isTeam(said.Others[i]) && (f.all || f.keep(said.Labels[i]))
		}
	}
	return isGroup, tookTeam
}

// isTeam tells whether a value of tg:withTeam or tg:teamSize says that a team went along.
func (t *terms) isTeam(value graph.ID) bool { return value != t.no && value != t.zero }

// teamEnds are the predicates that lead from a group, or from a move, to organizations and leaders.
func (t *terms) teamEnds(moved bool) (organization, leader graph.ID) {
	if moved {
		return t.to, t.person
	}
	return t.of, t.ledBy
}

// read gathers the organizations and the leaders of a node.
func (f *teamFinder) read(said *graph.Rows, from, to uint32, moved bool) {
	organization, leader := f.teamEnds(moved)
	f.organizations, f.leaders = f.organizations[:0], f.leaders[:0]
	for i := from; i < to; i++ {
		if !f.all && !f.keep(said.Labels[i]) {
			continue
		}
		switch said.Predicates[i] {
		case organization:
			f.organizations = appendNew(f.organizations, said.Others[i])
		case leader:
			f.leaders = appendNew(f.leaders, said.Others[i])
		}
	}
}

// row appends the team at hand, if it is one that is asked for.
func (f *teamFinder) row(rows []Team, node graph.ID, moved bool) []Team {
	if f.wantedLeader != 0 && !contains(f.leaders, f.wantedLeader) {
		return rows
	}
	if f.wantedAt != nil && !slices.ContainsFunc(f.organizations, func(o graph.ID) bool { return contains(f.wantedAt, o) }) {
		return rows
	}
	rows, t := another(rows)
	if !moved {
		t.Team = f.n.Entity(node)
	}
	t.Organizations, t.Leaders = f.sorted(f.organizations), f.sorted(f.leaders)
	t.id, t.moved, t.asked = node, moved, f.asked
	return rows
}

// sorted gives distinct nodes by IRI; nil if there are none. Many rows' lists share one piece of memory.
func (f *teamFinder) sorted(ids []graph.ID) []graph.Entity {
	n := len(ids)
	if n == 0 {
		return nil
	}
	if n > 1 {
		slices.SortFunc(ids, f.byIRI)
	}
	if len(f.free) < n {
		f.room = min(max(2*f.room, 8), 256)
		f.free = make([]graph.Entity, max(n, f.room))
	}
	list := f.free[:n:n]
	f.free = f.free[n:]
	for i, id := range ids {
		list[i] = f.n.Entity(id)
	}
	return list
}

// team reads a group as [OrganizationProfile] has it. It reports false if nobody is said to lead it and nothing
// to have it.
func (c *claims) team(group graph.ID) (Team, bool) {
	f := c.teamFinder()
	organization, leader := f.teamEnds(false)
	c.n.Row(group, quad.Subject, []graph.ID{organization, leader}, func(r graph.Run) {
		if r.Predicate == organization {
			f.organizations = c.others(f.organizations, r)
		} else {
			f.leaders = c.others(f.leaders, r)
		}
	})
	if len(f.organizations)+len(f.leaders) == 0 {
		return Team{}, false
	}
	return f.row(nil, group, false)[0], true
}

// teamGrounds are the facts that a team stands on.
func (a *asked) teamGrounds(node graph.ID, moved bool) grounds {
	organization, leader := a.terms.teamEnds(moved)
	predicates := []graph.ID{organization, leader}
	if moved {
		predicates = append(predicates, a.terms.withTeam, a.terms.teamSize)
	}
	var facts []statement
	c := a.claims()
	a.n.Row(node, quad.Subject, predicates, func(r graph.Run) {
		says := r.Predicate == a.terms.withTeam || r.Predicate == a.terms.teamSize
		for _, o := range c.others(nil, r) {
			if !says || a.terms.isTeam(o) {
				facts = append(facts, statement{node, r.Predicate, o})
			}
		}
	})
	return a.way(facts...)
}
