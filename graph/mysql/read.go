package mysql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/term"
)

// page is how many rows are handed on at a time.
const page = 1 << 12

// Copy hands out the state of a version.
func (e *server) Copy(ctx context.Context, at engine.Version, terms func([]term.Term) error, quads func([]engine.Quad) error) (engine.Mark, error) {
	mark := engine.Mark{Version: at}
	var known uint64
	var writer []byte
	err := e.db.QueryRowContext(ctx, e.sql("select writer, terms from tg_change where tx = %d", at)).Scan(&writer, &known)
	if errors.Is(err, sql.ErrNoRows) {
		err = engine.ErrGone
	}
	copy(mark.Writer[:], writer)
	if err == nil {
		err = e.eachTerm(ctx, 0, known, terms)
	}
	if err == nil {
		var some []engine.Quad
		flush := func() error {
			defer func() { some = some[:0] }()
			return quads(some)
		}
		err = e.eachQuad(ctx, e.sql("select s, p, o, g, since from tg_quad where since <= %d and until > %d", at, at), func(q engine.Quad, _ uint64) error {
			if some = append(some, q); len(some) < page {
				return nil
			}
			return flush()
		})
		if err == nil {
			err = flush()
		}
	}
	if err == nil {
		err = e.stillKept(ctx, at)
	}
	return mark, e.classify(ctx, err)
}

// stillKept sees that nothing that a reader of a version wants was let go of before it had read it.
func (e *server) stillKept(ctx context.Context, v engine.Version) error {
	h, err := e.readHead(e.db.QueryRowContext(ctx, e.sql(selectHead)))
	if err == nil && h.Oldest > v {
		err = engine.ErrGone
	}
	return err
}

// eachTerm hands on the terms with the numbers after one, up to another; all must be there.
func (e *server) eachTerm(ctx context.Context, after, last uint64, f func([]term.Term) error) error {
	rows, err := e.db.QueryContext(ctx, e.sql("select id, kind, text, datatype, lang from tg_term where id > %d and id <= %d order by id", after, last))
	if err != nil {
		return err
	}
	defer rows.Close()
	var terms []term.Term
	for rows.Next() {
		var id uint64
		var t term.Term
		var text, datatype, lang sql.RawBytes
		if err := rows.Scan(&id, &t.Kind, &text, &datatype, &lang); err != nil {
			return err
		}
		if after++; id != after {
			return errOwn{fmt.Errorf("term %d is not there", after)}
		}
		t.Text, t.Datatype, t.Lang = string(text), string(datatype), string(lang)
		if terms = append(terms, t); len(terms) == page {
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

// eachQuad calls f for each row.
func (e *server) eachQuad(ctx context.Context, text string, f func(q engine.Quad, version uint64) error) error {
	rows, err := e.db.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var q engine.Quad
		var version uint64
		if err := rows.Scan(&q[0], &q[1], &q[2], &q[3], &version); err != nil {
			return err
		}
		if err := f(q, version); err != nil {
			return errOwn{err}
		}
	}
	return rows.Err()
}

// about is how many quads one answer of Changes has, at least if there are so many, and unless a change has more.
const about = 100_000

// counts says what a change is to have.
type counts struct{ terms, added, removed uint64 }

// Changes gives the changes that follow a state.
func (e *server) Changes(ctx context.Context, after engine.Mark, until engine.Version) ([]*engine.Change, error) {
	changes, all, err := e.listChanges(ctx, after, until)
	if err == nil {
		err = e.fill(ctx, changes, all)
	}
	if err == nil {
		err = e.stillKept(ctx, after.Version)
	}
	if err != nil {
		return nil, e.classify(ctx, err)
	}
	return changes, nil
}

// listChanges reads which changes there are, as many as make one answer.
func (e *server) listChanges(ctx context.Context, after engine.Mark, until engine.Version) (changes []*engine.Change, all []counts, err error) {
	rows, err := e.db.QueryContext(ctx, e.sql("select tx, writer, at, terms, added, removed from tg_change where tx >= %d and tx <= %d order by tx limit 5000", after.Version, until))
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	var last, sum uint64
	next := after.Version
	for sum < about && rows.Next() {
		var terms uint64
		var at int64
		var writer []byte
		c, n := &engine.Change{}, counts{}
		if err := rows.Scan(&c.Version, &writer, &at, &terms, &n.added, &n.removed); err != nil {
			return nil, nil, err
		}
		if copy(c.Writer[:], writer); c.Version != next {
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
		c.At, c.First, n.terms = time.UnixMicro(at), last+1, terms-last
		last, sum = terms, sum+n.added+n.removed
		changes, all = append(changes, c), append(all, n)
	}
	if err := rows.Err(); err != nil {
		return nil, nil, err
	}
	if len(changes) == 0 {
		return nil, nil, engine.ErrGone
	}
	return changes, all, nil
}

// fill reads what changes have.
func (e *server) fill(ctx context.Context, changes []*engine.Change, all []counts) error {
	first, last := changes[0], changes[len(changes)-1]
	terms := uint64(0)
	for _, n := range all {
		terms += n.terms
	}
	var read []term.Term
	err := e.eachTerm(ctx, first.First-1, first.First-1+terms, func(some []term.Term) error { read = append(read, some...); return nil })
	if err != nil {
		return err
	}
	for i, c := range changes {
		c.Terms, read = read[:all[i].terms], read[all[i].terms:]
	}
	of := func(version uint64) *engine.Change { return changes[version-first.Version] }
	err = e.eachQuad(ctx, e.sql("select s, p, o, g, since from tg_quad where since >= %d and since <= %d", first.Version, last.Version),
		func(q engine.Quad, v uint64) error { of(v).Added = append(of(v).Added, q); return nil })
	if err == nil {
		err = e.eachQuad(ctx, e.sql("select s, p, o, g, until from tg_quad where until >= %d and until <= %d", first.Version, last.Version),
			func(q engine.Quad, v uint64) error { of(v).Removed = append(of(v).Removed, q); return nil })
	}
	for i, c := range changes {
		if err == nil && (uint64(len(c.Added)) != all[i].added || uint64(len(c.Removed)) != all[i].removed) {
			return &engine.Error{Class: engine.ErrGone, Err: fmt.Errorf("change %d has %d quads added and %d removed, and its rows are %d and %d",
				c.Version, all[i].added, all[i].removed, len(c.Added), len(c.Removed))}
		}
	}
	return err
}
