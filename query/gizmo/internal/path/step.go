package path

import "github.com/cayleygraph/cayley/graph/shape"

// A step is one move of a path, as plain data: what a script asked for, checked, and nothing of the store. Its labels
// were fixed when it was made, so it means the same forwards and backwards.
type step interface {
	// apply gives the shape that the step makes of what comes before it, as Cayley's path package does.
	apply(in shape.Shape) shape.Shape
	weight() weight
}

// Most steps are their own way back, such as has() and unique(). The others turn round, or cannot.
type (
	turner interface{ turned() step }   // nil if it cannot, which depends on what is within
	oneWay interface{ method() string } // the method to name where there is no way back
)

// reverse is the step that goes back; nil if there is none.
func reverse(s step) step {
	switch s := s.(type) {
	case turner:
		return s.turned()
	case oneWay:
		return nil
	}
	return s
}

// weight is the size of a shape as a function of the size of what it is applied to: factor·n + plus.
type weight struct{ factor, plus int64 }

const maxWeight = int64(1) << 40 // stops the numbers from overflowing, far above any limit

var same = weight{factor: 1}

func (w weight) of(n int64) int64 { return min(w.factor*min(n, maxWeight)+w.plus, maxWeight) }

// then is the weight of w followed by next.
func (w weight) then(next weight) weight {
	return weight{factor: min(w.factor*next.factor, maxWeight>>20), plus: next.of(w.plus)}
}

// one is within the steps that add one shape.
type one struct{}

func (one) weight() weight { return weight{1, 1} }
