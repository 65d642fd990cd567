package structs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// parseTag reads "[<- ]predicate[=value]" and options, of which words stand alone and others take a value, as in
// "lang=en".
func parseTag(tag string) (shapeField, error) {
	f := shapeField{tag: tag}
	parts := strings.Split(tag, ",")
	predicate := strings.TrimSpace(parts[0])
	if rest, ok := strings.CutPrefix(predicate, "<-"); ok {
		f.inverse, predicate = true, strings.TrimSpace(rest)
	}
	predicate, value, _ := strings.Cut(predicate, "=")
	f.predicate, f.value = quad.IRI(strings.TrimSpace(predicate)), quad.IRI(strings.TrimSpace(value))
	if !strings.Contains(string(f.predicate), ":") {
		return f, fmt.Errorf("the tag `quad:%q` names no predicate; write an IRI or a compact IRI such as tg:person", tag)
	}
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch key {
		case "optional":
			f.optional = true
		case "zero":
			f.zero = true
		case "lenient":
			f.lenient = true
		case "time":
			f.time = true
		case "lang":
			f.lang = value
		case "type":
			f.datatype = quad.IRI(value)
		case "graph":
			f.graph = quad.IRI(value)
		default:
			return f, fmt.Errorf("the tag `quad:%q` has the option %q; there are optional, zero, lenient, time, lang=, type= and graph=", tag, key)
		}
		if word := slices.Contains([]string{"optional", "zero", "lenient", "time"}, key); word == (value != "") {
			return f, fmt.Errorf("the tag `quad:%q` must give a value to lang, type and graph, and to nothing else; %q is wrong", tag, part)
		}
	}
	return f, nil
}
