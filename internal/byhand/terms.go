package byhand

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
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
		typ: d.ID(vocab.RDFType),

		organization: d.ID(vocab.ORGOrganization), strategy: d.ID(vocab.ClassStrategy), model: d.ID(vocab.ClassModel),
		product: d.ID(vocab.ClassProduct), programme: d.ID(vocab.ClassProgramme), cluster: d.ID(vocab.ClassCluster),
		group: d.ID(vocab.ClassGroup),

		person: d.ID(vocab.Person), from: d.ID(vocab.From), to: d.ID(vocab.To),
		year: d.ID(vocab.Year), role: d.ID(vocab.Role), kind: d.ID(vocab.MoveKind),
		withTeam: d.ID(vocab.WithTeam), teamSize: d.ID(vocab.TeamSize), no: d.ID(quad.Bool(false)),

		holder: d.ID(vocab.Holder), at: d.ID(vocab.At), status: d.ID(vocab.Status),

		founding: d.ID(vocab.KindFounding), founder: d.ID(quad.LangString{Value: "founder", Lang: "en"}),
		current: d.ID(quad.IRI(vocab.NS + "current")), former: d.ID(quad.IRI(vocab.NS + "former")),

		of: d.ID(vocab.Of), ledBy: d.ID(vocab.LedBy), sector: d.ID(vocab.Sector), broader: d.ID(vocab.SKOSBroader),

		field: d.ID(vocab.Field), knownFor: d.ID(vocab.KnownFor), sibling: d.ID(vocab.Sibling), contactWith: d.ID(vocab.ContactWith),

		orgKind: d.ID(vocab.OrgKind), investor: d.ID(vocab.Investor), investee: d.ID(vocab.Investee),
	}
}
