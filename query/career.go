package query

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Career gives the stages of a person's or a group's career: moves, foundings and posts. Those with a
// time come first, the earliest first. After them come those without, which say so: former posts, then
// moves and foundings, then posts that are not said to be former or current, then current ones; within
// these in the order in which they first appeared in the graph.
//
// A move between several organizations and a post at several places have a row for each combination. A
// name that cannot be resolved is a [*graph.NameError]. Options: those that every question takes, and
// Top.
func Career(ctx context.Context, r graph.Reader, person string, opts ...Option) ([]Stage, error) {
	return answer(ctx, r, "Career", optAlways|optTop, opts, func(ctx context.Context, c *claims, yield func(Stage) error) error {
		id, err := c.resolve(ctx, person, graph.PersonKind())
		if err != nil {
			return err
		}
		stages, err := c.career(ctx, id)
		if err != nil {
			return err
		}
		return yieldAll(stages, yield)
	})
}

func yieldAll[T any](rows []T, yield func(T) error) error {
	for _, row := range rows {
		if err := yield(row); err != nil {
			return err
		}
	}
	return nil
}

// career gives the stages of one person, in the order of [Career].
func (c *claims) career(ctx context.Context, person graph.ID) ([]Stage, error) {
	f, err := c.stages(ctx)
	if err != nil {
		return nil, err
	}
	nodes, err := c.into(ctx, []graph.ID{person}, f.person, f.holder)
	if err != nil {
		return nil, err
	}
	stages, err := f.read(ctx, nodes, func(p, _ graph.ID) bool { return p == person })
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(stages, compareStages)
	return stages, nil
}

// compareStages is the order of a career.
func compareStages(a, b Stage) int {
	if a.isDated != b.isDated {
		if a.isDated {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(a.time.first, b.time.first), cmp.Compare(a.time.last, b.time.last),
		cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.id, b.id))
}

// rank orders stages whose time does not tell.
func (s Stage) rank() int {
	switch {
	case s.Kind != StagePost:
		return 1
	case s.status == vocab.StatusFormer:
		return 0
	case s.status == vocab.StatusCurrent:
		return 3
	}
	return 2
}

// stageFinder reads moves and posts as stages of careers.
type stageFinder struct {
	*claims
	person, from, to, kind, holder, at, role, status graph.ID   // predicates
	founding                                         graph.ID   // the kind
	current, former                                  graph.ID   // the statuses
	founder                                          []graph.ID // the role, as texts
}

func (c *claims) stages(ctx context.Context) (*stageFinder, error) {
	ids, err := c.s.IDs(ctx, []quad.Value{
		vocab.Person, vocab.From, vocab.To, vocab.MoveKind, vocab.Holder, vocab.At, vocab.Role, vocab.Status,
		vocab.KindFounding, vocab.StatusCurrent, vocab.StatusFormer,
		quad.LangString{Value: "founder", Lang: "en"}, quad.String("founder"),
	})
	if err != nil {
		return nil, err
	}
	return &stageFinder{
		claims: c, person: ids[0], from: ids[1], to: ids[2], kind: ids[3], holder: ids[4], at: ids[5], role: ids[6],
		status: ids[7], founding: ids[8], current: ids[9], former: ids[10], founder: known(ids[11:]),
	}, nil
}

// read makes stages of those of some nodes that are moves or posts, for the pairs of a person and a place
// that are wanted. A place may be 0.
func (f *stageFinder) read(ctx context.Context, nodes []graph.ID, wanted func(person, place graph.ID) bool) ([]Stage, error) {
	columns, err := f.s.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	end := f.trace.begin("read moves and posts", indexSubject, len(nodes))
	stages := make([]Stage, 0, len(nodes))
	var n stageNode
	for i, node := range nodes {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, nodes[i:]); err != nil {
				return nil, err
			}
		}
		n.reset()
		facts, from, to := columns.At(node)
		f.readNode(&n, facts, from, to)
		if times := f.spans(node, n.whens, n.years); f.times.allow(times) {
			stages = f.stagesOf(stages, node, &n, times, wanted)
		}
	}
	end(len(stages))
	return stages, nil
}

// readNode picks what makes a stage from what is said of a node.
func (f *stageFinder) readNode(n *stageNode, facts *graph.Rows, from, to uint32) {
	for i := from; i < to; i++ {
		switch facts.Predicates[i] {
		case f.person:
			n.movers = f.appendNew(n.movers, facts, i)
		case f.from:
			n.froms = f.appendNew(n.froms, facts, i)
		case f.to:
			n.tos = f.appendNew(n.tos, facts, i)
		case f.holder:
			n.holders = f.appendNew(n.holders, facts, i)
		case f.at:
			n.ats = f.appendNew(n.ats, facts, i)
		case f.kind:
			n.kinds = f.appendNew(n.kinds, facts, i)
		case f.role:
			n.roles = f.appendNew(n.roles, facts, i)
		case f.status:
			n.statuses = f.appendNew(n.statuses, facts, i)
		case f.times.when:
			n.whens = f.appendNew(n.whens, facts, i)
		case f.times.year:
			n.years = f.appendNew(n.years, facts, i)
		}
	}
}

// stageNode is what counting claims say of a move or a post.
type stageNode struct {
	movers, froms, tos, holders, ats, kinds, roles, statuses, whens, years []graph.ID
}

func (n *stageNode) reset() {
	n.movers, n.froms, n.tos = n.movers[:0], n.froms[:0], n.tos[:0]
	n.holders, n.ats, n.kinds, n.roles = n.holders[:0], n.ats[:0], n.kinds[:0], n.roles[:0]
	n.statuses, n.whens, n.years = n.statuses[:0], n.whens[:0], n.years[:0]
}

// stagesOf appends the stages of one node. A node that is both a move and a post gives the stages of both.
func (f *stageFinder) stagesOf(stages []Stage, node graph.ID, n *stageNode, times []dated, wanted func(person, place graph.ID) bool) []Stage {
	why := f.whyFounding(node, n)
	time, isDated := f.choose(times)
	status := f.statusIn(node, n.statuses)
	add := func(person, from, place graph.ID, kind StageKind, facts ...statement) {
		if !wanted(person, place) {
			return
		}
		if why.subject != 0 {
			kind = StageFounding
			facts = append(facts, why)
		}
		stages = append(stages, Stage{
			Person: f.s.EntityOf(person), From: f.s.EntityOf(from), At: f.s.EntityOf(place), Kind: kind,
			id: node, time: time, isDated: isDated, status: status, grounds: f.way(facts...),
			isPost: facts[0].predicate == f.holder,
		})
	}
	for _, person := range n.movers {
		for _, from := range orMissing(n.froms) {
			for _, to := range orMissing(n.tos) {
				add(person, from, to, StageMove,
					statement{node, f.person, person}, statement{node, f.from, from}, statement{node, f.to, to})
			}
		}
	}
	for _, person := range n.holders {
		for _, place := range orMissing(n.ats) {
			add(person, 0, place, StagePost, statement{node, f.holder, person}, statement{node, f.at, place})
		}
	}
	return stages
}

// statusIn is the status of a post that has these.
func (f *stageFinder) statusIn(post graph.ID, statuses []graph.ID) quad.IRI {
	switch {
	case len(statuses) > 1:
		return f.statusOf(post)
	case len(statuses) == 0:
		return ""
	case statuses[0] == f.current:
		return vocab.StatusCurrent
	case statuses[0] == f.former:
		return vocab.StatusFormer
	}
	return ""
}

// whyFounding is the statement that makes a founding of a move or a post; zero if it is none.
func (f *stageFinder) whyFounding(node graph.ID, n *stageNode) statement {
	if f.founding != 0 && slices.Contains(n.kinds, f.founding) {
		return statement{node, f.kind, f.founding}
	}
	for _, role := range f.founder {
		if slices.Contains(n.roles, role) {
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
