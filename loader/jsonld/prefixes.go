package jsonld

import (
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/json"
)

// contextOf makes a context of prefixes. One that is the scheme of an IRI of the quads is left out, since the IRI
// would be read as one with the prefix; so is a second one for a namespace.
func contextOf(p *pace.Pace, prefixes map[string]string, quads []quad.Quad) *json.Value {
	schemes := map[string]bool{"_": true}
	for _, q := range quads {
		if !p.Step() {
			break
		}
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			t, _ := term.Of(v)
			iri := t.Datatype
			if t.Kind == term.IRI {
				iri = t.Text
			}
			if n := grammar.SchemeLen(iri); n > 0 && !strings.HasPrefix(iri[n+1:], "//") {
				schemes[iri[:n]] = true
			}
		}
	}
	context, there := json.NewObject(), map[string]bool{}
	for _, prefix := range slices.Sorted(maps.Keys(prefixes)) {
		namespace := prefixes[prefix]
		switch {
		case schemes[prefix] || there[namespace] || namespace == "":
			continue
		case prefix == "":
			context.Members = append(context.Members, json.Member{Name: "@vocab", Value: json.NewString(namespace)}) // JSON-LD has no empty prefix
		default:
			context.Members = append(context.Members, json.Member{Name: prefix, Value: prefixTerm(namespace)})
			there[namespace] = true
		}
	}
	return context
}

// prefixTerm defines a prefix: a plain term is one if its IRI ends as those of namespaces do.
func prefixTerm(namespace string) *json.Value {
	if strings.HasSuffix(namespace, "/") || strings.HasSuffix(namespace, "#") || strings.HasSuffix(namespace, ":") {
		return json.NewString(namespace)
	}
	v := json.NewObject()
	v.Set("@id", json.NewString(namespace))
	v.Set("@prefix", &json.Value{Kind: json.True})
	return v
}

// onlyUsed takes those prefixes out of a context that nothing was written with.
func onlyUsed(context *json.Value, used map[string]bool) {
	context.Members = slices.DeleteFunc(context.Members, func(m json.Member) bool { return !used[m.Name] })
}
