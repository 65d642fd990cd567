package explorer

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/sheet"
)

// language is one that scripts are written in.
type language struct {
	name    string // as its page is called
	path    string
	example string
	runs    bool // here
	run     func(p *page, text string) (found, error)
}

// found is what a script gave. Its rows stand below its columns.
type found struct {
	columns []string
	rows    []foundRow
	said    []string // what is no row
	notes   []string
	json    func() (kind, text string, err error)
	line    int // where its error is; 0 if it does not say
}

type foundRow struct {
	values  map[string]quad.Value
	grounds func() (graph.Certainty, []graph.Evidence, error) // nil if the language does not tell
}

type scriptBody struct {
	Name, Path, Example string
	Script              string
	Runs, Ran           bool
	Error               string
	Lines               []scriptLine
	Columns             []string
	Rows                []row
	Graded              bool
	Said                []string
	Notes               []string
	Picture             *drawn
	NoPicture           string
}

type scriptLine struct {
	Number int
	Text   string
	Wrong  bool
}

// groundedRows is how many rows of a script show their evidence, each of which is looked up by itself.
const groundedRows = 20

// script is the page that shows a script and runs nothing: a link must not.
func script(l language) func(*page) error {
	return func(p *page) error { return p.show(http.StatusOK, "script", l.name, p.scriptBody(l, p.q.Get("q"))) }
}

func (p *page) scriptBody(l language, text string) scriptBody {
	return scriptBody{Name: l.name, Path: l.path, Example: l.example, Runs: l.runs, Script: strings.ReplaceAll(text, "\r\n", "\n")}
}

// runScript runs one, within the limits of the handler.
func runScript(l language) func(*page) error {
	return func(p *page) error {
		limits := p.h.o.limits
		p.r.Body = http.MaxBytesReader(p.w, p.r.Body, int64(limits.ScriptSize)*3+4096)
		if err := p.r.ParseForm(); err != nil {
			return tooLarge(err)
		}
		b := p.scriptBody(l, p.r.PostForm.Get("q"))
		if len(b.Script) > limits.ScriptSize {
			return errBad{http.StatusRequestEntityTooLarge, p.W("too large")}
		}
		done, err := p.turn(p.h.scripts)
		if err != nil {
			return err
		}
		defer done()
		out, failed := l.run(p, b.Script)
		if p.r.Context().Err() != nil && failed != nil {
			return p.r.Context().Err() // whoever asked has gone
		}
		status := http.StatusOK
		if failed != nil {
			b.Error, status = failed.Error(), http.StatusBadRequest
			if errors.Is(failed, graph.ErrLimit) {
				status = http.StatusUnprocessableEntity
			}
		} else if format := p.r.PostForm.Get("format"); format != "" {
			return p.scriptAs(format, out)
		}
		for i, line := range strings.Split(b.Script, "\n") {
			b.Lines = append(b.Lines, scriptLine{i + 1, line, i+1 == out.line})
		}
		b.Ran, b.Columns, b.Said, b.Notes = true, out.columns, out.said, out.notes
		if err := p.scriptRows(&b, out.rows); err != nil {
			return err
		}
		return p.show(status, "script", l.name, b)
	}
}

// scriptRows shows rows, their evidence as far as the language tells it, and their picture.
func (p *page) scriptRows(b *scriptBody, rows []foundRow) error {
	grounded := groundedRows
	for i, r := range rows {
		var out row
		for _, name := range b.Columns {
			c := p.node(r.values[name])
			c.Label = name
			out.Cells = append(out.Cells, c)
		}
		if r.grounds != nil && i < grounded {
			certainty, evidence, err := r.grounds()
			switch {
			case errors.Is(err, graph.ErrLimit):
				b.Notes = append(b.Notes, p.W("no evidence in time"))
				grounded = 0
			case err != nil:
				return err
			case len(evidence) > 0:
				out.Grade, out.Word, out.Grounds = certainty.String(), p.l.Word(certainty.String()), p.grounds(evidence)
				b.Graded = true
			}
		}
		b.Rows = append(b.Rows, out)
	}
	if len(b.Rows) == 0 {
		return nil
	}
	return p.drawTable(b, rows)
}

// scriptAs gives results to another program.
func (p *page) scriptAs(format string, out found) error {
	switch format {
	case "json":
		kind, text, err := out.json()
		if err != nil {
			return err
		}
		return p.send(http.StatusOK, kind, text)
	case "csv":
		if len(out.columns) == 0 && len(out.said) > 0 {
			return errBad{http.StatusBadRequest, p.W("no table")}
		}
		var b strings.Builder
		w := csv.NewWriter(&b)
		lines := [][]string{out.columns}
		for _, r := range out.rows {
			var cells []string
			for _, name := range out.columns {
				cells = append(cells, sheet.Harmless(plain(r.values[name])))
			}
			lines = append(lines, cells)
		}
		if err := w.WriteAll(lines); err != nil {
			return err
		}
		return p.send(http.StatusOK, "text/csv; charset=utf-8", b.String())
	}
	return errBad{http.StatusBadRequest, p.W("no format")}
}

// indented is a value as people read it.
func indented(v any) string {
	var b strings.Builder
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false) // the page does that
	out.SetIndent("", "  ")
	if err := out.Encode(v); err != nil {
		return err.Error()
	}
	return strings.TrimSpace(b.String())
}
