package lang

import "github.com/dop251/goja"

// NewWorld makes a world of an engine. Scripts see the objects under the names given.
func NewWorld(vm *goja.Runtime, objects map[string]Object) *World {
	return &World{vm: vm, objects: objects, tables: tables{
		graph: graphMethod, path: pathMethod, global: globalFunction, noMethod: noMethod,
	}}
}
