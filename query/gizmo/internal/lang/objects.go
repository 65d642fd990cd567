package lang

import (
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

// The objects of the language, apart from rows and terms.

// The kinds of our own objects, which keep functions of one name apart.
const (
	graphKind = "g."
	pathKind  = "path."
	termKind  = "term."
)

// object is one of our own objects: functions, and nothing that a script could change.
type object struct {
	w    *World
	kind string
	find func(name string) Method
	of   Object // nil for g
}

func (o *object) Get(name string) goja.Value {
	if m := o.find(name); m != nil {
		return o.w.function(name, o.kind, m)
	}
	if o.of != nil {
		o.w.missing = missing{name, o.of}
	}
	return nil
}

func (o *object) Has(name string) bool        { return o.find(name) != nil }
func (o *object) Set(string, goja.Value) bool { return false }
func (o *object) Delete(string) bool          { return false }
func (o *object) Keys() []string {
	if o.of == nil {
		return nil
	}
	return o.of.Names()
}

// A pathObject is a path in the script.
type pathObject struct {
	object
	path *path.Path
}

func (w *World) newPath(p *path.Path) goja.Value {
	if most := w.run.MaxPathLength; p.Size() > int64(most) {
		stop.On(limit.PathLength(most))
	}
	return w.vm.NewDynamicObject(&pathObject{object: object{w: w}, path: p})
}

func (p *pathObject) Get(name string) goja.Value {
	if m := p.w.tables.path(name); m != nil {
		return p.w.function(name, pathKind, m)
	}
	return nil
}

func (p *pathObject) Has(name string) bool { return p.w.tables.path(name) != nil }

// A filterObject is a test of values, made by lt(), regex() and the like, for filter() and has().
type filterObject struct {
	object
	test path.Filter
}

func none(string) Method { return nil }

func (w *World) newFilter(test path.Filter) goja.Value {
	return w.vm.NewDynamicObject(&filterObject{object: object{w: w, find: none}, test: test})
}
