package csv

import (
	"fmt"
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/join"
)

// says is what a report says of an event, as far as it tells which event it is.
type says struct {
	from, to   quad.Value // nil if they are missing
	year, when quad.Value
	kind       quad.IRI
	more       []says // of a report in the graph that says several things
}

// take adds a fact. What there can be only one of and is there already becomes one of the several things that it says.
func (s *says) take(form *eventForm, predicate quad.IRI, object quad.Value) {
	switch f := form.field(s, predicate, object); {
	case f != nil && *f == nil:
		*f = object
	case f != nil && *f != object:
		s.more = append(s.more, says{})
		*form.field(&s.more[len(s.more)-1], predicate, object) = object
	case predicate == vocab.MoveKind:
		if kind, ok := object.(quad.IRI); ok && (s.kind == "" || kind < s.kind) {
			s.kind = kind
		}
	}
}

// exact is the time as it is part of what a row's IRI is made of.
func (s says) exact() string {
	if s.when != nil {
		return quad.StringOf(s.when)
	}
	if year, ok := yearNumber(s.year); ok {
		return strconv.Itoa(year)
	}
	return ""
}

func yearNumber(v quad.Value) (int, bool) {
	if v == nil {
		return 0, false
	}
	t, err := term.Of(v)
	n, ok := t.Int()
	return int(n), err == nil && ok && n > 0 && n <= 9999
}

// span is the days of the time: of the more exact one of the two.
func (s says) span() join.Span {
	if s.when != nil {
		if t, err := term.Of(s.when); err == nil {
			if span, ok := dates.ParseSpan(t.Text); ok {
				return join.Span{First: span.First, Last: span.Last}
			}
		}
	}
	if year, ok := yearNumber(s.year); ok {
		span := dates.YearSpan(year)
		return join.Span{First: span.First, Last: span.Last}
	}
	return join.Always
}

// endNumbers numbers organizations and roles, and knows what each organization is part of.
type endNumbers struct {
	form    *eventForm
	s       *graph.Snapshot
	unitOf  graph.ID
	numbers map[quad.Value]int32
	values  []quad.Value
	up      map[int32][]int32
}

func newEndNumbers(s *graph.Snapshot, form *eventForm) endNumbers {
	return endNumbers{form: form, s: s, unitOf: s.Numbers().ID(vocab.ORGUnitOf), numbers: map[quad.Value]int32{}, values: []quad.Value{nil}, up: map[int32][]int32{}}
}

func (e *endNumbers) number(end quad.Value) int32 {
	if end == nil {
		return 0
	}
	end = foldEnd(end)
	n, ok := e.numbers[end]
	if !ok {
		n = int32(len(e.values))
		e.numbers[end], e.values = n, append(e.values, end)
	}
	return n
}

// of gives the ends of a report. One that stays within an organization has both if it has one.
func (e *endNumbers) of(s says, kind join.Kind) (from, to int32) {
	from, to = e.number(s.from), e.number(s.to)
	if kind == join.Within {
		if from == 0 {
			from = to
		}
		if to == 0 {
			to = from
		}
	}
	return from, to
}

// above gives what an organization is a unit of, all the way up: as much as any company has above it.
func (e *endNumbers) above(end int32) []int32 {
	const most = 64
	if e.unitOf == 0 {
		return nil
	}
	if up, ok := e.up[end]; ok {
		return up
	}
	n := e.s.Numbers()
	frontier, seen := []graph.ID{n.ID(e.values[end])}, map[graph.ID]bool{}
	var up []int32
	for len(frontier) > 0 && len(up) < most {
		n.Row(frontier[0], quad.Subject, []graph.ID{e.unitOf}, func(r graph.Run) {
			for _, whole := range r.Others {
				if !seen[whole] && len(up) < most {
					seen[whole] = true
					frontier, up = append(frontier, whole), append(up, e.number(n.Value(whole)))
				}
			}
		})
		frontier = frontier[1:]
	}
	e.up[end] = up
	return up
}

// kind tells passages from what stays within an organization, where both ends or a word say so.
func (e *endNumbers) kind(s says) join.Kind {
	if s.from == nil || s.to == nil {
		switch s.kind {
		case "":
			return join.Unknown
		case vocab.KindPromotion:
			return join.Within
		}
		return join.Passage
	}
	from, to := e.number(s.from), e.number(s.to)
	if from == to || contains(e.above(from), to) || contains(e.above(to), from) {
		return join.Within
	}
	return join.Passage
}

func contains(all []int32, n int32) bool {
	for _, x := range all {
		if x == n {
			return true
		}
	}
	return false
}

// describe is a report in words: "Alibaba → ByteDance (2024)".
func (e *endNumbers) describe(s says) string {
	name := func(end quad.Value) string {
		if end == nil {
			return "?"
		}
		if id := e.s.Numbers().ID(end); id != 0 {
			return e.s.Numbers().Entity(id).Label()
		}
		return endText(end)
	}
	text := e.form.describe(name(s.from), name(s.to))
	for _, time := range []quad.Value{s.when, s.year} {
		if time != nil {
			if t, err := term.Of(time); err == nil {
				return fmt.Sprintf("%s (%s)", text, t.Text)
			}
		}
	}
	return text
}
