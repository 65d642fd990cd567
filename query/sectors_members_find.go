package query

import (
	"context"
	"sync"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// sectorTree is presences with the sectors above them. But for grades and claims, it does not change once rows have it.
type sectorTree struct {
	presences
	state        *ask.State
	above, below map[graph.ID][]graph.ID     // the sectors one step broader, or narrower
	links        map[graph.ID][]presenceLink // by sector

	grading sync.Once
	grades  map[graph.ID]graph.Certainty // of the sectors that have any, once one has been asked for

	claiming      sync.Mutex
	claimed       map[graph.ID][]graph.ID // the claims behind sectors, as far as they have been asked for
	claimedLength int
}

// grade is the certainty of the most certain presence in a sector or in a narrower one. All sectors are graded at once:
// from those with the strongest presences upwards, then from the next ones to what is not graded yet.
func (t *sectorTree) grade(sector graph.ID) graph.Certainty {
	t.grading.Do(func() {
		own := map[graph.Certainty][]graph.ID{}
		for sector, links := range t.links {
			var twos []ask.Statement
			for _, l := range links {
				twos = appendStatements(twos, t.state.Terms, l, sector)
			}
			grade := grounds{state: t.state, twos: twos}.Certainty()
			own[grade] = append(own[grade], sector)
		}
		t.grades = map[graph.ID]graph.Certainty{}
		for grade := graph.Stated; grade <= graph.Disputed; grade++ {
			for stack := own[grade]; len(stack) > 0; {
				sector := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				if _, graded := t.grades[sector]; !graded {
					t.grades[sector] = grade
					stack = append(stack, t.above[sector]...)
				}
			}
		}
	})
	return t.grades[sector]
}

// prepare fills in what leads downwards, and gives the sectors that have a row: those of some, nil for any.
func (t *sectorTree) prepare(sectors []graph.ID) []graph.ID {
	var ids []graph.ID
	for sector, above := range t.above {
		if sectors == nil || ask.Contains(sectors, sector) {
			ids = append(ids, sector)
		}
		for _, broader := range above {
			t.below[broader] = append(t.below[broader], sector)
		}
	}
	return ids
}

// members gives the organizations in each of some sectors or in narrower ones, by IRI; no more than the first
// sectors, unless top is 0.
func (t *sectorTree) members(ctx context.Context, sectors []graph.ID, top int) ([][]graph.Entity, error) {
	const few = 16 // up to which it is cheaper to look at each sector than to put every organization into all of its own
	if top > 0 && top < len(sectors) {
		sectors = sectors[:top]
	}
	places := make(map[graph.ID]int, len(sectors))
	for place, sector := range sectors {
		places[sector] = place
	}
	members := make([][]graph.Entity, len(sectors))
	steps := 0
	put := func(place int, organization int32) {
		members[place] = append(members[place], t.state.Numbers.Entity(t.organizations[organization]))
	}
	if top > 0 && top <= few {
		for place, sector := range sectors {
			within := map[graph.ID]bool{}
			if err := reach(ctx, t.below, []graph.ID{sector}, &steps, func(s graph.ID) bool {
				news := !within[s]
				within[s] = true
				return news
			}); err != nil {
				return nil, err
			}
			last := int32(-1)
			for i, l := range t.presences.links { // which come by organization
				if i&4095 == 4095 && ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if l.organization != last && within[t.sectors[l.sector]] {
					last = l.organization
					put(place, last)
				}
			}
		}
		return members, nil
	}
	seen := map[graph.ID]int32{} // the last organization that has come to a sector, and 1
	links := t.presences.links
	for len(links) > 0 {
		organization := links[0].organization
		var own []graph.ID
		for ; len(links) > 0 && links[0].organization == organization; links = links[1:] {
			own = ask.AppendNew(own, t.sectors[links[0].sector])
		}
		err := reach(ctx, t.above, own, &steps, func(sector graph.ID) bool {
			if seen[sector] == organization+1 {
				return false
			}
			seen[sector] = organization + 1
			if place, wanted := places[sector]; wanted {
				put(place, organization)
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	return members, ctx.Err()
}

// reach goes from some nodes to all that steps lead to, as long as news says that a node is new.
func reach(ctx context.Context, steps map[graph.ID][]graph.ID, from []graph.ID, taken *int, news func(graph.ID) bool) error {
	for stack := from; len(stack) > 0; {
		if *taken++; *taken&4095 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		node := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if news(node) {
			stack = append(stack, steps[node]...)
		}
	}
	return nil
}
