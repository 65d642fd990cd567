package mysql

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
	"talentgraph.example/graph/term"
)

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
		err = e.eachTerm(ctx, 0, known, tables.TermsAfter(0, known, terms))
	}
	if err == nil {
		pages := tables.PagesTo(quads)
		text := e.sql("select s, p, o, g, since from tg_quad where since <= %d and until > %d", at, at)
		if err = e.eachQuad(ctx, text, func(q engine.Quad, _ engine.Version) error { return pages.Add(q) }); err == nil {
			err = pages.End()
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

// eachTerm hands on the terms with the numbers after one, up to another.
func (e *server) eachTerm(ctx context.Context, after, most uint64, terms *tables.Terms) error {
	rows, err := e.db.QueryContext(ctx, e.sql("select id, kind, text, datatype, lang from tg_term where id > %d and id <= %d order by id", after, most))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id uint64
		var t term.Term
		var text, datatype, lang sql.RawBytes
		if err := rows.Scan(&id, &t.Kind, &text, &datatype, &lang); err != nil {
			return err
		}
		t.Text, t.Datatype, t.Lang = string(text), string(datatype), string(lang)
		if err := terms.Add(id, t); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return terms.End()
}

// eachQuad calls f for each row.
func (e *server) eachQuad(ctx context.Context, text string, f func(q engine.Quad, version engine.Version) error) error {
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
		return nil, e.classify(ctx, err)
	}
	return a.Changes, nil
}

// list reads which changes there are, as many as make one answer.
func (e *server) list(ctx context.Context, a *tables.Answer, after, until engine.Version) error {
	rows, err := e.db.QueryContext(ctx, e.sql("select tx, writer, at, terms, added, removed from tg_change where tx >= %d and tx <= %d order by tx limit %d", after, until, tables.MostChanges))
	if err != nil {
		return err
	}
	defer rows.Close()
	for !a.Full() && rows.Next() {
		c := &engine.Change{}
		var at int64
		var terms, added, removed uint64
		var writer []byte
		err := rows.Scan(&c.Version, &writer, &at, &terms, &added, &removed)
		copy(c.Writer[:], writer)
		if c.At = time.UnixMicro(at); err == nil {
			err = a.List(c, terms, added, removed)
		}
		if err != nil {
			return err
		}
	}
	return rows.Err()
}

// fill reads what changes have.
func (e *server) fill(ctx context.Context, a *tables.Answer) error {
	first, last, err := a.Range()
	if err != nil {
		return err
	}
	after, most := a.TermRange()
	if err := e.eachTerm(ctx, after, most, a.Terms()); err != nil {
		return err
	}
	for column, take := range map[string]func(engine.Version, engine.Quad){"since": a.Added, "until": a.Removed} {
		text := e.sql("select s, p, o, g, "+column+" from tg_quad where "+column+" >= %d and "+column+" <= %d", first, last)
		if err := e.eachQuad(ctx, text, func(q engine.Quad, v engine.Version) error { take(v, q); return nil }); err != nil {
			return err
		}
	}
	return a.End()
}
