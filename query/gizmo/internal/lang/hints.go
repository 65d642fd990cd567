package gizmo

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/cayleygraph/quad"

	talentgraph "talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// hint notes an argument that names nothing in the graph, and what was probably meant: an IRI written as a plain
// text, or one that is spelt nearly so.
func (e *env) hint(c *call, v quad.Value) {
	if e.run.opts.notes == nil {
		return
	}
	switch v := v.(type) {
	case quad.String:
		if v == "" || len(v) > 1000 || e.run.qs.ValueOf(v) != nil {
			return
		}
		bare := strings.TrimSuffix(strings.TrimPrefix(string(v), "<"), ">")
		for _, try := range []string{bare, "id:" + bare, "tg:" + bare} {
			if e.run.qs.ValueOf(quad.IRI(e.fullIRI(try))) != nil || e.run.qs.ValueOf(quad.IRI(try)) != nil {
				e.note(fmt.Sprintf("%s: the plain text %q names nothing in the graph, but an IRI does; write \"<%s>\"", c.name, string(v), try))
				return
			}
		}
	case quad.IRI:
		if len(v) > 1000 || e.run.qs.ValueOf(v) != nil {
			return
		}
		text := fmt.Sprintf("%s: <%s> names nothing in the graph", c.name, e.compactIRI(v))
		if near := e.nearestIRI(v); near != "" {
			text += fmt.Sprintf("; did you mean <%s>?", e.compactIRI(near))
		} else if prefix, _, ok := strings.Cut(string(v), ":"); ok && e.namespace(prefix) == "" && !strings.HasPrefix(string(v), prefix+"://") {
			text += fmt.Sprintf("; %s: is no known prefix", prefix)
		}
		e.note(text)
	}
}

// note hands a hint on, with the place in the script that is being run.
func (e *env) note(text string) {
	if e.run.opts.notes == nil {
		return
	}
	n := Note{Text: text}
	n.Line, n.Column = e.position(e.vm.CaptureCallStack(0, nil))
	e.run.outside(func() { e.run.opts.notes(n) })
}

// compactIRI writes an IRI as a script may.
func (e *env) compactIRI(iri quad.IRI) string {
	if state, ok := e.run.reader.(*talentgraph.Snapshot); ok {
		return state.CompactIRI(iri)
	}
	for _, p := range vocab.Prefixes() {
		if local, ok := strings.CutPrefix(string(iri), p.Namespace); ok {
			return p.Name + ":" + local
		}
	}
	return string(iri)
}

// mostCompared is how many nodes a note is worth looking at.
const mostCompared = 100_000

// nearestIRI finds the IRI of the graph that differs by the fewest letters, about one in three of its last part at
// most: in the last part, or in what stands before it. It looks only at a store in memory, and not at all of a large one.
func (e *env) nearestIRI(iri quad.IRI) (nearest quad.IRI) {
	ctx := e.run.ctx
	if _, inMemory := e.run.qs.(planner); !inMemory {
		return ""
	}
	want, wantSpace := splitIRI(strings.ToLower(string(iri)))
	most := 1
	if n := len(want); n > 3 {
		most = max(2, n/3) // two letters that changed places are two
	}
	nodes := e.run.qs.NodesAllIterator()
	defer nodes.Close()
	for n := 0; n < mostCompared && nodes.Next(ctx); n++ {
		ctx.check()
		have, ok := e.run.qs.NameOf(nodes.Result()).(quad.IRI)
		if !ok || len(have) > len(iri)+most || len(have)+most < len(iri) {
			continue
		}
		local, space := splitIRI(strings.ToLower(string(have)))
		if space != wantSpace && local != want {
			continue
		}
		d := levenshtein.ComputeDistance(local, want) + levenshtein.ComputeDistance(space, wantSpace)
		if d < most || d == most && (nearest == "" || closer(have, nearest, len(iri))) {
			most, nearest = d, have
		}
	}
	return nearest
}

// closer prefers the IRI of the right length, then the first in order.
func closer(a, b quad.IRI, length int) bool {
	if byLength := cmp.Compare(max(len(a)-length, length-len(a)), max(len(b)-length, length-len(b))); byLength != 0 {
		return byLength < 0
	}
	return a < b
}

// splitIRI splits an IRI before its last part.
func splitIRI(iri string) (local, space string) {
	i := strings.LastIndexAny(iri, "/#:") + 1
	return iri[i:], iri[:i]
}
