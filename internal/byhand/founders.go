package byhand

import "slices"

// Founder is a person and what it founded, with the moves and posts that say so in the order of a career.
type Founder struct {
	Person, Organization ID
	Stages               []Stage
}

// FoundersOf gives who founded an organization, in the order in which the first of their moves and posts
// appeared.
func (d *Data) FoundersOf(organization ID) []Founder {
	nodes := intersect(d.into(nil, d.founding, d.kind), d.into(nil, organization, d.to))
	byRole := d.into(nil, d.founder, d.role)
	nodes = append(nodes, intersect(d.into(nil, organization, d.to), byRole)...)
	nodes = append(nodes, intersect(d.into(nil, organization, d.at), byRole)...)
	slices.Sort(nodes)
	var founders []Founder
	for _, n := range slices.Compact(nodes) {
		founders = joinFounder(founders, d.stage(n))
	}
	return inCareerOrder(founders)
}

// FoundedBy gives what a person founded, in the same order.
func (d *Data) FoundedBy(person ID) []Founder {
	nodes := d.into(d.into(nil, person, d.person), person, d.holder)
	slices.Sort(nodes)
	var founders []Founder
	for _, n := range nodes {
		if s := d.stage(n); s.Founding {
			founders = joinFounder(founders, s)
		}
	}
	return inCareerOrder(founders)
}

// joinFounder adds a founding to the row of its person and organization. There are few.
func joinFounder(founders []Founder, s Stage) []Founder {
	for i, f := range founders {
		if f.Person == s.Person && f.Organization == s.At {
			founders[i].Stages = append(f.Stages, s)
			return founders
		}
	}
	return append(founders, Founder{s.Person, s.At, []Stage{s}})
}

func inCareerOrder(founders []Founder) []Founder {
	for _, f := range founders {
		if len(f.Stages) > 1 {
			slices.SortFunc(f.Stages, compareStages)
		}
	}
	return founders
}
