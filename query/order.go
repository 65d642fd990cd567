package query

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// ordering is the order that [OrderBy] asks for.
type ordering struct {
	fields []orderField
	iris   *ask.Iris
}

type orderField struct {
	place int // 0 for the time, else that of a node in sortKey, and 1
	down  bool
}

// sortKey is what rows can be ordered by: a time and three nodes, 0 for one that is missing.
type sortKey struct {
	time  dates.Span
	dated bool
	nodes [3]graph.ID
}

// readOrder reads the option, of which names are the fields: the time's, and those of the nodes. It is nil if no order is
// asked for.
func readOrder(q *ask.Question, names ...string) (*ordering, error) {
	if len(q.Options.Order) == 0 {
		return nil, nil
	}
	o := &ordering{iris: q.IRIs()}
	for _, field := range q.Options.Order {
		name, down := strings.CutPrefix(field, "-")
		place := slices.Index(names, strings.ToLower(name))
		if place < 0 {
			err := fmt.Errorf("there is no order by %q; name some of %s, with a \"-\" in front for the other direction", field, strings.Join(names, ", "))
			return nil, q.Options.Wrong("OrderBy", err)
		}
		o.fields = append(o.fields, orderField{place, down})
	}
	return o, nil
}

// compare is 0 for rows of which the fields are the same. What is missing comes last in both directions.
func (o *ordering) compare(a, b *sortKey) int {
	for _, f := range o.fields {
		missing, other, c := !a.dated, !b.dated, 0
		if f.place > 0 {
			x, y := a.nodes[f.place-1], b.nodes[f.place-1]
			missing, other = x == 0, y == 0
			if !missing && !other {
				c = o.iris.Compare(x, y)
			}
		} else if !missing && !other {
			c = cmp.Or(cmp.Compare(a.time.First, b.time.First), cmp.Compare(a.time.Last, b.time.Last))
		}
		switch {
		case missing != other:
			if missing {
				return 1
			}
			return -1
		case c != 0 && f.down:
			return -c
		case c != 0:
			return c
		}
	}
	return 0
}
