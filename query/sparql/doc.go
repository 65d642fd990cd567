// Package sparql asks and changes a graph in SPARQL 1.1, the W3C's standard language: the whole of Query and Update, but
// for entailment.
//
//	for row, err := range sparql.Select(ctx, g, `SELECT ?p ?y { ?m tg:from $org ; tg:person ?p OPTIONAL { ?m tg:year ?y } }`,
//		sparql.WithParam("org", quad.IRI(vocab.ID+"alibaba"))) {
//		if err != nil { ... }
//		fmt.Println(row.Entity("p").Label("zh-Hant"), row.Value("y"), row.Evidence())
//	}
//
// Where servers differ: the default graph of a query is the union of all quads, labelled or not, as a set. A fact that
// three claims state is one triple, and needs no GRAPH to be found. Named graphs are the labels, which are the claims:
// GRAPH ?claim { ?m tg:to ?o } gives a solution for each claim that says so, and ?claim tg:certainty ?c outside of it reads
// the claim's record. Facts without a label are in no named graph. With [StrictDataset] the default graph is the quads
// without a label, as servers have it; FROM and FROM NAMED choose labels.
//
//   - [Select], [Ask] and [Construct] (which takes DESCRIBE too) run a text; [Compile] reads one once for many runs.
//   - [Update] is one change of a graph: all operations of a request, or none.
//   - [WithParam] gives a variable a value. It is never put into the text, so that there is nothing to inject.
//   - A [Row] has values, entities, JSON, and the claims behind it ([Row.Evidence]).
//   - [WriteResults] writes rows as JSON, XML, CSV or TSV. Package protocol answers over HTTP.
//
// GUIDE.md, beside this file, has ten worked queries.
//
// # Prefixes
//
// The prefixes that the graph knows (tg:, id:, skos: and so on) need no PREFIX; the query's own come first. A query that
// is compiled without a graph knows those of vocab.Prefixes and of [WithPrefix]. Relative IRIs need BASE or [WithBase].
//
// # Answers
//
// An answer is whole, or an error, which comes last and once. Errors are a [*SyntaxError] with line and column, a
// [*graph.LimitError], or the context's. An error within an expression is none of the query's: by the standard it is an
// unbound value, or false. Each range over an answer runs the query afresh, on one state of the graph.
//
// What the standard leaves open: EXISTS is evaluated with the values of the solution joined in at the innermost place
// where a variable is visible, below BIND, VALUES and MINUS too. A parameter is joined in likewise. Literals that are not
// well formed are equal to themselves only. Of two times, one with a zone and one without, none is earlier unless 14 hours
// either way make no difference. Dates and numbers are compared as numbers and dates, all else is an error.
//
// # What is refused
//
// There is no network: SERVICE and LOAD work by the functions of [WithService] and [WithLoad], and are errors without.
// Functions by IRI are the casts of the standard and those of [WithFunction].
//
// # Limits
//
// Each query runs within limits that have defaults and options: time, rows, memory (counted, not sampled), text made by
// expressions, size and nesting of the query. Reaching one is an error that matches graph.ErrLimit and names the option
// that raises it.
//
// # The way in
//
// compile.go reads and binds, run.go runs, row.go and evidence.go are what callers see of a row, results.go and its kin
// write results, update.go and its kin change a graph. internal/syntax is the grammar, internal/suite reads the W3C's
// tests. The engine is in query/internal: algebra, plan, exec, expr.
package sparql
