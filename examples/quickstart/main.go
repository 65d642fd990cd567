// Command quickstart is the shortest program that asks the bundled facts a question.
package main

import (
	"context"
	"fmt"
	"log"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/query"
)

func main() {
	ctx := context.Background()
	g := graph.New()
	if _, err := loader.Article(ctx, g); err != nil {
		log.Fatal(err)
	}
	moves, err := query.WhoLeft(ctx, g, "阿里巴巴", "ByteDance")
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range moves {
		fmt.Println(m, m.Evidence()[0])
	}
}
