package byhand

import (
	"cmp"
	"slices"
)

// Stage is a row of Career.
type Stage struct {
	Node, Person, From, At ID   // At is where a move led to or a post is
	Year                   int  // 0 if it is not known
	Post, Founding         bool // a founder's post is both
	Current, Former        bool
}

// Career gives the moves and posts of a person in order: by year, those without one at the end; there former
// posts, then moves, then other posts, then current ones; then by number.
func (d *Data) Career(person ID) []Stage {
	var stages []Stage
	for j := d.objects[person]; j < d.objects[person+1]; j++ {
		n := d.os[j]
		if d.op[j] != d.person && d.op[j] != d.holder || len(stages) > 0 && stages[len(stages)-1].Node == n {
			continue
		}
		stages = append(stages, d.stage(n))
	}
	slices.SortFunc(stages, compareStages)
	return stages
}

// stage reads a move or a post.
func (d *Data) stage(n ID) Stage {
	s := Stage{Node: n}
	for i := d.subjects[n]; i < d.subjects[n+1]; i++ {
		switch o := d.o[i]; d.p[i] {
		case d.person:
			s.Person = o
		case d.holder:
			s.Person, s.Post = o, true
		case d.to, d.at:
			s.At = o
		case d.from:
			s.From = o
		case d.year:
			s.Year = d.integer(o)
		case d.role:
			s.Founding = s.Founding || o == d.founder
		case d.kind:
			s.Founding = s.Founding || o == d.founding
		case d.status:
			s.Current, s.Former = o == d.current, o == d.former
		}
	}
	return s
}

func compareStages(a, b Stage) int {
	switch {
	case a.Year != b.Year && a.Year == 0:
		return 1
	case a.Year != b.Year && b.Year == 0:
		return -1
	}
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.Node, b.Node))
}

func (s *Stage) rank() int {
	switch {
	case !s.Post || s.Founding:
		return 1
	case s.Former:
		return 0
	case s.Current:
		return 3
	}
	return 2
}
