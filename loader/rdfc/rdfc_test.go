package rdfc_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/rdfc"
	"talentgraph.example/loader/trig"
)

var seed = flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random graphs")

func read(t testing.TB, file string) []quad.Quad {
	t.Helper()
	quads, err := quad.ReadAll(trig.NewReader(strings.NewReader("@prefix : <a:> .\n" + file)))
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

// randomGraph has few nodes and predicates, so that nodes look alike.
func randomGraph(rng *rand.Rand) []quad.Quad {
	var nodes []quad.Value
	for i := range 1 + rng.IntN(6) {
		nodes = append(nodes, quad.BNode(fmt.Sprintf("n%d", i)))
	}
	nodes = append(nodes, quad.IRI("a:s"))
	objects := append([]quad.Value{quad.Int(1)}, nodes...)
	labels := []quad.Value{nil, nil, nil, quad.IRI("a:g"), nodes[0]}
	var quads []quad.Quad
	for range rng.IntN(9) {
		quads = append(quads, quad.Quad{
			Subject:   nodes[rng.IntN(len(nodes))],
			Predicate: quad.IRI([]string{"a:p", "a:q"}[rng.IntN(2)]),
			Object:    objects[rng.IntN(len(objects))],
			Label:     labels[rng.IntN(len(labels))],
		})
	}
	return quads
}

// renamed gives the same data with other names in another order.
func renamed(rng *rand.Rand, quads []quad.Quad) []quad.Quad {
	out := make([]quad.Quad, len(quads))
	to := rng.Perm(10)
	name := func(v quad.Value) quad.Value {
		if b, ok := v.(quad.BNode); ok {
			return quad.BNode(fmt.Sprintf("m%d", to[b[1]-'0']))
		}
		return v
	}
	for i, j := range rng.Perm(len(quads)) {
		q := quads[j]
		out[i] = quad.Quad{Subject: name(q.Subject), Predicate: q.Predicate, Object: name(q.Object), Label: name(q.Label)}
	}
	return out
}

// TestAgainstTrying compares Equal, Hash and Diff with an oracle that tries all names.
func TestAgainstTrying(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 0))
	same, near, runs := 0, 0, long.Runs(600, 3000)
	for range runs {
		a := randomGraph(rng)
		b := renamed(rng, a)
		if rng.IntN(2) == 0 && len(b) > 0 { // change it a little
			i, other := rng.IntN(len(b)), renamed(rng, randomGraph(rng))
			if len(other) > 0 {
				b[i] = other[0]
			}
		}
		want := isotest.Isomorphic(a, b)
		equal, err := rdfc.Equal(t.Context(), a, b)
		if err != nil || equal != want {
			t.Fatalf("Equal gives %v, %v, want %v for\n%v\n%v", equal, err, want, a, b)
		}
		ha, errA := rdfc.Hash(t.Context(), a)
		hb, errB := rdfc.Hash(t.Context(), b)
		if errA != nil || errB != nil || (ha == hb) != want {
			t.Fatalf("hashes %s, %s, want the same: %v", ha, hb, want)
		}
		onlyA, onlyB, err := rdfc.Diff(t.Context(), a, b)
		if err != nil || (len(onlyA)+len(onlyB) == 0) != want {
			t.Fatalf("Diff gives %v, %v, %v for\n%v\n%v", onlyA, onlyB, err, a, b)
		}
		// What is in both is the same in both.
		if !isotest.Isomorphic(minus(a, onlyA), minus(b, onlyB)) {
			t.Fatalf("Diff gives %v, %v for\n%v\n%v", onlyA, onlyB, a, b)
		}
		if want {
			same++
		} else {
			near++
		}
	}
	if same < runs/6 || near < runs/6 {
		t.Errorf("%d pairs are the same and %d not: the test is no test", same, near)
	}
}

func minus(quads, less []quad.Quad) (out []quad.Quad) {
	gone := map[quad.Quad]bool{}
	for _, q := range less {
		gone[q] = true
	}
	for _, q := range quads {
		if !gone[q] {
			out = append(out, q)
		}
	}
	return out
}

func TestFormIsItsOwnForm(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 1))
	for range 300 {
		c, err := rdfc.Canonicalize(t.Context(), randomGraph(rng), rdfc.WithAlgorithm(rdfc.SHA384))
		if err != nil {
			t.Fatal(err)
		}
		again, err := rdfc.Canonicalize(t.Context(), c.Quads(), rdfc.WithAlgorithm(rdfc.SHA384))
		if err != nil || string(again.Bytes()) != string(c.Bytes()) || again.Hash() != c.Hash() || len(c.Hash()) != 96 {
			t.Fatalf("-seed=%d: %v: %s and %s", *seed, err, c.Bytes(), again.Bytes())
		}
	}
}

func TestDiff(t *testing.T) {
	a := read(t, `:s :p 1, 2 . :m :who [ :name "A" ; :age 3 ] . :n :who [ :name "B" ] . [] :x 1 . [] :x 1 .`)
	b := read(t, `:s :p 2, 3 . :m :who [ :name "A" ; :age 4 ] . :n :who [ :name "B" ] . [] :x 1 .`)
	onlyA, onlyB, err := rdfc.Diff(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	// "[] :x 1" twice is, as sets go, two nodes.
	if len(onlyA) != 5 || len(onlyB) != 4 || onlyA[0].Object != quad.Int(1) || onlyB[0].Object != quad.Int(3) {
		t.Errorf("got %v and %v", onlyA, onlyB)
	}
}

func TestOneTermIsOneTerm(t *testing.T) {
	s, p := quad.IRI("a:s"), quad.IRI("a:p")
	a := []quad.Quad{{Subject: s, Predicate: p, Object: quad.Int(5)}, {Subject: s, Predicate: p, Object: quad.String("x")}}
	b := []quad.Quad{
		{Subject: s, Predicate: p, Object: quad.TypedString{Value: "5", Type: "xsd:integer"}},
		{Subject: s, Predicate: p, Object: quad.TypedString{Value: "x", Type: term.XSD + "string"}},
		{Subject: s, Predicate: p, Object: quad.String("x")},
	}
	if equal, err := rdfc.Equal(t.Context(), a, b); err != nil || !equal {
		t.Errorf("%v, %v", equal, err)
	}
}

// clique is n nodes that all refer to one another: nothing tells them apart.
func clique(n int) (quads []quad.Quad) {
	for i := range n {
		for j := range n {
			if i != j {
				quads = append(quads, quad.Quad{
					Subject: quad.BNode(fmt.Sprint(i)), Predicate: quad.IRI("a:p"), Object: quad.BNode(fmt.Sprint(j)),
				})
			}
		}
	}
	return quads
}

func TestPoisonEnds(t *testing.T) {
	var work *limit.Error
	_, err := rdfc.Hash(t.Context(), clique(12), rdfc.WithWorkLimit(1000))
	if !errors.Is(err, limit.Err) || !errors.As(err, &work) || work.Value != 1000 {
		t.Errorf("%v", err)
	}
	if _, err := rdfc.Hash(t.Context(), clique(4)); err != nil {
		t.Errorf("a small one: %v", err)
	}
	if _, _, err = rdfc.Diff(t.Context(), clique(12), nil, rdfc.WithWorkLimit(1000)); !errors.Is(err, limit.Err) {
		t.Errorf("Diff: %v", err)
	}
	for n := range 20 {
		if _, err := rdfc.Hash(&countdown{t.Context(), n}, clique(12)); !errors.Is(err, context.Canceled) {
			t.Errorf("ended at Err %d: %v", n, err)
		}
	}
}

// TestContext ends the context at looks all along, for data that keep another stage busy each.
func TestContext(t *testing.T) {
	n := long.Runs(2_000, 5_000)
	shapes := map[string][]quad.Quad{}
	for i := range n {
		p, node := quad.IRI("a:p"), quad.BNode(fmt.Sprint("n", i))
		shapes["no blank nodes"] = append(shapes["no blank nodes"], quad.Quad{Subject: p, Predicate: p, Object: quad.Int(i)})
		shapes["one blank node"] = append(shapes["one blank node"], quad.Quad{Subject: quad.BNode("hub"), Predicate: p, Object: quad.Int(i)})
		shapes["many"] = append(shapes["many"], quad.Quad{Subject: node, Predicate: p, Object: quad.Int(i)})
	}
	for shape, quads := range shapes {
		for name, f := range map[string]func(context.Context) error{
			"canonicalize": func(ctx context.Context) error { _, err := rdfc.Canonicalize(ctx, quads); return err },
			"diff":         func(ctx context.Context) error { _, _, err := rdfc.Diff(ctx, quads, quads[n/2:]); return err },
		} {
			const many = 1 << 30
			whole := &countdown{t.Context(), many}
			if err := f(whole); err != nil {
				t.Fatal(err)
			}
			looks := many - whole.n
			// Sorting n lines alone takes more than ten comparisons for each.
			if least := 10 * n / 4096; looks < least {
				t.Errorf("%s, %s: %d looks", name, shape, looks)
			}
			for i := 1; i < looks*9/10; i += 1 + looks/6 {
				if err := f(&countdown{t.Context(), i}); !errors.Is(err, context.Canceled) {
					t.Errorf("%s, %s, ended at look %d of %d: %v", name, shape, i, looks, err)
				}
			}
		}
	}
}

// countdown is a context that ends at its n-th Err.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n--; c.n <= 0 {
		return context.Canceled
	}
	return nil
}

func TestWhatIsNoQuadIsRefused(t *testing.T) {
	_, err := rdfc.Hash(t.Context(), []quad.Quad{quad.MakeIRI("a:s", "a:p", "a:o", ""), {Subject: quad.Int(1)}})
	if err == nil || err.Error() != `quad 2: subject "1": it must be an IRI or a blank node, not a literal` {
		t.Error(err)
	}
	if hash, err := rdfc.Hash(t.Context(), nil); err != nil || hash != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Errorf("nothing: %s, %v", hash, err)
	}
}

// TestLongListOfAlikes: cells that only their distance from the ends tells apart stay within the limit.
func TestLongListOfAlikes(t *testing.T) {
	quads := read(t, ":s :p ( "+strings.Repeat("1 ", 200)+") .")
	c, err := rdfc.Canonicalize(t.Context(), quads)
	if err != nil || len(c.Names()) != 200 || c.Names()["gen1"] == c.Names()["gen2"] {
		t.Errorf("%v", err)
	}
}

func example(file string) []quad.Quad {
	quads, err := quad.ReadAll(trig.NewReader(strings.NewReader("PREFIX : <https://example.com/> " + file)))
	if err != nil {
		fmt.Println(err)
	}
	return quads
}

func ExampleCanonicalize() {
	c, err := rdfc.Canonicalize(context.Background(), example(`_:b :year 2024 . _:a :of _:b ; :year 2023 .`))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s%s is now %s\n", c.Bytes(), "b", c.Names()["b"])
	// Output:
	// _:c14n0 <https://example.com/year> "2024"^^<http://www.w3.org/2001/XMLSchema#integer> .
	// _:c14n1 <https://example.com/of> _:c14n0 .
	// _:c14n1 <https://example.com/year> "2023"^^<http://www.w3.org/2001/XMLSchema#integer> .
	// b is now c14n0
}

func ExampleEqual() {
	a := example(`:move1 :person [ :name "林小明" ] ; :year 2024 .`)
	b := example(`:move1 :year 2024 . :move1 :person _:x . _:x :name "林小明" .`)
	equal, err := rdfc.Equal(context.Background(), a, b)
	fmt.Println(equal, err)
	// Output: true <nil>
}

func ExampleDiff() {
	before := example(`:move1 :year 2023 ; :person [ :name "Lin" ] .`)
	after := example(`:move1 :year 2024 ; :person [ :name "Lin" ] .`)
	gone, added, err := rdfc.Diff(context.Background(), before, after)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range gone {
		fmt.Printf("- %s", term.AppendQuad(nil, q))
	}
	for _, q := range added {
		fmt.Printf("+ %s", term.AppendQuad(nil, q))
	}
	// Output:
	// - <https://example.com/move1> <https://example.com/year> "2023"^^<http://www.w3.org/2001/XMLSchema#integer> .
	// + <https://example.com/move1> <https://example.com/year> "2024"^^<http://www.w3.org/2001/XMLSchema#integer> .
}

func ExampleHash() {
	hash, err := rdfc.Hash(context.Background(), example(`[] :name "林小明" .`))
	fmt.Println(hash, err)
	// Output: e91646104325fa35fed9c7cefc019182a1a4402a11d95d80be03c5b3ab78bbff <nil>
}

// Nothing tells the nodes of this graph apart, and the limit is small.
func ExampleWithWorkLimit() {
	_, err := rdfc.Hash(context.Background(), clique(10), rdfc.WithWorkLimit(1000))
	fmt.Println(err)
	var work *limit.Error
	fmt.Println(errors.Is(err, limit.Err), errors.As(err, &work) && work.Value == 1000)
	// Output:
	// limit reached: steps to tell alike blank nodes apart, 1000; raise it with WithWorkLimit
	// true true
}

func ExampleWithAlgorithm() {
	hash, err := rdfc.Hash(context.Background(), example(`:s :p :o .`), rdfc.WithAlgorithm(rdfc.SHA384))
	fmt.Println(len(hash), err)
	// Output: 96 <nil>
}
