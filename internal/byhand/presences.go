package byhand

import (
	"cmp"
	"slices"
)

// Presence is a row of Presences.
type Presence struct {
	Organization, Sector ID
	Through              []ID // by IRI; not the organization itself
}

// inSector is something that is in a sector.
type inSector struct{ sector, node ID }

// PresencesAt gives the sectors that an organization or something of it is in, by IRI.
func (d *Data) PresencesAt(organization ID) []Presence {
	var found []inSector
	for _, thing := range d.belongings(organization) {
		i, end := ofPredicate(d.p, d.subjects[thing], d.subjects[thing+1], d.sector)
		for ; i < end; i++ {
			found = append(found, inSector{d.o[i], thing})
		}
	}
	return d.presences(organization, found)
}

// presences makes a row of each sector. What several claims state may come several times.
func (d *Data) presences(organization ID, found []inSector) []Presence {
	slices.SortFunc(found, func(a, b inSector) int { return cmp.Or(cmp.Compare(a.sector, b.sector), cmp.Compare(a.node, b.node)) })
	found = slices.Compact(found)
	through := make([]ID, 0, len(found))
	var rows []Presence
	for i := 0; i < len(found); {
		sector, first := found[i].sector, len(through)
		for ; i < len(found) && found[i].sector == sector; i++ {
			if found[i].node != organization {
				through = append(through, found[i].node)
			}
		}
		rows = append(rows, Presence{organization, sector, d.byIRI(slices.Clip(through[first:]))})
	}
	slices.SortFunc(rows, func(a, b Presence) int { return d.compareIRI(a.Sector, b.Sector) })
	return rows
}
