package sparql

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// data runs INSERT DATA or DELETE DATA.
func (u *updater) data(d *algebra.Data) error {
	err := u.tx.View(u.ctx, func(s *graph.Snapshot) error { return u.noCompactData(s, d) })
	switch {
	case err != nil:
		return err
	case d.Delete:
		return u.deleteData(d)
	}
	return u.insertData(d)
}

// insertData writes the quads of INSERT DATA. What is more than a few goes the way of files, without a value for each term.
func (u *updater) insertData(d *algebra.Data) error {
	if len(d.Quads) <= fewQuads {
		quads := make([]quad.Quad, len(d.Quads))
		for i, q := range d.Quads {
			quads[i] = quadOf([4]term.Term{u.datum(d, q.Subject), u.datum(d, q.Predicate), u.datum(d, q.Object), u.datum(d, q.Graph)})
		}
		return u.add(quads)
	}
	batch := u.tx.NewBatch()
	numbers := make([]uint32, len(d.Terms)) // the batch's, once a quad has had the term
	number := func(i uint32) uint32 {
		if numbers[i] == 0 && i != 0 {
			numbers[i] = batch.Number(u.datum(d, i))
		}
		return numbers[i]
	}
	for i, q := range d.Quads {
		if i&4095 == 4095 && u.ctx.Err() != nil {
			return u.ctx.Err()
		}
		batch.Quad(number(q.Subject), number(q.Predicate), number(q.Object), number(q.Graph))
	}
	added, err := u.tx.AddBatch(u.ctx, batch)
	u.changes.Added += int64(added)
	return err
}

// datum is a term of data, blank nodes with names that are new.
func (u *updater) datum(d *algebra.Data, i uint32) term.Term {
	t := d.Terms[i]
	if t.Kind == term.Blank {
		t.Text = u.blanks + t.Text
	}
	return t
}

// deleteData takes away the quads of DELETE DATA.
func (u *updater) deleteData(d *algebra.Data) error {
	c := &changer{updater: u, at: d.Place, seen: map[graph.QuadIDs]bool{}}
	err := u.tx.View(u.ctx, func(s *graph.Snapshot) error {
		c.numbers = s.Numbers()
		ids := make([]graph.ID, len(d.Terms))
		for i, t := range d.Terms {
			if i&4095 == 4095 && u.ctx.Err() != nil {
				return u.ctx.Err()
			}
			ids[i] = c.numbers.ID(t.Value())
		}
		for i, q := range d.Quads {
			if i&4095 == 4095 && u.ctx.Err() != nil {
				return u.ctx.Err()
			}
			c.delete([4]graph.ID{ids[q.Subject], ids[q.Predicate], ids[q.Object], ids[q.Graph]}, q.Graph != 0)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.change()
}

func quadOf(parts [4]term.Term) quad.Quad {
	return quad.Quad{Subject: parts[0].Value(), Predicate: parts[1].Value(), Object: parts[2].Value(), Label: parts[3].Value()}
}

// fewQuads is up to how many quads the index of names learns one by one.
const fewQuads = 1_000

// add writes quads and counts those that are new.
func (u *updater) add(quads []quad.Quad) error {
	if len(quads) == 0 {
		return nil
	}
	if len(quads) > fewQuads {
		batch := u.tx.NewBatch()
		for i, q := range quads {
			if i&4095 == 0 && u.ctx.Err() != nil {
				return u.ctx.Err()
			}
			if err := batch.Add(q); err != nil {
				return err
			}
		}
		added, err := u.tx.AddBatch(u.ctx, batch)
		u.changes.Added += int64(added)
		return err
	}
	before, err := u.size()
	if err != nil {
		return err
	}
	if err := u.tx.Add(quads...); err != nil {
		return err
	}
	after, err := u.size()
	u.changes.Added += after - before
	return err
}

func (u *updater) size() (n int64, err error) {
	err = u.tx.View(u.ctx, func(s *graph.Snapshot) error {
		n = s.Size()
		return nil
	})
	return n, err
}

// noCompact refuses IRIs such as <tg:from> in templates: they would name something else than tg:from does.
func noCompact(s *graph.Snapshot, m *algebra.Modify) error {
	for _, list := range [][]algebra.Quad{m.Delete, m.Insert} {
		for _, q := range list {
			for _, t := range []algebra.Term{q.Subject, q.Predicate, q.Object, q.Graph} {
				if isCompact(s, t.Value) {
					return compactIRI(t.Value, t.Place)
				}
			}
		}
	}
	return nil
}

// noCompactData does so in data.
func (u *updater) noCompactData(s *graph.Snapshot, d *algebra.Data) error {
	for i, t := range d.Terms {
		switch {
		case i&4095 == 4095 && u.ctx.Err() != nil:
			return u.ctx.Err()
		case isCompact(s, t):
			return compactIRI(t, d.PlaceOf(uint32(i)))
		}
	}
	return nil
}

func isCompact(s *graph.Snapshot, t term.Term) bool {
	return t.Kind == term.IRI && string(s.ExpandIRI(t.Text)) != t.Text
}

func compactIRI(t term.Term, at algebra.Place) error {
	return &SyntaxError{Line: int(at.Line), Column: int(at.Column),
		Text: fmt.Sprintf("<%s> is a compact IRI in angle brackets; write %s without them", t.Text, t.Text)}
}
