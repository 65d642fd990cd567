package graph

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/internal/names"
)

// maxSuggestions is how many similar names an error lists: more would not be read.
const maxSuggestions = 5

// suggest finds the entities of a kind whose names look or sound most like a name that none has. It
// reads every label, which is slow beside a lookup, but happens only on the way to an error.
func (s *Snapshot) suggest(ctx context.Context, name string, kind Kind) ([]Entity, error) {
	wanted := names.NewSimilarity(name)
	best := map[ID]int{}
	err := s.eachName(ctx, func(id ID, label string) {
		score, ok := wanted.Score(label)
		if !ok {
			return
		}
		if old, seen := best[id]; !seen || score < old {
			best[id] = score
		}
	})
	if err != nil {
		return nil, err
	}
	type scored struct {
		id    ID
		score int
	}
	ranked := make([]scored, 0, len(best))
	for id, score := range best {
		ranked = append(ranked, scored{id, score})
	}
	slices.SortFunc(ranked, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.id, b.id))
	})
	suggestions := s.byLocalName(name, kind)
	for i, r := range ranked {
		if len(suggestions) >= maxSuggestions {
			break
		}
		if i&1023 == 1023 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		fitting, _ := s.ofKind([]ID{r.id}, kind)
		if len(fitting) > 0 && !slices.Contains(suggestions, fitting[0]) {
			suggestions = append(suggestions, fitting[0])
		}
	}
	return suggestions, nil
}

// byLocalName gives the entities of a kind whose IRI is a known namespace and the name: what a compact IRI
// without its prefix would mean.
func (s *Snapshot) byLocalName(name string, kind Kind) []Entity {
	var ids []ID
	for _, p := range s.Prefixes() {
		if id := s.quads.ID(quad.IRI(p.Namespace + name)); id != 0 {
			ids = append(ids, id)
		}
	}
	fitting, _ := s.ofKind(ids, kind)
	return fitting
}
