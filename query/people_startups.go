package query

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// StartUp is a row: a young company. Safe for concurrent use.
type StartUp struct {
	Organization graph.Entity
	Founders     []graph.Entity // by IRI; empty if the facts name none

	grounds
}

// StartUps gives the organizations that are said to be start-ups (tg:orgKind), and those that somebody
// moved to found (a move of the kind vocab.KindFounding), by IRI. A founder's post alone makes no
// start-up: old companies and laboratories have founders too.
//
// Options: those that every question takes, Top.
func StartUps(ctx context.Context, r graph.Reader, opts ...Option) ([]StartUp, error) {
	return ask.Slice(ctx, r, "StartUps", ask.OptAlways|ask.OptTop, opts, func(ctx context.Context, q *ask.Question) ([]StartUp, error) {
		kind, startUp := q.Terms.OrgKind, q.Terms.StartUp
		told, err := q.Into(ctx, ask.Known([]graph.ID{startUp}), kind)
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
				rows[id] = &StartUp{Organization: q.Numbers.Entity(id)}
			}
			return rows[id]
		}
		for _, id := range told {
			if q.InTime(id) {
				row(id).grounds = way(q.State, ask.Statement{Subject: id, Predicate: kind, Object: startUp})
			}
		}
		for _, f := range founders {
			for _, s := range f.stages {
				if !f.Organization.IsZero() && q.Holds(ask.Statement{Subject: s.told.node, Predicate: q.Terms.MoveKind, Object: q.Terms.Founding}) {
					r := row(f.Organization.Number())
					r.grounds = r.join(s.grounds())
				}
			}
		}
		var ids []graph.ID
		for _, f := range founders {
			if r := rows[f.Organization.Number()]; r != nil {
				r.Founders = append(r.Founders, f.Person)
			}
		}
		for id := range rows {
			ids = append(ids, id)
		}
		all := make([]StartUp, 0, len(rows))
		for _, e := range q.Entities(ids) {
			r := rows[e.Number()]
			slices.SortFunc(r.Founders, func(a, b graph.Entity) int { return q.ByIRI(a.Number(), b.Number()) })
			all = append(all, *r)
		}
		return all, nil
	})
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (u StartUp) Detach() StartUp {
	return StartUp{Organization: u.Organization.Detach(), Founders: ask.DetachEach(u.Founders), grounds: u.grounds.detach()}
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
func (u StartUp) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Organization graph.Entity     `json:"organization"`
		Founders     []graph.Entity   `json:"founders,omitempty"`
		Certainty    graph.Certainty  `json:"certainty"`
		Evidence     []graph.Evidence `json:"evidence,omitempty"`
	}{u.Organization, u.Founders, u.Certainty(), u.Evidence()})
}
