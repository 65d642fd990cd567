package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// inFolder runs f where files may be left.
func inFolder(f func()) {
	was, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	folder, err := os.MkdirTemp("", "quickstart")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	if err := os.Chdir(folder); err != nil {
		panic(err)
	}
	defer os.Chdir(was)
	f()
}

func Example() {
	inFolder(main)
	// Output:
	// "Yang Hongxia: Alibaba → ByteDance (2024)", "id:talentwar2024 ¶3 [145:189] stated"
	// "Zhou Chang: Alibaba → ByteDance (2024)", "id:talentwar2024 ¶5 [78:143] stated"
}

// The second run finds what the first wrote, and what was changed since; it does not load the facts again.
func Example_again() {
	inFolder(func() {
		main()
		ctx := context.Background()
		g, err := graph.Open(ctx, "file:talent.tg")
		if err != nil {
			panic(err)
		}
		err = g.Update(ctx, func(tx *graph.Tx) error {
			_, err := tx.RemoveMatching(ctx, graph.Pattern{Subject: quad.IRI(vocab.ID + "move-zhou-chang-bytedance")})
			return err
		})
		fmt.Println("version", g.Status().Version, err, g.Close())
		main()
	})
	// Output:
	// "Yang Hongxia: Alibaba → ByteDance (2024)", "id:talentwar2024 ¶3 [145:189] stated"
	// "Zhou Chang: Alibaba → ByteDance (2024)", "id:talentwar2024 ¶5 [78:143] stated"
	// version 2 <nil> <nil>
	// "Yang Hongxia: Alibaba → ByteDance (2024)", "id:talentwar2024 ¶3 [145:189] stated"
}

// What is left closed is whole.
func TestLeavesAWholeFile(t *testing.T) {
	t.Chdir(t.TempDir())
	main()
	require.NoError(t, graph.CheckFile(t.Context(), "talent.tg"))
	left, err := os.ReadDir(".")
	require.NoError(t, err)
	assert.Len(t, left, 1)
}
