package ask

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Terms are the numbers that a state has for the vocabulary of the questions; 0 for what it does not have.
type Terms struct {
	Person, From, To, MoveKind, Role, When, Year          graph.ID // of moves
	Holder, At, Status                                    graph.ID // of posts
	Of, UnitOf, LedBy, Sector, OrgKind, Type              graph.ID
	broader, narrower                                     graph.ID
	Investor, Investee                                    graph.ID
	Field, Sibling, ContactWith, Figure, KnownFor         graph.ID // of persons
	WithTeam, TeamSize                                    graph.ID
	Summary, Uses, Intended                               graph.ID   // of strategies and teams
	Value, Bound, Measure, UnitOfMeasure                  graph.ID   // of figures
	Yes                                                   graph.ID   // true
	Current, Former                                       graph.ID   // statuses
	Founding, Hire                                        graph.ID   // kinds of moves
	StartUp                                               graph.ID   // a kind of organizations
	Founder, FounderInEnglish                             graph.ID   // a role, without a language and with one
	DataSet, Organization, Unit, Strategy, Model, Product graph.ID   // classes
	Programme, Cluster, Group, PersonClass                graph.ID   // classes
	No, Zero                                              graph.ID   // what says that no team went along
	Names                                                 []graph.ID // predicates that say what a thing is called and what it is
}

// termsOf are looked up once for each state: there are more of them than most answers have rows.
var termsOf = graph.NewDerived(func(s *graph.Snapshot) *Terms {
	n := s.Numbers().ID
	return &Terms{
		Person: n(vocab.Person), From: n(vocab.From), To: n(vocab.To), MoveKind: n(vocab.MoveKind), Role: n(vocab.Role),
		When: n(vocab.When), Year: n(vocab.Year),
		Holder: n(vocab.Holder), At: n(vocab.At), Status: n(vocab.Status),
		Of: n(vocab.Of), UnitOf: n(vocab.ORGUnitOf), LedBy: n(vocab.LedBy), Sector: n(vocab.Sector), OrgKind: n(vocab.OrgKind),
		Type: n(vocab.RDFType), broader: n(vocab.SKOSBroader), narrower: n(vocab.SKOSNarrower),
		Investor: n(vocab.Investor), Investee: n(vocab.Investee), Field: n(vocab.Field), Sibling: n(vocab.Sibling), ContactWith: n(vocab.ContactWith), Figure: n(vocab.Figure), KnownFor: n(vocab.KnownFor),
		WithTeam: n(vocab.WithTeam), TeamSize: n(vocab.TeamSize),
		Summary: n(vocab.Summary), Uses: n(vocab.Uses), Intended: n(vocab.Intended),
		Value: n(vocab.Value), Bound: n(vocab.Bound), Measure: n(vocab.Measure), UnitOfMeasure: n(vocab.Unit), Yes: n(quad.Bool(true)),
		Current: n(vocab.StatusCurrent), Former: n(vocab.StatusFormer), Founding: n(vocab.KindFounding), Hire: n(vocab.KindHire), StartUp: n(vocab.OrgKindStartUp),
		Founder: n(quad.String("founder")), FounderInEnglish: n(quad.LangString{Value: "founder", Lang: "en"}),
		DataSet: n(vocab.ClassDataSet), Organization: n(vocab.ORGOrganization), Unit: n(vocab.ORGOrganizationalUnit), Strategy: n(vocab.ClassStrategy),
		Model: n(vocab.ClassModel), Product: n(vocab.ClassProduct), Programme: n(vocab.ClassProgramme),
		PersonClass: n(vocab.ClassPerson), Cluster: n(vocab.ClassCluster), Group: n(vocab.ClassGroup),
		No: n(quad.Bool(false)), Zero: n(quad.Int(0)),
		Names: namesOf(s),
	}
})

// namesOf are the predicates of labels, and rdf:type.
func namesOf(s *graph.Snapshot) []graph.ID {
	ids := []graph.ID{s.Numbers().ID(vocab.RDFType)}
	for _, p := range s.LabelPredicates() {
		ids = append(ids, s.Numbers().ID(p))
	}
	return ids
}
