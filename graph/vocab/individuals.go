package vocab

import "github.com/cayleygraph/quad"

// Kinds of moves: the objects of [MoveKind].
const (
	KindHire      quad.IRI = NS + "hire"      // told as joining an organization, or being taken on by it
	KindDeparture quad.IRI = NS + "departure" // told as leaving an organization; where to may or may not be known
	KindFounding  quad.IRI = NS + "founding"  // told as setting up an organization of one's own
	KindPromotion quad.IRI = NS + "promotion" // told as rising within an organization; from and to are then the same
)

// Kinds of organizations: the objects of [OrgKind].
const (
	OrgKindGiant         quad.IRI = NS + "giant"         // a giant of the internet
	OrgKindHardwareMaker quad.IRI = NS + "hardwareMaker" // strong in hardware
	OrgKindStartUp       quad.IRI = NS + "startUp"       // a young company
)

// Statuses of posts: the objects of [Status].
const (
	StatusCurrent quad.IRI = NS + "current" // held at the time of the source
	StatusFormer  quad.IRI = NS + "former"  // no longer held at the time of the source
)

// Grades of certainty, from best to weakest: the objects of [Certainty].
const (
	CertaintyStated      quad.IRI = NS + "stated"      // the source says so
	CertaintyInferred    quad.IRI = NS + "inferred"    // it follows from the source, or is a reading of it
	CertaintySpeculative quad.IRI = NS + "speculative" // the source itself hedges
	CertaintyDisputed    quad.IRI = NS + "disputed"    // the source says so, the public record otherwise; the claim's note says how
)

// Bounds of figures: the objects of [Bound].
const (
	BoundExactly       quad.IRI = NS + "exactly"       // the value itself
	BoundMoreThan      quad.IRI = NS + "moreThan"      // more than the value
	BoundAtLeast       quad.IRI = NS + "atLeast"       // the value or more
	BoundApproximately quad.IRI = NS + "approximately" // about the value
	BoundOrderOf       quad.IRI = NS + "orderOf"       // the value gives the order of magnitude only
	BoundAtMost        quad.IRI = NS + "atMost"        // the value or less
	BoundLessThan      quad.IRI = NS + "lessThan"      // less than the value
)
