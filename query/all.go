package query

import (
	"iter"

	"talentgraph.example/query/internal/ask"
)

// All collects a question's rows: the slice form of one that gives them one by one. It is nil if there are none.
// After an error there are no rows.
func All[T any](seq iter.Seq2[T, error]) ([]T, error) {
	if seq == nil {
		return nil, ask.WrongArgument("All", "rows", errNoRows)
	}
	var rows []T
	for row, err := range seq {
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}
