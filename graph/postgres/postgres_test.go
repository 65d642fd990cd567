package postgres_test

import (
	"fmt"
	"testing"

	"talentgraph.example/graph/engine/enginetest"
	_ "talentgraph.example/graph/postgres"
	"talentgraph.example/internal/long"
	"talentgraph.example/internal/servers"
)

func TestSuite(t *testing.T) {
	database, made := servers.NewPostgres(t).NewDatabase(t), 0
	enginetest.Run(t, long.Runs(20_000, 70_000), func(t *testing.T) string {
		made++
		return fmt.Sprint(database, "&graph=g", made)
	})
}
