package algebra

import "talentgraph.example/graph/term"

// PathExpr is a property path. The types of this file are all there are. PathSeq, PathInverse and PathLink stand alone
// only inside others: at the top of a path they are translated to triples.
type PathExpr interface{ path() }

type (
	// PathLink is one predicate.
	PathLink struct {
		IRI   term.Term
		Place Place
	}
	// PathInverse is ^p.
	PathInverse struct{ Path PathExpr }
	// PathSeq is p/q.
	PathSeq struct{ First, Second PathExpr }
	// PathAlt is p|q: both count.
	PathAlt struct{ Left, Right PathExpr }
	// PathRepeat is p*, p+ and p?: each end once. Zero includes the start itself; Many is more than one step.
	PathRepeat struct {
		Path       PathExpr
		Zero, Many bool
		Place      Place
	}
	// PathNegated is !(p|^q): one step by a predicate that is not listed. Forward says that some member is a plain
	// predicate, or that there is no member at all; Backward that some member is an inverse one. The step counts once
	// for each triple and direction.
	PathNegated struct {
		Forward, Backward bool
		Not, NotInverse   []term.Term
		Place             Place
	}
)

func (*PathLink) path()    {}
func (*PathInverse) path() {}
func (*PathSeq) path()     {}
func (*PathAlt) path()     {}
func (*PathRepeat) path()  {}
func (*PathNegated) path() {}
