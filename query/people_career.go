package query

import (
	"cmp"
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Career gives the stages of a person's or a group's career: moves, foundings and posts. Those with a
// time come first, the earliest first. After them come those without, which say so: former posts, then
// moves and foundings, then posts that are not said to be former or current, then current ones; within
// these in the order in which they first appeared in the graph.
//
// A move between several organizations and a post at several places have a row for each combination. A
// name that cannot be resolved is a [*graph.NameError]. Options: Role, OrderBy, those that every
// question takes, Top.
func Career(ctx context.Context, r graph.Reader, person string, opts ...Option) ([]Stage, error) {
	return ask.Slice(ctx, r, "Career", ask.OptRole|ask.OptOrder|ask.OptAlways|ask.OptTop, opts, markStage, func(ctx context.Context, q *ask.Question) ([]Stage, error) {
		id, err := q.Resolve(ctx, person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		stages, err := career(ctx, q, id)
		if err != nil {
			return nil, err
		}
		return stages, nil
	})
}

// career gives the stages of one person, in the order of [Career].
func career(ctx context.Context, q *ask.Question, person graph.ID) ([]Stage, error) {
	f := stages(q)
	var err error
	if f.roles, err = newRoleFilter(q); err != nil {
		return nil, err
	}
	nodes, err := q.Into(ctx, []graph.ID{person}, f.Person, f.Holder)
	if err != nil {
		return nil, err
	}
	stages, err := f.read(ctx, nodes, func(p, _ graph.ID) bool { return p == person })
	if err != nil {
		return nil, err
	}
	order, err := readOrder(q, "when", "person", "from", "at")
	if err != nil {
		return nil, err
	}
	told, compare := pointers(stages), compareStages
	if order != nil {
		compare = func(a, b *stage) int {
			return cmp.Or(order.compare(a.sortKey(), b.sortKey()), compareStages(a, b))
		}
	}
	if err := ask.SortFunc(ctx, told, compare); err != nil {
		return nil, err
	}
	return stageRows(q.State, told), nil
}

// compareStages is the order of a career.
func compareStages(a, b *stage) int {
	if a.isDated != b.isDated {
		if a.isDated {
			return -1
		}
		return 1
	}
	if a.time.Span != b.time.Span {
		return cmp.Or(cmp.Compare(a.time.First, b.time.First), cmp.Compare(a.time.Last, b.time.Last))
	}
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.node, b.node), cmp.Compare(a.row, b.row))
}

func (s *stage) sortKey() *sortKey {
	return &sortKey{s.time.Span, s.isDated, [3]graph.ID{s.person, s.from, s.at}}
}

// pointers points to each of some items, which are then cheap to sort.
func pointers[T any](items []T) []*T {
	all := make([]*T, len(items))
	for i := range items {
		all[i] = &items[i]
	}
	return all
}

// rank orders stages whose time does not tell.
func (s *stage) rank() int {
	switch {
	case s.kind != StagePost:
		return 1
	case s.status == statusFormer:
		return 0
	case s.status == statusCurrent:
		return 3
	}
	return 2
}
