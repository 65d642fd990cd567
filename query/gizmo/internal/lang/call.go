package gizmo

import (
	"fmt"
	"math"
	"reflect"
	"strconv"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// A call is one call of a method of Gizmo by the script. Its methods read the arguments, and throw an error
// that names the method and says what it wanted.
type call struct {
	env  *env
	name string
	this goja.Value
	args []goja.Value
}

// fail throws an error that the script can catch.
func (c *call) fail(format string, args ...any) {
	c.env.throw(&ScriptError{Method: c.name, Message: fmt.Sprintf(format, args...)})
}

func (e *env) throw(err *ScriptError) {
	text := err.Message
	if err.Method != "" {
		text = err.Method + ": " + text
	}
	thrown := e.vm.NewTypeError("%s", text)
	e.thrown = thrownError{thrown, err}
	panic(thrown)
}

func (c *call) wanted(what string, got goja.Value) {
	c.fail("expected %s, got %s", what, describe(got))
}

// count checks the number of arguments; most < 0 means any number.
func (c *call) count(least, most int) {
	n := len(c.args)
	switch {
	case n >= least && (most < 0 || n <= most):
	case most < 0:
		c.fail("expected at least %d arguments, got %d", least, n)
	case least == most && least == 1:
		c.fail("expected 1 argument, got %d", n)
	case least == most:
		c.fail("expected %d arguments, got %d", least, n)
	default:
		c.fail("expected %d to %d arguments, got %d", least, most, n)
	}
}

func (c *call) arg(i int) goja.Value {
	if i < len(c.args) {
		return c.args[i]
	}
	return goja.Undefined()
}

func isNothing(v goja.Value) bool { return v == nil || goja.IsUndefined(v) || goja.IsNull(v) }

// ours gives the Go object behind one of our script objects.
func ours[T any](v goja.Value) (T, bool) {
	var none T
	obj, ok := v.(*goja.Object)
	if !ok || obj.ExportType() != reflect.TypeFor[T]() {
		return none, false
	}
	t, ok := obj.Export().(T)
	return t, ok
}

func isArray(v goja.Value) bool {
	obj, ok := v.(*goja.Object)
	return ok && obj.ClassName() == "Array"
}

// elements gives what a list holds, lists within it included; anything else is a list of itself.
func (c *call) elements(v goja.Value) []goja.Value { return c.flatten(nil, v, 0) }

func (c *call) flatten(into []goja.Value, v goja.Value, depth int) []goja.Value {
	if !isArray(v) {
		return append(into, v)
	}
	if depth > 100 {
		c.fail("expected a list, got one nested too deep")
	}
	list := v.(*goja.Object)
	n := list.Get("length").ToInteger()
	if n > maxArray {
		stopOn(arrayLimit(c.name))
	}
	for i := range n {
		c.env.run.ctx.check()
		element := list.Get(strconv.FormatInt(i, 10))
		if element == nil {
			element = goja.Undefined()
		}
		into = c.flatten(into, element, depth+1)
	}
	return into
}

// allElements flattens all arguments from the i-th on.
func (c *call) allElements(i int) []goja.Value {
	var all []goja.Value
	for ; i < len(c.args); i++ {
		all = c.flatten(all, c.args[i], 0)
	}
	return all
}

// value reads an RDF value.
func (c *call) value(v goja.Value, wanted string) quad.Value {
	value, ok := c.env.toQuad(v)
	if !ok {
		c.wanted(wanted, v)
	}
	return value
}

// values reads RDF values, single and in lists, from the i-th argument on.
func (c *call) values(i int, wanted string) []quad.Value {
	var values []quad.Value
	for _, v := range c.allElements(i) {
		values = append(values, c.value(v, wanted))
	}
	return values
}

// text reads a text; an IRI counts as its notation, as in Cayley.
func (c *call) text(v goja.Value, wanted string) string {
	if s, ok := v.(goja.String); ok {
		return s.String()
	}
	if t, ok := ours[*termObject](v); ok {
		return quad.StringOf(t.value)
	}
	c.wanted(wanted, v)
	return ""
}

// tags reads names of tags, single and in lists, from the i-th argument on; null is none.
func (c *call) tags(i int) []string {
	var tags []string
	for ; i < len(c.args); i++ {
		if isNothing(c.args[i]) {
			continue
		}
		for _, v := range c.elements(c.args[i]) {
			tag := c.text(v, "the name of a tag or a list of them")
			if tag == "" || tag[0] == 0 {
				c.fail("expected the name of a tag, got an empty one")
			}
			tags = append(tags, tag)
		}
	}
	return tags
}

// whole reads a whole number.
func (c *call) whole(v goja.Value, wanted string) int64 {
	switch n := primitive(v).(type) {
	case int64:
		return n
	case float64:
		if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
			return int64(n)
		}
	}
	c.wanted(wanted, v)
	return 0
}

// path reads a path.
func (c *call) path(v goja.Value) *traversal {
	p, ok := ours[*pathObject](v)
	if !ok {
		c.wanted("a path", v)
	}
	return p.t
}

const viaWanted = "an IRI, a path or a list of IRIs"

// via reads what to go along: null is everything.
func (c *call) via(v goja.Value) *via {
	if isNothing(v) {
		return nil
	}
	if p, ok := ours[*pathObject](v); ok {
		return &via{path: p.t}
	}
	elements := c.elements(v)
	if len(elements) == 0 {
		return nil
	}
	if len(elements) == 1 {
		if p, ok := ours[*pathObject](elements[0]); ok {
			return &via{path: p.t}
		}
	}
	along := &via{}
	for _, element := range elements {
		value := c.value(element, viaWanted)
		c.env.hint(c, value)
		along.values = append(along.values, value)
	}
	return along
}

// primitive exports a value that is no object; objects, whose export may be large, give nil.
func primitive(v goja.Value) any {
	if v == nil {
		return nil
	}
	if _, isObject := v.(*goja.Object); isObject {
		return nil
	}
	return v.Export()
}

// describe says what kind of thing a value is, for errors.
func describe(v goja.Value) string {
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
	case reflect.TypeFor[*graphObject]():
		return "the graph"
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
