package sparql_test

import (
	"testing"

	"talentgraph.example/query/sparql"
)

// BenchmarkCompile reads a short query; 3,000 ns are wanted.
func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sparql.Compile("SELECT ?p ?y { ?m tg:from id:alibaba ; tg:to id:tencent ; tg:person ?p ; tg:year ?y }"); err != nil {
			b.Fatal(err)
		}
	}
}
