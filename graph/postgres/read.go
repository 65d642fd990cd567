package postgres

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
	"talentgraph.example/graph/term"
)

// key is a number of a term as the tables have it.
func key(n uint64) int32 { return int32(uint32(n) ^ 1<<31) }

// number is the reverse of key, for a value as the server sends it.
func number(value []byte) (uint64, error) {
	if len(value) != 4 {
		return 0, tables.OwnError{Err: fmt.Errorf("a number of a term has %d bytes", len(value))}
	}
	return uint64(binary.BigEndian.Uint32(value) ^ 1<<31), nil
}

// Copy hands out the state of a version.
func (e *server) Copy(ctx context.Context, at engine.Version, terms func([]term.Term) error, quads func([]engine.Quad) error) (engine.Mark, error) {
	mark := engine.Mark{Version: at}
	var known int64
	err := e.pool.QueryRow(ctx, e.sql("select writer, terms from tg_change where tx = $1"), int64(at)).Scan(&mark.Writer, &known)
	if errors.Is(err, pgx.ErrNoRows) {
		err = engine.ErrGone
	}
	if err == nil {
		rows, _ := e.pool.Query(ctx, e.sql("select id, kind, text, datatype, lang from tg_term where id <= $1 order by id"), key(uint64(known)))
		err = eachTerm(rows, tables.TermsAfter(0, uint64(known), terms))
	}
	if err == nil {
		rows, _ := e.pool.Query(ctx, e.sql("select s, p, o, g from tg_quad where since <= $1 and until > $1"), int64(at))
		pages := tables.PagesTo(quads)
		if err = eachQuad(rows, func(q engine.Quad, _ engine.Version) error { return pages.Add(q) }); err == nil {
			err = pages.End()
		}
	}
	if err == nil {
		err = e.stillKept(ctx, at)
	}
	return mark, e.result(ctx, err)
}

// result is classify, but for what says that a version is gone.
func (e *server) result(ctx context.Context, err error) error {
	if errors.Is(err, engine.ErrGone) {
		return err
	}
	return e.classify(ctx, err)
}

// stillKept sees that nothing that a reader of a version wants was let go of before it had read it.
func (e *server) stillKept(ctx context.Context, v engine.Version) error {
	var oldest int64
	err := e.pool.QueryRow(ctx, e.sql("select oldest from tg_head")).Scan(&oldest)
	if err == nil && uint64(oldest) > v {
		err = engine.ErrGone
	}
	return err
}

// eachTerm hands on what there is of terms.
func eachTerm(rows pgx.Rows, terms *tables.Terms) error {
	defer rows.Close()
	spellings := map[string]string{}
	spelling := func(b []byte) string {
		s, ok := spellings[string(b)]
		if !ok {
			s = string(b)
			spellings[s] = s
		}
		return s
	}
	for rows.Next() {
		v := rows.RawValues()
		id, err := number(v[0])
		if err == nil && len(v[1]) != 2 {
			err = tables.OwnError{Err: fmt.Errorf("the kind of term %d has %d bytes", id, len(v[1]))}
		}
		if err != nil {
			return err
		}
		t := term.Term{Kind: term.Kind(binary.BigEndian.Uint16(v[1])), Text: string(v[2]), Datatype: spelling(v[3]), Lang: spelling(v[4])}
		if err := terms.Add(id, t); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return terms.End()
}

// eachQuad calls f for each row, with the value of the fifth column if there is one.
func eachQuad(rows pgx.Rows, f func(q engine.Quad, version engine.Version) error) error {
	defer rows.Close()
	for rows.Next() {
		v := rows.RawValues()
		var q engine.Quad
		for i := range q {
			var err error
			if q[i], err = number(v[i]); err != nil {
				return err
			}
		}
		version := engine.Version(0)
		if len(v) > 4 {
			version = binary.BigEndian.Uint64(v[4])
		}
		if err := f(q, version); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Changes gives the changes that follow a state.
func (e *server) Changes(ctx context.Context, after engine.Mark, until engine.Version) ([]*engine.Change, error) {
	a := tables.AnswerAfter(after)
	err := e.list(ctx, a, after.Version, until)
	if err == nil {
		err = e.fill(ctx, a)
	}
	if err == nil {
		err = e.stillKept(ctx, after.Version)
	}
	if err != nil {
		return nil, e.result(ctx, err)
	}
	return a.Changes, nil
}

// list reads which changes there are, as many as make one answer.
func (e *server) list(ctx context.Context, a *tables.Answer, after, until engine.Version) error {
	rows, _ := e.pool.Query(ctx, e.sql("select tx, writer, at, terms, added, removed from tg_change where tx >= $1 and tx <= $2 order by tx limit $3"),
		int64(after), int64(until), tables.MostChanges)
	defer rows.Close()
	for !a.Full() && rows.Next() {
		c := &engine.Change{}
		var tx, terms, added, removed int64
		err := rows.Scan(&tx, &c.Writer, &c.At, &terms, &added, &removed)
		if c.Version = engine.Version(tx); err == nil {
			err = a.List(c, uint64(terms), uint64(added), uint64(removed))
		}
		if err != nil {
			return err
		}
	}
	rows.Close()
	return rows.Err()
}

// fill reads what changes have, in one round trip.
func (e *server) fill(ctx context.Context, a *tables.Answer) error {
	first, last, err := a.Range()
	if err != nil {
		return err
	}
	after, most := a.TermRange()
	batch := &pgx.Batch{}
	batch.Queue(e.sql("select id, kind, text, datatype, lang from tg_term where id >= $1 and id <= $2 order by id"), key(after+1), key(most))
	batch.Queue(e.sql("select s, p, o, g, since from tg_quad where since >= $1 and since <= $2"), int64(first), int64(last))
	batch.Queue(e.sql("select s, p, o, g, until from tg_quad where until >= $1 and until <= $2 and until < 9223372036854775807"), int64(first), int64(last))
	answers := e.pool.SendBatch(ctx, batch)
	defer answers.Close()

	rows, _ := answers.Query()
	if err := eachTerm(rows, a.Terms()); err != nil {
		return err
	}
	for _, take := range []func(engine.Version, engine.Quad){a.Added, a.Removed} {
		rows, _ = answers.Query()
		if err := eachQuad(rows, func(q engine.Quad, v engine.Version) error { take(v, q); return nil }); err != nil {
			return err
		}
	}
	return a.End()
}
