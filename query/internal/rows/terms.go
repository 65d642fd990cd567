package rows

import (
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/expr"
)

// Terms are the terms that a query deals with: those of a state by their numbers, and those that the query makes by
// numbers above them. A made term that the state has gets the state's number, so that two terms are the same if and
// only if their numbers are. It is one goroutine's while a query runs; afterwards it may be read by many.
type Terms struct {
	state   *graph.Numbers
	budget  *Budget
	maxText int64
	text    int64
	made    []term.Term
	numbers map[term.Term]graph.ID
	values  []keptValue // of the numbers read last, each at its place
	misses  int         // since values grew
}

type keptValue struct {
	id    graph.ID
	value expr.Value
}

// firstMade is the first number of made terms. A state does not have so many.
const firstMade graph.ID = 1 << 31

// NewTerms begins a table over a state. MaxText limits the bytes of the made terms together; 0 is no limit.
func NewTerms(state *graph.Numbers, budget *Budget, maxText int64) Terms {
	return Terms{state: state, budget: budget, maxText: maxText}
}

// AnyMade tells whether the query has made a term.
func (t *Terms) AnyMade() bool { return len(t.made) > 0 }

// Made tells whether a number is that of a term which the state does not have.
func (t *Terms) Made(id graph.ID) bool { return id >= firstMade }

// Term gives the term of a number.
func (t *Terms) Term(id graph.ID) term.Term {
	if id >= firstMade {
		return t.made[id-firstMade]
	}
	return t.state.Term(id)
}

// QuadValue gives the value of a number.
func (t *Terms) QuadValue(id graph.ID) quad.Value {
	if id >= firstMade {
		return t.made[id-firstMade].Value()
	}
	return t.state.Value(id)
}

// Kind tells IRIs, blank nodes and literals apart.
func (t *Terms) Kind(id graph.ID) term.Kind {
	if id >= firstMade {
		return t.made[id-firstMade].Kind
	}
	return t.state.Kind(id)
}

// Lang gives the language of a literal, "" for other terms.
func (t *Terms) Lang(id graph.ID) string {
	if id >= firstMade {
		return t.made[id-firstMade].Lang
	}
	return t.state.Lang(id)
}

// Value reads a term for an expression; 0 is an error.
func (t *Terms) Value(id graph.ID) expr.Value {
	if id == 0 {
		return expr.Value{}
	}
	if len(t.values) == 0 {
		t.values = make([]keptValue, fewValues)
	}
	kept := &t.values[id%graph.ID(len(t.values))]
	if kept.id != id {
		if t.misses++; t.misses > 4*len(t.values) && len(t.values) < manyValues {
			t.values, t.misses = make([]keptValue, manyValues), 0
			kept = &t.values[id%manyValues]
		}
		*kept = keptValue{id, expr.Of(t.Term(id))}
	}
	return kept.value
}

// How many values are kept: few at first, since a query that reads a handful of terms should not pay for more.
const (
	fewValues  = 1 << 3
	manyValues = 1 << 9
)

// Known gives the number that the state has for a term, 0 for none.
func (t *Terms) Known(of term.Term) graph.ID { return t.state.ID(of.Value()) }

// ID gives the number of a term, and a new one to a term that is new.
func (t *Terms) ID(of term.Term) (graph.ID, error) {
	if of.Kind == term.None {
		return 0, nil
	}
	if id := t.Known(of); id != 0 {
		return id, nil
	}
	key := of
	key.Lang = strings.ToLower(key.Lang)
	if id, known := t.numbers[key]; known {
		return id, nil
	}
	length := int64(len(of.Text) + len(of.Datatype) + len(of.Lang))
	if t.text += length; t.maxText > 0 && t.text > t.maxText {
		return 0, TextLimit(t.maxText)
	}
	const perTerm = 200 // the term, twice, and its place in the map
	if err := t.budget.Take(length + perTerm); err != nil {
		return 0, err
	}
	if t.numbers == nil {
		t.numbers = map[term.Term]graph.ID{}
	}
	id := firstMade + graph.ID(len(t.made))
	t.made = append(t.made, of)
	t.numbers[key] = id
	return id, nil
}

// Number gives the number of a value; 0 for an error.
func (t *Terms) Number(v expr.Value) (graph.ID, error) { return t.ID(v.Term()) }

// TextLimit is the error of too much text.
func TextLimit(most int64) error {
	return &limit.Error{Limit: "bytes of text made by a query", Value: most, Raise: "sparql.WithMaxText"}
}
