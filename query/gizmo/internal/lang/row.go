package lang

import (
	"slices"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
)

// A rowObject is a row in the script: an object with a property for each tag. Values are read when the
// script asks for them. It can be changed like any object.
type rowObject struct {
	w     *World
	graph Graph // of the run that gave the row
	row   []path.Tagged
	one   [1]path.Tagged        // room for the row of a path without tags
	own   map[string]goja.Value // properties the script has set
}

// newRow gives the script a row.
func (w *World) newRow(row []path.Tagged) goja.Value {
	o := &rowObject{w: w, graph: w.run.Graph}
	o.row = append(o.one[:0], row...)
	return w.vm.NewDynamicObject(o)
}

func (o *rowObject) find(name string) int {
	return slices.IndexFunc(o.row, func(t path.Tagged) bool { return t.Name == name })
}

func (o *rowObject) Get(name string) goja.Value {
	if v, ok := o.own[name]; ok {
		return v
	}
	i := o.find(name)
	if i < 0 {
		return nil
	}
	value := o.graph.Value(o.row[i].Ref)
	if value == nil {
		return nil
	}
	return o.w.fromQuad(value)
}

func (o *rowObject) Has(name string) bool {
	if _, ok := o.own[name]; ok {
		return true
	}
	i := o.find(name)
	return i >= 0 && o.graph.Value(o.row[i].Ref) != nil
}

func (o *rowObject) Set(name string, v goja.Value) bool {
	if o.own == nil {
		o.own = make(map[string]goja.Value)
	}
	o.own[name] = v
	return true
}

func (o *rowObject) Delete(name string) bool {
	delete(o.own, name)
	if i := o.find(name); i >= 0 {
		o.row = slices.Delete(o.row, i, i+1)
	}
	return true
}

func (o *rowObject) Keys() []string {
	keys := make([]string, 0, len(o.row)+len(o.own))
	for _, t := range o.row {
		if o.Has(t.Name) {
			keys = append(keys, t.Name)
		}
	}
	for name := range o.own {
		if o.find(name) < 0 {
			keys = append(keys, name)
		}
	}
	slices.Sort(keys)
	return keys
}
