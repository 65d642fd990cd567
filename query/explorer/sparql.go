package explorer

import (
	"errors"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/sparql"
)

// sparqlQueries are queries alone: an update is no query, and is refused as bad grammar.
func sparqlQueries() language {
	return language{name: "SPARQL", path: "sparql", runs: true, run: runSPARQL,
		example: "SELECT ?person ?from ?to {\n  ?move tg:person ?person ; tg:from ?from ; tg:to ?to\n}"}
}

func runSPARQL(p *page, text string) (out found, err error) {
	limits := p.h.o.limits
	opts := []sparql.Option{
		sparql.WithTimeout(limits.Time), sparql.WithMaxRows(limits.Rows), sparql.WithMaxMemory(limits.Memory), sparql.WithMaxText(limits.Memory / 8), sparql.WithMaxQuerySize(limits.ScriptSize),
		sparql.WithNotes(func(n sparql.Note) { out.notes = append(out.notes, n.String()) }),
	}
	for _, x := range p.s.Prefixes() {
		opts = append(opts, sparql.WithPrefix(x.Name, x.Namespace))
	}
	q, err := sparql.Compile(text, opts...)
	if err != nil {
		var bad *sparql.SyntaxError
		if errors.As(err, &bad) {
			out.line = bad.Line
		}
		return out, err
	}
	var b strings.Builder
	written := func(err error) func() (string, string, error) {
		return func() (string, string, error) { return sparql.JSON.MediaType(), b.String(), err }
	}
	ctx := p.r.Context()
	switch q.Form() {
	case sparql.AskForm:
		yes, err := q.Ask(ctx, p.s, opts...)
		if err != nil {
			return out, err
		}
		out.said = []string{p.W(map[bool]string{true: "yes", false: "no"}[yes])}
		out.json = written(sparql.WriteBoolean(&b, sparql.JSON, yes))
	case sparql.SelectForm:
		out.columns = q.Vars()
		var rows []sparql.Row
		for r, err := range q.Select(ctx, p.s, opts...) {
			if err != nil {
				return found{notes: out.notes}, err
			}
			rows = append(rows, r)
			values := map[string]quad.Value{}
			for _, name := range out.columns {
				values[name] = r.Value(name)
			}
			out.rows = append(out.rows, foundRow{values: values, grounds: func() (graph.Certainty, []graph.Evidence, error) {
				evidence, err := r.Grounds(ctx)
				if err != nil || len(evidence) == 0 {
					return graph.Unknown, nil, err
				}
				return r.Certainty(), evidence, nil
			}})
		}
		out.json = func() (string, string, error) {
			err := sparql.WriteVars(ctx, &b, sparql.JSON, out.columns, each(rows))
			return written(err)()
		}
	default: // triples, which have no format of results
		out.columns = []string{"subject", "predicate", "object"}
		triples := [][3]string{}
		for t, err := range q.Construct(ctx, p.s, opts...) {
			if err != nil {
				return found{notes: out.notes}, err
			}
			out.rows = append(out.rows, foundRow{values: map[string]quad.Value{"subject": t.Subject, "predicate": t.Predicate, "object": t.Object}})
			var triple [3]string
			for i, v := range []quad.Value{t.Subject, t.Predicate, t.Object} {
				triple[i] = string(term.Append(nil, v))
			}
			triples = append(triples, triple)
		}
		out.json = func() (string, string, error) { return "application/json", indented(triples) + "\n", nil }
	}
	return out, nil
}

func each[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}
