package lang

import (
	"fmt"
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
