package sparql_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
	"talentgraph.example/query"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/naive"
	"talentgraph.example/query/sparql"
	"talentgraph.example/query/sparql/internal/suite"
	parser "talentgraph.example/query/sparql/internal/syntax"
)

// readRDF reads Turtle or RDF/XML, as the file's name says.
func readRDF(file, base string) ([]quad.Quad, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if filepath.Ext(file) == ".rdf" {
		return quad.ReadAll(rdfxml.NewReader(f, syntax.WithFile(file), syntax.WithBase(base)))
	}
	return quad.ReadAll(turtle.NewReader(f, syntax.WithFile(file), syntax.WithBase(base)))
}

// dataset reads a test's data. Blank nodes of different files are different.
func dataset(t *testing.T, d suite.Data) (quads []quad.Quad) {
	files := 0
	add := func(file, base string, label quad.Value) {
		list, err := readRDF(file, base)
		require.NoError(t, err)
		files++
		own := func(v quad.Value) quad.Value {
			if b, ok := v.(quad.BNode); ok {
				return quad.BNode(fmt.Sprintf("f%d%s", files, string(b)))
			}
			return v
		}
		for _, q := range list {
			quads = append(quads, quad.Quad{Subject: own(q.Subject), Predicate: q.Predicate, Object: own(q.Object), Label: label})
		}
	}
	for _, file := range d.Default {
		add(file, suite.Base(file), nil)
	}
	for _, g := range d.Named {
		add(g.File, suite.Base(g.File), quad.IRI(g.Name))
	}
	return quads
}

// evaluate answers a query over quads: by the oracle or by the engine.
type evaluate func(t *testing.T, text, base string, quads []quad.Quad, services []suite.Service) (suite.Result, error)

func queryTests(t *testing.T) (tests []suite.Test) {
	for _, test := range append(suite.Tests(t, readRDF, "sparql10", "manifest.ttl"), suite.Tests(t, readRDF, "sparql11",
		"manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl", "manifest-sparql11-fed.ttl")...) {
		if test.Type == "QueryEvaluationTest" || test.Type == "CSVResultFormatTest" {
			tests = append(tests, test)
		}
	}
	require.Len(t, tests, 283+225+7+7+3)
	return tests
}

func runQueries(t *testing.T, answer evaluate, exceptions map[string]string) {
	for _, test := range queryTests(t) {
		t.Run(test.Group+"/"+test.Name, func(t *testing.T) {
			text, err := os.ReadFile(test.Action)
			require.NoError(t, err)
			base := suite.Base(test.Action)
			q, err := parser.ParseQuery(string(text), parser.Options{Base: base})
			require.NoError(t, err)
			data := test.Before
			if len(data.Default)+len(data.Named) == 0 { // the query says where its data is
				for _, n := range append(q.From, q.FromNamed...) {
					data.Named = append(data.Named, suite.Graph{Name: n.Value.Text, File: suite.File(n.Value.Text)})
				}
			}
			got, err := answer(t, string(text), base, dataset(t, data), test.Services)
			if err == nil {
				var want suite.Result
				want, err = suite.ReadResult(readRDF, test.Result, q.Form == algebra.Construct)
				require.NoError(t, err)
				err = suite.Compare(got, want, test.Lax)
			}
			reason, excepted := exceptions[test.Name]
			switch {
			case excepted && err == nil:
				t.Errorf("it passes; take it from the list of exceptions (%s)", reason)
			case excepted:
				t.Skip(reason)
			}
			assert.NoError(t, err, "%s", text)
		})
	}
}

// The oracle against the suites, so that the texts, the algebra and the oracle are known to be right.
func TestW3COracle(t *testing.T) {
	runQueries(t, byOracle, map[string]string{"service5": "the oracle has no SERVICE with a variable"})
}

// The engine, by way of the surface and of each format of results.
func TestW3CEngine(t *testing.T) {
	runQueries(t, byEngine, nil)
}

func graphOf(t *testing.T, quads []quad.Quad) *graph.Graph {
	g := graph.New()
	require.NoError(t, g.Update(t.Context(), func(tx *graph.Tx) error { return tx.Add(quads...) }))
	return g
}

func byEngine(t *testing.T, text, base string, quads []quad.Quad, services []suite.Service) (r suite.Result, err error) {
	g := graphOf(t, quads)
	opts := []sparql.Option{sparql.WithBase(base), sparql.StrictDataset(), sparql.WithService(func(_ context.Context, endpoint quad.IRI, query string) iter.Seq2[map[string]quad.Value, error] {
		return func(yield func(map[string]quad.Value, error) bool) {
			q, err := parser.ParseQuery(query, parser.Options{})
			require.NoError(t, err)
			var vars []string
			for _, p := range q.Projection {
				vars = append(vars, p.Var)
			}
			rows, err := answerService(t, byEngine, services, string(endpoint), query, vars)
			for _, row := range rows {
				values := map[string]quad.Value{}
				for i, v := range vars {
					values[v] = row[i].Value()
				}
				if !yield(values, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
			}
		}
	})}
	q, err := sparql.Compile(text, opts...)
	if err != nil {
		return r, err
	}
	switch q.Form() {
	case sparql.AskForm:
		answer, err := q.Ask(t.Context(), g)
		return suite.Result{Boolean: &answer}, err
	case sparql.ConstructForm, sparql.DescribeForm:
		made, err := query.All(q.Construct(t.Context(), g))
		return suite.GraphOf(made), err
	}
	rows, err := query.All(q.Select(t.Context(), g))
	r = suite.Result{Vars: q.Vars()}
	for _, row := range rows {
		cells := map[string]term.Term{}
		for _, v := range q.Vars() {
			if cell, _ := term.Of(row.Value(v)); cell.Kind != term.None {
				cells[v] = cell
			}
		}
		r.Rows = append(r.Rows, cells)
		row.Evidence()
	}
	if err == nil {
		readBack(t, q.Vars(), rows, r)
	}
	return r, err
}

// readBack writes rows in each format, and reads them.
func readBack(t *testing.T, vars []string, rows []sparql.Row, want suite.Result) {
	want.Ordered = true
	for format, ending := range map[sparql.ResultFormat]string{sparql.JSON: ".srj", sparql.XML: ".srx", sparql.CSV: ".csv", sparql.TSV: ".tsv"} {
		var out bytes.Buffer
		require.NoError(t, sparql.WriteVars(t.Context(), &out, format, vars, func(yield func(sparql.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}))
		if len(vars) == 0 || len(vars) == 1 && (ending == ".csv" || ending == ".tsv") {
			continue // an empty line, which readers of tables pass over
		}
		file := filepath.Join(t.TempDir(), "result"+ending)
		require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
		got, err := suite.ReadResult(readRDF, file, false)
		require.NoError(t, err, "%s", out.String())
		if ending == ".csv" {
			want := want
			want.Text = true
			assert.NoError(t, suite.Compare(got, want, false), "%s", out.String())
			continue
		}
		assert.NoError(t, suite.Compare(got, want, false), "%s", out.String())
	}
}

func termsOf(quads []quad.Quad) (list []naive.Quad) {
	for _, q := range quads {
		of := func(v quad.Value) term.Term {
			t, _ := term.Of(v)
			return t
		}
		list = append(list, naive.Quad{Subject: of(q.Subject), Predicate: of(q.Predicate), Object: of(q.Object), Label: of(q.Label)})
	}
	return list
}

func byOracle(t *testing.T, text, base string, quads []quad.Quad, services []suite.Service) (suite.Result, error) {
	q, err := parser.ParseQuery(text, parser.Options{Base: base})
	if err != nil {
		return suite.Result{}, err
	}
	a := q.Algebra()
	opts := naive.Options{Strict: true, Now: time.Now(), Service: func(_ context.Context, endpoint term.Term, text string, vars []string) ([][]term.Term, error) {
		return answerService(t, byOracle, services, endpoint.Text, text, vars)
	}}
	solutions, err := naive.Eval(t.Context(), a, termsOf(quads), opts)
	if err != nil {
		return suite.Result{}, err
	}
	return resultOf(a, solutions), nil
}

// answerService plays the endpoints of a test.
func answerService(t *testing.T, answer evaluate, services []suite.Service, endpoint, text string, vars []string) ([][]term.Term, error) {
	for _, s := range services {
		if s.Endpoint != endpoint {
			continue
		}
		r, err := answer(t, text, "", dataset(t, suite.Data{Default: s.Data}), services)
		var list [][]term.Term
		for _, row := range r.Rows {
			cells := make([]term.Term, len(vars))
			for i, v := range vars {
				cells[i] = row[v]
			}
			list = append(list, cells)
		}
		return list, err
	}
	return nil, fmt.Errorf("no such endpoint: %s", endpoint)
}

// resultOf makes an answer of solutions, by the form of the query.
func resultOf(q *algebra.Query, solutions []naive.Solution) (r suite.Result) {
	switch q.Form {
	case algebra.Ask:
		truth := len(solutions) > 0
		return suite.Result{Boolean: &truth}
	case algebra.Construct:
		return suite.GraphOf(construct(q, solutions))
	}
	for _, v := range q.Result {
		r.Vars = append(r.Vars, q.Name(v))
	}
	for _, s := range solutions {
		row := map[string]term.Term{}
		for v, t := range s {
			row[q.Name(v)] = t
		}
		r.Rows = append(r.Rows, row)
	}
	return r
}

func construct(q *algebra.Query, solutions []naive.Solution) (quads []quad.Quad) {
	seen := map[quad.Quad]bool{}
	for i, s := range solutions {
		for _, tr := range q.Template {
			var parts [3]term.Term
			for k, at := range []algebra.Term{tr.Subject, tr.Predicate, tr.Object} {
				parts[k] = at.Value
				if at.IsVar() {
					parts[k] = s[at.Var]
				} else if at.Value.Kind == term.Blank {
					parts[k].Text += fmt.Sprintf("of%d", i)
				}
			}
			made := quad.Quad{Subject: parts[0].Value(), Predicate: parts[1].Value(), Object: parts[2].Value()}
			if parts[0].Kind != term.None && parts[0].Kind != term.Literal && parts[1].Kind == term.IRI && parts[2].Kind != term.None && !seen[made] {
				seen[made] = true
				quads = append(quads, made)
			}
		}
	}
	return quads
}
