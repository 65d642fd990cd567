package store

import (
	"context"
	"slices"
)

// Statistics counts the quads of a predicate, and the subjects and the objects that they have, each once.
type Statistics struct {
	Quads, Subjects, Objects int64
}

// Predicates gives the predicates that quads have, ascending. The error is the context's, or [ErrClosed].
func (s *Snapshot) Predicates(ctx context.Context) ([]ID, error) {
	return s.keys(ctx, byPredicate, s.base.index(0))
}

// Labels gives the labels that quads have, ascending, without 0 for the default graph. The error is the
// context's, or [ErrClosed].
func (s *Snapshot) Labels(ctx context.Context) ([]ID, error) {
	labels, err := s.keys(ctx, byLabel, s.base.index(1))
	if len(labels) > 0 && labels[0] == 0 {
		labels = labels[1:]
	}
	return labels, err
}

// keys gives the first components of the quads in an order that the base has positions for.
func (s *Snapshot) keys(ctx context.Context, o order, x *positions) ([]ID, error) {
	if err := s.Check(ctx); err != nil || s.over.len() == 0 {
		return slices.Clone(x.keys), err
	}
	keys := slices.Clone(x.keys)
	for from := uint64(0); from <= 1<<32-1; { // each key of what was added, at one search
		it := s.over.added[o].iterate(row{hi: from << 32}, row{^uint64(0), ^uint64(0)})
		r, ok := it.peek()
		if !ok {
			break
		}
		keys = append(keys, ID(r.hi>>32))
		from = r.hi>>32 + 1
		if len(keys)%CheckEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	slices.Sort(keys)
	kept := keys[:0]
	for i, key := range slices.Compact(keys) {
		if i%CheckEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		from, to := packIDs(key, 0, 0, 0).span(1)
		if len(x.of(key))+s.over.difference(o, from, to) > 0 {
			kept = append(kept, key)
		}
	}
	return kept, nil
}

// Statistics gives those of a predicate. They are kept: the base's are counted in one pass over it when they are
// first asked for, and what the overlay changes of them once in each snapshot that is asked, in proportion to the
// overlay. The error is the context's, looked at once in 1,024 steps, or [ErrClosed].
func (s *Snapshot) Statistics(ctx context.Context, predicate ID) (Statistics, error) {
	if err := s.Check(ctx); err != nil {
		return Statistics{}, err
	}
	counted, err := s.base.count(ctx)
	if err != nil {
		return Statistics{}, err
	}
	of := counted[predicate]
	if s.over.len() == 0 {
		return of, nil
	}
	changed, err := s.countChanged(ctx)
	if err != nil {
		return Statistics{}, err
	}
	if now, ok := changed[predicate]; ok {
		of = now
	}
	return of, nil
}

// count gives the statistics of the base.
func (b *base) count(ctx context.Context) (map[ID]Statistics, error) {
	if kept := b.counted.Load(); kept != nil {
		return *kept, nil
	}
	steps := 0
	step := func() bool { steps++; return steps%CheckEvery != 0 || ctx.Err() == nil }
	objects := make([]uint32, b.nodes()+1) // by predicate: the runs of one predicate among an object's rows
	for n := ID(1); n <= b.nodes(); n++ {
		last := ID(0)
		from, to := b.objectRows(n)
		for _, p := range b.op[from:to] {
			if !step() {
				return nil, ctx.Err()
			}
			if p != last {
				objects[p]++
				last = p
			}
		}
	}
	counted := make(map[ID]Statistics, len(b.index(0).keys))
	for _, p := range b.index(0).keys {
		at, last := b.index(0).of(p), ID(0)
		of := Statistics{Quads: int64(len(at)), Objects: int64(objects[p])}
		for _, i := range at {
			if !step() {
				return nil, ctx.Err()
			}
			if b.proofs != nil && !b.proofs.row(i) {
				break
			}
			if n := b.s[i]; n != last {
				of.Subjects++
				last = n
			}
		}
		counted[p] = of
	}
	if err := b.damage(); err != nil {
		return nil, err
	}
	b.counted.Store(&counted)
	return counted, nil
}

// countChanged gives the statistics of the predicates that the overlay has quads of. The base has been counted.
func (s *Snapshot) countChanged(ctx context.Context) (map[ID]Statistics, error) {
	if kept := s.counted.Load(); kept != nil {
		return *kept, nil
	}
	counted := *s.base.counted.Load()
	changed := map[ID]Statistics{}
	// The subjects and objects to look at, each below its predicate.
	var ends [2][]uint64
	for sign, set := range map[int64]*rowSet{1: &s.over.added[bySubject], -1: &s.over.removed[bySubject]} {
		for i, c := range set.chunks {
			if i%(CheckEvery/chunkRows) == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			for _, r := range c.rows {
				q := bySubject.unpack(r)
				of, ok := changed[q.Predicate]
				if !ok {
					of = counted[q.Predicate]
				}
				of.Quads += sign
				changed[q.Predicate] = of
				ends[AsSubject] = append(ends[AsSubject], uint64(q.Predicate)<<32|uint64(q.Subject))
				ends[AsObject] = append(ends[AsObject], uint64(q.Predicate)<<32|uint64(q.Object))
			}
		}
	}
	for role := range ends {
		slices.Sort(ends[role])
		for i, end := range slices.Compact(ends[role]) {
			if i%CheckEvery == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			predicate, node := ID(end>>32), ID(end)
			of := changed[predicate]
			if n := s.comes(role, node, predicate); role == AsSubject {
				of.Subjects += n
			} else {
				of.Objects += n
			}
			changed[predicate] = of
		}
	}
	s.counted.Store(&changed)
	return changed, nil
}

// comes is 1 for a node that has a predicate in the snapshot and not in the base, -1 the other way round, else 0.
func (s *Snapshot) comes(role int, node, predicate ID) (n int64) {
	from, to := s.base.sides[role].rows(node, predicate)
	p := Pattern{Subject: node, Predicate: predicate}
	if role == AsObject {
		p = Pattern{Object: node, Predicate: predicate}
	}
	if now, _ := s.AtMost(p); now > 0 {
		n++
	}
	if from < to {
		n--
	}
	return n
}
