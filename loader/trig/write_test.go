package trig_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
)

// TestRandomGraphs writes small graphs in which blank nodes, lists, broken lists and rings meet.
func TestRandomGraphs(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 1))
	for i := range long.Runs(300, 1500) {
		quads := randomQuads(rng, i%2 != 0)
		for _, opts := range [][]syntax.Option{nil, {syntax.WithStreaming()}} {
			if err := writtenAndReadBack(quads, opts...); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// randomQuads makes a small graph of few terms, with labels or without.
func randomQuads(rng *rand.Rand, labelled bool) []quad.Quad {
	first, rest, null := quad.IRI(term.RDF+"first"), quad.IRI(term.RDF+"rest"), quad.IRI(term.RDF+"nil")
	predicates := []quad.Value{first, rest, first, rest, quad.IRI("a:p"), quad.IRI(term.RDF + "type")}
	pick := func(values []quad.Value) quad.Value { return values[rng.IntN(len(values))] }
	nodes := []quad.Value{quad.IRI("a:s"), null}
	for n := range 1 + rng.IntN(6) {
		nodes = append(nodes, quad.BNode(fmt.Sprintf("n%d", n)))
	}
	objects := append([]quad.Value{quad.String("x\n\"y\""), quad.Int(7), null, null}, nodes...)
	labels := []quad.Value{nil, nil, nil, quad.IRI("a:g"), nodes[len(nodes)-1]}
	if !labelled {
		labels = labels[:1]
	}
	var quads []quad.Quad
	for range 1 + rng.IntN(12) {
		quads = append(quads, quad.Quad{Subject: pick(nodes), Predicate: pick(predicates), Object: pick(objects), Label: pick(labels)})
	}
	return quads
}

func TestNestingHasAnEnd(t *testing.T) {
	const n = 5000
	var chain, ring, list, lists []quad.Quad
	node := func(i int) quad.BNode { return quad.BNode(fmt.Sprintf("n%d", i)) }
	add := func(quads *[]quad.Quad, s quad.Value, p string, o quad.Value) {
		*quads = append(*quads, quad.Quad{Subject: s, Predicate: quad.IRI(p), Object: o})
	}
	for i := range n {
		add(&chain, node(i), "a:p", node(i+1))
		add(&ring, node(i), "a:p", node((i+1)%n))
		add(&list, node(i), term.RDF+"first", quad.Int(i))
		add(&lists, node(i), term.RDF+"rest", quad.IRI(term.RDF+"nil"))
		add(&lists, node(i), term.RDF+"first", node(i+1))
		if i < n-1 {
			add(&list, node(i), term.RDF+"rest", node(i+1))
		}
	}
	add(&list, node(n-1), term.RDF+"rest", quad.IRI(term.RDF+"nil"))
	add(&list, quad.IRI("a:s"), "a:p", node(0))
	for name, c := range map[string]struct {
		quads []quad.Quad
		named int // blank nodes that keep their names, at most
	}{
		"chain": {chain, n/30 + 1}, "ring": {ring, n/30 + 1}, "list": {list, 0}, "lists": {lists, n/30 + 1},
	} {
		file, err := write(c.quads)
		if err != nil {
			t.Fatal(name, err)
		}
		again, err := quad.ReadAll(trig.NewReader(strings.NewReader(file)))
		if err != nil || len(again) != len(c.quads) {
			t.Errorf("%s: %d quads came back as %d, %v", name, len(c.quads), len(again), err)
		}
		if named := strings.Count(file, "\n_:"); named > c.named || strings.HasPrefix(file, "_:") && c.named == 0 {
			t.Errorf("%s: %d nodes have names", name, named)
		}
	}
}

// TestRingThroughAList: where the ring is cut depends on names, but never is it within the list.
func TestRingThroughAList(t *testing.T) {
	for _, names := range []string{"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"} {
		n := strings.Fields(names)
		file := fmt.Sprintf(`@prefix rdf: <%s> . _:%s rdf:first 1 ; rdf:rest _:%s . _:%[3]s rdf:first _:%[4]s ; rdf:rest () . _:%[4]s <a:p> _:%[2]s .`,
			term.RDF, n[0], n[1], n[2])
		quads, err := quad.ReadAll(trig.NewReader(strings.NewReader(file)))
		if err != nil {
			t.Fatal(err)
		}
		if err := writtenAndReadBack(quads); err != nil {
			t.Error(err)
		}
		if text, err := write(quads); err != nil || strings.Count(text, "( 1 ") != 1 && strings.Count(text, "rdf:first") != 1 {
			t.Errorf("%v: %s", err, text)
		}
	}
}

func TestNamesOfNestedNodesDoNotMatter(t *testing.T) {
	quads := func(a, b, c, d quad.BNode) []quad.Quad {
		p := quad.IRI("a:p")
		return []quad.Quad{
			{Subject: a, Predicate: p, Object: quad.Int(1)}, {Subject: b, Predicate: p, Object: quad.Int(2)},
			{Subject: quad.IRI("a:s"), Predicate: p, Object: c}, {Subject: quad.IRI("a:s"), Predicate: p, Object: d},
			{Subject: c, Predicate: p, Object: quad.Int(1)}, {Subject: d, Predicate: p, Object: quad.Int(2)},
		}
	}
	one, err := write(quads("w", "x", "y", "z"))
	if err != nil {
		t.Fatal(err)
	}
	if two, err := write(quads("z", "y", "x", "w")); err != nil || one != two || strings.Contains(one, "_:") {
		t.Errorf("%v: %s\nand\n%s", err, one, two)
	}
	if isotest.Isomorphic(quads("w", "x", "y", "z"), quads("w", "x", "y", "y")) {
		t.Error("the oracle sees nothing")
	}
}

func ExampleWriter() {
	const ns = "https://example.com/ns#"
	w := trig.NewWriter(os.Stdout, syntax.WithPrefixes(map[string]string{"ex": ns}))
	claim := quad.IRI(ns + "claim1")
	_, err := w.WriteQuads([]quad.Quad{
		{Subject: quad.IRI(ns + "move1"), Predicate: quad.IRI(ns + "year"), Object: quad.Int(2024), Label: claim},
		{Subject: quad.IRI(ns + "move1"), Predicate: quad.IRI(term.RDF + "type"), Object: quad.IRI(ns + "Move"), Label: claim},
		{Subject: quad.IRI(ns + "move1"), Predicate: quad.IRI(ns + "person"), Object: quad.BNode("someone"), Label: claim},
		{Subject: quad.BNode("someone"), Predicate: quad.IRI(ns + "name"), Object: quad.LangString{Value: "林小明", Lang: "zh-Hant"}, Label: claim},
		{Subject: claim, Predicate: quad.IRI(ns + "certainty"), Object: quad.String("stated")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// @prefix ex: <https://example.com/ns#> .
	//
	// ex:claim1 ex:certainty "stated" .
	//
	// ex:claim1 {
	//     ex:move1 a ex:Move ;
	//         ex:person [ ex:name "林小明"@zh-Hant ] ;
	//         ex:year 2024 .
	// }
}
