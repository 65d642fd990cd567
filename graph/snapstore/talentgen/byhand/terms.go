package byhand

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore/talentgen"
)

// terms are the numbers of the terms that loops look for; 0 for those that the data does not have.
type terms struct {
	typ                                                               ID
	organization, strategy, model, product, programme, cluster, group ID // classes

	person, from, to, year, role, kind    ID // of moves
	withTeam, teamSize, no                ID // also of moves; no is false
	holder, at, status                    ID // of posts
	founding, founder, current, former    ID // a kind, a role, and two statuses
	of, ledBy, sector, broader            ID
	field, knownFor, sibling, contactWith ID // of people
	orgKind, investor, investee           ID
}

func (d *Data) numberTerms() terms {
	return terms{
		typ: d.ID(talentgen.Type),

		organization: d.ID(talentgen.OrganizationClass), strategy: d.ID(talentgen.StrategyClass), model: d.ID(talentgen.ModelClass),
		product: d.ID(talentgen.ProductClass), programme: d.ID(talentgen.ProgrammeClass), cluster: d.ID(talentgen.ClusterClass),
		group: d.ID(talentgen.GroupClass),

		person: d.ID(talentgen.MovePerson), from: d.ID(talentgen.MoveFrom), to: d.ID(talentgen.MoveTo),
		year: d.ID(talentgen.MoveYear), role: d.ID(talentgen.Role), kind: d.ID(talentgen.MoveKind),
		withTeam: d.ID(talentgen.WithTeam), teamSize: d.ID(talentgen.TeamSize), no: d.ID(quad.Bool(false)),

		holder: d.ID(talentgen.PostHolder), at: d.ID(talentgen.PostAt), status: d.ID(talentgen.PostStatus),

		founding: d.ID(talentgen.KindFounding), founder: d.ID(quad.LangString{Value: "founder", Lang: "en"}),
		current: d.ID(quad.IRI(talentgen.TG + "current")), former: d.ID(quad.IRI(talentgen.TG + "former")),

		of: d.ID(talentgen.StrategyOf), ledBy: d.ID(talentgen.LedBy), sector: d.ID(talentgen.InSector), broader: d.ID(talentgen.Broader),

		field: d.ID(talentgen.Field), knownFor: d.ID(talentgen.KnownFor), sibling: d.ID(talentgen.Sibling), contactWith: d.ID(talentgen.ContactWith),

		orgKind: d.ID(talentgen.OrgKind), investor: d.ID(talentgen.Investor), investee: d.ID(talentgen.Investee),
	}
}
