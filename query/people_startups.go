package query

import (
	"context"
	"maps"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// StartUp is a row: a young company. Safe for concurrent use.
type StartUp struct {
	Organization graph.Entity
	Founders     []graph.Entity // by IRI; empty if the facts name none

	told    bool      // by its kind
	founded []Founder // the founders as rows, in the order of Founders
	state   *ask.State
	kept    *keptGrounds // instead of state, after Detach
}

func markStartUp(m *ask.Mark, u *StartUp) { m.Set(u.Organization.Number()) }

// StartUps gives the organizations that are said to be start-ups (tg:orgKind), and those that somebody
// moved to found (a move of the kind vocab.KindFounding), by IRI. A founder's post alone makes no
// start-up: old companies and laboratories have founders too.
//
// Options: those that every question takes, Top.
func StartUps(ctx context.Context, r graph.Reader, opts ...Option) ([]StartUp, error) {
	return ask.Slice(ctx, r, "StartUps", ask.OptAlways|ask.OptTop, opts, markStartUp, func(ctx context.Context, q *ask.Question) ([]StartUp, error) {
		told, err := q.Into(ctx, ask.Known([]graph.ID{q.Terms.StartUp}), q.Terms.OrgKind)
		if err != nil {
			return nil, err
		}
		founders, err := findFounders(ctx, q)
		if err != nil {
			return nil, err
		}
		rows := map[graph.ID]*StartUp{}
		row := func(id graph.ID) *StartUp {
			if rows[id] == nil {
				rows[id] = &StartUp{Organization: q.Numbers.Entity(id), state: q.State}
			}
			return rows[id]
		}
		for _, id := range told {
			if q.InTime(id) {
				row(id).told = true
			}
		}
		for _, f := range founders {
			if !f.Organization.IsZero() && slices.ContainsFunc(f.stages, isFoundingMove) {
				row(f.Organization.Number())
			}
		}
		for _, f := range founders {
			if r := rows[f.Organization.Number()]; r != nil {
				r.founded = append(r.founded, f)
			}
		}
		all := make([]StartUp, 0, len(rows))
		for _, e := range q.Entities(slices.Collect(maps.Keys(rows))) {
			all = append(all, *rows[e.Number()])
		}
		if n := q.Options.Most(); n > 0 && len(all) > n {
			all = all[:n]
		}
		iris := q.IRIs()
		for i := range all {
			u := &all[i]
			err := ask.SortFunc(ctx, u.founded, func(a, b Founder) int { return iris.Compare(a.Person.Number(), b.Person.Number()) })
			if err != nil {
				return nil, err
			}
			for _, f := range u.founded {
				u.Founders = append(u.Founders, f.Person)
			}
		}
		return all, ctx.Err()
	})
}

// isFoundingMove tells whether a stage is a move, or a post, of the kind vocab.KindFounding; a role alone founds no
// start-up.
func isFoundingMove(s Stage) bool {
	return s.told.founding.Subject != 0 && s.told.founding.Predicate == s.state.Terms.MoveKind
}

// Certainty is that of the row: of what makes a start-up of it, by the strongest way, and of its weakest founder. It
// is graph.Unknown if one of these has no claim record.
func (u StartUp) Certainty() graph.Certainty { return u.grounds().Certainty() }

// Evidence is the claims for these facts, those that the question let count, the strongest first.
func (u StartUp) Evidence() []graph.Evidence { return u.grounds().Evidence() }

func (u StartUp) grounds() (all grounds) {
	switch {
	case u.kept != nil:
		return grounds{kept: u.kept}
	case u.state == nil:
		return grounds{}
	}
	if terms := u.state.Terms; u.told {
		all = way(u.state, ask.Statement{Subject: u.Organization.Number(), Predicate: terms.OrgKind, Object: terms.StartUp})
	}
	for _, f := range u.founded {
		for _, s := range f.stages {
			if isFoundingMove(s) {
				all = all.join(s.standsOn(false))
			}
		}
		all.parts = append(all.parts, groundsOf(f.stages))
	}
	return all
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (u StartUp) Detach() StartUp {
	return StartUp{Organization: u.Organization.Detach(), Founders: ask.DetachEach(u.Founders), kept: u.grounds().detach().kept}
}

// String is the row in English: "Zhipu AI, founded by Chen Tianshi, Chen Yunji".
func (u StartUp) String() string {
	s := ask.OrUnknown(u.Organization)
	if len(u.Founders) > 0 {
		s += ", founded by " + strings.Join(ask.Labels(u.Founders), ", ")
	}
	return s
}

// MarshalJSON writes the row with its evidence.
func (u StartUp) MarshalJSON() ([]byte, error) { return rowJSON(u) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (u *StartUp) UnmarshalJSON(text []byte) error { return readRow(text, u) }

func (u *StartUp) describe(f *jsontext.Fields) {
	entity(f, "organization", &u.Organization)
	entities(f, "founders", &u.Founders)
	g := u.grounds()
	if g.describe(f); f.Reading() {
		u.kept = g.kept
	}
}
