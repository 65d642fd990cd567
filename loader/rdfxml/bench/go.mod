module talentgraph.example/loader/rdfxml/bench

go 1.26.0

replace talentgraph.example => ../../..

require (
	github.com/knakk/rdf v0.0.0-20190304171630-8521bf4c5042
	talentgraph.example v0.0.0
)

require (
	github.com/cayleygraph/quad v1.3.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
