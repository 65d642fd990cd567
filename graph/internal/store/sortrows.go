package store

import "sort"

// addAll records that quads were added, none of which is there or was removed.
func (v *overlay) addAll(quads *bulk, b *base, editor *token) {
	rows, spare := make([]row, 0, quads.len()), make([]row, quads.len())
	for q := range quads.all() {
		b.mark(q)
		rows = append(rows, bySubject.pack(q))
	}
	// Sorting is stable: what is in the order by subject needs sorting by that alone in which another order differs.
	rows, spare = radixSort(rows, spare, 0)
	v.added[bySubject].insertAll(rows, editor)
	for o, from := range [orders]int{byObject: 8, byPredicate: 12, byLabel: 12} {
		if o := order(o); o != bySubject {
			sorted := make([]row, len(rows))
			for i, r := range rows {
				sorted[i] = o.pack(bySubject.unpack(r))
			}
			sorted, spare = radixSort(sorted, spare, from)
			v.added[o].insertAll(sorted, editor)
		}
	}
}

// radixSort sorts rows by their bytes from one on, 0 being the lowest, and leaves rows that agree in them as they
// are. It uses spare, as long as rows, and gives both back, the sorted ones first.
func radixSort(rows, spare []row, from int) (sorted, other []row) {
	var same, any row // bits that are set in all rows, and in any
	same = row{^uint64(0), ^uint64(0)}
	for _, r := range rows {
		same.hi, same.lo, any.hi, any.lo = same.hi&r.hi, same.lo&r.lo, any.hi|r.hi, any.lo|r.lo
	}
	for b := from; b < 16; b++ {
		if differs := (row{same.hi ^ any.hi, same.lo ^ any.lo}); differs.byte(b) == 0 {
			continue
		}
		var starts [256]int
		for _, r := range rows {
			starts[r.byte(b)]++
		}
		at := 0
		for value, n := range starts {
			starts[value] = at
			at += n
		}
		for _, r := range rows {
			value := r.byte(b)
			spare[starts[value]] = r
			starts[value]++
		}
		rows, spare = spare, rows
	}
	return rows, spare
}

func (r row) byte(b int) uint8 {
	if b < 8 {
		return uint8(r.lo >> (8 * b))
	}
	return uint8(r.hi >> (8 * (b - 8)))
}

// insertAll adds rows that are sorted, none of which is there.
func (s *rowSet) insertAll(rows []row, editor *token) {
	s.len += len(rows)
	chunks := make([]*chunk, 0, len(s.chunks)+2*len(rows)/chunkRows+1)
	if len(s.chunks) == 0 {
		chunks = appendChunks(chunks, rows, nil, editor)
	}
	for i, c := range s.chunks {
		mine := len(rows) // those that come before the next chunk
		if i+1 < len(s.chunks) {
			mine = countBelow(rows, s.chunks[i+1].rows[0])
		}
		if mine == 0 {
			chunks = append(chunks, c)
			continue
		}
		chunks = appendChunks(chunks, c.rows, rows[:mine], editor)
		rows = rows[mine:]
	}
	s.chunks, s.owner = chunks, editor
}

// appendChunks appends chunks of the rows of two lists, which both are sorted, about equally full.
func appendChunks(chunks []*chunk, a, b []row, editor *token) []*chunk {
	for left := len(a) + len(b); left > 0; {
		n := (left + (left-1)/chunkRows) / ((left-1)/chunkRows + 1)
		rows := make([]row, n, chunkRows)
		for i := range rows {
			if len(b) == 0 || len(a) > 0 && a[0].less(b[0]) {
				rows[i], a = a[0], a[1:]
			} else {
				rows[i], b = b[0], b[1:]
			}
		}
		chunks = append(chunks, &chunk{owner: editor, rows: rows})
		left -= n
	}
	return chunks
}

// countBelow gives how many of the rows, which are sorted, are less than r. They are mostly few.
func countBelow(rows []row, r row) int {
	step := 1
	for step < len(rows) && rows[step-1].less(r) {
		step *= 2
	}
	from := step / 2
	return from + sort.Search(min(step, len(rows))-from, func(i int) bool { return !rows[from+i].less(r) })
}
