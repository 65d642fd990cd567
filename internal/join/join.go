package join

import (
	"context"
	"math"
)

// Kind tells events within an organization from passages between two.
type Kind uint8

const (
	Unknown Kind = iota // for want of an end, or of a word
	Passage
	Within
)

func (k Kind) fits(other Kind) bool { return k == Unknown || other == Unknown || k == other }

// Span is a run of days, numbers that compare as the days do, both ends included.
type Span struct{ First, Last int }

// Always is the span of a report without a time, which goes with any.
var Always = Span{math.MinInt, math.MaxInt}

func (s Span) overlaps(t Span) bool { return s.First <= t.Last && t.First <= s.Last }

// A Report is what one claim says. Ends are numbers from 1 of the caller's; 0 is a missing one.
type Report struct {
	From, To int32
	Span     Span
	Kind     Kind
	// Event is the number from 1 of the event that the report belongs to whatever it says; 0 leaves it to Events. Two
	// such events are never one.
	Event int32
}

func (r Report) ends() int {
	n := 0
	if r.From != 0 {
		n++
	}
	if r.To != 0 {
		n++
	}
	return n
}

// A Doubt is a report that fits two events which do not fit each other. Numbers are indexes of reports: One and Two are
// of the two events. Many says that there were too many neighbours to look at, which One and Two are among.
type Doubt struct {
	Report, One, Two int
	Many             bool
}

// Options say how to join.
type Options struct {
	// Above gives what an end is part of, all the way up; nil if ends have no parts. Its answers must stay the same.
	Above func(end int32) []int32
	// Halves joins reports of which one has the origin and the other the destination only, if both happened within
	// the same month or less and nothing else fits.
	Halves bool
}

// mostNeighbours bounds what is looked at for one report. More that all fit each other are no news of one event.
const mostNeighbours = 256

// Events gives, for each report, the index of the first report of its event, and the doubts in the order of the reports.
// The error is the context's.
func Events(ctx context.Context, reports []Report, o Options) (event []int, doubts []Doubt, err error) {
	j := newJoiner(reports, o)
	for s := range j.shapes {
		if s&255 == 255 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err := j.look(ctx, int32(s)); err != nil {
			return nil, nil, err
		}
	}
	for s, near := range j.near {
		if j.doubt[s] != nil {
			continue
		}
		for _, n := range near {
			if j.doubt[n] == nil {
				j.union(int32(s), n)
			}
		}
	}
	j.checkGroups()
	event, doubts = j.result()
	return event, doubts, ctx.Err()
}

// joiner works on shapes: reports that say the same are one.
type joiner struct {
	o       Options
	reports []Report
	shapeOf []int32
	shapes  []Report
	first   []int             // report of each shape
	given   map[int32]*clique // by event
	givenAt map[int32]int32   // the first shape of each
	near    [][]int32
	doubt   []*Doubt // by shape; its numbers are shapes
	parent  []int32  // of union-find
	index   *index   // nil if there are few shapes
}

func newJoiner(reports []Report, o Options) *joiner {
	j := &joiner{o: o, reports: reports, shapeOf: make([]int32, len(reports)), given: map[int32]*clique{}, givenAt: map[int32]int32{}}
	known := map[Report]int32{}
	for i, r := range reports {
		s, ok := known[r]
		if !ok {
			s = int32(len(j.shapes))
			known[r] = s
			j.shapes, j.first, j.parent = append(j.shapes, r), append(j.first, i), append(j.parent, s)
			if r.Event != 0 {
				if c := j.given[r.Event]; c != nil {
					c.add(r)
					j.union(j.givenAt[r.Event], s)
				} else {
					j.given[r.Event], j.givenAt[r.Event] = newClique(r), s
				}
			}
		}
		j.shapeOf[i] = s
	}
	j.near, j.doubt = make([][]int32, len(j.shapes)), make([]*Doubt, len(j.shapes))
	const few = 16
	if len(j.shapes) > few {
		j.index = newIndex(j.shapes, o)
	}
	return j
}

// look finds the neighbours of a shape, and whether they fit each other. Those of one given event count as one.
func (j *joiner) look(ctx context.Context, s int32) error {
	r := j.shapes[s]
	if r.Event != 0 || r.ends() == 0 {
		return nil
	}
	var free *clique
	var near []int32
	event := int32(-1) // the shape that stands for it
	doubt := func(one, two int32, many bool) {
		near, j.doubt[s] = nil, &Doubt{int(s), int(one), int(two), many}
	}
	steps := 0
	j.candidates(r, func(c int32) bool {
		other := j.shapes[c]
		if steps++; steps&1023 == 0 && ctx.Err() != nil {
			return false
		}
		switch {
		case c == s || !j.neighbours(r, other):
			return true
		case other.Event != 0:
			c = j.givenAt[other.Event]
			if c == event || !j.fits(j.given[other.Event], r) {
				return true
			}
			if event >= 0 {
				doubt(event, c, false)
				return false
			}
			event = c
		case free == nil:
			free = newClique(other)
		case !j.fits(free, other):
			for _, n := range near {
				if !j.compatible(j.shapes[n], other) && j.shapes[n].Event == 0 {
					doubt(n, c, false)
					return false
				}
			}
		default:
			free.add(other)
		}
		if near = append(near, c); len(near) > mostNeighbours {
			doubt(near[0], c, true)
			return false
		}
		return true
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if event >= 0 {
		for _, n := range near {
			if n != event && !j.fits(j.given[j.shapes[event].Event], j.shapes[n]) {
				doubt(event, n, false)
				break
			}
		}
	}
	j.near[s] = near
	return nil
}

// candidates calls with shapes among which all neighbours are.
func (j *joiner) candidates(r Report, yield func(int32) bool) {
	if j.index != nil {
		j.index.candidates(r, yield)
		return
	}
	for c := range j.shapes {
		if !yield(int32(c)) {
			return
		}
	}
}

func (j *joiner) neighbours(a, b Report) bool {
	if !j.compatible(a, b) {
		return false
	}
	return a.From != 0 && b.From != 0 || a.To != 0 && b.To != 0 || j.o.Halves && halves(a, b)
}

func (j *joiner) compatible(a, b Report) bool {
	return a.Span.overlaps(b.Span) && a.Kind.fits(b.Kind) && j.goTogether(a.From, b.From) && j.goTogether(a.To, b.To)
}

// halves tells whether two reports are the two halves of one, within a month.
func halves(a, b Report) bool {
	if b.From != 0 {
		a, b = b, a
	}
	return a.From != 0 && a.To == 0 && b.From == 0 && b.To != 0 && a.From != b.To &&
		a.Kind != Within && b.Kind != Within && withinMonth(a.Span) && withinMonth(b.Span)
}

func withinMonth(s Span) bool { return s != Always && s.First/100 == s.Last/100 }

// goTogether tells whether two ends do not contradict.
func (j *joiner) goTogether(a, b int32) bool {
	return a == 0 || b == 0 || a == b || j.partOf(a, b) || j.partOf(b, a)
}

func (j *joiner) partOf(a, b int32) bool {
	if j.o.Above == nil {
		return false
	}
	for _, up := range j.o.Above(a) {
		if up == b {
			return true
		}
	}
	return false
}

func (j *joiner) find(s int32) int32 {
	for j.parent[s] != s {
		j.parent[s] = j.parent[j.parent[s]]
		s = j.parent[s]
	}
	return s
}

// union makes the smaller number the root, so that the first report names the event.
func (j *joiner) union(a, b int32) {
	a, b = j.find(a), j.find(b)
	j.parent[max(a, b)] = min(a, b)
}

// result turns shapes into reports.
func (j *joiner) result() (event []int, doubts []Doubt) {
	event = make([]int, len(j.reports))
	for i, s := range j.shapeOf {
		event[i] = j.first[j.find(s)]
		if d := j.doubt[s]; d != nil {
			doubts = append(doubts, Doubt{i, j.first[d.One], j.first[d.Two], d.Many})
		}
	}
	return event, doubts
}
