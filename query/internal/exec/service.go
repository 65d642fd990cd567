package exec

import (
	"errors"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/plan"
	"talentgraph.example/query/internal/rows"
)

// service asks the program's function once for each endpoint, keeps its rows and joins them to the slots.
func (b *builder) service(n *plan.Service, next run) run {
	x := b.Exec
	endpoint := b.end(n.Op.Endpoint)
	answers := map[graph.ID]*rows.Table{}
	vars := n.Op.Vars
	set := make([]bool, len(vars))
	return func() error {
		at := endpoint()
		if at == 0 {
			return errors.New("the endpoint of SERVICE is a variable that nothing binds; bind it before")
		}
		table := answers[at]
		if table == nil {
			var err error
			if table, err = x.ask(n, x.terms.Term(at)); err != nil {
				return err
			}
			answers[at] = table
		}
		for r := range table.Len() {
			if err := x.budget.Row(); err != nil {
				return err
			}
			found := table.Row(r)
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
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// ask gives the rows of an endpoint. With SILENT one that fails has a single, empty row.
func (x *Exec) ask(n *plan.Service, endpoint term.Term) (*rows.Table, error) {
	table := rows.NewTable(x.budget, len(n.Op.Vars), 0)
	row := make([]graph.ID, len(n.Op.Vars))
	var own error // of this side: a limit or the context
	failed := errors.New("SERVICE needs a function that answers it; give one by WithService")
	if x.options.Service != nil {
		failed = x.options.Service(x.budget.Context(), endpoint, n.Op.Text, func(found []term.Term) error {
			clear(row)
			for i := range row {
				if own == nil && i < len(found) {
					row[i], own = x.terms.ID(found[i])
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
