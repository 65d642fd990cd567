package query

import (
	"encoding/json"
	"errors"
	"io"
	"iter"
	"reflect"

	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// WriteJSON writes rows as a list, a row a line, as their MarshalJSON has them, and [] if there are none. It writes a page of
// them at a time, and reads what comes again in many rows, such as the names of an organization, once a page or less. What a
// [Leader] leads that is of more than a few organizations and fields has these with the first of its leaders only. An error of the rows or of the writer ends it: what has been written by then is no list.
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
	if d, ok := any(current).(describer); ok {
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

// describer is a pointer to a row of a type that [described] has.
type describer interface{ describe(f *jsontext.Fields) }

// JSONRows writes rows of questions one after the other, of whatever types, for who does something between two of them that
// [WriteJSON] does not: what comes again in many rows is read once here too. The zero JSONRows is ready. Not safe for
// concurrent use.
type JSONRows struct {
	fields  jsontext.Fields
	current reflect.Value // a pointer to the last row
}

// Append appends a row as its MarshalJSON has it, or as package encoding/json writes what is no row.
func (j *JSONRows) Append(dst []byte, row any) ([]byte, error) {
	if row == nil {
		return append(dst, "null"...), nil
	}
	if v := reflect.ValueOf(row); !j.current.IsValid() || j.current.Type().Elem() != v.Type() {
		j.current = reflect.New(v.Type())
	}
	d, ok := j.current.Interface().(describer)
	if !ok {
		text, err := json.Marshal(row)
		return append(dst, text...), err
	}
	if j.fields.Kept == nil {
		j.fields.Kept = newLines()
	}
	j.current.Elem().Set(reflect.ValueOf(row))
	defer j.current.Elem().SetZero() // which lets its snapshot go
	return j.fields.Object(dst, d.describe)
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
