package vocab

import "github.com/cayleygraph/quad"

// Classes of tg:. Their constants start with Class, since a class and a property may differ only in
// case: [ClassPerson] is tg:Person, [Person] is tg:person.
const (
	ClassPerson     quad.IRI = NS + "Person"     // a person whom a source names
	ClassGroup      quad.IRI = NS + "Group"      // people whom a source does not name one by one, such as a team; how many there are may be unknown
	ClassMove       quad.IRI = NS + "Move"       // one passage of a person or group from an organization to another, or up within one. Either end may be missing
	ClassStrategy   quad.IRI = NS + "Strategy"   // a course that an organization takes, as a source tells it
	ClassPost       quad.IRI = NS + "Post"       // what a person is or was at an organization, a unit or a model
	ClassModel      quad.IRI = NS + "Model"      // a machine-learning model, as a family or in one version
	ClassProduct    quad.IRI = NS + "Product"    // a product for users
	ClassProgramme  quad.IRI = NS + "Programme"  // a programme with a name of its own, such as one for recruiting
	ClassCluster    quad.IRI = NS + "Cluster"    // a cluster of computing hardware
	ClassInvestment quad.IRI = NS + "Investment" // one or several investments of an investor, told together
	ClassEffect     quad.IRI = NS + "Effect"     // what follows from a move, a strategy or an investment, as a source tells it
	ClassAnalysis   quad.IRI = NS + "Analysis"   // a source's assessment or reading of things: standing, success, meaning
	ClassFigure     quad.IRI = NS + "Figure"     // a number that a source gives of something, with its unit and how exact it is
	ClassClaim      quad.IRI = NS + "Claim"      // a passage of a source that states something. A claim is the graph label of the quads that it states
	ClassSource     quad.IRI = NS + "Source"     // a text that claims are found in
	ClassDataSet    quad.IRI = NS + "DataSet"    // a body of quads made from sources. It is the graph label of names, types and claim records
	ClassMoveKind   quad.IRI = NS + "MoveKind"   // how a move is told
	ClassOrgKind    quad.IRI = NS + "OrgKind"    // a camp that a source puts organizations into
	ClassPostStatus quad.IRI = NS + "PostStatus" // whether a post is held at the time of the source
	ClassCertainty  quad.IRI = NS + "Certainty"  // how firmly a claim stands. From best to weakest: stated, inferred, speculative, disputed
	ClassBound      quad.IRI = NS + "Bound"      // how a figure's value bounds the number meant
)
