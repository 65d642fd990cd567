package postgres

import (
	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/internal/tables"
	"talentgraph.example/graph/term"
)

// termColumns has the columns of terms.
type termColumns struct {
	ids              []int32
	kinds            []int16
	texts            [][]byte
	datatypes, langs []string
	hashes           [][16]byte
}

// termRows gives the columns of terms that are numbered from first on.
func termRows(first uint64, terms []term.Term) *termColumns {
	r := &termColumns{}
	for i, t := range terms {
		r.ids = append(r.ids, key(first+uint64(i)))
		r.kinds = append(r.kinds, int16(t.Kind))
		r.texts = append(r.texts, []byte(t.Text))
		r.datatypes, r.langs = append(r.datatypes, t.Datatype), append(r.langs, t.Lang)
		r.hashes = append(r.hashes, tables.Hash(t))
	}
	return r
}

// keysOf gives the columns of quads.
func keysOf(quads []engine.Quad) (columns [4][]int32) {
	for i := range columns {
		columns[i] = make([]int32, len(quads))
		for j, q := range quads {
			columns[i][j] = key(q[i])
		}
	}
	return columns
}
