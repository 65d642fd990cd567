package lang

import (
	"fmt"
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
		if called := names.Labelled(string(v)); len(called) > 0 {
			var all []string
			for _, iri := range called {
				all = append(all, "\"<"+names.Compact(iri)+">\"")
			}
			w.note(fmt.Sprintf("%s: the plain text %q is no node of the graph, but what something is called; write %s", c.name, string(v), strings.Join(all, " or ")))
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

// note hands a hint on, with the place in the script that is being run.
func (w *World) note(text string) {
	if w.run.Note == nil {
		return
	}
	line, column := w.position(w.vm.CaptureCallStack(0, nil))
	w.run.Note(line, column, text)
}
