package exec

import (
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/rows"
)

// marks are a set of numbers of the state: a bit each, and the list of those that are set, in the order in which they
// came.
type marks struct {
	bits []uint64
	list []graph.ID
}

func (m *marks) has(id graph.ID) bool {
	return int(id>>6) < len(m.bits) && m.bits[id>>6]&(1<<(id&63)) != 0
}

func (m *marks) add(id graph.ID, b *rows.Budget) (added bool, err error) {
	if err := b.Passed(1); err != nil {
		return false, err
	}
	if word := int(id >> 6); word >= len(m.bits) {
		grown := max(word+1, 2*len(m.bits), 64)
		if err := b.Take(int64(grown-len(m.bits)) * 8); err != nil {
			return false, err
		}
		m.bits = append(m.bits, make([]uint64, grown-len(m.bits))...)
	}
	if m.has(id) {
		return false, nil
	}
	if len(m.list) == cap(m.list) {
		grown := max(64, 2*cap(m.list))
		if err := b.Take(int64(grown-cap(m.list)) * 4); err != nil {
			return false, err
		}
		m.list = append(make([]graph.ID, 0, grown), m.list...)
	}
	m.bits[id>>6] |= 1 << (id & 63)
	m.list = append(m.list, id)
	return true, nil
}

// takeMarks gives an empty set, giveMarks takes it back for another use.
func (x *Exec) takeMarks() *marks {
	n := len(x.marks)
	if n == 0 {
		return &marks{}
	}
	m := x.marks[n-1]
	x.marks = x.marks[:n-1]
	return m
}

func (x *Exec) giveMarks(m *marks) {
	for _, id := range m.list {
		m.bits[id>>6] = 0
	}
	m.list = m.list[:0]
	x.marks = append(x.marks, m)
}

// numbersOf gives the numbers of those terms that the state has.
func (x *Exec) numbersOf(terms []term.Term) []graph.ID {
	var ids []graph.ID
	for _, t := range terms {
		if id := x.numbers.ID(t.Value()); id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}
