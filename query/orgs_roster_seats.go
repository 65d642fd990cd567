package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// seat is one reason why a person is at an organization, or is there no more.
type seat struct {
	key    seatKey
	stage  *stage  // of an arrival or a departure
	leader *Leader // of a leadership
}

// seatKey is a person and a kind, for one comparison instead of two.
type seatKey uint64

type seatKind uint8

const (
	arrival seatKind = iota
	leadership
	departure
)

func makeSeatKey(person graph.ID, kind seatKind) seatKey { return seatKey(person)<<8 | seatKey(kind) }

func (k seatKey) person() graph.ID { return graph.ID(k >> 8) }

// seatsOf makes them. Posts that are over at a day seat nobody.
func seatsOf(arrivals []stage, leaders []Leader, departures []stage, day int) []seat {
	all := make([]seat, 0, len(arrivals)+len(leaders)+len(departures))
	for i := range arrivals {
		if s := &arrivals[i]; !s.isOver(day) {
			all = append(all, seat{key: makeSeatKey(s.person, arrival), stage: s})
		}
	}
	for i, l := range leaders {
		all = append(all, seat{key: makeSeatKey(l.Person.Number(), leadership), leader: &leaders[i]})
	}
	for i, s := range departures {
		all = append(all, seat{key: makeSeatKey(s.person, departure), stage: &departures[i]})
	}
	return all
}

// compareSeats keeps those of one person together, by kind, stages in the order of a career.
func compareSeats(a, b seat) int {
	switch {
	case a.key < b.key:
		return -1
	case a.key > b.key:
		return 1
	case a.leader != nil:
		return cmp.Compare(a.leader.Leads.Number(), b.leader.Leads.Number())
	}
	return compareStages(a.stage, b.stage)
}

// sitter is a person who is there, with the reasons why.
type sitter struct {
	person            graph.ID
	text              string // to order by
	since             dates.Span
	arrivals, leading []seat
}

// members puts together who is there, by IRI. Rows share the memory of what they hold.
func members(ctx context.Context, q *ask.Question, seats []seat) ([]Member, error) {
	if err := ask.SortFunc(ctx, seats, compareSeats); err != nil {
		return nil, err
	}
	var sitters []sitter
	for i := 0; len(seats) > 0; i++ {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		person := seats[0].key.person()
		next := func(kind seatKind) (some []seat) {
			n := 0
			for n < len(seats) && seats[n].key == makeSeatKey(person, kind) {
				n++
			}
			some, seats = seats[:n], seats[n:]
			return some
		}
		s := sitter{person: person, arrivals: next(arrival), leading: next(leadership)}
		departures := next(departure)
		if s.stays(departures) {
			s.since = s.sinceWhen(departures)
			s.text = q.Text(person)
			sitters = append(sitters, s)
		}
	}
	ordered := pointers(sitters)
	err := ask.SortFunc(ctx, ordered, func(a, b *sitter) int {
		return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.person, b.person))
	})
	if err != nil {
		return nil, err
	}
	return memberRows(q, ordered), nil
}

// stays tells whether a person is there, whatever departures there are: for leading something now or holding
// a current post, or for having come after every departure.
func (s *sitter) stays(departures []seat) bool {
	if len(s.leading) > 0 || slices.ContainsFunc(s.arrivals, func(a seat) bool { return a.stage.status == statusCurrent }) {
		return true
	}
	last, dated := 0, false // the first day of the last arrival
	for _, a := range s.arrivals {
		if a.stage.isDated && (!dated || a.stage.time.First > last) {
			last, dated = a.stage.time.First, true
		}
	}
	cameAfter := func(d seat) bool { return dated && d.stage.isDated && last > d.stage.time.Last }
	return len(s.arrivals) > 0 && !slices.ContainsFunc(departures, func(d seat) bool { return !cameAfter(d) })
}

// sinceWhen is the time of the first arrival that is known to have come after every departure that has a time; the zero span
// if there is none. Arrivals come in order.
func (s *sitter) sinceWhen(departures []seat) (since dates.Span) {
	left := dates.Any().First
	for _, d := range departures {
		if d.stage.isDated {
			left = max(left, d.stage.time.Last)
		}
	}
	for _, a := range s.arrivals {
		if a.stage.isDated && a.stage.time.First > left {
			if came := a.stage.came(); came != dates.Any() {
				return came
			}
		}
	}
	return since
}

func memberRows(q *ask.Question, sitters []*sitter) []Member {
	arrivals, leading := 0, 0
	for _, s := range sitters {
		arrivals += len(s.arrivals)
		leading += len(s.leading)
	}
	told := make([]*stage, 0, arrivals)
	leads := make([]Leader, 0, leading)
	places := make([]graph.Entity, 0, arrivals+leading)
	for _, s := range sitters {
		for _, a := range s.arrivals {
			told = append(told, a.stage)
		}
	}
	stages := stageRows(q.State, told)
	members := make([]Member, len(sitters))
	for i, s := range sitters {
		firstLead, firstPlace := len(leads), len(places)
		m := &members[i]
		m.Person, m.since = q.Numbers.Entity(s.person), s.since
		m.stages, stages = slices.Clip(stages[:len(s.arrivals)]), stages[len(s.arrivals):]
		for _, a := range m.stages {
			places = append(places, a.At)
		}
		for _, l := range s.leading {
			leads, places = append(leads, *l.leader), append(places, l.leader.Leads)
		}
		m.leads, m.Places = slices.Clip(leads[firstLead:]), distinctByIRI(q.State, slices.Clip(places[firstPlace:]))
	}
	return members
}
