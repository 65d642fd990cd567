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

// Net counts the moves to an organization and away from it. Moves that have it at both ends stay within.
func (d *Data) Net(organization ID) Net {
	lost, gained := d.into(nil, organization, d.from), d.into(nil, organization, d.to)
	n := Net{organization, len(gained), len(lost)}
	within := len(intersect(lost, gained))
	n.Gained, n.Lost = n.Gained-within, n.Lost-within
	return n
}

// Compared is the answer of Compare.
type Compared struct {
	A, B                 OrganizationProfile
	Shared, OnlyA, OnlyB []ID // sectors, by IRI
	AtoB, BtoA           int  // moves
}

// Compare puts two organizations side by side.
func (d *Data) Compare(a, b ID) Compared {
	x := Compared{A: d.Organization(a), B: d.Organization(b)}
	i, j := 0, 0
	for i < len(x.A.Sectors) || j < len(x.B.Sectors) {
		order := 0
		switch {
		case i == len(x.A.Sectors):
			order = 1
		case j == len(x.B.Sectors):
			order = -1
		default:
			order = d.compareIRI(x.A.Sectors[i].Sector, x.B.Sectors[j].Sector)
		}
		switch {
		case order < 0:
			x.OnlyA = append(x.OnlyA, x.A.Sectors[i].Sector)
			i++
		case order > 0:
			x.OnlyB = append(x.OnlyB, x.B.Sectors[j].Sector)
			j++
		default:
			x.Shared = append(x.Shared, x.A.Sectors[i].Sector)
			i, j = i+1, j+1
		}
	}
	x.AtoB = len(intersect(d.into(nil, a, d.from), d.into(nil, b, d.to)))
	x.BtoA = len(intersect(d.into(nil, b, d.from), d.into(nil, a, d.to)))
	return x
}

// StrategiesOf gives the strategies of an organization, by number.
func (d *Data) StrategiesOf(organization ID) []Strategy {
	things := d.into(nil, organization, d.of)
	rows := make([]Strategy, 0, len(things))
	sectors := make([]ID, 0, len(things))
	for _, thing := range things {
		isStrategy, first := false, len(sectors)
		for j := d.subjects[thing]; j < d.subjects[thing+1]; j++ {
			switch d.p[j] {
			case d.typ:
				isStrategy = isStrategy || d.o[j] == d.strategy
			case d.sector:
				sectors = append(sectors, d.o[j])
			}
		}
		if isStrategy {
			rows = append(rows, Strategy{thing, organization, d.byIRI(slices.Clip(sectors[first:]))})
		}
	}
	return rows
}
