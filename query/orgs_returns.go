package query

import (
	"cmp"
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Return is a row: a person left an organization, and came back. Safe for concurrent use.
type Return struct {
	Person graph.Entity
	Left   Stage // the departure
	Came   Stage // what put the person there again: a move, a founding or a post
	grounds
}

func markReturn(m *ask.Mark, r *Return) {
	m.Set(r.Person.Number(), r.Left.told.node, r.Left.told.from, r.Left.told.at, r.Came.told.node, r.Came.told.from, r.Came.told.at)
	if r.Came.IsPost() {
		m.Number(1)
	}
}

// Returns gives who left an organization or one of its units for elsewhere and was there again later: after a departure
// the first move to it, founding or post at it or at something of it that is known to have come later, which takes times
// of both; and of several departures before that the last one. Moves within the organization are neither.
//
// A row is a return; who left, whether or not they came back, is told by [Alumni].
//
// The order is by the person's IRI, then by when the person came back. Options: Person, those that every question takes, Top.
func Returns(ctx context.Context, r graph.Reader, organization string, opts ...Option) ([]Return, error) {
	return ask.Slice(ctx, r, "Returns", ask.OptPerson|ask.OptAlways|ask.OptTop, opts, markReturn, func(ctx context.Context, q *ask.Question) ([]Return, error) {
		a, err := leavers(ctx, q, organization)
		if err != nil || len(a.stages) == 0 {
			return nil, err
		}
		places, err := q.Belongings(ctx, a.organizations)
		if err != nil {
			return nil, err
		}
		var pairs [][2]*stage
		for i := 0; len(a.stages) > 0; i++ {
			if i&255 == 255 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			career, _ := a.next()
			if pairs, err = a.returns(ctx, pairs, career, places); err != nil {
				return nil, err
			}
		}
		iris := q.IRIs()
		pairs, err = ask.TopRows(ctx, q, pairs, func(x, y [2]*stage) int {
			return cmp.Or(iris.Compare(x[0].person, y[0].person), compareStages(x[1], y[1]))
		})
		rows := make([]Return, len(pairs))
		for i, p := range pairs {
			both := stageRows(q.State, p[:])
			rows[i] = Return{Person: both[0].Person, Left: both[0], Came: both[1], grounds: needsAll(both)}
		}
		return rows, err
	})
}

// returns appends pairs of a departure and a coming back.
func (a *alumni) returns(ctx context.Context, pairs [][2]*stage, career []*stage, places []graph.ID) ([][2]*stage, error) {
	var departures, arrivals []*stage
	for _, s := range career {
		switch {
		case !s.isDated:
		case a.left(s):
			departures = append(departures, s)
		case ask.Contains(places, s.at) && !(s.from != 0 && a.orgs.Internal(s.from, s.at)):
			arrivals = append(arrivals, s)
		}
	}
	err := ask.SortFunc(ctx, departures, func(x, y *stage) int {
		return cmp.Or(cmp.Compare(x.time.Last, y.time.Last), compareStages(x, y))
	})
	for _, came := range arrivals {
		var last *stage
		for len(departures) > 0 && departures[0].time.Last < came.time.First {
			if d := departures[0]; last == nil || compareStages(d, last) > 0 {
				last = d
			}
			departures = departures[1:]
		}
		if last != nil {
			pairs = append(pairs, [2]*stage{last, came})
		}
	}
	return pairs, err
}

// needsAll makes the grounds of a row that needs several stages and their times.
func needsAll(stages []Stage) grounds {
	g := stages[0].grounds()
	for _, s := range stages[1:] {
		g.parts = append(g.parts, s.grounds())
	}
	return g
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (r Return) Detach() Return {
	return Return{Person: r.Person.Detach(), Left: r.Left.Detach(), Came: r.Came.Detach(), grounds: r.grounds.detach()}
}

// String is the row in English: "Ann: left Acme, 2022; back 2024".
func (r Return) String() string {
	return ask.OrUnknown(r.Person) + ": left " + ask.OrUnknown(r.Left.From) + ", " + r.Left.When() + "; back at " + ask.OrUnknown(r.Came.At) + ", " + r.Came.When()
}

// MarshalJSON writes the row with both stages, each with its evidence.
func (r Return) MarshalJSON() ([]byte, error) { return rowJSON(r) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (r *Return) UnmarshalJSON(text []byte) error { return readRow(text, r) }

func (r *Return) describe(f *jsontext.Fields) {
	entity(f, "person", &r.Person)
	jsontext.Part(f, "left", &r.Left, (*Stage).describe)
	jsontext.Part(f, "came", &r.Came, (*Stage).describe)
	r.grounds.describe(f)
}
