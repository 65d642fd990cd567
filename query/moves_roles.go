package query

import (
	"errors"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/names"
	"talentgraph.example/query/internal/ask"
)

// Role keeps moves and posts with a role, told in these words in any language; case, width, spacing and Chinese script do
// not matter. An office that one person holds at a time is found by its other names, too: CTO is chief technology officer
// and 首席技術官, and so are CEO, CFO, COO and chairman. All else are a source's own words, so that a role which nobody has
// gives no rows, and is no error.
func Role(role string) Option {
	return ask.NewOption(ask.OptRole, func(o *ask.Options) { o.Role = role })
}

// soleRole gives the form in which roles are compared, which is one for all names of an office, and whether it is an
// office that one person has at a time in an organization.
func soleRole(role string) (string, bool) {
	role = names.SearchKeys(names.Fold(role))[0]
	switch strings.NewReplacer(".", "", "-", " ").Replace(role) {
	case "ceo", "chief executive", "chief executive officer", "首席执行官", "行政总裁":
		return "ceo", true
	case "cto", "chief technology officer", "chief technical officer", "首席技术官":
		return "cto", true
	case "cfo", "chief financial officer", "首席财务官":
		return "cfo", true
	case "coo", "chief operating officer", "首席运营官", "首席营运官":
		return "coo", true
	case "chair", "chairman", "chairwoman", "chairperson", "董事长":
		return "chair", true
	}
	return role, false
}

// roleFilter tells which roles are asked for; nil is any.
type roleFilter struct {
	*ask.Question
	wanted string
	known  map[graph.ID]bool // each text is folded once
}

func newRoleFilter(q *ask.Question) (*roleFilter, error) {
	if !q.Options.Has(ask.OptRole) {
		return nil, nil
	}
	r := &roleFilter{Question: q, known: map[graph.ID]bool{}}
	if r.wanted, _ = soleRole(q.Options.Role); r.wanted == "" {
		return nil, q.Options.Wrong("Role", errors.New("no role given; write one as sources do, such as \"CTO\""))
	}
	return r, nil
}

// any tells whether one of some roles is asked for.
func (r *roleFilter) any(roles []graph.ID) bool {
	return r == nil || slices.ContainsFunc(roles, func(role graph.ID) bool {
		fits, known := r.known[role]
		if !known {
			said, _ := soleRole(r.Numbers.Term(role).Text)
			fits = said == r.wanted
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
