package postgres

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/term"
)

// page is how many rows are handed on at a time.
const page = 1 << 12

// key is a number of a term as the tables have it.
func key(n uint64) int32 { return int32(uint32(n) ^ 1<<31) }

// number is the reverse of key, for a value as the server sends it.
func number(value []byte) (uint64, error) {
	if len(value) != 4 {
		return 0, errOwn{fmt.Errorf("a number of a term has %d bytes", len(value))}
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
		err = eachTerm(rows, 0, uint64(known), terms)
	}
	if err == nil {
		rows, _ := e.pool.Query(ctx, e.sql("select s, p, o, g from tg_quad where since <= $1 and until > $1"), int64(at))
		err = eachQuad(rows, func(q engine.Quad, _ []byte) error { return nil }, quads)
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

// eachTerm hands on the terms with the numbers after one, up to another; all must be there.
func eachTerm(rows pgx.Rows, after, last uint64, f func([]term.Term) error) error {
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
	var terms []term.Term
	for rows.Next() {
		v := rows.RawValues()
		id, err := number(v[0])
		if err != nil {
			return err
		}
		if after++; id != after || len(v[1]) != 2 {
			return errOwn{fmt.Errorf("term %d is not there", after)}
		}
		terms = append(terms, term.Term{
			Kind: term.Kind(binary.BigEndian.Uint16(v[1])), Text: string(v[2]), Datatype: spelling(v[3]), Lang: spelling(v[4]),
		})
		if len(terms) == page {
			if err := f(terms); err != nil {
				return errOwn{err}
			}
			terms = terms[:0]
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if after != last {
		return errOwn{fmt.Errorf("there are %d terms of %d", after, last)}
	}
	if err := f(terms); err != nil {
		return errOwn{err}
	}
	return nil
}

// eachQuad calls one for each row, with the value of the fifth column if there is one, and hands on the quads.
func eachQuad(rows pgx.Rows, one func(q engine.Quad, version []byte) error, f func([]engine.Quad) error) error {
	defer rows.Close()
	var quads []engine.Quad
	for rows.Next() {
		v := rows.RawValues()
		var q engine.Quad
		for i := range q {
			var err error
			if q[i], err = number(v[i]); err != nil {
				return err
			}
		}
		if len(v) > 4 {
			if err := one(q, v[4]); err != nil {
				return errOwn{err}
			}
			continue
		}
		if quads = append(quads, q); len(quads) == page {
			if err := f(quads); err != nil {
				return errOwn{err}
			}
			quads = quads[:0]
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if err := f(quads); err != nil {
		return errOwn{err}
	}
	return nil
}

// about is how many quads one answer of Changes has, at least if there are so many, and unless a change has more.
const about = 100_000

// Changes gives the changes that follow a state.
func (e *server) Changes(ctx context.Context, after engine.Mark, until engine.Version) ([]*engine.Change, error) {
	changes, counts, err := e.listChanges(ctx, after, until)
	if err == nil {
		err = e.fill(ctx, changes, counts)
	}
	if err == nil {
		err = e.stillKept(ctx, after.Version)
	}
	if err != nil {
		return nil, e.result(ctx, err)
	}
	return changes, nil
}

// counts says what a change is to have.
type counts struct{ terms, added, removed int64 }

// listChanges reads which changes there are, as many as make one answer.
func (e *server) listChanges(ctx context.Context, after engine.Mark, until engine.Version) (changes []*engine.Change, all []counts, err error) {
	rows, _ := e.pool.Query(ctx, e.sql("select tx, writer, at, terms, added, removed from tg_change where tx >= $1 and tx <= $2 order by tx limit 5000"),
		int64(after.Version), int64(until))
	defer rows.Close()
	var last, sum int64
	next := after.Version
	for rows.Next() && sum < about {
		var tx, terms int64
		var at time.Time
		c, n := &engine.Change{}, counts{}
		if err := rows.Scan(&tx, &c.Writer, &at, &terms, &n.added, &n.removed); err != nil {
			return nil, nil, err
		}
		if c.Version = uint64(tx); c.Version != next {
			return nil, nil, engine.ErrGone
		}
		next++
		if c.Version == after.Version {
			if after.Writer != (engine.ID{}) && after.Writer != c.Writer {
				return nil, nil, engine.ErrGone
			}
			last = terms
			continue
		}
		c.At, c.First, n.terms = at, uint64(last)+1, terms-last
		last = terms
		sum += n.added + n.removed
		changes, all = append(changes, c), append(all, n)
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return nil, nil, err
	}
	if len(changes) == 0 {
		return nil, nil, engine.ErrGone
	}
	return changes, all, nil
}

// fill reads what changes have, in one round trip.
func (e *server) fill(ctx context.Context, changes []*engine.Change, all []counts) error {
	first, last := changes[0], changes[len(changes)-1]
	terms := uint64(0)
	for _, n := range all {
		terms += uint64(n.terms)
	}
	batch := &pgx.Batch{}
	batch.Queue(e.sql("select id, kind, text, datatype, lang from tg_term where id >= $1 and id <= $2 order by id"), key(first.First), key(first.First-1+terms))
	batch.Queue(e.sql("select s, p, o, g, since from tg_quad where since >= $1 and since <= $2"), int64(first.Version), int64(last.Version))
	batch.Queue(e.sql("select s, p, o, g, until from tg_quad where until >= $1 and until <= $2 and until < 9223372036854775807"), int64(first.Version), int64(last.Version))
	answers := e.pool.SendBatch(ctx, batch)
	defer answers.Close()

	rows, _ := answers.Query()
	var read []term.Term
	err := eachTerm(rows, first.First-1, first.First-1+terms, func(some []term.Term) error { read = append(read, some...); return nil })
	if err != nil {
		return err
	}
	for i, c := range changes {
		c.Terms, read = read[:all[i].terms], read[all[i].terms:]
	}
	none := func([]engine.Quad) error { return nil }
	of := func(version []byte) *engine.Change { return changes[binary.BigEndian.Uint64(version)-first.Version] }
	rows, _ = answers.Query()
	if err := eachQuad(rows, func(q engine.Quad, v []byte) error { of(v).Added = append(of(v).Added, q); return nil }, none); err != nil {
		return err
	}
	rows, _ = answers.Query()
	if err := eachQuad(rows, func(q engine.Quad, v []byte) error { of(v).Removed = append(of(v).Removed, q); return nil }, none); err != nil {
		return err
	}
	for i, c := range changes {
		if int64(len(c.Added)) != all[i].added || int64(len(c.Removed)) != all[i].removed {
			return errChanged(c, all[i])
		}
	}
	return nil
}

// errChanged: rows were let go of while they were read, as stillKept would find, or somebody has written by hand.
func errChanged(c *engine.Change, n counts) error {
	return &engine.Error{Class: engine.ErrGone, Err: fmt.Errorf("change %d has %d quads added and %d removed, and its rows are %d and %d",
		c.Version, n.added, n.removed, len(c.Added), len(c.Removed))}
}
