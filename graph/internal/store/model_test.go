package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
)

func TestModel(t *testing.T) {
	r := storetest.NewRand(t)
	for range long.Runs(4, 12) {
		testModel(t, r, 4+r.IntN(60), 60)
	}
}

func testModel(t *testing.T, r *rand.Rand, terms, commits int) {
	ctx := context.Background()
	s := New()
	m := &storetest.Model{}
	held := map[*Snapshot]*storetest.Model{} // old snapshots stay as they are
	for range commits {
		tx, err := s.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		changed := m.Clone()
		for range r.IntN(12) {
			switch r.IntN(9) {
			case 0, 1, 2, 3:
				q := storetest.RandomQuad(r, terms)
				added, err := tx.Add(q)
				if want := changed.Add(q); added != want || err != nil {
					t.Fatalf("Add(%v) = %v, %v, want %v", q, added, err, want)
				}
			case 4, 5:
				q := storetest.RandomQuad(r, terms)
				if len(changed.Quads) > 0 && r.IntN(2) == 0 {
					q = changed.Quads[r.IntN(len(changed.Quads))]
				}
				removed, err := tx.Remove(q)
				if want := changed.Remove(q); removed != want || err != nil {
					t.Fatalf("Remove(%v) = %v, %v, want %v", q, removed, err, want)
				}
			case 6:
				var b Batch
				want := 0
				for range r.IntN(40) {
					q := storetest.RandomQuad(r, terms)
					addToBatch(&b, q)
					if changed.Add(q) {
						want++
					}
				}
				if added, err := tx.AddBatch(ctx, &b); added != want || err != nil {
					t.Fatalf("AddBatch = %v, %v, want %v", added, err, want)
				}
			case 7:
				if r.IntN(4) == 0 {
					tx.settleBulk()
					tx.Merge()
				}
			default:
				compare(t, r, tx.Snapshot(), changed, terms)
				held[tx.Snapshot()] = changed.Clone()
			}
		}
		if r.IntN(8) == 0 {
			tx.Rollback()
		} else {
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
			m = changed
		}
		compare(t, r, s.Snapshot(), m, terms)
		held[s.Snapshot()] = m.Clone()
		for old, then := range held {
			if r.IntN(20) == 0 {
				compare(t, r, old, then, terms)
				delete(held, old)
			}
		}
	}
}

func addToBatch(b *Batch, q quad.Quad) {
	var n [4]uint32
	for i, d := range quad.Directions {
		tm, _ := term.Of(q.Get(d))
		n[i] = b.Term(tm.Kind, []byte(tm.Text), []byte(tm.Datatype), []byte(tm.Lang))
	}
	b.Quad(n[0], n[1], n[2], n[3])
}

// compare asks a snapshot and the model the same.
func compare(t *testing.T, r *rand.Rand, s *Snapshot, m *storetest.Model, terms int) {
	t.Helper()
	if err := s.Verify(); err != nil {
		t.Fatal(err)
	}
	if s.Size() != len(m.Quads) {
		t.Fatalf("Size is %d, want %d", s.Size(), len(m.Quads))
	}
	q := storetest.RandomQuad(r, terms)
	if len(m.Quads) > 0 && r.IntN(4) > 0 {
		q = m.Quads[r.IntN(len(m.Quads))]
	}
	if _, found, err := s.Find(context.Background(), q); err != nil || found != (m.Index(q) >= 0) {
		t.Fatalf("Find(%v) = %v, %v", q, found, err)
	}
	for shape := range 32 { // the sixteen, and those with Unlabelled
		comparePattern(t, s, m, q, shape)
	}
	compareExpand(t, r, s)
}

func comparePattern(t *testing.T, s *Snapshot, m *storetest.Model, q quad.Quad, shape int) {
	t.Helper()
	ctx := context.Background()
	var p Pattern
	known := true
	id := func(bit int, v quad.Value) ID {
		if shape>>bit&1 == 0 || v == nil {
			return 0
		}
		n := s.ID(v)
		if n == 0 {
			known = false
		}
		return n
	}
	p.Subject, p.Predicate, p.Object = id(0, q.Subject), id(1, q.Predicate), id(2, q.Object)
	p.Unlabelled = shape>>4&1 == 1
	if !p.Unlabelled {
		p.Label = id(3, q.Label)
	}
	var want []string
	for _, x := range m.Quads {
		if (shape&1 == 0 || x.Subject == q.Subject) && (shape&2 == 0 || x.Predicate == q.Predicate) &&
			(shape&4 == 0 || x.Object == q.Object) && (shape&8 == 0 || p.Unlabelled || q.Label == nil || x.Label == q.Label) &&
			(!p.Unlabelled || x.Label == nil) {
			want = append(want, storetest.Key(x))
		}
	}
	if !known { // a term that the snapshot does not have
		if len(want) > 0 {
			t.Fatalf("shape %d of %v: a term has no number", shape, q)
		}
		return
	}
	var got []string
	var last row
	ord := bySubject
	switch {
	case p.Subject != 0:
	case p.Object != 0:
		ord = byObject
	case p.Predicate != 0:
		ord = byPredicate
	case p.Labelled():
		ord = byLabel
	}
	err := s.Match(ctx, p, func(x Quad) bool {
		if r := ord.pack(x); !last.less(r) {
			t.Errorf("shape %d: %v is out of order", shape, x)
		} else {
			last = r
		}
		got = append(got, storetest.Key(s.Quad(x)))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Count(ctx, p)
	if err != nil || int(n) != len(want) {
		t.Fatalf("shape %d of %v: Count is %d, %v, want %d", shape, q, n, err, len(want))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("shape %d of %v: got %q, want %q", shape, q, got, want)
	}
}

// compareExpand compares Expand with Match, which is compared with the model.
func compareExpand(t *testing.T, r *rand.Rand, s *Snapshot) {
	t.Helper()
	ctx := context.Background()
	var nodes, predicates []ID
	for range r.IntN(6) {
		nodes = append(nodes, ID(r.IntN(s.Terms()+2)))
	}
	for range r.IntN(4) {
		predicates = append(predicates, ID(r.IntN(s.Terms()+2)))
	}
	for _, d := range []quad.Direction{quad.Subject, quad.Object} {
		type line struct {
			node int
			row  row
		}
		var got, want []line
		err := s.Expand(ctx, nodes, d, predicates, func(run Run) bool {
			if len(run.Others) == 0 || len(run.Others) != len(run.Labels) {
				t.Errorf("run %+v", run)
			}
			for i := range run.Others {
				got = append(got, line{run.Node, packIDs(0, run.Predicate, run.Others[i], run.Labels[i])})
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range nodes {
			p := Pattern{Subject: n}
			if d == quad.Object {
				p = Pattern{Object: n}
			}
			if n == 0 {
				continue
			}
			err := s.Match(ctx, p, func(q Quad) bool {
				other := q.Object
				if d == quad.Object {
					other = q.Subject
				}
				if len(predicates) == 0 || slices.Contains(predicates, q.Predicate) {
					want = append(want, line{i, packIDs(0, q.Predicate, other, q.Label)})
				}
				return true
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		compareRows(t, s, d, nodes, predicates)
		if !slices.Equal(got, want) {
			t.Fatalf("Expand(%v, %v, %v):\n got %v\nwant %v", nodes, d, predicates, got, want)
		}
	}
}

// compareRows compares Rows and Columns with Expand.
func compareRows(t *testing.T, s *Snapshot, d quad.Direction, nodes, predicates []ID) {
	t.Helper()
	for _, n := range nodes {
		for _, p := range append([]ID{0}, predicates...) {
			var want Rows
			err := s.Expand(context.Background(), []ID{n}, d, slices.DeleteFunc([]ID{p}, func(p ID) bool { return p == 0 }), func(r Run) bool {
				for range r.Others {
					want.Predicates = append(want.Predicates, r.Predicate)
				}
				want.Others, want.Labels = append(want.Others, r.Others...), append(want.Labels, r.Labels...)
				return true
			})
			got := s.Rows(n, d, p)
			if err != nil || !slices.Equal(got.Predicates, want.Predicates) || !slices.Equal(got.Others, want.Others) || !slices.Equal(got.Labels, want.Labels) {
				t.Fatalf("Rows(%d, %v, %d):\n got %v\nwant %v, %v", n, d, p, got, want, err)
			}
			if p != 0 {
				continue
			}
			c := s.Columns(d, nil)
			c.Touch(nodes)
			rows, from, to := c.At(n)
			if !slices.Equal(rows.Predicates[from:to], want.Predicates) ||
				!slices.Equal(rows.Others[from:to], want.Others) || !slices.Equal(rows.Labels[from:to], want.Labels) {
				t.Fatalf("Columns(%v).At(%d) = %v from %d to %d, want %v", d, n, rows, from, to, want)
			}
			if first, end, ok := c.Range(n); ok && (first != from || end != to) {
				t.Fatalf("Columns(%v).Range(%d) = %d, %d, At %d, %d", d, n, first, end, from, to)
			}
			odd := s.Columns(d, func(predicate, label ID) bool { return (predicate+label)%2 == 1 })
			odd.Touch(nodes)
			var others []ID
			for i, o := range want.Others {
				if (want.Predicates[i]+want.Labels[i])%2 == 1 {
					others = append(others, o)
				}
			}
			if rows, from, to := odd.At(n); !slices.Equal(rows.Others[from:to], others) {
				t.Fatalf("Columns(%v).At(%d) of odd quads = %v from %d to %d, want %v", d, n, rows, from, to, others)
			}
		}
	}
}

func TestInvalidQuadsChangeNothing(t *testing.T) {
	ctx := context.Background()
	s, p, o := quad.IRI("s"), quad.IRI("p"), quad.String("o")
	for _, c := range []struct {
		quad quad.Quad
		part quad.Direction
		text string
	}{
		{quad.Quad{Predicate: p, Object: o}, quad.Subject, "snapstore: the subject of the quad (nothing <p> \"o\") is missing"},
		{quad.Quad{Subject: s, Object: o}, quad.Predicate, "snapstore: the predicate of the quad (<s> nothing \"o\") is missing"},
		{quad.Quad{Subject: s, Predicate: p}, quad.Object, "snapstore: the object of the quad (<s> <p> nothing) is missing"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.IRI("")}, quad.Object, "snapstore: the object of the quad (<s> <p> <>) is an empty IRI"},
		{quad.Quad{Subject: quad.BNode(""), Predicate: p, Object: o}, quad.Subject, "snapstore: the subject of the quad (_: <p> \"o\") is a blank node without a name"},
		{quad.Quad{Subject: s, Predicate: quad.BNode("p"), Object: o}, quad.Predicate, "snapstore: the predicate of the quad (<s> _:p \"o\") is a blank node; only IRIs name predicates"},
		{quad.Quad{Subject: s, Predicate: p, Object: o, Label: quad.IRI("")}, quad.Label, "snapstore: the label of the quad (<s> <p> \"o\" <>) is an empty IRI"},
		{quad.Quad{Subject: s, Predicate: p, Object: quad.String("\xff")}, quad.Object, "snapstore: the object of the quad (<s> <p> \"\xff\") is not valid UTF-8"},
		{quad.Quad{Subject: s, Predicate: p, Object: foreign{}}, quad.Object, ""},
	} {
		store := New()
		tx, err := store.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, batch := range []bool{false, true} {
			if batch && c.text == "" {
				continue
			}
			var err error
			if batch {
				var b Batch
				addToBatch(&b, quad.Quad{Subject: s, Predicate: p, Object: s})
				addToBatch(&b, c.quad)
				_, err = tx.AddBatch(ctx, &b)
			} else {
				_, err = tx.Add(c.quad)
			}
			var invalid *InvalidQuadError
			if !errors.As(err, &invalid) || invalid.Part != c.part || c.text != "" && err.Error() != c.text {
				t.Errorf("batch %v: got %v, want %s", batch, err, c.text)
			}
			if n := tx.Snapshot().Size(); n != 0 {
				t.Errorf("batch %v: %v left %d quads", batch, c.quad, n)
			}
		}
		if added, err := tx.Add(quad.Make("literal", "literal", "literal", "literal")); !added || err != nil {
			t.Error(added, err)
		}
		if err := tx.Commit(); err != nil || store.Snapshot().Size() != 1 {
			t.Error(err)
		}
	}
}

type foreign struct{}

func (foreign) String() string      { return "foreign" }
func (foreign) Native() interface{} { return nil }
