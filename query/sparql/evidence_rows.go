package sparql

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// Certainties gives what [Row.Certainty] gives for each of some rows, in their order. The rows of an answer are worked out
// together, by one more run of its query for all that have the same columns bound, within its limits; the error is theirs, or
// the context's.
func Certainties(ctx context.Context, rows []Row) ([]graph.Certainty, error) {
	all := make([]graph.Certainty, len(rows))
	for i, r := range rows {
		if r.kept != nil {
			all[i] = r.kept.certainty
		}
	}
	err := eachGround(ctx, rows, func(i int, g ground) { all[i] = g.certainty })
	if err != nil {
		return nil, err
	}
	return all, nil
}

// DetachAll gives what [Row.Detach] gives for each of some rows, in their order, worked out together as by [Certainties]. The error
// is that of what kept the evidence from being worked out, or the context's.
func DetachAll(ctx context.Context, rows []Row) ([]Row, error) {
	all := slices.Clone(rows)
	err := eachGround(ctx, rows, func(i int, g ground) { all[i] = rows[i].detach(g, nil) })
	if err != nil {
		return nil, err
	}
	return all, nil
}

// eachGround works out what those rows stand on that are not detached.
func eachGround(ctx context.Context, rows []Row, f func(i int, g ground)) error {
	at := map[*run][]int{}
	for i, r := range rows {
		if r.run != nil {
			at[r.run] = append(at[r.run], i)
		}
	}
	for run, places := range at {
		some := make([]Row, len(places))
		for k, i := range places {
			some[k] = rows[i]
		}
		of, err := run.groundsOf(ctx, some)
		if err != nil {
			return err
		}
		for k, i := range places {
			f(i, of[k])
		}
	}
	return nil
}

// groundsOf works out what rows of the run stand on.
func (r *run) groundsOf(ctx context.Context, rows []Row) ([]ground, error) {
	q := r.query
	body := withoutModifiers(q.Root)
	again := *q
	again.Form, again.Result = algebra.Select, nil
	at := map[algebra.Var]int{}
	algebra.Bound(body, func(v algebra.Var) {
		if _, listed := at[v]; !listed {
			at[v] = len(again.Result)
			again.Result = append(again.Result, v)
		}
	})
	grounds := make([]ground, len(rows))
	for _, alike := range r.alike(rows, at) {
		again.Root = &algebra.Project{Input: alike.restrict(body), Vars: again.Result}
		run := again
		second := newRun(r.state, &run, r.given, r.options, false)
		w := &witness{ctx: ctx, run: second, numbers: r.state.Numbers(), strict: r.options.strict && !q.Dataset.Given, at: at}
		var key []byte
		err := second.each(ctx, r.options.maxRows, func(ids []graph.ID) bool {
			key = key[:0]
			for _, v := range alike.vars {
				key = appendKey(key, ids[at[v]], second.exec.Made, second.exec.Term)
			}
			those := alike.rows[string(key)]
			if len(those) == 0 {
				return true // it is none of these rows, be it that an OPTIONAL has not matched
			}
			w.ids, w.weakest, w.facts = ids, graph.Stated, 0
			w.op(body, term.Term{})
			for _, i := range those {
				grounds[i].add(w)
			}
			w.labels = w.labels[:0]
			return w.err == nil
		})
		if w.err != nil {
			err = w.err
		}
		if err != nil && !errors.Is(err, errLeft) {
			return grounds, err
		}
	}
	return grounds, nil
}

// add takes what a solution stands on to what its row does.
func (g *ground) add(w *witness) {
	if g.seen == nil {
		g.seen = map[graph.ID]bool{}
	}
	for _, label := range w.labels {
		if !g.seen[label] {
			g.seen[label] = true
			g.labels = append(g.labels, label)
		}
	}
	if w.facts > 0 {
		g.certainty = graph.Stronger(g.certainty, w.weakest)
	}
}

// alikeRows are rows that have the same columns bound.
type alikeRows struct {
	vars   []algebra.Var
	values [][]algebra.Term // of each of them once
	rows   map[string][]int // by their values
}

// alike sorts rows by which of the columns that the patterns bind have values.
func (r *run) alike(rows []Row, listed map[algebra.Var]int) map[string]*alikeRows {
	sorts := map[string]*alikeRows{}
	for i, row := range rows {
		var vars []algebra.Var
		var values []algebra.Term
		var key, bound []byte
		for c, v := range r.query.Result {
			if _, ok := listed[v]; !ok || row.ids[c] == 0 {
				continue
			}
			of := row.term(c)
			key = appendKey(key, row.ids[c], func(graph.ID) bool { return row.made != nil && row.made[c].Kind != term.None }, func(graph.ID) term.Term { return of })
			vars, values, bound = append(vars, v), append(values, algebra.Term{Value: of}), binary.AppendUvarint(bound, uint64(v))
		}
		alike := sorts[string(bound)]
		if alike == nil {
			alike = &alikeRows{vars: vars, rows: map[string][]int{}}
			sorts[string(bound)] = alike
		}
		if _, known := alike.rows[string(key)]; !known {
			alike.values = append(alike.values, values)
		}
		alike.rows[string(key)] = append(alike.rows[string(key)], i)
	}
	return sorts
}

// appendKey writes a value so that those of two runs over one state can be compared: by its number, or if the state has none by
// its term.
func appendKey(key []byte, id graph.ID, made func(graph.ID) bool, of func(graph.ID) term.Term) []byte {
	if id == 0 || !made(id) {
		return binary.AppendUvarint(key, uint64(id)<<1)
	}
	text := of(id).Append(nil)
	return append(binary.AppendUvarint(key, uint64(len(text))<<1|1), text...)
}

// restrict leaves of the solutions those that can be of the rows: it joins the values that these have to each pattern that
// mentions the variables.
func (a *alikeRows) restrict(o algebra.Op) algebra.Op {
	switch o := o.(type) {
	case *algebra.BGP, *algebra.Path:
		return a.join(o, func(yield func(algebra.Var)) { algebra.Bound(o, yield) })
	case *algebra.Join:
		return &algebra.Join{Left: a.restrict(o.Left), Right: a.restrict(o.Right)}
	case *algebra.Union:
		return &algebra.Union{Left: a.restrict(o.Left), Right: a.restrict(o.Right)}
	case *algebra.LeftJoin:
		return &algebra.LeftJoin{Left: a.restrict(o.Left), Right: o.Right, Cond: o.Cond}
	case *algebra.Minus:
		return &algebra.Minus{Left: a.restrict(o.Left), Right: o.Right}
	case *algebra.Filter:
		return &algebra.Filter{Input: a.restrict(o.Input), Cond: o.Cond}
	case *algebra.Extend:
		return &algebra.Extend{Input: a.restrict(o.Input), Var: o.Var, Expr: o.Expr, Place: o.Place}
	case *algebra.Graph:
		return a.join(&algebra.Graph{Name: o.Name, Input: a.restrict(o.Input)}, func(yield func(algebra.Var)) { yield(o.Name.Var) })
	}
	return o
}

// join joins what the rows have of the variables mentioned, each combination once.
func (a *alikeRows) join(o algebra.Op, mentioned func(yield func(algebra.Var))) algebra.Op {
	values := &algebra.Values{}
	var columns []int
	mentioned(func(v algebra.Var) {
		if c := slices.Index(a.vars, v); c >= 0 && !slices.Contains(columns, c) {
			values.Vars, columns = append(values.Vars, v), append(columns, c)
		}
	})
	if len(columns) == 0 {
		return o
	}
	seen := map[string]bool{}
	for _, row := range a.values {
		part := make([]algebra.Term, len(columns))
		var key []byte
		for i, c := range columns {
			part[i] = row[c]
			key = append(part[i].Value.Append(key), ' ')
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			values.Rows = append(values.Rows, part)
		}
	}
	return &algebra.Join{Left: values, Right: o}
}
