package mysql_test

import (
	"testing"

	"talentgraph.example/graph/engine/enginetest"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
)

// One cluster serves all tests.
func TestGalera(t *testing.T) {
	if long.Runs(0, 1) == 0 {
		t.Skip("only in a long run: three servers take their time")
	}
	g := servers.NewGalera(t)
	t.Run("suite", func(t *testing.T) {
		enginetest.Run(t, 20_000, func(t *testing.T) string { return g.Source(t) })
	})
	g.Trials(t)
}
