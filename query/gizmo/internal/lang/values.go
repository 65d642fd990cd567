package lang

import (
	"math"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// A termObject is an RDF value that a script made with iri(), typed() and the like. All that a script can do
// with it is pass it on, compare it and read its text.
type termObject struct {
	object
	value quad.Value
}

func termMethod(name string) Method {
	switch name {
	case "toString", "toJSON":
		return termText
	}
	return nil
}

func termText(c *Call) goja.Value {
	t, ok := ours[*termObject](c.this)
	if !ok {
		c.Wanted("an RDF value", c.this)
	}
	return c.w.vm.ToValue(quad.StringOf(t.value))
}

func (w *World) termValue(v quad.Value) goja.Value {
	return w.vm.NewDynamicObject(&termObject{object: object{w: w, kind: termKind, find: termMethod}, value: v})
}

// toQuad reads a script's value as an RDF value. A text is what Cayley takes it for: <...> an IRI, _:x a
// blank node, "x"@en and "x"^^<type> literals with a language and a type, anything else a plain string.
func (w *World) toQuad(v goja.Value) (quad.Value, bool) {
	switch x := Primitive(v).(type) {
	case string:
		if x == "" {
			return quad.String(""), true
		}
		return w.expand(quad.StringToValue(x)), true
	case bool:
		return quad.Bool(x), true
	case int64:
		return quad.Int(x), true
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<63 {
			return quad.Int(int64(x)), true
		}
		return quad.Float(x), !math.IsNaN(x)
	}
	if t, ok := ours[*termObject](v); ok {
		return t.value, true
	}
	if obj, ok := v.(*goja.Object); ok && obj.ClassName() == "Date" {
		if at, ok := obj.Export().(time.Time); ok {
			return quad.Time(at), true
		}
	}
	return nil, false
}

// fromQuad gives a result to the script as plain data: text, number, bool or Date; an IRI, a blank node and a
// literal of unknown type as text in N-Quads notation.
func (w *World) fromQuad(v quad.Value) goja.Value {
	switch x := Plain(v).(type) {
	case nil:
		return goja.Null()
	case time.Time:
		date, err := w.vm.New(w.vm.Get("Date"), w.vm.ToValue(x.UnixMilli()))
		if err != nil {
			return w.vm.ToValue(x.UTC().Format(time.RFC3339Nano))
		}
		return date
	default:
		return w.vm.ToValue(x)
	}
}

// Plain is the Go value that Cayley's JSON gives for an RDF value.
func Plain(v quad.Value) any {
	switch v := v.(type) {
	case nil:
		return nil
	case quad.String:
		return string(v)
	case quad.IRI, quad.BNode:
		return v.String()
	}
	native := v.Native()
	if same, ok := native.(quad.Value); ok {
		return quad.StringOf(same)
	}
	return native
}

// Term is the RDF value that a script made with iri(), typed() and the like.
func Term(v goja.Value) (quad.Value, bool) {
	t, ok := ours[*termObject](v)
	if !ok {
		return nil, false
	}
	return t.value, true
}
