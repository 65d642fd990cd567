package lang

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

// A Call is one call of a function of Gizmo by the script. Its methods read the arguments, and throw an error that
// names the function and says what it wanted.
type Call struct {
	Args []goja.Value
	w    *World
	name string
	this goja.Value
}

// Context is the run's: its error is the reason to stop.
func (c *Call) Context() context.Context { return c.w.run.Ctx }

// VM is the script's engine, to make values with.
func (c *Call) VM() *goja.Runtime { return c.w.vm }

// Check stops the run if there is reason to.
func (c *Call) Check() { c.w.run.Ctx.Check() }

// Fail throws an error that the script can catch.
func (c *Call) Fail(format string, args ...any) {
	c.w.throw(&fault.Error{Method: c.name, Message: fmt.Sprintf(format, args...)})
}

// Throw throws an error of Go's, which the caller of the script finds with errors.Is. It stops the run instead if that
// is due.
func (c *Call) Throw(err error) {
	stop.On(c.w.run.Ctx.Err())
	c.w.throw(&fault.Error{Method: c.name, Message: err.Error(), Err: err})
}

// Refuse throws an error of its cause, in other words than the cause's.
func (c *Call) Refuse(message string, cause error) {
	c.w.throw(&fault.Error{Method: c.name, Message: message, Err: cause})
}

// Name is what the script called, with its object: "tg.flows".
func (c *Call) Name() string { return c.name }

// must throws what went wrong in reading the graph, or in making a path.
func (c *Call) must(err error) {
	if err != nil {
		c.Fail("%v", err)
	}
}

func (w *World) throw(err *fault.Error) {
	text := err.Message
	if err.Method != "" {
		text = err.Method + ": " + text
	}
	thrown := w.vm.NewTypeError("%s", text)
	w.thrown = thrownError{thrown, err}
	panic(thrown)
}

// Wanted throws an error that says what was expected, and what there is instead.
func (c *Call) Wanted(what string, got goja.Value) {
	c.Fail("expected %s, got %s", what, Describe(got))
}

// Count checks the number of arguments; most < 0 means any number.
func (c *Call) Count(least, most int) {
	n := len(c.Args)
	switch {
	case n >= least && (most < 0 || n <= most):
	case most < 0:
		c.Fail("expected at least %d arguments, got %d", least, n)
	case least == most && least == 1:
		c.Fail("expected 1 argument, got %d", n)
	case least == most:
		c.Fail("expected %d arguments, got %d", least, n)
	default:
		c.Fail("expected %d to %d arguments, got %d", least, most, n)
	}
}

// Arg is the i-th argument, undefined if there is none.
func (c *Call) Arg(i int) goja.Value {
	if i < len(c.Args) {
		return c.Args[i]
	}
	return goja.Undefined()
}

// IsNothing tells whether a value is null, undefined or none.
func IsNothing(v goja.Value) bool { return v == nil || goja.IsUndefined(v) || goja.IsNull(v) }

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

// Elements gives what a list holds, lists within it included; anything else is a list of itself.
func (c *Call) Elements(v goja.Value) []goja.Value { return c.flatten(nil, v, 0) }

func (c *Call) flatten(into []goja.Value, v goja.Value, depth int) []goja.Value {
	if !isArray(v) {
		return append(into, v)
	}
	if depth > 100 {
		c.Fail("expected a list, got one nested too deep")
	}
	list := v.(*goja.Object)
	n := list.Get("length").ToInteger()
	for i := range n {
		c.Check()
		element := list.Get(strconv.FormatInt(i, 10))
		if element == nil {
			element = goja.Undefined()
		}
		into = c.flatten(into, element, depth+1)
	}
	return into
}

// allElements flattens all arguments from the i-th on.
func (c *Call) allElements(i int) []goja.Value {
	var all []goja.Value
	for ; i < len(c.Args); i++ {
		all = c.flatten(all, c.Args[i], 0)
	}
	return all
}

// value reads an RDF value.
func (c *Call) value(v goja.Value, wanted string) quad.Value {
	value, ok := c.w.toQuad(v)
	if !ok {
		c.Wanted(wanted, v)
	}
	return value
}

// node reads an RDF value that should be in the graph.
func (c *Call) node(v goja.Value, wanted string) quad.Value {
	value := c.value(v, wanted)
	c.hint(value)
	return value
}

// nodes reads RDF values that should be in the graph, single and in lists, from the i-th argument on.
func (c *Call) nodes(i int) []quad.Value {
	var nodes []quad.Value
	for _, v := range c.allElements(i) {
		nodes = append(nodes, c.value(v, "an IRI, another value or a list of them"))
	}
	for _, node := range nodes {
		c.hint(node)
	}
	return nodes
}

// Text reads a text; an IRI counts as its notation, as in Cayley.
func (c *Call) Text(v goja.Value, wanted string) string {
	if s, ok := v.(goja.String); ok {
		return s.String()
	}
	if t, ok := ours[*termObject](v); ok {
		return quad.StringOf(t.value)
	}
	c.Wanted(wanted, v)
	return ""
}

// tags reads names of tags, single and in lists, from the i-th argument on; null is none.
func (c *Call) tags(i int) []string {
	var tags []string
	for ; i < len(c.Args); i++ {
		tags = c.tagsIn(tags, c.Args[i])
	}
	return tags
}

func (c *Call) tagsIn(tags []string, v goja.Value) []string {
	if IsNothing(v) {
		return tags
	}
	for _, v := range c.Elements(v) {
		tag := c.Text(v, "the name of a tag or a list of them")
		if tag == "" || tag[0] == 0 {
			c.Fail("expected the name of a tag, got an empty one")
		}
		tags = append(tags, tag)
	}
	return tags
}

// Whole reads a whole number.
func (c *Call) Whole(v goja.Value, wanted string) int64 {
	switch n := Primitive(v).(type) {
	case int64:
		return n
	case float64:
		if n == math.Trunc(n) && math.Abs(n) < 1<<53 {
			return int64(n)
		}
	}
	c.Wanted(wanted, v)
	return 0
}

// path reads a path.
func (c *Call) path(v goja.Value) *path.Path {
	p, ok := ours[*pathObject](v)
	if !ok {
		c.Wanted("a path", v)
	}
	return p.path
}

const viaWanted = "an IRI, a path or a list of IRIs"

// via reads what to go along: null is everything.
func (c *Call) via(v goja.Value) *path.Via {
	if IsNothing(v) {
		return nil
	}
	if p, ok := ours[*pathObject](v); ok {
		return &path.Via{Path: p.path}
	}
	elements := c.Elements(v)
	if len(elements) == 0 {
		return nil
	}
	if len(elements) == 1 {
		if p, ok := ours[*pathObject](elements[0]); ok {
			return &path.Via{Path: p.path}
		}
	}
	along := &path.Via{}
	for _, element := range elements {
		along.Values = append(along.Values, c.node(element, viaWanted))
	}
	return along
}

// Options reads an argument like {by: ..., desc: ...}, which may have only the given names.
func (c *Call) Options(v goja.Value, names ...string) map[string]goja.Value {
	obj, ok := v.(*goja.Object)
	if !ok || obj.ClassName() != "Object" || Describe(v) != "an object" {
		c.Wanted("options such as {"+names[0]+": ...}", v)
	}
	opts := make(map[string]goja.Value)
	for _, key := range obj.Keys() {
		if !slices.Contains(names, key) {
			c.Fail("there is no option %q; the options are %q", key, names)
		}
		opts[key] = obj.Get(key)
	}
	return opts
}

// Primitive exports a value that is no object; objects, whose export may be large, give nil.
func Primitive(v goja.Value) any {
	if v == nil {
		return nil
	}
	if _, isObject := v.(*goja.Object); isObject {
		return nil
	}
	return v.Export()
}
