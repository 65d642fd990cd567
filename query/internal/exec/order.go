package exec

import (
	"container/heap"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/expr"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

func (b *builder) distinct(n *plan.Distinct, next run) run {
	x := b.Exec
	table := rows.NewTable(x.budget, len(n.Vars), len(n.Vars))
	row := make([]graph.ID, len(n.Vars))
	inner := b.build(n.Input, func() error {
		for i, v := range n.Vars {
			row[i] = x.slots[v]
		}
		_, added, err := table.Put(row)
		if err != nil || !added {
			return err
		}
		return next()
	})
	return func() error {
		table.Reset()
		defer table.Reset()
		return inner()
	}
}

// sorted are rows with the keys that they are ordered by.
type sorted struct {
	*Exec
	keys  []algebra.Order
	rows  []sortedRow
	taken int64
	// late has values of the first key that come after all rows which are wanted: they do so ever after.
	late [256]graph.ID
}

type sortedRow struct {
	keys  []expr.Value
	slots []graph.ID
	nth   int // equal rows stay in the order in which they came
}

func (s *sorted) compare(a, b *sortedRow) int {
	for i := range s.keys {
		if order := s.compareKey(i, a, b); order != 0 {
			return order
		}
	}
	return a.nth - b.nth
}

func (s *sorted) compareKey(i int, a, b *sortedRow) int {
	order := expr.Order(a.keys[i], b.keys[i])
	if s.keys[i].Desc {
		return -order
	}
	return order
}

// The heap has the last row on top.
func (s *sorted) Len() int           { return len(s.rows) }
func (s *sorted) Less(i, j int) bool { return s.compare(&s.rows[i], &s.rows[j]) > 0 }
func (s *sorted) Swap(i, j int)      { s.rows[i], s.rows[j] = s.rows[j], s.rows[i] }
func (s *sorted) Push(any)           {}
func (s *sorted) Pop() any           { return nil }

func (b *builder) orderBy(n *plan.OrderBy, next run) run {
	x := b.Exec
	keys := make([]value, len(n.Keys))
	for i, k := range n.Keys {
		keys[i] = b.value(k.Expr, scope{n.Input.Of().Maybe, n.Graph})
	}
	s := &sorted{Exec: x, keys: n.Keys}
	var first algebra.Var // the first key, if it is a variable
	if v, ok := n.Keys[0].Expr.(*algebra.VarExpr); ok {
		first = v.Var
	}
	nth := 0
	row := sortedRow{keys: make([]expr.Value, len(keys)), slots: make([]graph.ID, len(n.Vars))}
	inner := b.build(n.Input, func() error {
		if first != 0 && s.late[x.slots[first]%graph.ID(len(s.late))] == x.slots[first] && x.slots[first] != 0 {
			return nil
		}
		for i, key := range keys {
			row.keys[i] = key()
		}
		if err := x.env.Err(); err != nil {
			return err
		}
		nth++
		row.nth = nth
		full := n.Limit >= 0 && int64(len(s.rows)) >= n.Limit
		if full && (n.Limit == 0 || s.compare(&row, &s.rows[0]) > 0) {
			if first != 0 && n.Limit > 0 && (len(keys) == 1 || s.compareKey(0, &row, &s.rows[0]) > 0) {
				s.late[x.slots[first]%graph.ID(len(s.late))] = x.slots[first]
			}
			return nil
		}
		for i, v := range n.Vars {
			row.slots[i] = x.slots[v]
		}
		if full {
			top := &s.rows[0]
			copy(top.keys, row.keys)
			copy(top.slots, row.slots)
			top.nth = row.nth
			heap.Fix(s, 0)
			return nil
		}
		const perValue, perRow = 120, 72
		bytes := int64(len(keys)*perValue + len(n.Vars)*4 + perRow)
		s.taken += bytes
		if err := x.budget.Take(bytes); err != nil {
			return err
		}
		s.rows = append(s.rows, sortedRow{slices.Clone(row.keys), slices.Clone(row.slots), row.nth})
		if n.Limit >= 0 && int64(len(s.rows)) == n.Limit {
			heap.Init(s)
		}
		return nil
	})
	before := make([]graph.ID, len(n.Vars))
	return func() error {
		nth = 0
		s.rows, s.late = nil, [len(s.late)]graph.ID{}
		defer func() {
			_ = x.budget.Take(-s.taken)
			s.rows, s.taken = nil, 0
		}()
		if err := inner(); err != nil {
			return err
		}
		if err := s.sort(); err != nil {
			return err
		}
		for r := range s.rows {
			if err := x.budget.Row(); err != nil {
				return err
			}
			for i, v := range n.Vars {
				before[i] = x.slots[v]
				x.slots[v] = s.rows[r].slots[i]
			}
			err := next()
			for i, v := range n.Vars {
				x.slots[v] = before[i]
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// sort hears the context: a comparison of long texts takes its time.
func (s *sorted) sort() error {
	var err error
	slices.SortFunc(s.rows, func(a, b sortedRow) int {
		if err == nil {
			err = s.budget.Passed(1)
		}
		if err != nil {
			return 0
		}
		return s.compare(&a, &b)
	})
	return err
}
