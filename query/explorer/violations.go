package explorer

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/sheet"
	"talentgraph.example/query/shacl"
)

// report holds the shapes against the page's state, once a state: pages of one report are of one validation.
func (p *page) report() (*shacl.Report, error) {
	done, err := p.turn(p.h.costly)
	if err != nil {
		return nil, err
	}
	defer done()
	return p.h.reports.of(p.r.Context(), p.s, func(ctx context.Context, s *graph.Snapshot) (*shacl.Report, error) {
		ctx, cancel := context.WithTimeout(ctx, p.h.o.limits.Time)
		defer cancel()
		opts := append([]shacl.Option{shacl.WithMaxMemory(p.h.o.limits.Memory)}, p.h.o.shapes.opts...)
		return p.h.o.shapes.rules.Validate(ctx, s, opts...)
	})
}

type violationsBody struct {
	Conforms          string // what to say if nothing is wrong
	Shapes            int
	Found, Violations string       // of all results, how many are shown here
	By                []facetValue // the shapes that are broken
	Shape             string       // the one that is shown alone
	Rows              []violation
	Next              string
	More              int
	Formats           []choice
}

// violation is one result, in the reader's language.
type violation struct {
	Severity, Word string
	Focus, Value   cell
	Message, Shape string
	Details        []string
	Grounds        grounds
}

// violations is the page of what breaks the shapes: which thing, by which value, on whose word.
func violations(p *page) error {
	report, err := p.report()
	if err != nil {
		return err
	}
	shape := p.q.Get("shape")
	var results []shacl.Result
	counts, order := map[string]int{}, []string{}
	for _, r := range report.Results {
		if counts[r.ShapeName]++; counts[r.ShapeName] == 1 {
			order = append(order, r.ShapeName)
		}
		if shape == "" || shape == r.ShapeName {
			results = append(results, r)
		}
	}
	switch format := p.q.Get("format"); format {
	case "":
	case "json":
		text, err := json.Marshal(results)
		if err != nil {
			return err
		}
		return p.send(http.StatusOK, "application/json", string(text)+"\n")
	case "csv":
		return p.violationsCSV(results)
	default:
		return errBad{http.StatusBadRequest, p.W("no format")}
	}
	b := violationsBody{Shapes: p.h.o.shapes.rules.Len(), Shape: shape, Found: p.found(len(results), len(report.Results)+report.More), Violations: count(int64(report.Violations)), More: report.More}
	if report.Conforms {
		b.Conforms = fmt.Sprintf(p.W("conforms"), b.Shapes)
	}
	for _, name := range order {
		b.By = append(b.By, facetValue{name, p.With("shape", name, "after", ""), counts[name]})
	}
	after, err := strconv.Atoi("0" + p.q.Get("after"))
	if err != nil {
		return errBad{http.StatusBadRequest, "after"}
	}
	after = min(after, len(results))
	for _, r := range results[after:min(after+pageRows, len(results))] {
		b.Rows = append(b.Rows, p.violation(r))
	}
	if after+pageRows < len(results) {
		b.Next = p.With("after", strconv.Itoa(after+pageRows))
	}
	for _, f := range []string{"json", "csv"} {
		b.Formats = append(b.Formats, choice{Value: f, Label: p.With("format", f, "after", "")})
	}
	return p.show(http.StatusOK, "violations", p.W("violations"), b)
}

// found says how many results there are, and how many of them a page is about.
func (p *page) found(here, all int) string {
	if p.q.Get("shape") == "" {
		return count(int64(all)) + " " + p.W("found")
	}
	return fmt.Sprintf(p.W("found of"), count(int64(here)), count(int64(all)))
}

func (p *page) violation(r shacl.Result) violation {
	v := violation{Severity: p.severity(r.Severity), Message: r.Message(p.Lang), Shape: r.ShapeName, Focus: p.node(r.Focus), Grounds: p.grounds(r.Evidence)}
	v.Word = p.W(v.Severity)
	if r.Value != nil && r.Value != r.Focus {
		v.Value = p.node(r.Value)
	}
	for _, d := range r.Details {
		v.Details = append(v.Details, d.Message(p.Lang))
	}
	return v
}

// severity is the name of one: those of the standard are words, others their IRIs.
func (p *page) severity(iri quad.IRI) string {
	switch name := strings.TrimPrefix(string(iri), "http://www.w3.org/ns/shacl#"); name {
	case "Violation", "Warning", "Info":
		return strings.ToLower(name)
	default:
		return p.l.Compact(iri)
	}
}

func (p *page) violationsCSV(results []shacl.Result) error {
	var b strings.Builder
	out := csv.NewWriter(&b)
	lines := [][]string{{p.W("thing"), p.W("severity"), p.W("message"), p.W("shape"), p.W("evidence")}}
	for _, r := range results {
		var where []string
		for _, e := range r.Evidence {
			where = append(where, p.reference(e))
		}
		line := []string{plain(r.Focus), p.W(p.severity(r.Severity)), r.Message(p.Lang), r.ShapeName, strings.Join(where, "; ")}
		for i := range line {
			line[i] = sheet.Harmless(line[i])
		}
		lines = append(lines, line)
	}
	if err := out.WriteAll(lines); err != nil {
		return err
	}
	return p.send(http.StatusOK, "text/csv; charset=utf-8", b.String())
}
