package explorer

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/picture"
)

type scriptBody struct {
	Script    string
	Ran       bool
	Error     string
	Line      int
	Lines     []scriptLine
	Columns   []string
	Rows      [][]cell
	Emitted   []string
	Notes     []string
	Picture   *drawn
	NoPicture string
}

type scriptLine struct {
	Number int
	Text   string
	Wrong  bool
}

// script shows a script and runs nothing: a link must not.
func script(p *page) error {
	return p.show(http.StatusOK, "gizmo", "Gizmo", scriptBody{Script: p.q.Get("q")})
}

// runScript runs one in the box.
func runScript(p *page) error {
	limits := p.h.o.limits
	p.r.Body = http.MaxBytesReader(p.w, p.r.Body, int64(limits.ScriptSize)*3+4096)
	if err := p.r.ParseForm(); err != nil {
		return tooLarge(err)
	}
	b := scriptBody{Script: strings.ReplaceAll(p.r.PostForm.Get("q"), "\r\n", "\n"), Ran: true}
	if len(b.Script) > limits.ScriptSize {
		return errBad{http.StatusRequestEntityTooLarge, p.W("too large")}
	}
	done, err := p.turn(p.h.scripts)
	if err != nil {
		return err
	}
	defer done()
	var results []gizmo.Result
	opts := []gizmo.Option{
		gizmo.In(p.h.o.box), gizmo.WithTimeout(limits.Time), gizmo.WithMaxRows(limits.Rows), gizmo.WithMaxMemory(limits.Memory), gizmo.WithMaxScriptSize(limits.ScriptSize),
		gizmo.WithNotes(func(n gizmo.Note) { b.Notes = append(b.Notes, n.String()) }),
	}
	var failed error
	for r, err := range gizmo.Run(p.r.Context(), p.s, b.Script, opts...) {
		if err != nil {
			failed = err
			break
		}
		results = append(results, r)
	}
	if p.r.Context().Err() != nil && failed != nil {
		return p.r.Context().Err() // whoever asked has gone
	}
	status := http.StatusOK
	if failed != nil {
		b.Error, b.Line, status = failed.Error(), lineOf(failed), http.StatusBadRequest
		if errors.Is(failed, graph.ErrLimit) {
			status = http.StatusUnprocessableEntity
		}
	}
	if p.r.PostForm.Get("format") == "json" && failed == nil {
		out := make([]any, 0, len(results))
		for _, r := range results {
			if v, ok := r.Emitted(); ok {
				out = append(out, v)
			} else {
				out = append(out, r.Map())
			}
		}
		text, err := json.Marshal(out)
		if err != nil {
			return err
		}
		return p.send(status, "application/json", string(text)+"\n")
	}
	for i, line := range strings.Split(b.Script, "\n") {
		b.Lines = append(b.Lines, scriptLine{i + 1, line, i+1 == b.Line})
	}
	p.table(&b, results)
	if len(b.Rows) > 0 {
		if err := p.drawTable(&b, results); err != nil {
			return err
		}
	}
	return p.show(status, "gizmo", "Gizmo", b)
}

// lineOf is the line that an error names, 0 if it names none.
func lineOf(err error) int {
	var bad *gizmo.ScriptError
	if errors.As(err, &bad) {
		return bad.Line
	}
	return 0
}

// table puts rows of a script below their tags, the node's first.
func (p *page) table(b *scriptBody, results []gizmo.Result) {
	names := map[string]bool{}
	for _, r := range results {
		for name := range r.Values() {
			names[name] = true
		}
	}
	b.Columns = slices.Sorted(maps.Keys(names))
	if i := slices.Index(b.Columns, "id"); i > 0 {
		b.Columns = slices.Insert(slices.Delete(b.Columns, i, i+1), 0, "id")
	}
	n := p.s.Numbers()
	for _, r := range results {
		if v, ok := r.Emitted(); ok {
			var text strings.Builder
			out := json.NewEncoder(&text)
			out.SetEscapeHTML(false) // the page does that
			out.SetIndent("", "  ")
			if err := out.Encode(v); err != nil {
				text.WriteString(err.Error())
			}
			b.Emitted = append(b.Emitted, strings.TrimSpace(text.String()))
			continue
		}
		values := r.Values()
		var cells []cell
		for _, name := range b.Columns {
			switch v := values[name].(type) {
			case nil:
				cells = append(cells, cell{})
			case quad.IRI, quad.BNode:
				cells = append(cells, cell{Links: []link{p.link(n.Entity(n.ID(v)))}})
			default:
				cells = append(cells, cell{Text: quad.StringOf(v)})
			}
		}
		b.Rows = append(b.Rows, cells)
	}
}

// drawTable draws rows that lead from one thing to another, or says why it cannot.
func (p *page) drawTable(b *scriptBody, results []gizmo.Result) error {
	n := p.s.Numbers()
	var rows []picture.Row
	for _, r := range results {
		values := r.Values()
		if values["from"] == nil || values["to"] == nil {
			continue
		}
		row := picture.Row{From: n.Entity(n.ID(values["from"])), To: n.Entity(n.ID(values["to"])), Count: 1}
		if k, ok := values["count"].(quad.Int); ok && k > 0 && k < 1<<30 {
			row.Count = int(k)
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		b.NoPicture = p.W("script picture")
		return nil
	}
	var err error
	b.Picture, err = p.draw(picture.Rows(p.r.Context(), p.W("results"), rows, p.pictured("script")...))
	return err
}
