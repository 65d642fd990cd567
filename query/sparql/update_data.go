package sparql

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// insertData writes the quads of INSERT DATA. What is more than a few goes the way of files, without a value for each term.
func (u *updater) insertData(m *algebra.Modify) error {
	var quads []quad.Quad
	var batch *snapstore.Batch
	n := 0
	for q := range m.Data {
		if n++; n&4095 == 0 && u.ctx.Err() != nil {
			return u.ctx.Err()
		}
		parts := u.dataTerms(q)
		if n <= fewQuads {
			quads = append(quads, quadOf(parts))
			continue
		}
		if batch == nil {
			batch = u.tx.NewBatch()
			for _, q := range quads {
				if err := batch.Add(q); err != nil {
					return err
				}
			}
		}
		batch.Quad(batch.Number(parts[0]), batch.Number(parts[1]), batch.Number(parts[2]), batch.Number(parts[3]))
	}
	err := u.tx.View(u.ctx, func(s *graph.Snapshot) error { return u.dataCompact(s, m, batch) })
	if err != nil {
		return err
	}
	if batch == nil {
		return u.add(quads)
	}
	added, err := u.tx.AddBatch(u.ctx, batch)
	u.changes.Added += int64(added)
	return err
}

// dataTerms gives the terms of a quad, blank nodes by names that are new.
func (u *updater) dataTerms(q algebra.Quad) (parts [4]term.Term) {
	for i, t := range [...]*algebra.Term{&q.Subject, &q.Predicate, &q.Object, &q.Graph} {
		if parts[i] = t.Value; t.Value.Kind == term.Blank {
			parts[i].Text = u.blanks + t.Value.Text
		}
	}
	return parts
}

func quadOf(parts [4]term.Term) quad.Quad {
	return quad.Quad{Subject: parts[0].Value(), Predicate: parts[1].Value(), Object: parts[2].Value(), Label: parts[3].Value()}
}

// dataCompact refuses compact IRIs in data; see noCompact. Those of a batch are looked at once each, and looked for in the
// data only if one is compact.
func (u *updater) dataCompact(s *graph.Snapshot, m *algebra.Modify, batch *snapstore.Batch) error {
	found := batch == nil
	if batch != nil {
		for iri := range batch.IRIs() {
			found = found || string(s.ExpandIRI(iri)) != iri
		}
	}
	if !found {
		return nil
	}
	for q := range m.Data {
		if err := notCompact(s, q); err != nil {
			return err
		}
	}
	return nil
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
			if err := notCompact(s, q); err != nil {
				return err
			}
		}
	}
	return nil
}

func notCompact(s *graph.Snapshot, q algebra.Quad) error {
	for _, t := range []algebra.Term{q.Subject, q.Predicate, q.Object, q.Graph} {
		if t.Value.Kind != term.IRI {
			continue
		}
		if full := s.ExpandIRI(t.Value.Text); string(full) != t.Value.Text {
			return &SyntaxError{Line: int(t.Place.Line), Column: int(t.Place.Column),
				Text: fmt.Sprintf("<%s> is a compact IRI in angle brackets; write %s without them", t.Value.Text, t.Value.Text)}
		}
	}
	return nil
}
