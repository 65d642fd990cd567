package store

import (
	"context"

	"github.com/cayleygraph/quad"
)

// Pattern says which quads are asked for. 0 stands for any term. Unlabelled asks for the default graph
// only; Label is then not looked at.
type Pattern struct {
	Subject, Predicate, Object, Label ID
	Unlabelled                        bool
}

// Labelled tells whether the pattern asks for certain labels.
func (p *Pattern) Labelled() bool { return p.Label != 0 || p.Unlabelled }

// Quad gives the pattern's terms, with 0 as the label of the default graph.
func (p *Pattern) Quad() Quad {
	q := Quad{p.Subject, p.Predicate, p.Object, p.Label}
	if p.Unlabelled {
		q.Label = 0
	}
	return q
}

// Matches tells whether a quad fits the pattern.
func (p *Pattern) Matches(q Quad) bool {
	return (p.Subject == 0 || p.Subject == q.Subject) &&
		(p.Predicate == 0 || p.Predicate == q.Predicate) &&
		(p.Object == 0 || p.Object == q.Object) &&
		(!p.Labelled() || p.Quad().Label == q.Label)
}

// With gives the pattern with one more direction given.
func (p Pattern) With(d quad.Direction, id ID) Pattern {
	switch d {
	case quad.Subject:
		p.Subject = id
	case quad.Predicate:
		p.Predicate = id
	case quad.Object:
		p.Object = id
	case quad.Label:
		p.Label = id
	}
	return p
}

// CheckEvery is how many steps go by between two looks at the context.
const CheckEvery = 1024

// Match yields the quads that match the pattern, until yield returns false. It follows one of four
// indexes, for each of the sixteen shapes of pattern:
//
//   - with a subject: by predicate, object, label;
//   - else with an object: by predicate, subject, label;
//   - else with a predicate: by subject, object, label;
//   - else with a label: by subject, predicate, object;
//   - else all quads, by subject, predicate, object, label.
//
// That is also the order of the result, by number. Where the index leaves something open (a label beside
// only a subject, say), it passes over what does not match, and takes the shorter way if there are two.
//
// The error is the context's, or [ErrClosed] on the snapshot of a closed store. The context is looked at
// once in 1,024 quads, passed over or not.
func (s *Snapshot) Match(ctx context.Context, p Pattern, yield func(Quad) bool) error {
	return Match(ctx, s, p, yield)
}

// AnyQuad is a [Quad] by whatever name.
type AnyQuad interface {
	~struct{ Subject, Predicate, Object, Label ID }
}

// Match is [Snapshot.Match] for a caller with a name of its own for quads.
func Match[Q AnyQuad](ctx context.Context, s *Snapshot, p Pattern, yield func(Q) bool) error {
	if err := s.Check(ctx); err != nil {
		return err
	}
	c := s.Cursor(p)
	for steps := 1; ; steps++ {
		q, ok := c.Next()
		if !ok {
			return s.Damage()
		}
		if (!c.Sift || p.Matches(q)) && !yield(Q(q)) {
			return nil
		}
		if steps%CheckEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
}

// Count gives the number of quads that match the pattern. It walks over quads only where Match passes
// over some: for a subject and an object without a predicate, and for a label beside anything less than
// subject, predicate and object. The error is as Match's.
func (s *Snapshot) Count(ctx context.Context, p Pattern) (int64, error) {
	if err := s.Check(ctx); err != nil {
		return 0, err
	}
	c := s.Cursor(p)
	if !c.Sift {
		if err := s.Damage(); err != nil {
			return 0, err
		}
		return int64(c.most), nil
	}
	n := int64(0)
	err := s.Match(ctx, p, func(Quad) bool { n++; return true })
	if err != nil {
		return 0, err
	}
	return n, nil
}

// AtMost gives an upper bound of Count without walking; exact says that it is the count.
func (s *Snapshot) AtMost(p Pattern) (n int, exact bool) {
	if s.err != nil {
		return 0, true
	}
	if (p.Subject == 0) != (p.Object == 0) && !p.Labelled() {
		// The rows of one node, which mostly lie in the base: what planning asks most.
		role, node := AsSubject, p.Subject
		if node == 0 {
			role, node = AsObject, p.Object
		}
		if !s.Changed(role, node) {
			from, to := s.base.sides[role].rows(node, p.Predicate)
			return int(to - from), true
		}
	}
	c := s.Cursor(p)
	return c.most, !c.Sift
}

// Check is what every question begins with.
func (s *Snapshot) Check(ctx context.Context) error {
	if s.err != nil {
		return s.err
	}
	if err := s.Damage(); err != nil {
		return err
	}
	return ctx.Err()
}

// Damage is what was found to be damaged in a base whose sums nobody has compared; nil if nothing was.
func (s *Snapshot) Damage() error { return s.base.damage() }
