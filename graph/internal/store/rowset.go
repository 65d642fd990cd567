package store

import (
	"slices"
	"sort"
)

// chunkRows is the most rows a chunk of a rowSet holds: a small commit copies one chunk of each order
// (4 KB) and the list of chunks.
const chunkRows = 256

// token marks what one editor made and may therefore change in place. Freezing a rowSet for readers
// means no more than to go on with a new token.
type token struct{ _ byte }

// rowSet is a sorted set of rows that can be shared: a copy of the struct stays as it is while the
// original is edited under another token. It is a list of sorted chunks, that is, a B-tree of two
// levels; an insertion costs two binary searches, and on the first touch after a freeze the copy of one
// chunk and of the list.
type rowSet struct {
	chunks []*chunk // none is empty
	owner  *token   // who may change the list in place
	len    int
}

type chunk struct {
	owner *token
	rows  []row
}

// locate gives the chunk that holds r or would hold it, the place in it, and whether it is there.
func (s *rowSet) locate(r row) (ci, at int, found bool) {
	// The last chunk that begins at or before r.
	ci = sort.Search(len(s.chunks), func(i int) bool { return r.less(s.chunks[i].rows[0]) })
	if ci > 0 {
		ci--
	}
	if len(s.chunks) == 0 {
		return 0, 0, false
	}
	at, found = slices.BinarySearchFunc(s.chunks[ci].rows, r, row.compare)
	return ci, at, found
}

func (s *rowSet) has(r row) bool {
	_, _, found := s.locate(r)
	return found
}

// own makes the list and a chunk the editor's.
func (s *rowSet) own(ci int, editor *token) *chunk {
	if s.owner != editor {
		s.chunks = slices.Clone(s.chunks)
		s.owner = editor
	}
	c := s.chunks[ci]
	if c.owner != editor {
		rows := make([]row, len(c.rows), min(chunkRows, 2*len(c.rows)+1))
		copy(rows, c.rows)
		c = &chunk{owner: editor, rows: rows}
		s.chunks[ci] = c
	}
	return c
}

// insert adds r and tells whether it was new.
func (s *rowSet) insert(r row, editor *token) bool {
	ci, at, found := s.locate(r)
	if found {
		return false
	}
	s.len++
	if len(s.chunks) == 0 {
		s.chunks = []*chunk{{owner: editor, rows: []row{r}}}
		s.owner = editor
		return true
	}
	c := s.own(ci, editor)
	if len(c.rows) == chunkRows {
		// Rows that come in order fill their chunks; others split them in halves.
		half := chunkRows / 2
		if ci == len(s.chunks)-1 && at == chunkRows {
			half = chunkRows
		}
		right := &chunk{owner: editor, rows: make([]row, chunkRows-half, chunkRows)}
		copy(right.rows, c.rows[half:])
		c.rows = c.rows[:half]
		s.chunks = slices.Insert(s.chunks, ci+1, right)
		if at >= half {
			c, at = right, at-half
		}
	}
	c.rows = slices.Insert(c.rows, at, r)
	return true
}

// remove takes r out and tells whether it was there.
func (s *rowSet) remove(r row, editor *token) bool {
	ci, at, found := s.locate(r)
	if !found {
		return false
	}
	s.len--
	c := s.own(ci, editor)
	c.rows = slices.Delete(c.rows, at, at+1)
	if len(c.rows) == 0 {
		s.chunks = slices.Delete(s.chunks, ci, ci+1)
	}
	return true
}

// count gives the number of rows from..to, both included.
func (s *rowSet) count(from, to row) int {
	if s.len == 0 {
		return 0
	}
	ci, at, _ := s.locate(from)
	cj, end, found := s.locate(to)
	if found {
		end++
	}
	n := end - at
	for _, c := range s.chunks[ci:cj] {
		n += len(c.rows)
	}
	return n
}

// iterate walks the rows from..to, both included.
func (s *rowSet) iterate(from, to row) rowIter {
	if s.len == 0 {
		return rowIter{}
	}
	ci, at, _ := s.locate(from)
	return rowIter{chunks: s.chunks[ci:], at: at, to: to}
}

// rowIter walks a range of a rowSet. The zero rowIter is at its end.
type rowIter struct {
	chunks []*chunk
	at     int
	to     row
}

// peek gives the next row without passing it.
func (it *rowIter) peek() (row, bool) {
	for len(it.chunks) > 0 {
		if rows := it.chunks[0].rows; it.at < len(rows) {
			if r := rows[it.at]; !it.to.less(r) {
				return r, true
			}
			it.chunks = nil
			break
		}
		it.chunks, it.at = it.chunks[1:], 0
	}
	return row{}, false
}

func (it *rowIter) skip() { it.at++ }
