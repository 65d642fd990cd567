package gizmo

import (
	"regexp"

	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/cayley/schema"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/voc"
	"github.com/dop251/goja"
)

// graphObject is g, also called graph: where paths begin.
type graphObject struct{ e *env }

func (g *graphObject) methods(name string) method { return graphMethods[name] }

func (g *graphObject) Get(name string) goja.Value {
	if m := g.methods(name); m != nil {
		return g.e.function(name, "g.", m)
	}
	return nil
}

func (g *graphObject) Has(name string) bool        { return g.methods(name) != nil }
func (g *graphObject) Set(string, goja.Value) bool { return false }
func (g *graphObject) Delete(string) bool          { return false }
func (g *graphObject) Keys() []string              { return nil }

var graphMethods = map[string]method{
	"V": start, "Vertex": start,
	"M": morphism, "Morphism": morphism,
	"IRI": graphIRI, "Uri": graphIRI,
	"addNamespace": addNamespace, "AddNamespace": addNamespace,
	"addDefaultNamespaces": addDefaultNamespaces, "AddDefaultNamespaces": addDefaultNamespaces,
	"loadNamespaces": loadNamespaces, "LoadNamespaces": loadNamespaces,
	"emit": emit, "Emit": emit,
}

func start(c *call) goja.Value {
	nodes := c.values(0, "an IRI, another value or a list of them")
	for _, node := range nodes {
		c.env.hint(c, node)
	}
	if len(nodes) == 0 && len(c.args) > 0 {
		// g.V([]) asks for none of the nodes; without arguments g.V() is all of them.
		return c.env.newPath(startAt(nil).add(pageless()))
	}
	return c.env.newPath(startAt(nodes))
}

// pageless keeps nothing.
func pageless() step {
	return symmetric("is", weight{1, 1}, func(shape.Shape) shape.Shape { return shape.Null{} })
}

func morphism(c *call) goja.Value {
	c.count(0, 0)
	t := startAt(nil)
	t.morphism = true
	return c.env.newPath(t)
}

func graphIRI(c *call) goja.Value {
	c.count(1, 1)
	return c.env.termValue(quad.IRI(c.env.fullIRI(c.text(c.args[0], "the text of an IRI"))))
}

func addNamespace(c *call) goja.Value {
	c.count(2, 2)
	prefix, ns := c.text(c.args[0], "a prefix"), c.text(c.args[1], "the IRI of a namespace")
	c.env.addPrefix(prefix, ns)
	return goja.Undefined()
}

func (e *env) addPrefix(prefix, ns string) {
	if e.prefixes == nil {
		e.prefixes = make(map[string]string)
	}
	e.prefixes[prefix] = ns
}

// addDefaultNamespaces adds the prefixes that Cayley's vocabulary packages have registered in this process.
func addDefaultNamespaces(c *call) goja.Value {
	c.count(0, 0)
	for _, ns := range voc.List() {
		c.env.addColonPrefix(ns)
	}
	return goja.Undefined()
}

// loadNamespaces adds the prefixes that the graph itself keeps, as Cayley's schema package writes them.
func loadNamespaces(c *call) goja.Value {
	c.count(0, 0)
	var loaded voc.Namespaces
	if err := schema.NewConfig().LoadNamespaces(c.env.run.ctx, c.env.run.qs, &loaded); err != nil {
		stopOn(c.env.run.ctx.Err())
		c.fail("%v", err)
	}
	for _, ns := range loaded.List() {
		c.env.addColonPrefix(ns)
	}
	return goja.Undefined()
}

// addColonPrefix adds a prefix as the voc package has it, with its colon.
func (e *env) addColonPrefix(ns voc.Namespace) {
	if n := len(ns.Prefix); n > 0 && ns.Prefix[n-1] == ':' {
		e.addPrefix(ns.Prefix[:n-1], ns.Full)
	}
}

func emit(c *call) goja.Value {
	c.count(1, 1)
	if isNothing(c.args[0]) {
		return goja.Null()
	}
	c.env.run.emit(c.env.exported(c.name, c.args[0]))
	return goja.Null()
}

// globalFunctions make values and filters.
var globalFunctions = map[string]method{
	"iri":   graphIRI,
	"bnode": oneText("the name of a blank node", func(s string) quad.Value { return quad.BNode(s) }),
	"raw":   oneText("a value in N-Quads notation", rawValue),
	"str":   oneText("a text", func(s string) quad.Value { return quad.String(s) }),
	"lang": func(c *call) goja.Value {
		c.count(2, 2)
		return c.env.termValue(quad.LangString{
			Value: quad.String(c.text(c.args[0], "a text")), Lang: c.text(c.args[1], "a language tag"),
		})
	},
	"typed": func(c *call) goja.Value {
		c.count(2, 2)
		datatype := c.args[1]
		name := c.text(datatype, "the IRI of a datatype")
		if t, ok := ours[*termObject](datatype); ok {
			if iri, ok := t.value.(quad.IRI); ok {
				name = string(iri)
			}
		}
		return c.env.termValue(c.env.expand(quad.TypedString{
			Value: quad.String(c.text(c.args[0], "a text")), Type: quad.IRI(name),
		}))
	},
	"lt":    comparison(iterator.CompareLT),
	"lte":   comparison(iterator.CompareLTE),
	"gt":    comparison(iterator.CompareGT),
	"gte":   comparison(iterator.CompareGTE),
	"regex": regexFilter,
	"like":  likeFilter,
}

// rawValue is Cayley's raw(): what is within double quotes is a plain string, all else as in g.V().
func rawValue(s string) quad.Value {
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		return quad.String(s[1 : len(s)-1])
	}
	if s == "" {
		return quad.String("")
	}
	return quad.StringToValue(s)
}

func oneText(wanted string, make func(string) quad.Value) method {
	return func(c *call) goja.Value {
		c.count(1, 1)
		return c.env.termValue(make(c.text(c.args[0], wanted)))
	}
}

// A filterObject is a test of values, made by lt(), regex() and the like, for filter() and has().
type filterObject struct {
	object
	test shape.ValueFilter
}

func (e *env) newFilter(test shape.ValueFilter) goja.Value {
	return e.vm.NewDynamicObject(&filterObject{object: object{e: e}, test: test})
}

func comparison(op iterator.Operator) method {
	return func(c *call) goja.Value {
		c.count(1, 1)
		return c.env.newFilter(shape.Comparison{Op: op, Val: c.value(c.args[0], "a value to compare with")})
	}
}

func likeFilter(c *call) goja.Value {
	c.count(1, 1)
	pattern, ok := c.args[0].(goja.String)
	if !ok {
		c.wanted("a pattern, where % stands for any text and ? for one character", c.args[0])
	}
	return c.env.newFilter(shape.Wildcard{Pattern: pattern.String()})
}

// maxPattern bounds the text of a pattern for regex(); Go's expressions take linear time for a given one.
const maxPattern = 1000

func regexFilter(c *call) goja.Value {
	c.count(1, 2)
	refs := false
	if len(c.args) == 2 {
		b, ok := primitive(c.args[1]).(bool)
		if !ok {
			c.wanted("true or false as second argument", c.args[1])
		}
		refs = b
	}
	// Not toQuad: the pattern's text is no compact IRI.
	var pattern string
	if s, ok := c.args[0].(goja.String); ok {
		value := quad.StringToValue(s.String())
		switch v := value.(type) {
		case quad.String:
			pattern = string(v)
		case quad.IRI:
			pattern = string(v)
			c.needRefs(refs)
		case quad.BNode:
			pattern = string(v)
			c.needRefs(refs)
		}
	} else if t, ok := ours[*termObject](c.args[0]); ok {
		switch v := t.value.(type) {
		case quad.String:
			pattern = string(v)
		case quad.IRI:
			pattern = string(v)
			c.needRefs(refs)
		case quad.BNode:
			pattern = string(v)
			c.needRefs(refs)
		default:
			c.wanted("the text of a pattern", c.args[0])
		}
	} else {
		c.wanted("the text of a pattern", c.args[0])
	}
	if len(pattern) > maxPattern {
		c.fail("the pattern is longer than %d bytes", maxPattern)
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		c.fail("%v", err)
	}
	return c.env.newFilter(shape.Regexp{Re: re, Refs: refs})
}

func (c *call) needRefs(refs bool) {
	if !refs {
		c.fail("a pattern is not matched against IRIs and blank nodes; give the pattern as plain text, and true as second argument to match them too")
	}
}
