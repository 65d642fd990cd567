package byhand

import (
	"cmp"
	"slices"
)

// Rival is a row of Rivals.
type Rival struct {
	Organization ID
	Took, Gave   int
	Sectors      []ID // that both are in, by IRI
}

// Rivals gives the organizations that exchange people with one, or that share a sector with it: most moves
// first, then most sectors, then by IRI.
func (d *Data) Rivals(organization ID) []Rival {
	took, gave := d.ends(organization, d.from, d.to), d.ends(organization, d.to, d.from)
	shared := d.sharing(organization)
	rivals := rivalList{}
	rivals.span(took)
	rivals.span(gave)
	for _, s := range shared {
		rivals.span([]ID{s.node})
	}
	rivals.places = make([]uint32, rivals.highest-rivals.lowest+1)
	for _, id := range took {
		rivals.row(id).Took++
	}
	for _, id := range gave {
		rivals.row(id).Gave++
	}
	rivals.share(shared)
	slices.SortFunc(rivals.rows, func(a, b Rival) int {
		if order := cmp.Or(b.Took+b.Gave-a.Took-a.Gave, len(b.Sectors)-len(a.Sectors)); order != 0 {
			return order
		}
		return d.compareIRI(a.Organization, b.Organization)
	})
	return rivals.rows
}

// ends gives the other ends of the moves that have an organization at one end; one for each move.
func (d *Data) ends(organization, near, far ID) []ID {
	moves := d.into(nil, organization, near)
	others := moves[:0] // never more than have been read
	for _, m := range moves {
		for j := d.subjects[m]; j < d.subjects[m+1]; j++ {
			if d.p[j] == far {
				if d.o[j] != organization {
					others = append(others, d.o[j])
				}
				break
			}
		}
	}
	return others
}

// sharing gives who else is in the sectors of an organization, the sectors by IRI. An organization that
// several of its things are in a sector for comes as often.
func (d *Data) sharing(organization ID) []inSector {
	var sectors []ID
	for _, thing := range d.belongings(organization) {
		i, end := ofPredicate(d.p, d.subjects[thing], d.subjects[thing+1], d.sector)
		sectors = append(sectors, d.o[i:end]...)
	}
	var shared []inSector
	var nodes []ID
	for _, sector := range d.byIRI(sectors) {
		nodes = d.into(nodes[:0], sector, d.sector)
		for _, n := range nodes {
			if owner := d.owner(n); owner != 0 && owner != organization {
				shared = append(shared, inSector{sector, owner})
			}
		}
	}
	return shared
}

// owner is the organization that something is of, or itself if it is one; 0 if it is neither.
func (d *Data) owner(n ID) ID {
	itself := ID(0)
	for j := d.subjects[n]; j < d.subjects[n+1]; j++ {
		switch {
		case d.p[j] == d.of:
			return d.o[j]
		case d.p[j] == d.typ && d.o[j] == d.organization:
			itself = n
		}
	}
	return itself
}

// rivalList finds the row of an organization by its number. Those of organizations lie close together.
type rivalList struct {
	lowest, highest ID
	places          []uint32 // of a row, and 1
	rows            []Rival
}

// span makes room for some organizations.
func (r *rivalList) span(ids []ID) {
	for _, id := range ids {
		if r.lowest == 0 {
			r.lowest, r.highest = id, id
		}
		r.lowest, r.highest = min(r.lowest, id), max(r.highest, id)
	}
}

func (r *rivalList) row(id ID) *Rival { return &r.rows[r.place(id)] }

func (r *rivalList) place(id ID) uint32 {
	at := &r.places[id-r.lowest]
	if *at == 0 {
		r.rows = append(r.rows, Rival{Organization: id})
		*at = uint32(len(r.rows))
	}
	return *at - 1
}

// share gives rows their sectors, each once, in the order in which they come. All lists share one array.
func (r *rivalList) share(shared []inSector) {
	counts := make([]int, len(r.places))
	for _, s := range shared {
		counts[s.node-r.lowest]++
	}
	room := make([]ID, len(shared))
	for _, s := range shared {
		row := r.row(s.node)
		if row.Sectors == nil {
			n := counts[s.node-r.lowest]
			row.Sectors, room = room[:0:n], room[n:]
		}
		if n := len(row.Sectors); n == 0 || row.Sectors[n-1] != s.sector {
			row.Sectors = append(row.Sectors, s.sector)
		}
	}
}
