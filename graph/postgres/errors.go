package postgres

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// classify says of an error of the driver whether it may pass. Errors that have a class keep it.
func (e *server) classify(ctx context.Context, err error) error {
	var known *engine.Error
	var own tables.OwnError
	var answer *pgconn.PgError
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &answer) && answer.Code == "57014":
		return fmt.Errorf("%w; who copies a large graph needs time: the address may have statement_timeout=0", err)
	case errors.As(err, &answer) && (answer.Code == "42P05" || answer.Code == "26000"):
		return fmt.Errorf("%w; behind a pooler that gives each transaction another connection, the address must have default_query_exec_mode=cache_describe", err)
	case errors.As(err, &answer) && answer.Code == "42704":
		return fmt.Errorf("%w; an address may have graph, keep, turn, mode and cache, and what the server and pgxpool know", err)
	case errors.As(err, &answer) && !passes(answer.Code):
		return err
	case answer == nil && errors.As(err, &own):
		return err
	}
	return &engine.Error{Class: engine.ErrUnreachable, Err: err}
}

// passes tells whether the reason of a server's error may pass by itself.
func passes(code string) bool {
	switch code {
	case "25006", // it is a standby
		"40001", "40P01", "55P03", // others were in the way
		"53300",                            // too many connections
		"57P01", "57P02", "57P03", "57P05": // it is stopped, or starts
		return true
	}
	return code[:min(2, len(code))] == "08" // the connection
}

// isStandby tells whether a server has refused what a standby cannot do.
func isStandby(err error) bool {
	var answer *pgconn.PgError
	return errors.As(err, &answer) && answer.Code == "25006"
}
