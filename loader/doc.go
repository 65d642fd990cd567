// Package loader brings facts from files into a graph, and writes them back.
//
//   - [Article] loads the bundled facts of one 2024 article.
//   - [Load], [LoadFile] and [LoadFiles] read a stream, a file or several files, each time in one change: all
//     of it, or nothing.
//   - [Write] and [WriteFile] write a graph.
//   - [Hash], [Equal] and [Diff] compare graphs, whatever their blank nodes are called.
//   - An [Option] sets one thing of any of these calls. What a call or a format has no use for does nothing.
//
// The way in:
//
//	g := graph.New()
//	report, err := loader.LoadFile(ctx, g, "facts.ttl.gz", loader.WithLabel("https://example.com/my-data"))
//	var bad *loader.SyntaxError
//	if errors.As(err, &bad) {
//		return fmt.Errorf("line %d, column %d: %w", bad.Line, bad.Column, bad) // and nothing has been loaded
//	} else if err != nil {
//		return err
//	}
//	fmt.Println(report.Added, "new facts")
//	return loader.WriteFile(ctx, "all.nq", g)
//
// # Formats
//
//	           endings      read               written
//	N-Triples  .nt          on all cores       line by line
//	N-Quads    .nq          on all cores       line by line
//	Turtle     .ttl         as a stream        for people, or as a stream
//	TriG       .trig        as a stream        for people, or as a stream
//	JSON-LD    .jsonld      as a whole, or     as a whole
//	                        item by item
//	 in HTML   .html, .htm  as a whole         not
//	RDF/XML    .rdf, .owl  as a stream        for people
//	CSV        .csv, .tsv   row by row         as one of the tables, by its name
//	XLSX       .xlsx        row by row         not
//
// Each has a package of its own below this one, which says what exactly is accepted; package csv says what
// the columns of a table can be. Files packed by gzip or zstd (.gz, .zst) are read and written as well. A
// format is known by the name's ending, else by the content, unless WithFormat gives it. "-" is standard
// input or output.
//
// # What is wrong with a file
//
// Reading is strict: the first error ends the load, and nothing has changed. It is a [*SyntaxError] with file,
// line and column. [WithLenient] skips wrong lines of N-Triples and N-Quads, wrong rows of tables and what in JSON-LD
// is no RDF, up to a limit, and reports each. How much a file can ask for (the length of lines and literals, the depth of
// nesting, the number of blank nodes) is limited: see [WithLimits].
//
// [WithCheck] holds what a load would make of the graph against rules, and refuses it whole. A [*CheckError] then tells
// file, line and column of what breaks them.
//
// # Whose facts they are
//
// A quad's graph label says who states it. [WithLabel] gives one to the quads that have none. [WithReplace] puts
// what a source says now in the place of what it said before, without anybody seeing a state in between.
//
// # Blank nodes
//
// Blank nodes are local to their file: each file that is read gives them names of its own, so that "_:b1" of
// two files are two nodes. Reading a file with blank nodes twice therefore adds its blank nodes twice; all
// other quads that are there already are left as they are.
//
// # Safe use
//
// All functions may be called by several goroutines at once; loads of one graph take turns. The context is
// looked at all along, and when it ends, so does the call, with the context's error.
//
// # To add a format
//
// EXTENDING.md has the recipe.
package loader
