// Command quickstart is the shortest program that asks the bundled facts a question. It keeps them in a file, where the
// next run finds them.
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
	g, err := graph.Open(ctx, "file:talent.tg") // or graph.New(), in memory alone
	if err != nil {
		log.Fatal(err)
	}
	defer g.Close()
	if g.Size() == 0 { // the first run
		if _, err := loader.Article(ctx, g); err != nil {
			log.Fatal(err)
		}
	}
	moves, err := query.WhoLeft(ctx, g, "阿里巴巴", "ByteDance")
	if err != nil {
		log.Fatal(err)
	}
	for _, m := range moves {
		fmt.Printf("%q, %q\n", m, m.Evidence()[0]) // in quotation marks nothing acts on a terminal
	}
}
