package questions

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// Row is one row of an answer. It shows cells, one for each of the question's headings; or, if there are no
// headings, a text or a grid. What it shows is read from its snapshot when it is asked for.
type Row struct {
	Value any // what package query gives, such as a query.Move

	cells func() []Cell
	text  func(l *Language) string
	grid  func() Grid
}

// Cells are what the row shows below the headings.
func (r Row) Cells() []Cell {
	if r.cells == nil {
		return nil
	}
	return r.cells()
}

// Text is the row as a text of several lines, those after the first indented; empty if it shows something else.
func (r Row) Text(l *Language) string {
	if r.text == nil {
		return ""
	}
	return r.text(l)
}

// Grid is the row as a table of its own; false if it shows something else.
func (r Row) Grid() (Grid, bool) {
	if r.grid == nil {
		return Grid{}, false
	}
	return r.grid(), true
}

// Grounds are the row's certainty and the claims behind it; false if such rows have none.
func (r Row) Grounds() (graph.Certainty, []graph.Evidence, bool) {
	g, ok := r.Value.(grounded)
	if !ok {
		return graph.Unknown, nil, false
	}
	return g.Certainty(), g.Evidence(), true
}

// Sum is what a sum leads back to: how many of what it counts are how certain, and the claims behind them; false if the
// row is no sum. It reads the state that the question saw.
func (r Row) Sum(ctx context.Context) (grades query.Grades, claims []graph.Evidence, ok bool, err error) {
	s, ok := r.Value.(summed)
	if !ok {
		return grades, nil, false, nil
	}
	if grades, err = s.Grades(ctx); err != nil {
		return grades, nil, true, err
	}
	claims, err = s.Evidence(ctx)
	return grades, claims, true, err
}

// errNoContext is that of a context that is nil.
func errNoContext() error {
	return &query.OptionError{Argument: "ctx", Err: errors.New("questions: the context is nil; give context.Background() if there is none to hear")}
}

type summed interface {
	Grades(ctx context.Context) (query.Grades, error)
	Evidence(ctx context.Context) ([]graph.Evidence, error)
}

// Contradicted gives, for each of some rows, how other facts contradict what the row stands on, as [query.Contradicted] finds
// it: each kind once.
func Contradicted(ctx context.Context, rows []Row) ([][]query.Conflict, error) {
	values := make([]any, len(rows))
	for i, row := range rows {
		values[i] = row.Value
	}
	all, err := query.Contradicted(ctx, values)
	if err != nil {
		return nil, err
	}
	kinds := make([][]query.Conflict, len(rows))
	for i, disputes := range all {
		for _, d := range disputes {
			if !slices.Contains(kinds[i], d.Conflict) {
				kinds[i] = append(kinds[i], d.Conflict)
			}
		}
	}
	return kinds, nil
}

// RowsJSON is [JSON], with how other facts contradict what a row stands on as the field contradicted, where they do.
func RowsJSON(ctx context.Context, rows []Row) ([]json.RawMessage, error) {
	against, err := Contradicted(ctx, rows)
	if err != nil {
		return nil, err
	}
	all, err := JSON(ctx, rows)
	if err != nil {
		return nil, err
	}
	for i, text := range all {
		if len(against[i]) > 0 {
			kinds, err := json.Marshal(against[i])
			if err != nil {
				return nil, err
			}
			all[i] = append(append(append(text[:len(text)-1], `,"contradicted":`...), kinds...), '}')
		}
	}
	return all, nil
}

// JSON is MarshalJSON, with the grades and the evidence of a sum beside its own fields, and the way to an organization that is
// reached. Many rows cost less by the function [JSON].
func (r Row) JSON(ctx context.Context) ([]byte, error) {
	return r.appendJSON(ctx, nil, &query.JSONRows{})
}

// JSON gives each of some rows as [Row.JSON] does. What comes again in many of them, such as the names of an organization, is
// read once.
func JSON(ctx context.Context, rows []Row) ([]json.RawMessage, error) {
	if ctx == nil {
		return nil, errNoContext()
	}
	all := make([]json.RawMessage, len(rows)) // [] rather than null
	var lines query.JSONRows
	for i, row := range rows {
		text, err := row.appendJSON(ctx, make([]byte, 0, 1024), &lines)
		if err != nil {
			return nil, err
		}
		all[i] = text
	}
	return all, ctx.Err()
}

func (r Row) appendJSON(ctx context.Context, dst []byte, lines *query.JSONRows) ([]byte, error) {
	dst, err := lines.Append(dst, r.Value)
	if err != nil {
		return nil, err
	}
	grades, claims, ok, err := r.Sum(ctx)
	if !ok || err != nil {
		return dst, err
	}
	more := struct {
		Grades   query.Grades     `json:"grades"`
		Evidence []graph.Evidence `json:"evidence,omitempty"`
		Way      []query.Move     `json:"way,omitempty"`
	}{Grades: grades, Evidence: claims}
	if reached, ok := r.Value.(query.Reached); ok {
		var long *query.OptionError // the chain is too long to be told
		if more.Way, err = reached.Way(ctx); err != nil && !errors.As(err, &long) {
			return nil, err
		}
	}
	text, err := json.Marshal(more)
	if err != nil {
		return nil, err
	}
	return append(append(dst[:len(dst)-1], ','), text[1:]...), nil
}

type grounded interface {
	Certainty() graph.Certainty
	Evidence() []graph.Evidence
}

// MarshalJSON writes the row as package query does, with its evidence.
func (r Row) MarshalJSON() ([]byte, error) { return json.Marshal(r.Value) }

// Grid is a table with entities at both edges.
type Grid struct {
	Down, Across []graph.Entity
	// At is what stands in a cell; false if it is empty.
	At func(down, across int) (query.Presence, bool)
}
