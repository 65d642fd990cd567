package loader_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader"
)

func ExampleLoad() {
	ctx := context.Background()
	g := graph.New()
	facts := `
		PREFIX ex: <https://example.com/>
		ex:move1 ex:from ex:阿里巴巴 ; ex:to ex:字節跳動 .
	`
	report, err := loader.Load(ctx, g, strings.NewReader(facts), loader.WithFormat(loader.Turtle), loader.WithLabel("https://example.com/news/1"))
	fmt.Println(report.Added, err)
	err = loader.Write(ctx, os.Stdout, g)
	fmt.Println(err)
	// Output:
	// 2 <nil>
	// <https://example.com/move1> <https://example.com/from> <https://example.com/阿里巴巴> <https://example.com/news/1> .
	// <https://example.com/move1> <https://example.com/to> <https://example.com/字節跳動> <https://example.com/news/1> .
	// <nil>
}

// What is wrong with a file comes with its place.
func ExampleSyntaxError() {
	_, err := loader.Load(context.Background(), graph.New(), strings.NewReader("person,to,year\nYang Hongxia,ByteDance,soon\n"), loader.WithName("moves.csv"))
	var wrong *loader.SyntaxError
	if errors.As(err, &wrong) {
		fmt.Println(wrong.Line, wrong.Column)
	}
	fmt.Println(err)
	// Output:
	// 2 24
	// moves.csv:2:24: this must be a year, such as 2024; the column "when" takes months and days; found "soon"
}

func ExampleWithLenient() {
	file := `<https://example.com/a> <https://example.com/p> "1" .
<https://example.com/a> <https://example.com/p> 2 .
`
	report, err := loader.Load(context.Background(), graph.New(), strings.NewReader(file), loader.WithName("facts.nt"),
		loader.WithLenient(10, func(e *loader.SyntaxError) { fmt.Println("skipped line", e.Line) }))
	fmt.Println(report.Read, report.Skipped, err)
	// Output:
	// skipped line 2
	// 1 1 <nil>
}

// A source that has been corrected: its new file takes the place of the old one.
func ExampleWithReplace() {
	ctx := context.Background()
	g := graph.New()
	source := "https://example.com/news/1"
	for _, file := range []string{"person,to,source\nAda,ByteDance," + source + "\n", "person,to,source\nAda,Tencent," + source + "\n"} {
		report, err := loader.Load(ctx, g, strings.NewReader(file), loader.WithFormat(loader.CSV), loader.WithReplace(source))
		fmt.Println(report.Removed > 0, err)
	}
	// Output:
	// false <nil>
	// true <nil>
}

func ExampleDiff() {
	ctx := context.Background()
	read := func(text string) *graph.Graph {
		g := graph.New()
		if _, err := loader.Load(ctx, g, strings.NewReader(text)); err != nil {
			fmt.Println(err)
		}
		return g
	}
	a := read("_:x <https://example.com/p> \"1\" .\n<https://example.com/s> <https://example.com/p> \"2\" .")
	b := read("_:y <https://example.com/p> \"1\" .\n<https://example.com/s> <https://example.com/p> \"3\" .")
	onlyA, onlyB, err := loader.Diff(ctx, a, b)
	fmt.Print(string(term.AppendQuad(nil, onlyA[0])), string(term.AppendQuad(nil, onlyB[0])))
	fmt.Println(len(onlyA), len(onlyB), err)
	// Output:
	// <https://example.com/s> <https://example.com/p> "2" .
	// <https://example.com/s> <https://example.com/p> "3" .
	// 1 1 <nil>
}

func ExampleWrite() {
	ctx := context.Background()
	g := graph.New()
	if err := g.SetPrefix("ex", "https://example.com/"); err != nil {
		fmt.Println(err)
	}
	if _, err := loader.Load(ctx, g, strings.NewReader("person,to\nYang Hongxia,ex:bytedance\n"), loader.WithNamespace("https://example.com/")); err != nil {
		fmt.Println(err)
	}
	if err := loader.Write(ctx, os.Stdout, g, loader.WithFormat(loader.Turtle)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// @prefix ex: <https://example.com/> .
	// @prefix org: <http://www.w3.org/ns/org#> .
	// @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
	// @prefix tg: <https://talentgraph.example/ns#> .
	//
	// ex:bytedance a org:Organization .
	//
	// ex:move-yang-hongxia-s2sgwuib a tg:Move ;
	//     tg:person ex:person-yang-hongxia ;
	//     tg:to ex:bytedance .
	//
	// ex:person-yang-hongxia a tg:Person ;
	//     skos:prefLabel "Yang Hongxia"@en .
}

func ExampleFormatOf() {
	fmt.Println(loader.FormatOf("facts.TTL.gz"))
	// Output: Turtle true
}

func ExampleWithProgress() {
	_, err := loader.Load(context.Background(), graph.New(), strings.NewReader("<https://example.com/a> <https://example.com/p> \"1\" ."),
		loader.WithProgress(func(p loader.Progress) {
			if p.Done { // on a busy machine there may be calls before
				fmt.Println(p.Quads, "quads,", p.Bytes, "bytes")
			}
		}))
	fmt.Println(err)
	// Output:
	// 1 quads, 53 bytes
	// <nil>
}
