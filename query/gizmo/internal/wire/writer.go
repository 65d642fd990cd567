package wire

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// A Writer makes the body of a frame. The zero Writer is empty.
type Writer struct {
	Body []byte
	err  error
}

// Err is what could not be written.
func (w *Writer) Err() error { return w.err }

// Uint appends a number that is not negative.
func (w *Writer) Uint(n uint64) { w.Body = binary.AppendUvarint(w.Body, n) }

// Int appends a number.
func (w *Writer) Int(n int64) { w.Body = binary.AppendVarint(w.Body, n) }

// Bool appends a truth value.
func (w *Writer) Bool(b bool) {
	n := byte(0)
	if b {
		n = 1
	}
	w.Body = append(w.Body, n)
}

// Byte appends a byte.
func (w *Writer) Byte(b byte) { w.Body = append(w.Body, b) }

// Text appends a text.
func (w *Writer) Text(s string) {
	w.Uint(uint64(len(s)))
	w.Body = append(w.Body, s...)
}

// Texts appends a list of texts.
func (w *Writer) Texts(list []string) {
	w.Uint(uint64(len(list)))
	for _, s := range list {
		w.Text(s)
	}
}

func (w *Writer) float(f float64) {
	w.Body = binary.LittleEndian.AppendUint64(w.Body, math.Float64bits(f))
}

// time appends a time: seconds since 1970, the rest in nanoseconds, and the place.
func (w *Writer) time(t time.Time) {
	w.Int(t.Unix())
	w.Uint(uint64(t.Nanosecond()))
	switch t.Location() {
	case time.UTC:
		w.Byte(zoneUTC)
	case time.Local:
		w.Byte(zoneLocal)
	default:
		_, offset := t.Zone()
		w.Byte(zoneOffset)
		w.Int(int64(offset))
	}
}

// What a value, or plain data, is.
const (
	tagNone byte = iota
	tagString
	tagIRI
	tagBNode
	tagLangString
	tagTypedString
	tagInt
	tagFloat
	tagBool
	tagTime
	tagText // plain data from here on
	tagWhole
	tagNumber
	tagTruth
	tagMoment
	tagList
	tagObject
)

// The places of times.
const (
	zoneUTC byte = iota
	zoneLocal
	zoneOffset
)

// Value appends an RDF value; nil is none.
func (w *Writer) Value(v quad.Value) {
	switch v := v.(type) {
	case nil:
		w.Byte(tagNone)
	case quad.String:
		w.Byte(tagString)
		w.Text(string(v))
	case quad.IRI:
		w.Byte(tagIRI)
		w.Text(string(v))
	case quad.BNode:
		w.Byte(tagBNode)
		w.Text(string(v))
	case quad.LangString:
		w.Byte(tagLangString)
		w.Text(string(v.Value))
		w.Text(v.Lang)
	case quad.TypedString:
		w.Byte(tagTypedString)
		w.Text(string(v.Value))
		w.Text(string(v.Type))
	case quad.Int:
		w.Byte(tagInt)
		w.Int(int64(v))
	case quad.Float:
		w.Byte(tagFloat)
		w.float(float64(v))
	case quad.Bool:
		w.Byte(tagBool)
		w.Bool(bool(v))
	case quad.Time:
		w.Byte(tagTime)
		w.time(time.Time(v))
	default:
		w.err = fmt.Errorf("a value of type %T cannot be sent", v)
		w.Byte(tagNone)
	}
}

// Values appends a list of RDF values.
func (w *Writer) Values(list []quad.Value) {
	w.Uint(uint64(len(list)))
	for _, v := range list {
		w.Value(v)
	}
}

// Data appends plain data: null, texts, numbers, truth values, times, RDF values, and lists and objects of these, of
// any of Go's types for them.
func (w *Writer) Data(data any) {
	switch v := data.(type) {
	case nil:
		w.Byte(tagNone)
		return
	case quad.Value:
		w.Value(v)
		return
	case time.Time:
		w.Byte(tagMoment)
		w.time(v)
		return
	case []any:
		w.Byte(tagList)
		w.Uint(uint64(len(v)))
		for _, element := range v {
			w.Data(element)
		}
		return
	case map[string]any:
		w.Byte(tagObject)
		w.Uint(uint64(len(v)))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			w.Text(key)
			w.Data(v[key])
		}
		return
	}
	w.reflected(reflect.ValueOf(data))
}

func (w *Writer) reflected(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.Byte(tagText)
		w.Text(v.String())
	case reflect.Bool:
		w.Byte(tagTruth)
		w.Bool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.Byte(tagWhole)
		w.Int(v.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		w.Byte(tagWhole)
		w.Int(int64(v.Uint()))
	case reflect.Float32, reflect.Float64:
		w.Byte(tagNumber)
		w.float(v.Float())
	case reflect.Slice, reflect.Array:
		w.Byte(tagList)
		w.Uint(uint64(v.Len()))
		for i := range v.Len() {
			w.Data(v.Index(i).Interface())
		}
	case reflect.Map:
		w.Byte(tagObject)
		w.Uint(uint64(v.Len()))
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			w.Text(key.String())
			w.Data(v.MapIndex(key).Interface())
		}
	default:
		w.err = fmt.Errorf("data of type %s cannot be sent", v.Type())
		w.Byte(tagNone)
	}
}
