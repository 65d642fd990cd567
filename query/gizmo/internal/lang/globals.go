package lang

import (
	"github.com/cayleygraph/cayley/graph/iterator"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/path"
)

// globalFunction finds one by its name; nil if there is none.
func globalFunction(name string) Method { return globalFunctions[name] }

// globalFunctions make values and filters.
var globalFunctions = map[string]Method{
	"iri":   graphIRI,
	"bnode": oneText("the name of a blank node", func(s string) quad.Value { return quad.BNode(s) }),
	"raw":   oneText("a value in N-Quads notation", rawValue),
	"str":   oneText("a text", func(s string) quad.Value { return quad.String(s) }),
	"lang": func(c *Call) goja.Value {
		c.Count(2, 2)
		return c.w.termValue(quad.LangString{
			Value: quad.String(c.Text(c.Args[0], "a text")), Lang: c.Text(c.Args[1], "a language tag"),
		})
	},
	"typed": func(c *Call) goja.Value {
		c.Count(2, 2)
		datatype := c.Args[1]
		name := c.Text(datatype, "the IRI of a datatype")
		if t, ok := ours[*termObject](datatype); ok {
			if iri, ok := t.value.(quad.IRI); ok {
				name = string(iri)
			}
		}
		return c.w.termValue(c.w.expand(quad.TypedString{
			Value: quad.String(c.Text(c.Args[0], "a text")), Type: quad.IRI(name),
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

func oneText(wanted string, make func(string) quad.Value) Method {
	return func(c *Call) goja.Value {
		c.Count(1, 1)
		return c.w.termValue(make(c.Text(c.Args[0], wanted)))
	}
}

func comparison(op iterator.Operator) Method {
	return func(c *Call) goja.Value {
		c.Count(1, 1)
		return c.w.newFilter(path.Compare(op, c.value(c.Args[0], "a value to compare with")))
	}
}

func likeFilter(c *Call) goja.Value {
	c.Count(1, 1)
	pattern, ok := c.Args[0].(goja.String)
	if !ok {
		c.Wanted("a pattern, where % stands for any text and ? for one character", c.Args[0])
	}
	f, err := path.Like(pattern.String())
	c.must(err)
	return c.w.newFilter(f)
}

func regexFilter(c *Call) goja.Value {
	c.Count(1, 2)
	refs := false
	if len(c.Args) == 2 {
		b, ok := Primitive(c.Args[1]).(bool)
		if !ok {
			c.Wanted("true or false as second argument", c.Args[1])
		}
		refs = b
	}
	// Not toQuad: the pattern's text is no compact IRI.
	var pattern string
	if s, ok := c.Args[0].(goja.String); ok {
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
	} else if t, ok := ours[*termObject](c.Args[0]); ok {
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
			c.Wanted("the text of a pattern", c.Args[0])
		}
	} else {
		c.Wanted("the text of a pattern", c.Args[0])
	}
	f, err := path.Regex(pattern, refs)
	c.must(err)
	return c.w.newFilter(f)
}

func (c *Call) needRefs(refs bool) {
	if !refs {
		c.Fail("a pattern is not matched against IRIs and blank nodes; give the pattern as plain text, and true as second argument to match them too")
	}
}
