package pretty_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/pretty"
	"talentgraph.example/loader/syntax"
)

// countdown is a context that ends at its n-th Err.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

// shapes are data sets that each take long in another stage.
func shapes() map[string][]quad.Quad {
	n := long.Runs(2_000, 5_000)
	all := map[string][]quad.Quad{}
	add := func(what string, s, p, o, g quad.Value) {
		all[what] = append(all[what], quad.Quad{Subject: s, Predicate: p, Object: o, Label: g})
	}
	p := quad.IRI("a:p")
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(n) {
		s := quad.IRI(fmt.Sprint("a:", i))
		cell, next := quad.BNode(fmt.Sprint("c", i)), quad.Value(quad.BNode(fmt.Sprint("c", i+1)))
		if i == n-1 {
			next = quad.IRI(term.RDF + "nil")
		}
		add("subjects", s, p, quad.Int(i), nil)
		add("predicates", p, s, p, nil)
		add("objects", p, p, quad.Int(i), nil)
		add("graphs", p, p, p, s)
		add("nested", s, p, cell, nil)
		add("nested", cell, p, s, nil)
		add("list", cell, quad.IRI(term.RDF+"first"), s, nil)
		add("list", cell, quad.IRI(term.RDF+"rest"), next, nil)
	}
	return all
}

// TestCancelledAtAnyLook ends the context at looks all along that a writer takes: the error comes, and nothing
// that looks like a whole file is written.
func TestCancelledAtAnyLook(t *testing.T) {
	for what, quads := range shapes() {
		write := func(ctx context.Context) (text []byte, err error) {
			var out bytes.Buffer
			w := pretty.NewWriter(&out, true, syntax.NewOptions(syntax.WithContext(ctx)))
			if _, err := w.WriteQuads(quads); err != nil {
				return out.Bytes(), err
			}
			err = w.Close()
			return out.Bytes(), err
		}
		const many = 1 << 30
		whole := &countdown{t.Context(), many}
		text, err := write(whole)
		looks := many - whole.n
		if err != nil || len(text) == 0 {
			t.Fatal(what, err)
		}
		// Each quad is handled when it comes, by its graph, in the shape, in the layout, and in a sort.
		if least := 5 * len(quads) / 4096; looks < least {
			t.Errorf("%s: %d looks for %d quads", what, looks, len(quads))
		}
		// Sorting takes more or fewer looks from run to run, so that the last few may not be met.
		for n := 0; n < looks*9/10; n += 1 + looks/8 {
			ctx := &countdown{t.Context(), n}
			text, err := write(ctx)
			if !errors.Is(err, context.Canceled) || len(text) > 0 {
				t.Fatalf("%s, ended at look %d of %d: %v, %d bytes written", what, n, looks, err, len(text))
			}
			if ctx.n < -1 {
				t.Fatalf("%s, ended at look %d of %d: it looked on", what, n, looks)
			}
		}
	}
}
