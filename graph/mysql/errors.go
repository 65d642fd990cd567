package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/go-sql-driver/mysql"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
)

// classify says of an error of the driver whether it may pass. Errors that have a class keep it.
func (e *server) classify(ctx context.Context, err error) error {
	var known *engine.Error
	var own tables.OwnError
	var answer *mysql.MySQLError
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, engine.ErrGone):
		return err
	case errors.Is(err, mysql.ErrPktTooLarge):
		return fmt.Errorf("a term is longer than the server's max_allowed_packet lets it be: %w", err)
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &own) || errors.Is(err, sql.ErrNoRows):
		return err
	case errors.As(err, &answer) && !passes(answer.Number):
		return err
	case answer != nil && leaves(answer.Number):
		e.hosts.leave(e.db)
	}
	return &engine.Error{Class: engine.ErrUnreachable, Err: err}
}

// passes tells whether the reason of a server's error may pass by itself.
func passes(number uint16) bool {
	switch number {
	case 1205, 1213, // others were in the way
		1040, 1203, // too many connections
		1077, 1079, 1927: // it has ended the connection
		return true
	}
	return leaves(number)
}

// leaves tells whether another server may do what this one does not.
func leaves(number uint16) bool {
	switch number {
	case 1047, // a node without its cluster
		1053,       // it is stopped
		1290, 1836: // it can only be read
		return true
	}
	return false
}
