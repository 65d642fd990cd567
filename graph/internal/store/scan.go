package store

import "context"

// pageRows is how many quads Scan hands over at a time: enough that the call costs little beside them,
// few enough to stay in the fastest cache.
const pageRows = 1024

// Scan yields all quads of a predicate, in order of subject, object, label, as columns of up to 1,024
// rows, until yield returns false. It is Match for who looks at them all: a fraction of the cost for each
// quad. The slices are overwritten after yield returns. Without labels there is no third column, which
// saves a third of the reading; a quad comes once for each of its labels all the same.
//
// The error is the context's, looked at once a page, or [ErrClosed] on the snapshot of a closed store.
func (s *Snapshot) Scan(ctx context.Context, predicate ID, labels bool, yield func(subjects, objects, labels []ID) bool) error {
	if err := s.Check(ctx); err != nil || predicate == 0 {
		return err
	}
	c := s.positionCursor(byPredicate, s.base.index(0), predicate)
	var page [3][pageRows]ID
	for {
		n := c.fill(&page, labels)
		if n == 0 {
			return s.Damage()
		}
		third := page[2][:n]
		if !labels {
			third = nil
		}
		if !yield(page[0][:n], page[1][:n], third) {
			return nil
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// fill puts the next quads into the page and gives their number.
func (c *Cursor) fill(page *[3][pageRows]ID, labels bool) int {
	if c.changes != nil || c.proofs != nil {
		n := 0
		for ; n < pageRows; n++ {
			q, ok := c.Next()
			if !ok {
				break
			}
			page[0][n], page[1][n], page[2][n] = q.Subject, q.Object, q.Label
		}
		return n
	}
	at := c.at[c.from:min(c.end, c.from+pageRows)]
	c.from += uint32(len(at))
	b := c.base
	subjects, objects := page[0][:len(at)], page[1][:len(at)]
	for n, i := range at {
		subjects[n], objects[n] = b.s[i], b.o[i]
	}
	if labels {
		for n, i := range at {
			page[2][n] = b.g[i]
		}
	}
	return len(at)
}
