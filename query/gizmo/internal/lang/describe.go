package lang

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// Describe says what kind of thing a value is, for errors.
func Describe(v goja.Value) string {
	switch {
	case v == nil || goja.IsUndefined(v):
		return "undefined"
	case goja.IsNull(v):
		return "null"
	}
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return "a symbol"
	}
	obj, ok := v.(*goja.Object)
	if !ok {
		switch x := v.Export().(type) {
		case string:
			if r := []rune(x); len(r) > 40 {
				x = string(r[:40]) + "..."
			}
			return "the text " + strconv.Quote(x)
		case bool:
			return "the value " + strconv.FormatBool(x)
		case int64, float64:
			return fmt.Sprintf("the number %v", x)
		case *big.Int:
			return "a big integer"
		}
		return "a symbol"
	}
	switch obj.ExportType() {
	case reflect.TypeFor[*pathObject]():
		return "a path"
	case reflect.TypeFor[*object]():
		if o, _ := ours[*object](v); o != nil && o.kind == graphKind {
			return "the graph"
		}
	case reflect.TypeFor[*filterObject]():
		return "a filter"
	case reflect.TypeFor[*rowObject]():
		return "a row of tags"
	case reflect.TypeFor[*termObject]():
		t, _ := ours[*termObject](v)
		return "the value " + quad.StringOf(t.value)
	}
	switch obj.ClassName() {
	case "Array":
		return "a list"
	case "Function":
		return "a function"
	case "RegExp":
		return "a regular expression"
	case "Date":
		return "a date"
	}
	return "an object"
}

// special says what an object is that cannot be shown as its properties: what it holds is not among them. "" is for all
// others.
func special(obj *goja.Object) string {
	switch obj.ClassName() {
	case "RegExp":
		return "a regular expression"
	case "Error":
		return "an error"
	case "Object":
	default:
		return ""
	}
	switch obj.ExportType() {
	case reflect.TypeFor[[]any]():
		return "a Set"
	case reflect.TypeFor[[][2]any]():
		return "a Map"
	case reflect.TypeFor[*goja.Promise]():
		return "a promise"
	case reflect.TypeFor[goja.Proxy]():
		return "a Proxy"
	case reflect.TypeFor[goja.ArrayBuffer]():
		return "a buffer"
	case reflect.TypeFor[*big.Int]():
		return "a big integer"
	case reflect.TypeFor[string]():
		return "a symbol"
	case reflect.TypeFor[map[string]any]():
		// Iterators, generators, weak maps and the like have a name for themselves, and no properties.
		if name, ok := obj.GetSymbol(goja.SymToStringTag).(goja.String); ok && len(obj.Keys()) == 0 {
			return "an object of the kind " + strconv.Quote(name.Substring(0, min(name.Length(), 40)).String())
		}
		return ""
	}
	if obj.ExportType().Kind() == reflect.Slice {
		return "a typed array"
	}
	return ""
}
