package byhand

import (
	"bytes"
	"slices"

	"github.com/cayleygraph/quad"
)

// Net is a row of NetFlow.
type Net struct {
	Organization ID
	Gained, Lost int
}

// NetFlow counts the moves to and away from each organization, in no order.
func (d *Data) NetFlow() []Net {
	places := make([]uint32, len(d.subjects)) // of an organization, and 1
	var rows []Net
	row := func(id ID) *Net {
		if places[id] == 0 {
			rows = append(rows, Net{Organization: id})
			places[id] = uint32(len(rows))
		}
		return &rows[places[id]-1]
	}
	for m := 1; m+1 < len(d.subjects); m++ {
		var from, to ID
		for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
			switch d.p[j] {
			case d.from:
				from = d.o[j]
			case d.to:
				to = d.o[j]
			}
		}
		if from == to {
			continue
		}
		if from != 0 {
			row(from).Lost++
		}
		if to != 0 {
			row(to).Gained++
		}
	}
	return rows
}

// Brokers gives the organizations that both gain and lose, in no order.
func (d *Data) Brokers() []Net {
	return slices.DeleteFunc(d.NetFlow(), func(n Net) bool { return n.Gained == 0 || n.Lost == 0 })
}

// Matrix gives the pairs of an organization and a sector that one of its strategies is in, each once, by the
// IRIs of both.
func (d *Data) Matrix() [][2]ID {
	organizations, sectors := newRanks(len(d.subjects)), newRanks(len(d.subjects))
	var cells []uint64 // places of both
	for s := 1; s+1 < len(d.subjects); s++ {
		of := ID(0)
		for j := d.subjects[s]; j < d.subjects[s+1]; j++ {
			if d.p[j] == d.of {
				of = d.o[j]
			}
		}
		if of == 0 {
			continue
		}
		for j := d.subjects[s]; j < d.subjects[s+1]; j++ {
			if d.p[j] == d.sector {
				cells = append(cells, uint64(organizations.place(of))<<32|uint64(sectors.place(d.o[j])))
			}
		}
	}
	organizations.sort(d)
	sectors.sort(d)
	for i, c := range cells {
		cells[i] = uint64(organizations.rank[c>>32])<<32 | uint64(sectors.rank[uint32(c)])
	}
	slices.Sort(cells)
	cells = slices.Compact(cells)
	pairs := make([][2]ID, len(cells))
	for i, c := range cells {
		pairs[i] = [2]ID{organizations.ids[c>>32], sectors.ids[uint32(c)]}
	}
	return pairs
}

// ranks numbers nodes as they come, and then by their text.
type ranks struct {
	of   []uint32 // place and 1, by node
	ids  []ID     // by place; by rank once sorted
	rank []uint32 // by place
}

func newRanks(nodes int) *ranks { return &ranks{of: make([]uint32, nodes)} }

func (r *ranks) place(id ID) uint32 {
	if r.of[id] == 0 {
		r.ids = append(r.ids, id)
		r.of[id] = uint32(len(r.ids))
	}
	return r.of[id] - 1
}

// iri is an IRI without its brackets.
func (d *Data) iri(id ID) []byte { return d.text[d.starts[id]+1 : d.starts[id+1]-1] }

func (r *ranks) sort(d *Data) {
	slices.SortFunc(r.ids, func(a, b ID) int {
		return bytes.Compare(d.iri(a), d.iri(b))
	})
	r.rank = make([]uint32, len(r.ids))
	for rank, id := range r.ids {
		r.rank[r.of[id]-1] = uint32(rank)
	}
}

// PathLength gives the number of hops of a shortest way between two nodes along some predicates, in either
// direction, by a search from both ends; -1 if there is none of at most so many.
func (d *Data) PathLength(a, b ID, most int, predicates ...quad.IRI) int {
	along := make([]ID, len(predicates))
	for i, p := range predicates {
		along[i] = d.ID(p)
	}
	if a == b {
		return 0
	}
	depth := [2]map[ID]int{{a: 0}, {b: 0}}
	frontier := [2][]ID{{a}, {b}}
	level := [2]int{}
	for level[0]+level[1] < most && len(frontier[0]) > 0 && len(frontier[1]) > 0 {
		this := 0
		if len(frontier[1]) < len(frontier[0]) {
			this = 1
		}
		level[this]++
		var next []ID
		met := -1
		visit := func(n ID) {
			if _, seen := depth[this][n]; seen {
				return
			}
			depth[this][n] = level[this]
			next = append(next, n)
			if other, ok := depth[1-this][n]; ok && (met < 0 || level[this]+other < met) {
				met = level[this] + other
			}
		}
		for _, n := range frontier[this] {
			for j := d.subjects[n]; j < d.subjects[n+1]; j++ {
				if slices.Contains(along, d.p[j]) {
					visit(d.o[j])
				}
			}
			for j := d.objects[n]; j < d.objects[n+1]; j++ {
				if slices.Contains(along, d.op[j]) {
					visit(d.os[j])
				}
			}
		}
		if met >= 0 {
			return met
		}
		frontier[this] = next
	}
	return -1
}
