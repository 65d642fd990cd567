package lang

import (
	"strconv"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/stop"
)

// exported copies a script's value into plain Go data, within the limit on emitted values. A call or a
// getter within the value runs as part of the script.
func (w *World) exported(method string, v goja.Value) any {
	x := exporter{c: &Call{w: w, name: method}, left: w.run.MaxEmitted}
	return x.value(v, 0)
}

type exporter struct {
	c    *Call
	left int
	// within holds the objects being copied, to find one that contains itself.
	within []*goja.Object
}

func (x *exporter) spend(bytes int) {
	x.c.Check()
	if x.left -= bytes; x.left < 0 {
		stop.On(limit.Emitted(x.c.w.run.MaxEmitted))
	}
}

func (x *exporter) value(v goja.Value, depth int) any {
	x.spend(16)
	if depth > limit.MaxNest {
		stop.On(limit.Nesting(limit.MaxNest))
	}
	if IsNothing(v) {
		return nil
	}
	if s, ok := v.(goja.String); ok {
		x.spend(s.Length())
		text := s.String()
		x.spend(len(text) - s.Length())
		return text
	}
	obj, ok := v.(*goja.Object)
	if !ok {
		switch p := v.Export().(type) {
		case int64, float64, bool:
			return p
		}
		x.c.Wanted("plain data; make it a number or a text", v)
	}
	if t, ok := ours[*termObject](v); ok {
		x.spend(len(quad.StringOf(t.value)))
		return t.value
	}
	for _, outer := range x.within {
		if outer == obj {
			x.c.Fail("the value contains itself")
		}
	}
	x.within = append(x.within, obj)
	defer func() { x.within = x.within[:len(x.within)-1] }()
	switch obj.ClassName() {
	case "Array":
		return x.list(obj, depth)
	case "Date":
		if at, ok := obj.Export().(time.Time); ok {
			return at
		}
		return nil
	case "Number", "Boolean":
		return x.value(x.c.w.vm.ToValue(obj.Export()), depth+1)
	case "String":
		return x.value(obj.ToString(), depth+1)
	case "Object", "Arguments":
		if kind := Describe(v); special(obj) == "" && (kind == "an object" || kind == "a row of tags") {
			return x.object(obj, depth)
		}
	}
	if Describe(v) == "a path" {
		x.c.Fail("expected plain data, got a path; end it with .toArray() or .tagArray()")
	}
	switch what := special(obj); what {
	case "":
		x.c.Wanted("plain data", v)
	case "a Set", "a typed array":
		x.c.Fail("expected plain data, got %s; make it a list with Array.from()", what)
	case "a Map":
		x.c.Fail("expected plain data, got a Map; make it an object with Object.fromEntries()")
	case "an error":
		x.c.Fail("expected plain data, got an error; give its message")
	default:
		x.c.Fail("expected plain data, got %s", what)
	}
	return nil
}

func (x *exporter) list(obj *goja.Object, depth int) any {
	n := obj.Get("length").ToInteger()
	if n > int64(x.left)/16 {
		stop.On(limit.Emitted(x.c.w.run.MaxEmitted))
	}
	list := make([]any, 0, n)
	for i := range n {
		list = append(list, x.value(obj.Get(strconv.FormatInt(i, 10)), depth+1))
	}
	return list
}

func (x *exporter) object(obj *goja.Object, depth int) any {
	keys := obj.Keys()
	m := make(map[string]any, min(len(keys), 1024))
	for _, key := range keys {
		x.spend(len(key))
		m[key] = x.value(obj.Get(key), depth+1)
	}
	return m
}

// lastValue exports the value of the script's last statement, if it is data; a function or a path is not.
func (w *World) lastValue(v goja.Value) (any, bool) {
	if IsNothing(v) {
		return nil, false
	}
	if _, isObject := v.(*goja.Object); isObject {
		if o, ok := ours[*object](v); ok && o.of != nil {
			return w.exported("the script's last value", w.vm.ToValue(o.of.Names())), true
		}
		switch Describe(v) {
		case "a path":
			w.note("the script ends with a path that was not run; add .all() to get its rows")
			return nil, false
		case "a function", "a filter", "the graph":
			return nil, false
		}
	} else if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return nil, false
	}
	return w.exported("the script's last value", v), true
}
