package query

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// terms are the numbers that a state has for the vocabulary of the questions; 0 for what it does not have.
type terms struct {
	person, from, to, moveKind, role, when, year          graph.ID // of moves
	holder, at, status                                    graph.ID // of posts
	of, unitOf, ledBy, sector, orgKind, typ               graph.ID
	broader, narrower                                     graph.ID
	investor, investee                                    graph.ID
	field, sibling, contactWith, figure, knownFor         graph.ID // of persons
	withTeam, teamSize                                    graph.ID
	current, former                                       graph.ID    // statuses
	founding                                              graph.ID    // a kind of moves
	startUp                                               graph.ID    // a kind of organizations
	founder, founderInEnglish                             graph.ID    // a role, without a language and with one
	dataSet, organization, unit, strategy, model, product graph.ID    // classes
	programme, cluster, group                             graph.ID    // classes
	no, zero                                              graph.ID    // what says that no team went along
	names                                                 [5]graph.ID // predicates that say what a thing is called and what it is
}

// termsOf are looked up once for each state: there are more of them than most answers have rows.
var termsOf = graph.NewDerived(func(s *graph.Snapshot) *terms {
	n := s.Numbers().ID
	return &terms{
		person: n(vocab.Person), from: n(vocab.From), to: n(vocab.To), moveKind: n(vocab.MoveKind), role: n(vocab.Role),
		when: n(vocab.When), year: n(vocab.Year),
		holder: n(vocab.Holder), at: n(vocab.At), status: n(vocab.Status),
		of: n(vocab.Of), unitOf: n(vocab.ORGUnitOf), ledBy: n(vocab.LedBy), sector: n(vocab.Sector), orgKind: n(vocab.OrgKind),
		typ: n(vocab.RDFType), broader: n(vocab.SKOSBroader), narrower: n(vocab.SKOSNarrower),
		investor: n(vocab.Investor), investee: n(vocab.Investee), field: n(vocab.Field), sibling: n(vocab.Sibling), contactWith: n(vocab.ContactWith), figure: n(vocab.Figure), knownFor: n(vocab.KnownFor),
		withTeam: n(vocab.WithTeam), teamSize: n(vocab.TeamSize),
		current: n(vocab.StatusCurrent), former: n(vocab.StatusFormer), founding: n(vocab.KindFounding), startUp: n(vocab.OrgKindStartUp),
		founder: n(quad.String("founder")), founderInEnglish: n(quad.LangString{Value: "founder", Lang: "en"}),
		dataSet: n(vocab.ClassDataSet), organization: n(vocab.ORGOrganization), unit: n(vocab.ORGOrganizationalUnit), strategy: n(vocab.ClassStrategy),
		model: n(vocab.ClassModel), product: n(vocab.ClassProduct), programme: n(vocab.ClassProgramme),
		cluster: n(vocab.ClassCluster), group: n(vocab.ClassGroup),
		no: n(quad.Bool(false)), zero: n(quad.Int(0)),
		names: [...]graph.ID{n(vocab.RDFType), n(vocab.RDFSLabel), n(vocab.SKOSPrefLabel), n(vocab.SKOSAltLabel), n(vocab.SKOSHiddenLabel)},
	}
})
