package pace_test

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"talentgraph.example/loader/internal/pace"
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

func TestStep(t *testing.T) {
	for n := range 4 {
		p := pace.New(&countdown{t.Context(), n})
		steps := 0
		for p.Step() {
			steps++
		}
		if steps > n*4096 || steps < n || p.Step() || !errors.Is(p.Err(), context.Canceled) {
			t.Errorf("ended at look %d, it stopped after %d steps: %v", n, steps, p.Err())
		}
	}
	var none context.Context
	p := pace.New(none)
	for range 10_000 {
		if !p.Step() || p.Err() != nil {
			t.Fatal("no context, no end")
		}
	}
}

func TestSort(t *testing.T) {
	items := rand.New(rand.NewPCG(1, 2)).Perm(100_000)
	for n := range 5 {
		calls := 0
		p := pace.New(&countdown{t.Context(), n})
		pace.Sort(p, slices.Clone(items), func(a, b int) int {
			calls++
			return cmp.Compare(a, b)
		})
		if calls > n*4096 || !errors.Is(p.Err(), context.Canceled) {
			t.Errorf("ended at look %d, it compared %d times: %v", n, calls, p.Err())
		}
	}
	p := pace.New(t.Context())
	pace.Sort(p, items, cmp.Compare[int])
	if !slices.IsSorted(items) || p.Err() != nil {
		t.Error("not sorted", p.Err())
	}
}
