package store

import (
	"context"
	"math"
)

// AddBatch adds the quads of a batch and gives the number of those that were not there. The batch is only
// read, and may be reset and filled again afterwards.
//
// The quads are sorted in once for all batches, at the end or when the transaction is next read: large
// batches one after the other are the fast way to fill a store, and a Snapshot, Remove or Commit after
// them pays for the sorting.
//
// A quad that cannot be stored gives an [*InvalidQuadError] for the first such quad, and nothing of the
// batch is added. The other errors are the context's, looked at once in 1,024 terms or quads, and
// [ErrFull]; part of the batch has been added then, and the transaction should be rolled back.
func (t *Tx) AddBatch(ctx context.Context, b *Batch) (added int, err error) {
	err = t.AddBatchEach(ctx, b, func(int) { added++ })
	return added, err
}

// CheckBatch says why AddBatch would add nothing: ErrTxDone, or an [*InvalidQuadError].
func (t *Tx) CheckBatch(b *Batch) error {
	if t.done {
		return ErrTxDone
	}
	for i := range b.quads {
		if err := b.check(i, t); err != nil {
			return err
		}
	}
	return nil
}

// AddBatchEach is AddBatch, and tells the place in the batch of each quad that is added.
func (t *Tx) AddBatchEach(ctx context.Context, b *Batch, added func(i int)) error {
	if err := t.CheckBatch(b); err != nil {
		return err
	}
	if t.bulk.len() == 0 {
		t.bulk.first = ID(t.terms.len()) + 1
	}
	ids, err := t.internBatch(ctx, b)
	if err != nil {
		return err
	}
	for i, q := range b.quads {
		if i%CheckEvery == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if t.size >= math.MaxUint32-1 {
			return ErrFull
		}
		if t.addBulk(Quad{ids[q.Subject], ids[q.Predicate], ids[q.Object], ids[q.Label]}) {
			added(i)
		}
	}
	return nil
}

// internBatch gives the store's number for each of the batch's.
func (t *Tx) internBatch(ctx context.Context, b *Batch) ([]ID, error) {
	kinds := make([]uint32, len(b.kinds))
	known := make([]bool, len(b.kinds))
	ids := make([]ID, len(b.terms)+1)
	foreign := b.hasher != t.hasher
	for i := range b.terms {
		if i%CheckEvery == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		bt := &b.terms[i]
		if !known[bt.kind] { // a kind gets its number from the first term, as in Add
			k := &b.kinds[bt.kind]
			kinds[bt.kind], known[bt.kind] = t.terms.kindNumber(t.hasher.newKind(k.kind, k.datatype, k.lang)), true
		}
		hash, text := bt.hash, view(b.text[bt.from:bt.to])
		if foreign {
			hash = t.hasher.hashText(&t.terms.kinds[kinds[bt.kind]], text)
		}
		id, err := t.terms.intern(hash, kinds[bt.kind], text)
		if err != nil {
			return nil, err
		}
		ids[i+1] = id
	}
	return ids, nil
}

// addBulk adds a quad to those that wait to be sorted in.
func (t *Tx) addBulk(q Quad) bool {
	if newest := max(q.Subject, q.Predicate, q.Object, q.Label); newest < t.bulk.first { // else one of its terms was in no quad
		if t.base.len() > 0 && t.base.has(q) {
			return t.addToOverlay(q, true) // there, or removed before
		}
		if t.over.len() > 0 && t.over.added[bySubject].has(bySubject.pack(q)) {
			return false
		}
	}
	if !t.bulk.add(q) {
		return false
	}
	t.changed(+1)
	return true
}
