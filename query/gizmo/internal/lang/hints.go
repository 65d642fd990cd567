package lang

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"
)

// hint notes an argument that names nothing in the graph, and what was probably meant: an IRI written as a plain
// text, a thing with that label, or an IRI that is spelt nearly so.
func (c *Call) hint(v quad.Value) {
	w, names := c.w, c.w.run.Names
	if w.run.Note == nil {
		return
	}
	switch v := v.(type) {
	case quad.String:
		if v == "" || len(v) > 1000 || names.Has(v) {
			return
		}
		bare := strings.TrimSuffix(strings.TrimPrefix(string(v), "<"), ">")
		for _, try := range []string{bare, "id:" + bare, "tg:" + bare} {
			if names.Has(quad.IRI(w.fullIRI(try))) || names.Has(quad.IRI(try)) {
				w.note(fmt.Sprintf("%s: the plain text %q names nothing in the graph, but an IRI does; write \"<%s>\"", c.name, string(v), try))
				return
			}
		}
		asValue := c.name == "has" || c.name == "hasR"
		if asValue && c.hintLiteral(string(v)) {
			return
		}
		if called := names.Labelled(string(v)); len(called) > 0 {
			var all []string
			for _, iri := range called {
				all = append(all, "\"<"+names.Compact(iri)+">\"")
			}
			w.note(fmt.Sprintf("%s: the plain text %q is no node of the graph, but what something is called; write %s", c.name, string(v), strings.Join(all, " or ")))
		} else if !asValue {
			c.hintLiteral(string(v))
		}
	case quad.IRI:
		if len(v) > 1000 || names.Has(v) {
			return
		}
		text := fmt.Sprintf("%s: <%s> names nothing in the graph", c.name, names.Compact(v))
		if near := names.Nearest(v); near != "" {
			text += fmt.Sprintf("; did you mean <%s>?", names.Compact(near))
		} else if prefix, _, ok := strings.Cut(string(v), ":"); ok && w.namespace(prefix) == "" && !strings.HasPrefix(string(v), prefix+"://") {
			text += fmt.Sprintf("; %s: is no known prefix", prefix)
		}
		w.note(text)
	}
}

// hintLiteral notes a text that the graph has as another literal only: of a language, a number, a date. It tells whether
// it did.
func (c *Call) hintLiteral(text string) bool {
	for _, try := range otherLiterals(text) {
		if c.w.run.Names.Has(try.value) {
			c.w.note(fmt.Sprintf("%s: the plain text %q names nothing in the graph, but %s does; write %s", c.name, text, try.what, try.script))
			return true
		}
	}
	return false
}

// A literal is one that may be meant by a plain text.
type literal struct {
	value        quad.Value
	what, script string
}

// otherLiterals are those that look like a text.
func otherLiterals(text string) (all []literal) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		all = append(all, literal{quad.Int(n), "a number", text})
	} else if f, err := strconv.ParseFloat(text, 64); err == nil {
		all = append(all, literal{quad.Float(f), "a number", text})
	}
	for _, tag := range []string{"en", "zh-Hans", "zh-Hant", "zh"} {
		all = append(all, literal{quad.LangString{Value: quad.String(text), Lang: tag}, "a text of the language " + tag, fmt.Sprintf("lang(%q, %q)", text, tag)})
	}
	if text[0] >= '0' && text[0] <= '9' || text[0] == '-' || text == "true" || text == "false" {
		for _, kind := range []string{"integer", "decimal", "double", "gYear", "gYearMonth", "date", "dateTime", "boolean"} {
			iri := "http://www.w3.org/2001/XMLSchema#" + kind
			all = append(all, literal{quad.TypedString{Value: quad.String(text), Type: quad.IRI(iri)}, "a value of the type xsd:" + kind, fmt.Sprintf("typed(%q, %q)", text, iri)})
		}
	}
	return all
}

// note hands a hint on, with the place in the script that is being run.
func (w *World) note(text string) {
	if w.run.Note == nil {
		return
	}
	line, column := w.position(w.vm.CaptureCallStack(0, nil))
	w.run.Note(line, column, text)
}
