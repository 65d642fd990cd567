module talentgraph.example

go 1.26

require github.com/cayleygraph/quad v1.3.0
