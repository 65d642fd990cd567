package gizmo

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
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

var termMethods = map[string]method{
	"toString": termText,
	"toJSON":   termText,
}

func termText(c *call) goja.Value {
	t, ok := ours[*termObject](c.this)
	if !ok {
		c.wanted("an RDF value", c.this)
	}
	return c.env.vm.ToValue(quad.StringOf(t.value))
}

func (e *env) termValue(v quad.Value) goja.Value {
	return e.vm.NewDynamicObject(&termObject{object: object{e, "term.", termMethods}, value: v})
}

// toQuad reads a script's value as an RDF value. A text is what Cayley takes it for: <...> an IRI, _:x a
// blank node, "x"@en and "x"^^<type> literals with a language and a type, anything else a plain string.
func (e *env) toQuad(v goja.Value) (quad.Value, bool) {
	switch x := primitive(v).(type) {
	case string:
		if x == "" {
			return quad.String(""), true
		}
		return e.expand(quad.StringToValue(x)), true
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
func (e *env) fromQuad(v quad.Value) goja.Value {
	switch x := plain(v).(type) {
	case nil:
		return goja.Null()
	case time.Time:
		date, err := e.vm.New(e.vm.Get("Date"), e.vm.ToValue(x.UnixMilli()))
		if err != nil {
			return e.vm.ToValue(x.UTC().Format(time.RFC3339Nano))
		}
		return date
	default:
		return e.vm.ToValue(x)
	}
}

// plain is the Go value that Cayley's JSON gives for an RDF value.
func plain(v quad.Value) any {
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

// checkParams finds a parameter that no script could be given.
func checkParams(params map[string]any) error {
	for name, value := range params {
		if name == "" || strings.ContainsFunc(name, func(r rune) bool {
			return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
		}) {
			return fmt.Errorf("gizmo: WithParam(%q): a name is made of letters, digits and _, without the $", name)
		}
		if err := checkParam(value, 0); err != nil {
			return fmt.Errorf("gizmo: WithParam(%q): %w", name, err)
		}
	}
	return nil
}

func checkParam(value any, depth int) error {
	if depth > 100 {
		return fmt.Errorf("nested too deep")
	}
	switch value.(type) {
	case nil, string, bool, quad.Value, time.Time:
		return nil
	}
	rv := reflect.ValueOf(value)
	switch rv.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16,
		reflect.Uint32, reflect.Float32, reflect.Float64, reflect.String, reflect.Bool:
		return nil
	case reflect.Slice, reflect.Array:
		for i := range rv.Len() {
			if err := checkParam(rv.Index(i).Interface(), depth+1); err != nil {
				return err
			}
		}
		return nil
	case reflect.Map:
		if rv.Type().Key().Kind() != reflect.String {
			break
		}
		for _, key := range rv.MapKeys() {
			if err := checkParam(rv.MapIndex(key).Interface(), depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("a Go value of type %T cannot be passed; use text, numbers, bools, time.Time, quad.Value, slices or maps of them", value)
}

// fromGo copies a parameter into the script's world, so that the script shares nothing with the caller.
func (e *env) fromGo(value any) goja.Value {
	switch v := value.(type) {
	case nil:
		return goja.Null()
	case quad.String:
		return e.vm.ToValue(string(v))
	case quad.Value:
		return e.termValue(v)
	case time.Time:
		return e.fromQuad(quad.Time(v))
	}
	rv := reflect.ValueOf(value)
	switch rv.Kind() {
	case reflect.Slice, reflect.Array:
		list := make([]any, rv.Len())
		for i := range list {
			list[i] = e.fromGo(rv.Index(i).Interface())
		}
		return e.vm.NewArray(list...)
	case reflect.Map:
		obj := e.vm.NewObject()
		keys := make([]string, 0, rv.Len())
		for _, key := range rv.MapKeys() {
			keys = append(keys, key.String())
		}
		slices.Sort(keys)
		for _, key := range keys {
			// Set fails only on objects with setters or frozen ones.
			_ = obj.Set(key, e.fromGo(rv.MapIndex(reflect.ValueOf(key).Convert(rv.Type().Key())).Interface()))
		}
		return obj
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return e.vm.ToValue(rv.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return e.vm.ToValue(rv.Uint())
	case reflect.Float32, reflect.Float64:
		return e.vm.ToValue(rv.Float())
	case reflect.String:
		return e.vm.ToValue(rv.String())
	case reflect.Bool:
		return e.vm.ToValue(rv.Bool())
	}
	return goja.Null() // checkParams lets nothing else through
}
