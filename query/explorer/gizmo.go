package explorer

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"talentgraph.example/query/gizmo"
)

// gizmoScripts are run in the box, if there is one.
func (h *handler) gizmoScripts() language {
	return language{name: "Gizmo", path: "gizmo", runs: h.o.box != nil, run: runGizmo,
		example: `g.V("<id:alibaba>").in("<tg:from>").save("<tg:from>", "from").save("<tg:to>", "to").all()`}
}

func runGizmo(p *page, text string) (out found, err error) {
	limits := p.h.o.limits
	opts := []gizmo.Option{
		gizmo.In(p.h.o.box), gizmo.WithTimeout(limits.Time), gizmo.WithMaxRows(limits.Rows), gizmo.WithMaxMemory(limits.Memory), gizmo.WithMaxScriptSize(limits.ScriptSize),
		gizmo.WithNotes(func(n gizmo.Note) { out.notes = append(out.notes, n.String()) }),
	}
	names := map[string]bool{}
	raw := []any{}
	for r, err := range gizmo.Run(p.r.Context(), p.s, text, opts...) {
		if err != nil {
			var bad *gizmo.ScriptError
			if errors.As(err, &bad) {
				out.line = bad.Line
			}
			out.rows, out.said = nil, nil // a part of an answer is none
			return out, err
		}
		if v, ok := r.Emitted(); ok {
			out.said, raw = append(out.said, indented(v)), append(raw, v)
			continue
		}
		raw = append(raw, r.Map())
		row := foundRow{values: r.Values()}
		for name := range row.values {
			names[name] = true
		}
		out.rows = append(out.rows, row)
	}
	out.columns = slices.Sorted(maps.Keys(names))
	if i := slices.Index(out.columns, "id"); i > 0 {
		out.columns = slices.Insert(slices.Delete(out.columns, i, i+1), 0, "id")
	}
	out.json = func() (string, string, error) {
		text, err := json.Marshal(raw)
		return "application/json", string(text) + "\n", err
	}
	return out, nil
}
