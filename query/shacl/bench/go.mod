module talentgraph.example/query/shacl/bench

go 1.26.0

replace talentgraph.example => ../../..

require (
	github.com/cayleygraph/quad v1.3.0
	talentgraph.example v0.0.0
)

require (
	github.com/agnivade/levenshtein v1.2.2 // indirect
	github.com/cayleygraph/cayley v0.7.7 // indirect
	github.com/klauspost/compress v1.20.3 // indirect
	golang.org/x/net v0.59.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
