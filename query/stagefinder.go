package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// stage is a [Stage] by numbers, which costs little to sort and to join.
type stage struct {
	node             graph.ID  // the move or post
	person, from, at graph.ID  // 0 is missing
	row              uint32    // tells rows of one node apart
	founding         statement // what makes a founding of it; zero if nothing does
	time             dated
	isDated, isPost  bool
	kind             StageKind
	status           status
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

// stageRows makes rows of stages.
func (a *asked) stageRows(told []*stage) []Stage {
	rows := make([]Stage, len(told))
	for i, t := range told {
		rows[i] = Stage{Person: a.n.Entity(t.person), Kind: t.kind, From: a.n.Entity(t.from), At: a.n.Entity(t.at), told: t, asked: a}
	}
	return rows
}

// stageFinder reads moves and posts as stages of careers.
type stageFinder struct {
	*claims
	*terms
	onlyFoundings bool
}

func (c *claims) stages() *stageFinder { return &stageFinder{claims: c, terms: c.terms} }

// read makes stages of those of some nodes that are moves or posts, for the pairs of a person and a place
// that are wanted. A place may be 0.
func (f *stageFinder) read(ctx context.Context, nodes []graph.ID, wanted func(person, place graph.ID) bool) ([]stage, error) {
	columns, err := f.n.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	end := f.trace.begin("read moves and posts", indexSubject, len(nodes))
	stages := make([]stage, 0, len(nodes))
	times := make([]dated, 0, 4)
	n := newStageNode()
	for i, node := range nodes {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, nodes[i:]); err != nil {
				return nil, err
			}
		}
		n.reset()
		facts, from, to := columns.At(node)
		f.readNode(n, facts, from, to)
		why := f.whyFounding(node, n)
		if f.onlyFoundings && why.subject == 0 {
			continue
		}
		if times = f.appendSpans(times[:0], node, n.whens, n.years); f.times.allow(times) {
			stages = f.stagesOf(stages, node, n, why, times, wanted)
		}
	}
	end(len(stages))
	return stages, nil
}

// readNode picks what makes a stage from what is said of a node.
func (f *stageFinder) readNode(n *stageNode, facts *graph.Rows, from, to uint32) {
	for i := from; i < to; i++ {
		if !f.all && !f.keep(facts.Labels[i]) {
			continue
		}
		switch facts.Predicates[i] {
		case f.person:
			n.movers = appendNew(n.movers, facts.Others[i])
		case f.from:
			n.froms = appendNew(n.froms, facts.Others[i])
		case f.to:
			n.tos = appendNew(n.tos, facts.Others[i])
		case f.holder:
			n.holders = appendNew(n.holders, facts.Others[i])
		case f.at:
			n.ats = appendNew(n.ats, facts.Others[i])
		case f.moveKind:
			n.kinds = appendNew(n.kinds, facts.Others[i])
		case f.role:
			n.roles = appendNew(n.roles, facts.Others[i])
		case f.status:
			n.statuses = appendNew(n.statuses, facts.Others[i])
		case f.when:
			n.whens = appendNew(n.whens, facts.Others[i])
		case f.year:
			n.years = appendNew(n.years, facts.Others[i])
		}
	}
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
func (f *stageFinder) stagesOf(stages []stage, node graph.ID, n *stageNode, why statement, times []dated, wanted func(person, place graph.ID) bool) []stage {
	s := stage{node: node, founding: why}
	s.time, s.isDated = f.choose(times)
	s.status = f.statusIn(node, n.statuses)
	add := func(kind StageKind) {
		if !wanted(s.person, s.at) {
			return
		}
		s.isPost, s.kind = kind == StagePost, kind
		if s.founding.subject != 0 {
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
	case statuses[0] == f.current:
		return statusCurrent
	case statuses[0] == f.former:
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
	}{{f.current, statusCurrent}, {f.former, statusFormer}} {
		if s.object == 0 || !f.holds(statement{post, f.status, s.object}) {
			continue
		}
		if g := f.strongest(post, f.status, s.object); best == statusUnknown || compareGrades(g, grade) > 0 {
			best, grade = s.status, g
		}
	}
	return best
}

// whyFounding is the statement that makes a founding of a move or a post; zero if it is none.
func (f *stageFinder) whyFounding(node graph.ID, n *stageNode) statement {
	if f.founding != 0 && slices.Contains(n.kinds, f.founding) {
		return statement{node, f.moveKind, f.founding}
	}
	for _, role := range [...]graph.ID{f.founderInEnglish, f.founder} {
		if role != 0 && slices.Contains(n.roles, role) {
			return statement{node, f.role, role}
		}
	}
	return statement{}
}

// orMissing is some nodes, or the missing one, 0, if there are none.
func orMissing(ids []graph.ID) []graph.ID {
	if len(ids) == 0 {
		return []graph.ID{0}
	}
	return ids
}
