// Package protocol answers SPARQL over HTTP: the SPARQL 1.1 Protocol, as YASGUI, SPARQLWrapper and other clients speak it.
//
//	http.Handle("/sparql", protocol.New(g, sparql.WithTimeout(2*time.Second)))
//
// A query comes by GET (?query=...), as a form, or as a body of application/sparql-query; default-graph-uri and
// named-graph-uri choose its dataset, absolute IRIs both. Rows and truth values are written as JSON, XML, CSV or TSV, triples as
// N-Triples, which is Turtle too, and as what [WithFormat] adds, as Accept says. [NewWithUpdates] also takes updates, by POST only: a form with update=... or a body
// of application/sparql-update, with using-graph-uri and using-named-graph-uri.
//
// The limits of package sparql hold for each request, and so do its options. A client that leaves ends its query. Errors
// are plain text: 400 for a text that is no SPARQL, with line and column; 405, 406 and 415 for methods and media types;
// 413 for what is too long; 500 for a query that went over a limit, which the standard calls refused. An error after the
// first rows have been sent breaks the connection, so that no answer looks whole that is not.
//
// [AllowOrigins] lets pages of other origins read the answers. Updates that a browser sends for pages of other origins are
// refused. There is no authentication: wrap the handler in what has it. Who can reach a handler with updates by other means than
// a browser can change everything in the graph.
package protocol
