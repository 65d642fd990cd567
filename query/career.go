package query

import (
	"cmp"
	"context"

	"talentgraph.example/graph"
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
	return answer(ctx, r, "Career", optAlways|optTop, opts, func(ctx context.Context, c *claims) ([]Stage, error) {
		id, err := c.resolve(ctx, person, graph.PersonKind())
		if err != nil {
			return nil, err
		}
		stages, err := c.career(ctx, id)
		if err != nil {
			return nil, err
		}
		return stages, nil
	})
}

// career gives the stages of one person, in the order of [Career].
func (c *claims) career(ctx context.Context, person graph.ID) ([]Stage, error) {
	f := c.stages()
	nodes, err := c.into(ctx, []graph.ID{person}, f.person, f.holder)
	if err != nil {
		return nil, err
	}
	stages, err := f.read(ctx, nodes, func(p, _ graph.ID) bool { return p == person })
	if err != nil {
		return nil, err
	}
	told := pointers(stages)
	if err := sortFunc(ctx, told, compareStages); err != nil {
		return nil, err
	}
	return c.stageRows(told), nil
}

// compareStages is the order of a career.
func compareStages(a, b *stage) int {
	if a.isDated != b.isDated {
		if a.isDated {
			return -1
		}
		return 1
	}
	if a.time.span != b.time.span {
		return cmp.Or(cmp.Compare(a.time.first, b.time.first), cmp.Compare(a.time.last, b.time.last))
	}
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.node, b.node), cmp.Compare(a.row, b.row))
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
