package lang

import (
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
	"talentgraph.example/query/gizmo/internal/stop"
)

// The methods of g, also called graph: where paths begin.

func start(c *Call) goja.Value {
	nodes := c.nodes(0)
	if len(nodes) == 0 && len(c.Args) > 0 {
		// g.V([]) asks for none of the nodes; without arguments g.V() is all of them.
		return c.w.newPath(path.Nowhere())
	}
	return c.w.newPath(path.Start(nodes...))
}

func morphism(c *Call) goja.Value {
	c.Count(0, 0)
	return c.w.newPath(path.Morphism())
}

func graphIRI(c *Call) goja.Value {
	c.Count(1, 1)
	return c.w.termValue(quad.IRI(c.w.fullIRI(c.Text(c.Args[0], "the text of an IRI"))))
}

func addNamespace(c *Call) goja.Value {
	c.Count(2, 2)
	prefix, ns := c.Text(c.Args[0], "a prefix"), c.Text(c.Args[1], "the IRI of a namespace")
	c.w.addPrefix(prefix, ns)
	return goja.Undefined()
}

func (w *World) addPrefix(prefix, ns string) {
	if w.prefixes == nil {
		w.prefixes = make(map[string]string)
	}
	w.prefixes[prefix] = ns
}

// addDefaultNamespaces adds the prefixes that Cayley's vocabulary packages have registered in this process.
func addDefaultNamespaces(c *Call) goja.Value {
	c.Count(0, 0)
	for _, ns := range voc.List() {
		c.w.addColonPrefix(ns)
	}
	return goja.Undefined()
}

// loadNamespaces adds the prefixes that the graph itself keeps, as Cayley's schema package writes them.
func loadNamespaces(c *Call) goja.Value {
	c.Count(0, 0)
	stored, err := c.w.run.Names.Stored()
	stop.On(c.w.run.Ctx.Err())
	c.must(err)
	for _, ns := range stored {
		c.w.addColonPrefix(ns)
	}
	return goja.Undefined()
}

// addColonPrefix adds a prefix as the voc package has it, with its colon.
func (w *World) addColonPrefix(ns voc.Namespace) {
	if n := len(ns.Prefix); n > 0 && ns.Prefix[n-1] == ':' {
		w.addPrefix(ns.Prefix[:n-1], ns.Full)
	}
}

func emit(c *Call) goja.Value {
	c.Count(1, 1)
	if IsNothing(c.Args[0]) {
		return goja.Null()
	}
	c.w.run.Out.Emit(c.w.exported(c.name, c.Args[0]))
	return goja.Null()
}
