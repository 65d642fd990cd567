module talentgraph.example/loader/jsonld/bench

go 1.26.0

replace talentgraph.example => ../../..

require (
	github.com/cayleygraph/quad v1.3.0
	github.com/piprate/json-gold v0.9.1
	talentgraph.example v0.0.0
)

require (
	github.com/pquerna/cachecontrol v0.2.0 // indirect
	golang.org/x/net v0.59.0 // indirect
)
