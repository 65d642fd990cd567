package sparql_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// inGo answers the guide's questions with package query, in the guide's order and words.
func inGo(t *testing.T, ctx context.Context, s *graph.Snapshot, short func(any) string, line func(...any)) []func() {
	check := func(err error) { require.NoError(t, err) }
	entity := func(s *graph.Snapshot, name string) graph.Entity {
		e, err := s.Resolve(ctx, name, graph.AnyKind())
		check(err)
		return e
	}
	return []func(){
		func() {
			for _, l := range entity(s, "id:alibaba").Labels() {
				if l.Kind == graph.Preferred {
					line(l.Text)
				}
			}
		},
		func() {
			moves, err := query.All(query.Moves(ctx, s))
			check(err)
			line(len(moves))
		},
		func() {
			moves, err := query.WhoLeft(ctx, s, "Alibaba", "ByteDance")
			check(err)
			for _, m := range moves {
				line(short(m.Person))
			}
		},
		func() {
			for m, err := range query.Left(ctx, s, "Alibaba") {
				check(err)
				line(short(m.Person), short(m.To), m.Year)
			}
		},
		func() {
			facts, err := query.Why(ctx, s, "id:move-yang-hongxia-bytedance", "tg:to", "ByteDance")
			check(err)
			for _, f := range facts {
				for _, e := range f.Evidence() {
					line(short(e.Claim), e.Paragraph)
				}
			}
		},
		func() {
			nets, err := query.NetFlow(ctx, s)
			check(err)
			for _, n := range nets {
				if n.Lost > 1 {
					line(short(n.Organization), n.Lost)
				}
			}
		},
		func() {
			strategies, err := query.StrategiesBySector(ctx, s, "id:sector-multimodal-ai")
			check(err)
			for _, x := range strategies {
				line(short(x.Organization), x.Summary("en"))
			}
		},
		func() {
			units := map[string]bool{"id:alibaba": true}
			for n := 0; n < len(units); {
				n = len(units) // another round as long as the last one found some
				for q, err := range s.Quads(ctx, graph.Pattern{Predicate: vocab.ORGUnitOf}) {
					check(err)
					if units[short(q.Object)] && !units[short(q.Subject)] {
						units[short(q.Subject)] = true
						line(short(q.Subject))
					}
				}
			}
		},
		func() {
			for m, err := range query.Moves(ctx, s) {
				check(err)
				if m.Year == 0 {
					line(short(m.Person))
				}
			}
		},
		func() {
			for m, err := range query.Moves(ctx, s) {
				check(err)
				for q, err := range s.Quads(ctx, graph.Pattern{Subject: m.ID()}) {
					check(err)
					for _, e := range s.Numbers().Evidence(s.Numbers().ID(q.Label)) {
						if e.Paragraph == 12 {
							line(short(q.Subject), short(q.Predicate), short(q.Object))
						}
					}
				}
			}
		},
	}
}
