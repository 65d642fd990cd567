package shacl_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query/shacl"
)

// Each move has one year at most. Who says so stands below what breaks the rule.
func Example() {
	ctx := context.Background()
	rules, g := graph.New(), graph.New()
	load := func(g *graph.Graph, trig string) {
		if _, err := loader.Load(ctx, g, strings.NewReader(trig), loader.WithFormat(loader.TriG)); err != nil {
			log.Fatal(err)
		}
	}
	load(rules, `@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tg: <https://talentgraph.example/ns#> .
		tg:MoveRule sh:targetClass tg:Move ; sh:property [ sh:path tg:year ; sh:maxCount 1 ] .`)
	load(g, `@prefix tg: <https://talentgraph.example/ns#> . @prefix id: <https://talentgraph.example/id/> .
		id:m1 a tg:Move . id:herald { id:m1 tg:year 2023 . } id:courier { id:m1 tg:year 2024 . }`)

	shapes, err := shacl.Parse(ctx, rules)
	if err != nil {
		log.Fatal(err)
	}
	report, err := shapes.Validate(ctx, g)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(report)
	// Output:
	// 1 results, 1 of them violations
	// violation: id:m1: year (tg:year) has 2 values; 1 are allowed at most
	//   shape: tg:year of tg:MoveRule
	//   id:courier
	//   id:herald
}
