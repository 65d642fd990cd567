package exec

import (
	"errors"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

// service asks the program's function once for each endpoint, keeps its rows and joins them to the slots. It is for a SERVICE that
// has nothing before it which could be told to the endpoint; see queue.
func (b *builder) service(n *plan.Service, next run) run {
	x := b.Exec
	endpoint := b.end(n.Op.Endpoint)
	answers := map[graph.ID]*rows.Table{}
	vars := n.Op.Vars
	set := make([]bool, len(vars))
	return func() error {
		at := endpoint()
		if at == 0 {
			return errUnboundEndpoint
		}
		table := answers[at]
		if table == nil {
			var err error
			if table, err = x.ask(n, at, "", vars, 0); err != nil {
				return err
			}
			answers[at] = table
		}
		for r := range table.Len() {
			if err := x.together(vars, set, table.Row(r), next); err != nil {
				return err
			}
		}
		return nil
	}
}

// together goes on with the slots and a row of a service, if they agree. Set is room for as many as there are variables.
func (x *Exec) together(vars []algebra.Var, set []bool, found []graph.ID, next run) error {
	if err := x.budget.Row(); err != nil {
		return err
	}
	fits := true
	for i, v := range vars {
		slot := &x.slots[v]
		if set[i] = *slot == 0; set[i] {
			*slot = found[i]
		} else {
			fits = fits && (found[i] == 0 || found[i] == *slot)
		}
	}
	var err error
	if fits {
		err = next()
	}
	for i, v := range vars {
		if set[i] {
			x.slots[v] = 0
		}
	}
	return err
}

// ask gives the rows of an endpoint, by columns that begin with a key. With SILENT one that fails has a single, empty row.
func (x *Exec) ask(n *plan.Service, endpoint graph.ID, values string, columns []algebra.Var, key int) (*rows.Table, error) {
	table := rows.NewTable(x.budget, len(columns), key)
	row := make([]graph.ID, len(columns))
	names, at := make([]string, len(n.Op.Vars)), make([]int, len(n.Op.Vars))
	for i, v := range n.Op.Vars {
		names[i], at[i] = x.query.Name(v), slices.Index(columns, v)
	}
	var own error // of this side: a limit or the context
	failed := errors.New("SERVICE needs a function that answers it; give one by WithService")
	if x.options.Service != nil {
		failed = x.options.Service(x.budget.Context(), x.terms.Term(endpoint), n.Op.Text+values, names, func(found []term.Term) error {
			clear(row)
			for i := range at {
				if own == nil && i < len(found) {
					row[at[i]], own = x.terms.ID(found[i])
				}
			}
			if own == nil {
				own = x.budget.Row()
			}
			if own == nil {
				_, own = table.Add(row)
			}
			return own
		})
	}
	if own == nil {
		own = x.budget.Look()
	}
	switch {
	case own != nil:
		return nil, own
	case failed == nil:
		return table, nil
	case !n.Op.Silent:
		return nil, failed
	}
	table.Reset()
	clear(row)
	_, err := table.Add(row)
	return table, err
}

// A queue is solutions that wait for a service, which is told what they have in common with it: VALUES at the end of its query,
// a row for each combination. A join with what is there already changes nothing but how many rows come back.
type queue struct {
	*Exec
	node    *plan.Service
	next    run
	end     func() graph.ID // the endpoint
	keep    []algebra.Var   // what the solutions before it may bind
	table   *rows.Table     // of their values, the endpoint first
	weights []int64
	row     []graph.ID
	told    []algebra.Var // what each of them binds, of the service's variables
	asked   map[graph.ID]int
	all     map[graph.ID]*rows.Table // endpoints that have been asked for everything
	set     []bool
}

// What an endpoint is told: so many rows at a time, so many times, and no literals that are longer.
const (
	mostTold    = 1000
	mostTimes   = 20
	longestTold = 1000 // bytes
)

func (b *builder) queue(n *plan.Service, before []plan.Input, next run) *queue {
	q := &queue{Exec: b.Exec, node: n, next: next, end: b.end(n.Op.Endpoint), set: make([]bool, len(n.Op.Vars)),
		asked: map[graph.ID]int{}, all: map[graph.ID]*rows.Table{}}
	var maybe, certain plan.Set
	for _, in := range before {
		f := in.Node.Of()
		maybe, certain = maybe.Union(f.Maybe), certain.Union(f.Certain)
		if in.Merged {
			kept := plan.SetOf(in.Keep...)
			maybe, certain = maybe.Intersect(kept), certain.Intersect(kept)
		}
	}
	q.keep = maybe.List()
	for _, v := range n.Op.Vars {
		if certain.Has(v) {
			q.told = append(q.told, v)
		}
	}
	q.row = make([]graph.ID, 1+len(q.keep))
	q.table = rows.NewTable(b.budget, len(q.row), 0)
	return q
}

// reset keeps what endpoints have said when they were asked for everything.
func (q *queue) reset() {
	q.table.Reset()
	q.weights = q.weights[:0]
}

// add puts a solution into the queue.
func (q *queue) add() error {
	if q.row[0] = q.end(); q.row[0] == 0 {
		return errUnboundEndpoint
	}
	for i, v := range q.keep {
		q.row[1+i] = q.slots[v]
	}
	if _, err := q.table.Add(q.row); err != nil {
		return err
	}
	if q.weights = append(q.weights, q.weight); len(q.weights) < mostTold {
		return nil
	}
	return q.emit()
}

// emit asks for what is in the queue, and goes on with each solution.
func (q *queue) emit() error {
	before, weight := make([]graph.ID, len(q.keep)), q.weight
	for i, v := range q.keep {
		before[i] = q.slots[v]
	}
	answers := map[graph.ID]*answer{}
	var err error
	for i := 0; i < q.table.Len() && err == nil; i++ {
		endpoint := q.table.Row(i)[0]
		a := answers[endpoint]
		if a == nil {
			if a, err = q.ask(endpoint); err != nil {
				break
			}
			answers[endpoint] = a
		}
		for k, v := range q.keep {
			q.slots[v] = q.table.Row(i)[1+k]
		}
		q.weight = q.weights[i]
		err = a.each(q.slots, func(found []graph.ID) error { return q.together(a.columns, q.set, found, q.next) })
	}
	q.weight = weight
	for i, v := range q.keep {
		q.slots[v] = before[i]
	}
	q.table.Reset()
	q.weights = q.weights[:0]
	return err
}

// An answer is rows of a service, found by the columns that the endpoint was told.
type answer struct {
	*rows.Table
	columns []algebra.Var
	key     []graph.ID
	open    bool // some row leaves a column of the key unbound
}

func (a *answer) each(slots []graph.ID, yield func(row []graph.ID) error) error {
	if a.open || len(a.key) == 0 {
		for i := range a.Len() {
			if err := yield(a.Row(i)); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range a.key {
		a.key[i] = slots[a.columns[i]]
	}
	key := slices.Clone(a.key) // what comes next may look for others
	for i := a.Find(key); i >= 0; i = a.Next(i, key) {
		if err := yield(a.Row(i)); err != nil {
			return err
		}
	}
	return nil
}

// ask asks an endpoint about the solutions in the queue that are for it.
func (q *queue) ask(endpoint graph.ID) (*answer, error) {
	vars := q.node.Op.Vars
	if all := q.all[endpoint]; all != nil {
		return &answer{Table: all, columns: vars}, nil
	}
	told, values, err := q.values(endpoint)
	if err != nil {
		return nil, err
	}
	if q.asked[endpoint]++; len(told) == 0 || q.asked[endpoint] > mostTimes {
		all, err := q.Exec.ask(q.node, endpoint, "", vars, 0)
		q.all[endpoint] = all
		return &answer{Table: all, columns: vars}, err
	}
	a := &answer{columns: slices.Clone(told), key: make([]graph.ID, len(told))}
	for _, v := range vars {
		if !slices.Contains(told, v) {
			a.columns = append(a.columns, v)
		}
	}
	if a.Table, err = q.Exec.ask(q.node, endpoint, values, a.columns, len(told)); err != nil {
		return nil, err
	}
	for i := range a.Len() {
		a.open = a.open || slices.Contains(a.Row(i)[:len(told)], 0)
	}
	return a, nil
}

// values writes what the solutions for an endpoint have, each combination once. A variable with a value that means nothing
// elsewhere, or is long, is left out.
func (q *queue) values(endpoint graph.ID) (told []algebra.Var, text string, err error) {
	written := map[graph.ID]string{}
	var at []int // of the variables told, in rows of the queue
	for _, v := range q.told {
		column, ok := 1+slices.Index(q.keep, v), true
		for i := 0; i < q.table.Len() && ok; i++ {
			row := q.table.Row(i)
			if row[0] != endpoint {
				continue
			}
			id := row[column]
			if _, known := written[id]; !known && id != 0 {
				t := q.terms.Term(id)
				if t.Kind != term.Blank && len(t.Text) <= longestTold && t.Check() == nil {
					written[id] = string(t.Append(nil))
				} else {
					written[id] = ""
				}
			}
			ok = written[id] != ""
		}
		if ok {
			told, at = append(told, v), append(at, column)
		}
	}
	if len(told) == 0 {
		return nil, "", nil
	}
	var b strings.Builder
	b.WriteString("\nVALUES (")
	for _, v := range told {
		b.WriteString(" ?" + q.query.Name(v))
	}
	b.WriteString(" ) {\n")
	seen := rows.NewTable(q.budget, len(told), len(told))
	defer seen.Reset()
	key := make([]graph.ID, len(told))
	for i := range q.table.Len() {
		row := q.table.Row(i)
		if row[0] != endpoint {
			continue
		}
		for k, column := range at {
			key[k] = row[column]
		}
		if _, added, err := seen.Put(key); err != nil || !added {
			if err != nil {
				return nil, "", err
			}
			continue
		}
		b.WriteString("  (")
		for _, id := range key {
			b.WriteString(" " + written[id])
		}
		b.WriteString(" )\n")
	}
	b.WriteString("}")
	return told, b.String(), nil
}

var errUnboundEndpoint = errors.New("the endpoint of SERVICE is a variable that nothing binds; bind it before")
