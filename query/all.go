package query

import (
	"iter"

	"talentgraph.example/query/internal/ask"
)

// All collects a question's rows: the slice form of one that gives them one by one. If there are none it
// is empty and not nil, as JSON's [] is; after an error it is nil.
func All[T any](seq iter.Seq2[T, error]) ([]T, error) {
	if seq == nil {
		return nil, ask.WrongArgument("All", "rows", errNoRows)
	}
	rows := []T{}
	for row, err := range seq {
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}
