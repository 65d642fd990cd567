package query

import (
	"cmp"
	"context"
	"math"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// tenure is a run of time that a person was at a house: from a stage that put the person there to a departure, or to the end
// of a post's term if terms are all that is known of it. Either may be missing, but not both.
type tenure struct {
	person, house graph.ID
	came, left    *stage
}

// may gives the days that the person may have been there.
func (t tenure) may() dates.Span {
	s := dates.Any()
	if t.came != nil {
		s.First = t.came.time.First
	}
	if t.left != nil {
		s.Last = max(t.left.time.Last, s.First)
	}
	return s
}

// latest is the last day on which the person can have come; where only the departure is known, that may have been the day
// itself.
func (t tenure) latest() int {
	if t.came == nil {
		return t.left.time.Last
	}
	return t.came.came().Last
}

// earliest is the first day on which the person can have left, in the same way.
func (t tenure) earliest() int {
	if t.left == nil {
		return t.came.time.First
	}
	return t.left.left().First
}

// surelyMet tells whether two people were at one place on some day, whatever days their times stand for.
func surelyMet(a, b tenure) bool { return a.latest() <= b.earliest() && b.latest() <= a.earliest() }

func (t tenure) stages(state *ask.State) []Stage {
	return stageRows(state, slices.Compact(slices.DeleteFunc([]*stage{t.came, t.left}, func(s *stage) bool { return s == nil })))
}

// event is a stage that puts a person at a house, or takes the person away.
type event struct {
	house graph.ID
	leave bool
	*stage
}

// tenures reads stages into tenures: of each person at each house, in the order of time. Stages without a time say nothing.
// An arrival while the person is there is none, and neither is a departure without an open arrival the end of one that
// came before another departure. Posts whose terms have ended, and nothing else, are a tenure that ended with the last of them.
func (l *lives) tenures(ctx context.Context) ([]tenure, error) {
	var events []event
	for _, s := range l.stages {
		if !s.isDated {
			continue
		}
		within := !s.isPost && s.from != 0 && s.at != 0 && l.orgs.Internal(s.from, s.at)
		if s.at != 0 && !within {
			events = append(events, event{l.houseOf(s.at), false, s})
		}
		if s.from != 0 && !s.isPost && !within {
			events = append(events, event{l.houseOf(s.from), true, s})
		}
	}
	err := ask.SortFunc(ctx, events, func(a, b event) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.house, b.house), compareStages(a.stage, b.stage))
	})
	var all []tenure
	for i := 0; i < len(events); {
		if i&4095 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		first := events[i]
		n := i
		for n < len(events) && events[n].person == first.person && events[n].house == first.house {
			n++
		}
		all = appendTenures(all, events[i:n])
		i = n
	}
	return all, err
}

// appendTenures reads the events of one person at one house, in order. Of those that have the same time the one comes first
// that changes something.
func appendTenures(all []tenure, events []event) []tenure {
	var open, term *stage // what put the person there, and the post whose term ends it: nil if it does not end by terms
	take := func(e event) {
		if !e.leave && term != nil {
			if next, ok := term.time.After(); ok && e.time.First > next.First {
				all = append(all, tenure{e.person, e.house, open, term})
				open = nil
			}
		}
		switch {
		case e.leave:
			all = append(all, tenure{e.person, e.house, open, e.stage})
			open, term = nil, nil
		case !e.isTerm():
			open, term = cmp.Or(open, e.stage), nil
		case open == nil:
			open, term = e.stage, e.stage
		case term != nil && e.time.Last > term.time.Last:
			term = e.stage
		}
	}
	for i := 0; i < len(events); {
		n := i
		for n < len(events) && events[n].time.Span == events[i].time.Span {
			n++
		}
		same := slices.Clone(events[i:n])
		for len(same) > 0 {
			leave := open != nil
			next := slices.IndexFunc(same, func(e event) bool { return e.leave == leave })
			next = max(next, 0)
			take(same[next])
			same = slices.Delete(same, next, next+1)
		}
		i = n
	}
	if open != nil {
		all = append(all, tenure{open.person, events[0].house, open, term})
	}
	return all
}

// houseOf is what people who are at a place share: the organization at the top, if there is one alone that it counts
// for; else the place itself.
func (l *lives) houseOf(place graph.ID) graph.ID {
	owner := place
	if owners := l.owners[place]; len(owners) == 1 {
		owner = owners[0]
	} else if len(owners) > 1 {
		return place
	}
	var room [4]graph.ID
	if tops := l.orgs.AppendTops(room[:0], owner); len(tops) == 1 {
		return tops[0]
	}
	return owner
}

// both gives the days that two spans share; false if there are none.
func both(a, b dates.Span) (dates.Span, bool) {
	s := dates.Span{First: max(a.First, b.First), Last: min(a.Last, b.Last)}
	return s, s.First <= s.Last && !(s.First == math.MinInt && s.Last == math.MaxInt)
}
