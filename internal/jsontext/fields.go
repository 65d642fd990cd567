package jsontext

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Fields are the fields of one object that is written or read. Each function takes the name of a field and a pointer to its
// value, which it writes, or fills in. After an error nothing more is done. Not safe for concurrent use.
type Fields struct {
	// Kept is for who describes many objects that are written one after the other, to remember things by.
	Kept any

	out []byte
	any bool                       // a field has been written
	in  map[string]json.RawMessage // nil if the object is written
	err error
}

// Write appends an object.
func Write(dst []byte, describe func(*Fields)) ([]byte, error) {
	f := Fields{out: dst}
	f.object(describe)
	return f.out, f.err
}

// Object appends one more object to a text.
func (f *Fields) Object(dst []byte, describe func(*Fields)) ([]byte, error) {
	f.out = dst
	f.object(describe)
	dst, f.out = f.out, nil
	return dst, f.err
}

// Read reads an object, of which fields that are not described are passed over.
func Read(text []byte, describe func(*Fields)) error {
	f := Fields{}
	if err := json.Unmarshal(text, &f.in); err != nil {
		return err
	}
	if f.in == nil {
		f.in = map[string]json.RawMessage{} // null
	}
	describe(&f)
	return f.err
}

// Reading tells whether the fields are read.
func (f *Fields) Reading() bool { return f.in != nil }

// Err is what went wrong.
func (f *Fields) Err() error { return f.err }

// Fail says what is wrong.
func (f *Fields) Fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// name begins a field that is written.
func (f *Fields) name(name string) {
	if f.any {
		f.out = append(f.out, ',')
	}
	f.any = true
	f.out = append(append(append(f.out, '"'), name...), '"', ':')
}

// read fills in a value; what is not there leaves it as it is.
func (f *Fields) read(name string, v any) {
	text, found := f.in[name]
	if !found || f.err != nil {
		return
	}
	if err := json.Unmarshal(text, v); err != nil {
		f.err = fmt.Errorf("%s: %w", name, err)
	}
}

// Text is left out if it is empty.
func Text[S ~string](f *Fields, name string, v *S) {
	if *v == "" && !f.Reading() {
		return
	}
	Word(f, name, v)
}

// Word is a text that is always there.
func Word[S ~string](f *Fields, name string, v *S) {
	if f.Reading() {
		f.read(name, v)
		return
	}
	f.Say(name, string(*v))
}

// Append writes a value that appends itself.
func (f *Fields) Append(name string, value func(dst []byte) ([]byte, error)) {
	if f.err == nil {
		f.name(name)
		f.out, f.err = value(f.out)
	}
}

// Say writes a text that is always there.
func (f *Fields) Say(name, text string) {
	f.name(name)
	f.out = AppendString(f.out, text)
}

// Count is a number that is always there.
func (f *Fields) Count(name string, v *int) {
	if f.Reading() {
		f.read(name, v)
		return
	}
	f.Int(name, *v)
}

// Number is left out if it is 0.
func (f *Fields) Number(name string, v *int) {
	if *v != 0 || f.Reading() {
		f.Count(name, v)
	}
}

// Flag is left out if it is false.
func (f *Fields) Flag(name string, v *bool) {
	switch {
	case f.Reading():
		f.read(name, v)
	case *v:
		f.Yes(name)
	}
}

// Yes writes a flag that is true.
func (f *Fields) Yes(name string) {
	f.name(name)
	f.out = append(f.out, "true"...)
}

// Int writes a number that is always there.
func (f *Fields) Int(name string, n int) {
	f.name(name)
	f.out = strconv.AppendInt(f.out, int64(n), 10)
}

// Texts are texts by name, left out if there are none.
func Texts[M ~map[string]string](f *Fields, name string, v *M) {
	if f.Reading() {
		f.read(name, v)
		return
	}
	if len(*v) == 0 {
		return
	}
	f.name(name)
	separator := byte('{')
	for _, key := range slices.Sorted(maps.Keys(*v)) {
		f.out = append(AppendString(append(f.out, separator), key), ':')
		f.out = AppendString(f.out, (*v)[key])
		separator = ','
	}
	f.out = append(f.out, '}')
}

// List is a list of texts, left out if there are none.
func List[S ~string](f *Fields, name string, v *[]S) {
	if f.Reading() {
		f.read(name, v)
		return
	}
	if len(*v) == 0 {
		return
	}
	f.name(name)
	for i, text := range *v {
		separator := byte(',')
		if i == 0 {
			separator = '['
		}
		f.out = AppendString(append(f.out, separator), text)
	}
	f.out = append(f.out, ']')
}

// A Marshaler appends itself as JSON.
type Marshaler interface {
	AppendJSON(dst []byte) ([]byte, error)
}

// A Value is a pointer that reads what its value writes as JSON.
type Value[T any] interface {
	*T
	json.Unmarshaler
}

// One is a value that is always there.
func One[T Marshaler, P Value[T]](f *Fields, name string, v *T) {
	if f.Reading() {
		f.read(name, P(v))
		return
	}
	f.name(name)
	value(f, v)
}

// Ones are values, left out if there are none.
func Ones[T Marshaler](f *Fields, name string, v *[]T) {
	if len(*v) > 0 || f.Reading() {
		list(f, name, v, func(v *T) { value(f, v) })
	}
}

// Items are a list that is always there, of values that are appended by a function.
func Items[T any](f *Fields, name string, v *[]T, item func(dst []byte, v T) ([]byte, error)) {
	list(f, name, v, func(v *T) {
		if f.err == nil {
			f.out, f.err = item(f.out, *v)
		}
	})
}

// value writes a value.
func value[T Marshaler](f *Fields, v *T) {
	if f.err == nil {
		f.out, f.err = (*v).AppendJSON(f.out)
	}
}

// list writes or reads a list; what is read of one without values is nil.
func list[T any](f *Fields, name string, v *[]T, write func(*T)) {
	if f.Reading() {
		if f.read(name, v); len(*v) == 0 {
			*v = nil
		}
		return
	}
	f.name(name)
	f.out = append(f.out, '[')
	for i := range *v {
		if i > 0 {
			f.out = append(f.out, ',')
		}
		write(&(*v)[i])
	}
	f.out = append(f.out, ']')
}

// Each describes the objects of a list, left out if there are none.
func Each[T any](f *Fields, name string, v *[]T, describe func(*T, *Fields)) {
	if len(*v) > 0 || f.Reading() {
		All(f, name, v, describe)
	}
}

// All describes the objects of a list that is always there.
func All[T any](f *Fields, name string, v *[]T, describe func(*T, *Fields)) {
	if !f.Reading() {
		list(f, name, v, func(item *T) { f.object(func(f *Fields) { describe(item, f) }) })
		return
	}
	var texts []json.RawMessage
	f.read(name, &texts)
	if len(texts) == 0 {
		return
	}
	*v = make([]T, len(texts))
	for i := range texts {
		if err := f.within(texts[i], func(f *Fields) { describe(&(*v)[i], f) }); err != nil {
			f.Fail(fmt.Errorf("%s: %w", name, err))
		}
	}
}

// Part describes an object within.
func Part[T any](f *Fields, name string, v *T, describe func(*T, *Fields)) {
	if !f.Reading() {
		f.name(name)
		f.object(func(f *Fields) { describe(v, f) })
		return
	}
	if text, found := f.in[name]; found {
		if err := f.within(text, func(f *Fields) { describe(v, f) }); err != nil {
			f.Fail(fmt.Errorf("%s: %w", name, err))
		}
	}
}

// within reads an object within.
func (f *Fields) within(text []byte, describe func(*Fields)) error {
	return Read(text, func(in *Fields) {
		in.Kept = f.Kept
		describe(in)
	})
}

// object writes an object within.
func (f *Fields) object(describe func(*Fields)) {
	if f.err != nil {
		return
	}
	around := f.any
	f.any, f.out = false, append(f.out, '{')
	describe(f)
	f.any, f.out = around, append(f.out, '}')
}
