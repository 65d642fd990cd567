module talentgraph.example/query/bench

go 1.26.0

replace talentgraph.example => ../..

require (
	github.com/cayleygraph/quad v1.3.0
	github.com/ncruces/go-sqlite3 v0.37.0
	talentgraph.example v0.0.0
)

require (
	github.com/agnivade/levenshtein v1.2.2 // indirect
	github.com/cayleygraph/cayley v0.7.7 // indirect
	github.com/ncruces/go-sqlite3-wasm/v6 v6.5.35401 // indirect
	github.com/ncruces/julianday v1.0.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)
