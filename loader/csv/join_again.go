package csv

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// again is what has reports joined anew that were there before: that two things are one, or that one is a part of another.
type again struct {
	anew    bool
	same    []sameThing
	touched []quad.IRI
}

// sameThing is a row's word that two things are one.
type sameThing struct {
	keep, other quad.IRI
	claim       graph.Claim
}

// merge makes one of what rows say is one, and gives how many quads there are more then.
func (j *joiner) merge(ctx context.Context) (quads int, err error) {
	same := j.same
	j.same = nil
	for _, m := range same {
		j.touched = append(j.touched, m.keep)
	}
	if j.anew = len(j.touched) > 0; len(same) == 0 {
		return 0, nil
	}
	before, err := j.tx.Count(ctx, graph.Pattern{})
	if err == nil {
		err = j.makeSame(ctx, same)
	}
	if err != nil {
		return 0, err
	}
	var strategies []sameThing
	err = j.tx.View(ctx, func(s *graph.Snapshot) error {
		j.rows(newMerges(s))
		for _, m := range same {
			more, err := j.sameStrategies(s, m.keep, m.claim)
			if err != nil {
				return err
			}
			strategies = append(strategies, more...)
		}
		return nil
	})
	if err == nil {
		err = j.makeSame(ctx, strategies)
	}
	if err != nil {
		return 0, err
	}
	after, err := j.tx.Count(ctx, graph.Pattern{})
	return max(0, int(after-before)), err
}

func (j *joiner) makeSame(ctx context.Context, same []sameThing) error {
	for i, m := range same {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := j.tx.Same(m.keep, m.other, m.claim); err != nil {
			return err
		}
	}
	return nil
}

// rows has the table's own rows be about what things are by now.
func (j *joiner) rows(m *merges) {
	persons, fresh := j.persons, j.by
	j.persons, j.noted, j.by = nil, map[quad.IRI]bool{}, map[quad.IRI][]*told{}
	for _, person := range persons {
		now, _ := m.now(person).(quad.IRI)
		for _, t := range fresh[person] {
			t.says = says{}
			for _, s := range t.said {
				t.take(j.form, s.predicate, m.now(s.object))
			}
			j.add(now, t)
		}
	}
}

// noteAgain notes those whose events are about what is to be joined anew, or about a part of it.
func (j *joiner) noteAgain(ctx context.Context, s *graph.Snapshot) error {
	if !j.anew {
		return nil
	}
	n := s.Numbers()
	var things []graph.ID
	seen := map[graph.ID]bool{}
	take := func(id graph.ID) {
		if id != 0 && !seen[id] {
			seen[id], things = true, append(things, id)
		}
	}
	for _, iri := range j.touched {
		take(n.ID(iri))
	}
	if unitOf := n.ID(vocab.ORGUnitOf); unitOf != 0 {
		for i := 0; i < len(things); i++ {
			n.Row(things[i], quad.Object, []graph.ID{unitOf}, func(r graph.Run) {
				for _, unit := range r.Others {
					take(unit)
				}
			})
			if i&255 == 255 && ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	of := n.ID(j.form.of)
	if of == 0 {
		return nil
	}
	note := func(person graph.ID) {
		if iri, ok := n.Value(person).(quad.IRI); ok {
			j.note(iri)
		}
	}
	for _, thing := range things {
		if len(n.Rows(thing, quad.Object, of).Others) > 0 {
			note(thing)
		}
	}
	var ends, events []graph.ID
	for _, p := range []quad.IRI{j.form.from, j.form.to} {
		if id := n.ID(p); p != "" && id != 0 {
			ends = append(ends, id)
		}
	}
	if len(ends) == 0 {
		return nil
	}
	err := n.Expand(ctx, things, quad.Object, ends, func(r graph.Run) bool {
		events = append(events, r.Others...)
		return true
	})
	if err != nil {
		return err
	}
	return n.Expand(ctx, events, quad.Subject, []graph.ID{of}, func(r graph.Run) bool {
		for _, person := range r.Others {
			note(person)
		}
		return true
	})
}
