package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// stage is a [Stage] by numbers, which costs little to sort and to join.
type stage struct {
	node             graph.ID      // the move or post
	person, from, at graph.ID      // 0 is missing
	row              uint32        // tells rows of one node apart
	founding         ask.Statement // what makes a founding of it; zero if nothing does
	time             ask.Dated
	isDated, isPost  bool
	kind             StageKind
	status           status
}

// isTerm tells whether a post has a time that tells its end: from one time to another.
func (s *stage) isTerm() bool {
	if !s.isPost || !s.isDated || s.status == statusCurrent || s.time.OpenLast() {
		return false
	}
	first, last := s.time.Ends()
	return first != last
}

// isOver tells whether a post is held no more at a day: it is said to be former, or its term ended before.
func (s *stage) isOver(day int) bool {
	return s.status == statusFormer || s.isTerm() && s.time.Last < day
}

// came is the time at which a stage began: of a post the beginning of its time, which lasts.
func (s *stage) came() dates.Span {
	if !s.isPost {
		return s.time.Span
	}
	first, _ := s.time.Ends()
	return first
}

// left is the time at which a stage took the person away: of a post the end of its term.
func (s *stage) left() dates.Span {
	if !s.isPost {
		return s.time.Span
	}
	_, last := s.time.Ends()
	return last
}

// status tells whether a post is held still.
type status uint8

const (
	statusUnknown status = iota
	statusFormer
	statusCurrent
)

// iri is the status as the facts say it.
func (s status) iri() quad.IRI {
	return [...]quad.IRI{"", vocab.StatusFormer, vocab.StatusCurrent}[s]
}

func statusNamed(iri quad.IRI) status {
	switch iri {
	case vocab.StatusFormer:
		return statusFormer
	case vocab.StatusCurrent:
		return statusCurrent
	}
	return statusUnknown
}

// stageRows makes rows of stages.
func stageRows(state *ask.State, told []*stage) []Stage {
	rows := make([]Stage, len(told))
	for i, t := range told {
		rows[i] = Stage{Person: state.Numbers.Entity(t.person), Kind: t.kind, From: state.Numbers.Entity(t.from), At: state.Numbers.Entity(t.at), told: t, state: state}
	}
	return rows
}

// stageFinder reads moves and posts as stages of careers.
type stageFinder struct {
	*ask.Question
	*ask.Terms
	onlyFoundings bool
	roles         *roleFilter
}

func stages(q *ask.Question) *stageFinder { return &stageFinder{Question: q, Terms: q.Terms} }

// read makes stages of those of some nodes that are moves or posts, for the pairs of a person and a place
// that are wanted. A place may be 0.
func (f *stageFinder) read(ctx context.Context, nodes []graph.ID, wanted func(person, place graph.ID) bool) ([]stage, error) {
	end := f.Trace.Begin("read moves and posts", ask.IndexSubject, len(nodes))
	stages := make([]stage, 0, len(nodes))
	times := make([]ask.Dated, 0, 4)
	n := newStageNode()
	err := f.EachNode(ctx, nodes, func(node graph.ID, facts ask.Facts) error {
		f.readNode(n, facts)
		why := f.whyFounding(node, n)
		if f.onlyFoundings && why.Subject == 0 || !f.roles.any(n.roles) {
			return nil
		}
		if times = f.AppendSpans(times[:0], node, n.whens, n.years); f.Times.Allow(times) {
			stages = f.stagesOf(stages, node, n, why, times, wanted)
		}
		return nil
	})
	end(len(stages))
	return stages, err
}

// readNode picks what makes a stage from what is said of a node.
func (f *stageFinder) readNode(n *stageNode, facts ask.Facts) {
	n.reset()
	for i, other := range facts.Others {
		switch facts.Predicates[i] {
		case f.Person:
			n.movers = ask.AppendNew(n.movers, other)
		case f.From:
			n.froms = ask.AppendNew(n.froms, other)
		case f.To:
			n.tos = ask.AppendNew(n.tos, other)
		case f.Holder:
			n.holders = ask.AppendNew(n.holders, other)
		case f.At:
			n.ats = ask.AppendNew(n.ats, other)
		case f.MoveKind:
			n.kinds = ask.AppendNew(n.kinds, other)
		case f.Role:
			n.roles = ask.AppendNew(n.roles, other)
		case f.Status:
			n.statuses = ask.AppendNew(n.statuses, other)
		case f.When:
			n.whens = ask.AppendNew(n.whens, other)
		case f.Year:
			n.years = ask.AppendNew(n.years, other)
		}
	}
	n.froms, n.tos, n.ats = f.Exact(n.froms), f.Exact(n.tos), f.Exact(n.ats)
}

// stageNode is what counting claims say of a move or a post.
type stageNode struct {
	movers, froms, tos, holders, ats, kinds, roles, statuses, whens, years []graph.ID
}

// newStageNode makes room for what nearly every node has, at once.
func newStageNode() *stageNode {
	room := make([]graph.ID, 20)
	some := func() []graph.ID {
		part := room[0:0:2]
		room = room[2:]
		return part
	}
	return &stageNode{some(), some(), some(), some(), some(), some(), some(), some(), some(), some()}
}

func (n *stageNode) reset() {
	n.movers, n.froms, n.tos = n.movers[:0], n.froms[:0], n.tos[:0]
	n.holders, n.ats, n.kinds, n.roles = n.holders[:0], n.ats[:0], n.kinds[:0], n.roles[:0]
	n.statuses, n.whens, n.years = n.statuses[:0], n.whens[:0], n.years[:0]
}

// stagesOf appends the stages of one node. A node that is both a move and a post gives the stages of both.
func (f *stageFinder) stagesOf(stages []stage, node graph.ID, n *stageNode, why ask.Statement, times []ask.Dated, wanted func(person, place graph.ID) bool) []stage {
	s := stage{node: node, founding: why}
	s.time, s.isDated = f.Choose(times)
	s.status = f.statusIn(node, n.statuses)
	add := func(kind StageKind) {
		if !wanted(s.person, s.at) {
			return
		}
		s.isPost, s.kind = kind == StagePost, kind
		if s.founding.Subject != 0 {
			s.kind = StageFounding
		}
		stages = append(stages, s)
		s.row++
	}
	for _, s.person = range n.movers {
		for _, s.from = range orMissing(n.froms) {
			for _, s.at = range orMissing(n.tos) {
				add(StageMove)
			}
		}
	}
	s.from = 0
	for _, s.person = range n.holders {
		for _, s.at = range orMissing(n.ats) {
			add(StagePost)
		}
	}
	return stages
}

// statusIn is the status of a post that has these.
func (f *stageFinder) statusIn(post graph.ID, statuses []graph.ID) status {
	switch {
	case len(statuses) > 1:
		return f.statusOf(post)
	case len(statuses) == 0:
		return statusUnknown
	case statuses[0] == f.Current:
		return statusCurrent
	case statuses[0] == f.Former:
		return statusFormer
	}
	return statusUnknown
}

// statusOf is the status of a post that is said to have several: the one with the strongest claim, then the
// current one.
func (f *stageFinder) statusOf(post graph.ID) status {
	best, grade := statusUnknown, graph.Unknown
	for _, s := range []struct {
		object graph.ID
		status status
	}{{f.Current, statusCurrent}, {f.Former, statusFormer}} {
		if s.object == 0 || !f.Holds(ask.Statement{Subject: post, Predicate: f.Status, Object: s.object}) {
			continue
		}
		if g := f.Strongest(post, f.Status, s.object); best == statusUnknown || ask.CompareGrades(g, grade) > 0 {
			best, grade = s.status, g
		}
	}
	return best
}

// whyFounding is the statement that makes a founding of a move or a post; zero if it is none.
func (f *stageFinder) whyFounding(node graph.ID, n *stageNode) ask.Statement {
	if f.Founding != 0 && slices.Contains(n.kinds, f.Founding) {
		return ask.Statement{Subject: node, Predicate: f.MoveKind, Object: f.Founding}
	}
	for _, role := range [...]graph.ID{f.FounderInEnglish, f.Founder} {
		if role != 0 && slices.Contains(n.roles, role) {
			return ask.Statement{Subject: node, Predicate: f.Role, Object: role}
		}
	}
	return ask.Statement{}
}

// orMissing is some nodes, or the missing one, 0, if there are none.
func orMissing(ids []graph.ID) []graph.ID {
	if len(ids) == 0 {
		return []graph.ID{0}
	}
	return ids
}
