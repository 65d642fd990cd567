package lang

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// CheckParams finds a parameter that no script could be given.
func CheckParams(params map[string]any) error {
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
func (w *World) fromGo(value any) goja.Value {
	switch v := value.(type) {
	case nil:
		return goja.Null()
	case quad.String:
		return w.vm.ToValue(string(v))
	case quad.Value:
		return w.termValue(v)
	case time.Time:
		return w.fromQuad(quad.Time(v))
	}
	rv := reflect.ValueOf(value)
	switch rv.Kind() {
	case reflect.Slice, reflect.Array:
		list := make([]any, rv.Len())
		for i := range list {
			list[i] = w.fromGo(rv.Index(i).Interface())
		}
		return w.vm.NewArray(list...)
	case reflect.Map:
		obj := w.vm.NewObject()
		keys := make([]string, 0, rv.Len())
		for _, key := range rv.MapKeys() {
			keys = append(keys, key.String())
		}
		slices.Sort(keys)
		for _, key := range keys {
			// Set fails only on objects with setters or frozen ones.
			_ = obj.Set(key, w.fromGo(rv.MapIndex(reflect.ValueOf(key).Convert(rv.Type().Key())).Interface()))
		}
		return obj
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return w.vm.ToValue(rv.Int())
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return w.vm.ToValue(rv.Uint())
	case reflect.Float32, reflect.Float64:
		return w.vm.ToValue(rv.Float())
	case reflect.String:
		return w.vm.ToValue(rv.String())
	case reflect.Bool:
		return w.vm.ToValue(rv.Bool())
	}
	return goja.Null() // CheckParams lets nothing else through
}

// FromGo copies plain data of Go's into the script's world: what CheckParams lets through.
func (c *Call) FromGo(value any) goja.Value { return c.w.fromGo(value) }
