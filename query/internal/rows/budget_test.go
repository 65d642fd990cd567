package rows_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/query/internal/rows"
)

type counting struct {
	context.Context
	looks int
}

func (c *counting) Err() error {
	c.looks++
	return nil
}

// The context is looked at once in 1,024 rows, or in 4,096 elements passed, whatever comes in between; what listens to looks hears each.
func TestLooksAreNear(t *testing.T) {
	for _, step := range []int{1, 3, 100, 4095, 4096, 5000} {
		c := &counting{Context: t.Context()}
		heard := 0
		b := rows.NewBudget(c, 0, func() error { heard++; return nil })
		for passed := 0; passed < 100_000; passed += step {
			before := c.looks
			unheard := 0
			for ; c.looks == before && unheard < 10_000; unheard += step {
				if err := b.Passed(step); err != nil {
					t.Fatal(err)
				}
			}
			require.Less(t, unheard, 4096+step)
		}
		require.Equal(t, c.looks, heard)
	}
	c := &counting{Context: t.Context()}
	b := rows.NewBudget(c, 0, nil)
	for range 10 * 1024 {
		require.NoError(t, b.Row())
	}
	require.Equal(t, 10, c.looks)
	stop := errors.New("stop")
	b = rows.NewBudget(c, 0, func() error { return stop })
	require.ErrorIs(t, b.Look(), stop)
}
