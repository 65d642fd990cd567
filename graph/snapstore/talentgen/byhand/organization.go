package byhand

import "slices"

// OrganizationProfile is the answer of Organization.
type OrganizationProfile struct {
	Organization                           ID
	Kinds                                  []ID // by IRI, and so are the next five
	Models, Products, Programmes, Clusters []ID
	Investments                            []ID
	Teams                                  []Team
	Strategies                             []Strategy
	Sectors                                []Presence
	Leaders                                []Leader
	Founders                               []Founder
	Moves                                  Net
}

// Team is a row of Teams, or a team of an organization.
type Team struct {
	Node                   ID // the team, or the move that it went along with
	WithMove               bool
	Organizations, Leaders []ID // by IRI
}

// Organization gives what is said of an organization, which has no units: one pass over what is said of
// each thing that is of it.
func (d *Data) Organization(organization ID) OrganizationProfile {
	p := OrganizationProfile{Organization: organization, Moves: d.Net(organization), Founders: d.FoundersOf(organization)}
	for j := d.subjects[organization]; j < d.subjects[organization+1]; j++ {
		if d.p[j] == d.orgKind {
			p.Kinds = append(p.Kinds, d.o[j])
		}
	}
	p.Kinds = d.byIRI(p.Kinds)
	p.Investments = d.byIRI(d.into(d.into(nil, organization, d.investor), organization, d.investee))
	var found []inSector
	for _, thing := range d.belongings(organization) {
		found = d.holding(&p, found, thing)
	}
	for _, list := range []*[]ID{&p.Models, &p.Products, &p.Programmes, &p.Clusters} {
		*list = d.byIRI(*list)
	}
	p.Sectors = d.presences(organization, found)
	return p
}

// holding sorts in what is of an organization, the organization itself included.
func (d *Data) holding(p *OrganizationProfile, found []inSector, thing ID) []inSector {
	first := len(found)
	for j := d.subjects[thing]; j < d.subjects[thing+1]; j++ {
		switch o := d.o[j]; d.p[j] {
		case d.typ:
			switch o {
			case d.strategy:
				p.Strategies = append(p.Strategies, Strategy{Strategy: thing, Of: p.Organization})
			case d.model:
				p.Models = append(p.Models, thing)
			case d.product:
				p.Products = append(p.Products, thing)
			case d.programme:
				p.Programmes = append(p.Programmes, thing)
			case d.cluster:
				p.Clusters = append(p.Clusters, thing)
			case d.group:
				p.Teams = append(p.Teams, d.team(thing))
			}
		case d.sector:
			found = append(found, inSector{o, thing})
		}
	}
	p.Leaders = d.leadersOf(p.Leaders, thing)
	if n := len(p.Strategies); n > 0 && p.Strategies[n-1].Strategy == thing {
		sectors := make([]ID, 0, len(found)-first)
		for _, x := range found[first:] {
			sectors = append(sectors, x.sector)
		}
		p.Strategies[n-1].Sectors = d.byIRI(sectors)
	}
	return found
}

// team reads a team that is no move's.
func (d *Data) team(node ID) Team {
	t := Team{Node: node}
	for j := d.subjects[node]; j < d.subjects[node+1]; j++ {
		switch d.p[j] {
		case d.of:
			t.Organizations = append(t.Organizations, d.o[j])
		case d.ledBy:
			t.Leaders = append(t.Leaders, d.o[j])
		}
	}
	t.Organizations, t.Leaders = d.byIRI(t.Organizations), d.byIRI(t.Leaders)
	return t
}

// Net counts the moves to an organization and away from it. Moves that have it at both ends stay within.
func (d *Data) Net(organization ID) Net {
	lost, gained := d.into(nil, organization, d.from), d.into(nil, organization, d.to)
	n := Net{organization, len(gained), len(lost)}
	within := len(intersect(lost, gained))
	n.Gained, n.Lost = n.Gained-within, n.Lost-within
	return n
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
	for _, f := range founders {
		slices.SortFunc(f.Stages, compareStages)
	}
	return founders
}
