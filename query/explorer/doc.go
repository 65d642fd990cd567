// Package explorer browses a graph in a web browser: an http.Handler to mount anywhere.
//
//	h := explorer.New(g, explorer.WithTexts(text))
//	http.ListenAndServe("127.0.0.1:8080", h) // or http.StripPrefix("/graph", h) below a path that ends with a slash
//
// Its pages search in any script; show an entity with its picture, its moves and posts with the passages that claim them,
// disputes side by side, facts from and to it; put every question of package questions by a form, with facets, pages and
// the same answer as JSON, CSV, SVG and GEXF; tell why; show sources, with their text where it is at hand; run Gizmo scripts and
// SPARQL queries; and tell what breaks shapes (SHACL). With texts, a passage can be selected and what it says written down: the desk.
//
// All works without script; with it there are suggestions, keys, and Stop. Pages are in English, traditional and simplified
// Chinese. Time, certainty and source narrow all pages: every link keeps them. Each request answers from one snapshot.
//
// # Security
//
// A request must name one of the handler's hosts: 127.0.0.1, localhost and those of WithHosts. POSTs of other origins are
// refused, and so are requests that other sites make without their user following a link. GET changes nothing, and runs no
// script. Pages have a content security policy without exceptions, and everything of the data is text in them. Scripts run only in
// the box of WithScripts, SPARQL has no updates and no network, questions take ten seconds, each within WithLimits; what
// waits too long for its turn is told to come again. ReadOnly takes away all that writes.
//
// Whoever can reach the handler can read the graph; there are no accounts. Put a proxy before it that asks who they are.
//
// # Files
//
// explorer.go makes the handler, handler.go is what it holds, state.go what it keeps of a state, options.go its options; guard.go keeps strangers out. page.go
// is one request: its state, its language, its links, its errors; parts.go what templates ask it for. home.go, entity.go, ask.go, answer.go, why.go, source.go,
// script.go with its languages gizmo.go and sparql.go and its pictures, disputes.go, violations.go, write.go, desk.go and refused.go have the pages, claims.go what
// they show of evidence, words.go what they say; their markup is in pages/.
package explorer
