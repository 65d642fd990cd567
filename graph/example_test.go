package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// twoCompanies is a graph with two organizations that have names.
func twoCompanies(ctx context.Context) (*graph.Graph, error) {
	g := graph.New()
	name := func(id, text, lang string) quad.Quad {
		return quad.Quad{Subject: quad.IRI(vocab.ID + id), Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(text), Lang: lang}}
	}
	return g, g.Add(ctx,
		name("alibaba", "Alibaba", "en"), name("alibaba", "阿里巴巴", "zh"),
		name("bytedance", "ByteDance", "en"), name("bytedance", "字節跳動", "zh-Hant"))
}

func ExampleGraph() {
	ctx := context.Background()
	g := graph.New()
	defer g.Close()
	err := g.Add(ctx,
		quad.MakeIRI("https://example.com/alice", "https://example.com/knows", "https://example.com/bob", ""),
		quad.MakeIRI("https://example.com/bob", "https://example.com/knows", "https://example.com/carol", ""))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(g.Size(), "quads")
	for q, err := range g.Quads(ctx, graph.Pattern{Subject: quad.IRI("https://example.com/bob")}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(q.Object)
	}
	// Output:
	// 2 quads
	// <https://example.com/carol>
}

// A question by numbers: whom do those know whom Alice knows?
func ExampleNumbers() {
	ctx := context.Background()
	g := graph.New()
	defer g.Close()
	knows := func(who, whom string) quad.Quad {
		return quad.MakeIRI("https://example.com/"+who, "https://example.com/knows", "https://example.com/"+whom, "")
	}
	if err := g.Add(ctx, knows("alice", "bob"), knows("alice", "carol"), knows("bob", "dave"), knows("carol", "dave")); err != nil {
		fmt.Println(err)
		return
	}
	n := g.Snapshot().Numbers()
	ids, err := n.IDs(ctx, []quad.Value{quad.IRI("https://example.com/alice"), quad.IRI("https://example.com/knows")})
	if err != nil {
		fmt.Println(err)
		return
	}
	frontier, predicates := ids[:1], ids[1:]
	for range 2 {
		var next []graph.ID
		err := n.Expand(ctx, frontier, quad.Subject, predicates, func(r graph.Run) bool {
			next = append(next, r.Others...)
			return true
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		slices.Sort(next)
		frontier = slices.Compact(next)
	}
	for _, id := range frontier {
		fmt.Println(n.Value(id))
	}
	// Output: <https://example.com/dave>
}

// A snapshot stays what it was.
func ExampleSnapshot() {
	ctx := context.Background()
	g := graph.New()
	q := quad.MakeIRI("https://example.com/alice", "https://example.com/knows", "https://example.com/bob", "")
	before := g.Snapshot()
	if err := g.Add(ctx, q); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(before.Size(), g.Snapshot().Size())
	// Output:
	// 0 1
}

// What the function of an Update writes appears at once, or not at all.
func ExampleTx() {
	ctx := context.Background()
	g := graph.New()
	err := g.Update(ctx, func(tx *graph.Tx) error {
		if err := tx.Add(quad.MakeIRI("https://example.com/a", "https://example.com/p", "https://example.com/b", "")); err != nil {
			return err
		}
		return errors.New("a second thought")
	})
	fmt.Println(err)
	fmt.Println(g.Size(), "quads")
	// Output:
	// a second thought
	// 0 quads
}

func ExampleEntity() {
	ctx := context.Background()
	g, err := twoCompanies(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"阿里巴巴", "ALIBABA", "id:alibaba", "zijietiaodong"} {
		e, err := graph.Resolve(ctx, g, name, graph.OrganizationKind())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(e.ID(), e.Label("en"), e.Label("zh-Hant"))
	}
	// Output:
	// <https://talentgraph.example/id/alibaba> Alibaba 阿里巴巴
	// <https://talentgraph.example/id/alibaba> Alibaba 阿里巴巴
	// <https://talentgraph.example/id/alibaba> Alibaba 阿里巴巴
	// <https://talentgraph.example/id/bytedance> ByteDance 字節跳動
}

func ExampleNameError() {
	ctx := context.Background()
	g, err := twoCompanies(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = graph.Resolve(ctx, g, "Alibabba", graph.OrganizationKind())
	fmt.Println(err)
	var e *graph.NameError
	if errors.As(err, &e) && errors.Is(err, graph.ErrNotFound) {
		fmt.Println(e.Suggestions[0].ID())
	}
	// Output:
	// no organization named "Alibabba"; did you mean "Alibaba" (阿里巴巴)?
	// <https://talentgraph.example/id/alibaba>
}

func ExampleQuadError() {
	g := graph.New()
	err := g.Add(context.Background(), quad.Quad{
		Subject:   quad.String("not a node"),
		Predicate: quad.IRI("https://example.com/p"),
		Object:    quad.Int(1),
	})
	var e *graph.QuadError
	fmt.Println(errors.As(err, &e), e.Index, e.Err)
	// Output:
	// true 0 its subject is a literal, and RDF wants an IRI or a blank node there
}

func ExampleLimitError() {
	var err error = &graph.LimitError{Limit: "rows", Value: 1000, Raise: "WithMaxRows"}
	fmt.Println(err)
	fmt.Println(errors.Is(err, graph.ErrLimit))
	// Output:
	// limit reached: rows, 1000; raise it with WithMaxRows
	// true
}

// A fact is written with the claim that states it; what is read back is evidence.
func ExampleClaim() {
	ctx := context.Background()
	g := graph.New()
	move := quad.IRI("https://example.com/move/1")
	err := g.Update(ctx, func(tx *graph.Tx) error {
		_, err := tx.Assert(graph.Claim{
			ID:        "https://example.com/claim/1",
			Source:    "https://example.com/news/42",
			Paragraph: 3, Start: 10, End: 58,
			Certainty: graph.Inferred,
			Note:      "The text names the company two sentences later.",
		}, quad.Quad{Subject: move, Predicate: vocab.To, Object: quad.IRI("https://example.com/org/1")})
		return err
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := g.Snapshot()
	for _, e := range s.Numbers().Evidence(s.Numbers().ID(quad.IRI("https://example.com/claim/1"))) {
		fmt.Println(e)
		fmt.Println(e.Note)
	}
	// Output:
	// https://example.com/news/42 ¶3 [10:58] inferred
	// The text names the company two sentences later.
}

func ExampleCertainty() {
	fmt.Println(graph.Stated.AtLeast(graph.Inferred), graph.Disputed.AtLeast(graph.Inferred))
	fmt.Println(graph.Weaker(graph.Stated, graph.Speculative))
	// Output:
	// true false
	// speculative
}
