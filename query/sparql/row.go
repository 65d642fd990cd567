package sparql

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// Row is one row of a SELECT's answer. It is a small value that points into the state that was asked, and reads its values
// from there; [Row.Detach] frees the state. Safe for concurrent use.
type Row struct {
	run  *run
	ids  []graph.ID
	made []term.Term // those of columns whose values the query has made; nil if there are none
	kept *keptRow    // instead, after Detach
}

type keptRow struct {
	names     []string
	values    []quad.Value
	entities  []graph.Entity
	evidence  []graph.Evidence
	certainty graph.Certainty
	err       error
}

// Vars are the names of the columns, in the order of the query.
func (r Row) Vars() []string {
	switch {
	case r.kept != nil:
		return slices.Clone(r.kept.names)
	case r.run == nil:
		return nil
	}
	return slices.Clone(r.run.names())
}

func (r *Row) column(name string) int {
	switch {
	case r.kept != nil:
		return slices.Index(r.kept.names, name)
	case r.run == nil:
		return -1
	}
	return r.run.column(name)
}

// Value is what a variable is bound to; nil if it is unbound, or if the query has no column of that name.
func (r Row) Value(name string) quad.Value {
	i := r.column(name)
	if i < 0 {
		return nil
	}
	return r.value(i)
}

func (r *Row) value(i int) quad.Value {
	switch {
	case r.kept != nil:
		return r.kept.values[i]
	case r.made != nil && r.made[i].Kind != term.None:
		return r.made[i].Value()
	}
	return r.run.state.Numbers().Value(r.ids[i])
}

// term is what is in a column, the zero Term if it is unbound.
func (r *Row) term(i int) term.Term {
	switch {
	case r.kept != nil:
		t, _ := term.Of(r.kept.values[i])
		return t
	case r.made != nil && r.made[i].Kind != term.None:
		return r.made[i]
	}
	return r.run.state.Numbers().Term(r.ids[i])
}

// Text is the text of what a variable is bound to: that of a literal without language and datatype, of an IRI without brackets, of
// a blank node its label. It is "" where Value is nil, and costs less than Value, which makes one.
func (r Row) Text(name string) string {
	i := r.column(name)
	if i < 0 {
		return ""
	}
	return r.term(i).Text
}

// Entity is the entity that a variable is bound to, with its labels; the zero Entity if it is unbound, or if the value is
// none of the graph's.
func (r Row) Entity(name string) graph.Entity {
	i := r.column(name)
	switch {
	case i < 0:
		return graph.Entity{}
	case r.kept != nil:
		return r.kept.entities[i]
	case r.made != nil && r.made[i].Kind != term.None:
		return graph.Entity{}
	}
	return r.run.state.Numbers().Entity(r.ids[i])
}

// Detach gives the row with all that its methods read, and without the state. It works the evidence out.
// [DetachAll] does so for many rows at once.
func (r Row) Detach() Row {
	if r.run == nil {
		return r
	}
	g, err := r.grounds(withoutEnd{})
	return r.detach(g, err)
}

// detach gives the row with what it stands on.
func (r Row) detach(g ground, err error) Row {
	k := &keptRow{names: r.Vars(), certainty: g.certainty, err: err}
	if err == nil && len(g.labels) > 0 {
		k.evidence = r.run.state.Numbers().Evidence(g.labels...)
	}
	for i, name := range k.names {
		k.values = append(k.values, r.value(i))
		k.entities = append(k.entities, r.Entity(name).Detach())
	}
	return Row{kept: k}
}

// MarshalJSON writes the row as a binding of the SPARQL 1.1 results format: an object of terms by name, from which
// unbound variables are missing.
func (r Row) MarshalJSON() ([]byte, error) { return r.appendJSON(nil), nil }
