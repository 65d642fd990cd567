package query

import (
	"encoding/json"
	"errors"
	"io"
	"iter"

	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// WriteJSON writes rows as a list, a row a line, as their MarshalJSON has them, and [] if there are none. It writes a page of
// them at a time, and reads what comes again in many rows, such as the names of an organization, once a page or less. An
// error of the rows or of the writer ends it: what has been written by then is no list.
func WriteJSON[T any](w io.Writer, rows iter.Seq2[T, error]) error {
	switch {
	case w == nil:
		return ask.WrongArgument("WriteJSON", "w", errors.New("there is nothing to write to"))
	case rows == nil:
		return ask.WrongArgument("WriteJSON", "rows", errNoRows)
	}
	const page = 16 << 10 // bytes; a row goes beyond it
	fields, current := &jsontext.Fields{Kept: newLines()}, new(T)
	var describe func(f *jsontext.Fields)
	if d, ok := any(current).(interface{ describe(f *jsontext.Fields) }); ok {
		describe = d.describe
	}
	out := append(make([]byte, 0, page+page/4), '[')
	first := true
	for row, err := range rows {
		if err != nil {
			return err
		}
		if !first {
			out = append(out, ",\n"...)
		}
		first = false
		if *current = row; describe != nil {
			out, err = fields.Object(out, describe)
		} else {
			var text []byte
			text, err = json.Marshal(row)
			out = append(out, text...)
		}
		if err != nil {
			return err
		}
		if len(out) >= page {
			if _, err := w.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
	_, err := w.Write(append(out, "]\n"...))
	return err
}

var errNoRows = errors.New("the rows are nil; give what a question gives, or query.Each of a slice")

// Each gives rows that are there already as a sequence, for what takes one, such as [WriteJSON].
func Each[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
