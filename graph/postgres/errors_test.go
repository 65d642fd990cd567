package postgres

import (
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/engine"
)

// What a pooler or a limit of time makes of statements says what to do, and is not to be tried again.
func TestAdvice(t *testing.T) {
	for code, advice := range map[string]string{
		"42P05": "default_query_exec_mode=cache_describe", "26000": "default_query_exec_mode=cache_describe", "57014": "statement_timeout=0",
	} {
		err := (&server{}).classify(t.Context(), &pgconn.PgError{Code: code})
		require.ErrorContains(t, err, advice)
		require.NotErrorIs(t, err, engine.ErrUnreachable)
	}
}
