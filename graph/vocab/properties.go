package vocab

import "github.com/cayleygraph/quad"

// Properties of tg:, people and groups.
const (
	KnownFor    quad.IRI = NS + "knownFor"    // what a source knows the person for, in words; English always
	Field       quad.IRI = NS + "field"       // a field that a person, group, model or post works in
	Sibling     quad.IRI = NS + "sibling"     // a brother or sister. Symmetric, written in both directions
	ContactWith quad.IRI = NS + "contactWith" // an organization that the person was in contact with without joining it
	Unnamed     quad.IRI = NS + "unnamed"     // true if the source gives no name; the label is then a description
)

// Properties of tg:, organizations, and what belongs to them.
const (
	OrgKind quad.IRI = NS + "orgKind" // the camp that a source puts the organization into
	Sector  quad.IRI = NS + "sector"  // a sector that an organization, move, strategy, effect or analysis is in or about
	Of      quad.IRI = NS + "of"      // the organization that has the strategy, model, product, programme, cluster or group
	LedBy   quad.IRI = NS + "ledBy"   // who leads a unit, model, cluster or group at the time of the source. Former leaders are told by posts only
)

// Properties of tg:, moves.
const (
	Person   quad.IRI = NS + "person"   // who moves: a person or a group
	From     quad.IRI = NS + "from"     // the organization left
	To       quad.IRI = NS + "to"       // the organization joined or founded
	MoveKind quad.IRI = NS + "moveKind" // how the move is told; one for a move
	WithTeam quad.IRI = NS + "withTeam" // true if a team moves along
	TeamSize quad.IRI = NS + "teamSize" // how many people move along
	Year     quad.IRI = NS + "year"     // the year as a number, to filter by
	When     quad.IRI = NS + "when"     // the time as precisely as it is known: an xsd:gYear, xsd:gYearMonth or xsd:date
)

// Properties of tg:, posts.
const (
	Holder quad.IRI = NS + "holder" // who holds or held the post
	At     quad.IRI = NS + "at"     // the organization, unit or model that the post is at
	Status quad.IRI = NS + "status" // current or former; missing where a source does not say
	Role   quad.IRI = NS + "role"   // the role of a post, or the one that a move leads to, in words; English always
)

// Properties of tg:, strategies, effects, analyses.
const (
	Summary    quad.IRI = NS + "summary"    // what it is, in the data set's own words; English always
	Uses       quad.IRI = NS + "uses"       // a product, programme or investment that a strategy works through
	PromotedBy quad.IRI = NS + "promotedBy" // who is to carry a strategy out or spread it
	Cause      quad.IRI = NS + "cause"      // the move, strategy, investment or other thing that has the effect
	Affects    quad.IRI = NS + "affects"    // the organization or unit that feels the effect
	About      quad.IRI = NS + "about"      // what an analysis speaks of; none if it speaks of the whole field
	Intended   quad.IRI = NS + "intended"   // true if planned or attempted only. On a figure, strategy or group it says that the thing is not there yet
)

// Properties of tg:, investments and figures.
const (
	Investor quad.IRI = NS + "investor" // who invests
	Investee quad.IRI = NS + "investee" // whom the investment goes to
	Figure   quad.IRI = NS + "figure"   // a number given of the thing
	Measure  quad.IRI = NS + "measure"  // what the number measures, in words; English always
	Value    quad.IRI = NS + "value"    // the number
	Unit     quad.IRI = NS + "unit"     // the unit, in words; English always
	Bound    quad.IRI = NS + "bound"    // how the value bounds the number meant
)

// Properties of tg:, several reports of one thing.
const (
	MergedInto quad.IRI = NS + "mergedInto" // the thing that this one is: its quads are that one's, and its IRI goes on meaning it
	Report     quad.IRI = NS + "report"     // what a report of an event says, as N-Quads, or the claim that names the event, where no label tells it apart from others joined
	Kept       quad.IRI = NS + "kept"       // the claim that a merge of this thing brought, which goes with it when it is undone
	Named      quad.IRI = NS + "named"      // the graph label of a quad that a merge has kept as it was told
	Becomes    quad.IRI = NS + "becomes"    // the quad that such a quad has become by merges
	AlsoOf     quad.IRI = NS + "alsoOf"     // the thing merged into, if it had what the quad has become by itself; of a merged thing its claim, if that was there before
	Single     quad.IRI = NS + "single"     // true of a post that one person holds at a time, and of a property of which a thing has one value
)

// Properties of tg:, claims and sources.
const (
	Paragraph      quad.IRI = NS + "paragraph"      // the paragraph of the source that the passage is in, counted from 1
	Start          quad.IRI = NS + "start"          // where the passage starts in its paragraph: the number of runes (Unicode code points) before it
	End            quad.IRI = NS + "end"            // where the passage ends in its paragraph: the number of runes before the first one after it
	Certainty      quad.IRI = NS + "certainty"      // how firmly the claim stands
	Note           quad.IRI = NS + "note"           // what a reader should know of the claim
	Contradicts    quad.IRI = NS + "contradicts"    // a claim that does not fit with this one; both are kept. Symmetric, written in both directions. Tables write a source, or what a claim is about
	SHA256         quad.IRI = NS + "sha256"         // the SHA-256 of the source's bytes, in lower-case hexadecimal
	ParagraphCount quad.IRI = NS + "paragraphCount" // how many paragraphs the source has
)
