package query

import (
	"errors"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/internal/names"
	"talentgraph.example/query/internal/ask"
)

// Role keeps moves and posts with a role, told in these words in any language; case, width and spacing do not matter.
// Roles are a source's own words, so that one which nobody has gives no rows, and is no error.
func Role(role string) Option {
	return ask.NewOption(ask.OptRole, func(o *ask.Options) { o.Role = role })
}

// roleFilter tells which roles are asked for; nil is any.
type roleFilter struct {
	*ask.Question
	folded string
	known  map[graph.ID]bool // each text is folded once
}

func newRoleFilter(q *ask.Question) (*roleFilter, error) {
	if !q.Options.Has(ask.OptRole) {
		return nil, nil
	}
	r := &roleFilter{Question: q, folded: names.Fold(q.Options.Role), known: map[graph.ID]bool{}}
	if r.folded == "" {
		return nil, q.Options.Wrong("Role", errors.New("no role given; write one as sources do, such as \"CTO\""))
	}
	return r, nil
}

// any tells whether one of some roles is asked for.
func (r *roleFilter) any(roles []graph.ID) bool {
	return r == nil || slices.ContainsFunc(roles, func(role graph.ID) bool {
		fits, known := r.known[role]
		if !known {
			fits = names.Fold(r.Numbers.Term(role).Text) == r.folded
			r.known[role] = fits
		}
		return fits
	})
}

// of tells whether a move or a post has a role that is asked for.
func (r *roleFilter) of(node graph.ID) bool {
	if r == nil {
		return true
	}
	var room [4]graph.ID
	return r.any(r.Values(room[:0], node, r.Terms.Role))
}
