package byhand

import "slices"

// StrategiesBySector gives the strategies of a sector and those below it, each once, in no order.
func (d *Data) StrategiesBySector(sector ID) []ID {
	sectors := []ID{sector}
	var found []ID
	for k := 0; k < len(sectors); k++ {
		n := sectors[k]
		i, end := ofPredicate(d.op, d.objects[n], d.objects[n+1], d.broader)
		for ; i < end; i++ {
			if !slices.Contains(sectors, d.os[i]) {
				sectors = append(sectors, d.os[i])
			}
		}
		i, end = ofPredicate(d.op, d.objects[n], d.objects[n+1], d.sector)
		for ; i < end; i++ {
			s := d.os[i]
			if len(found) > 0 && found[len(found)-1] == s {
				continue
			}
			for j := d.subjects[s]; j < d.subjects[s+1]; j++ {
				if d.p[j] == d.typ && d.o[j] == d.strategy {
					found = append(found, s)
					break
				}
			}
		}
	}
	return found
}

// Strategy is a row of Strategies.
type Strategy struct {
	Strategy, Of ID
	Sectors      []ID
}

// Strategies gives the strategies of a sector and those below it with their organization and all their
// sectors, each once, in no order.
func (d *Data) Strategies(sector ID) []Strategy {
	found := d.StrategiesBySector(sector)
	slices.Sort(found)
	found = slices.Compact(found)
	rows := make([]Strategy, len(found))
	sectors := make([]ID, 0, len(found))
	for i, s := range found {
		rows[i].Strategy = s
		start := len(sectors)
		for j := d.subjects[s]; j < d.subjects[s+1]; j++ {
			switch d.p[j] {
			case d.of:
				rows[i].Of = d.o[j]
			case d.sector:
				sectors = append(sectors, d.o[j])
			}
		}
		rows[i].Sectors = sectors[start:len(sectors):len(sectors)]
	}
	return rows
}
