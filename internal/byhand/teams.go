package byhand

import (
	"cmp"
	"slices"
)

// Team is a row of Teams, or a team of an organization.
type Team struct {
	Node                   ID // the team, or the move that it went along with
	WithMove               bool
	Organizations, Leaders []ID // by IRI
}

// TeamsAt gives the teams of an organization and those that went along with moves to it, by number.
func (d *Data) TeamsAt(organization ID) []Team {
	return d.teams(d.into(nil, organization, d.of), d.into(nil, organization, d.to))
}

// TeamsUnder gives the teams that a person leads or took along, by number.
func (d *Data) TeamsUnder(person ID) []Team {
	return d.teams(d.into(nil, person, d.ledBy), d.into(nil, person, d.person))
}

// teams reads what is a team among some things, and those that went along with some moves.
func (d *Data) teams(things, moves []ID) []Team {
	var teams []Team
	for _, thing := range things {
		for j := d.subjects[thing]; j < d.subjects[thing+1]; j++ {
			if d.p[j] == d.typ && d.o[j] == d.group {
				teams = append(teams, d.team(thing))
				break
			}
		}
	}
	for _, move := range moves {
		if d.tookTeam(move) {
			teams = append(teams, d.movedTeam(move))
		}
	}
	slices.SortFunc(teams, func(a, b Team) int { return cmp.Compare(a.Node, b.Node) })
	return teams
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

// tookTeam tells whether a team went along with a move.
func (d *Data) tookTeam(move ID) bool {
	for j := d.subjects[move]; j < d.subjects[move+1]; j++ {
		if d.p[j] == d.withTeam && d.o[j] != d.no || d.p[j] == d.teamSize && d.integer(d.o[j]) != 0 {
			return true
		}
	}
	return false
}

func (d *Data) movedTeam(move ID) Team {
	m := d.move(move)
	return Team{Node: move, WithMove: true, Organizations: []ID{m.To}, Leaders: []ID{m.Person}}
}
