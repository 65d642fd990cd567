package path

import (
	"fmt"

	"github.com/cayleygraph/cayley/graph/shape"
)

// join keeps to what is in both shapes.
func join(a, b shape.Shape) shape.Shape {
	if _, all := a.(shape.AllNodes); all {
		return shape.Intersect{b}
	}
	return shape.Intersect{a, b}
}

type and struct{ other *Path }

// And keeps what another path comes to as well.
func (p *Path) And(other *Path) *Path { return p.addWith(other, and{other}) }

func (s and) apply(in shape.Shape) shape.Shape { return join(in, s.other.shape()) }
func (s and) weight() weight                   { return weight{1, 1 + s.other.Size()} }

type or struct{ other *Path }

// Or adds what another path comes to.
func (p *Path) Or(other *Path) *Path { return p.addWith(other, or{other}) }

func (s or) apply(in shape.Shape) shape.Shape {
	return shape.Union{neverNil{in}, neverNil{s.other.shape()}}
}

func (s or) weight() weight { return weight{1, 1 + s.other.Size()} }

type except struct{ other *Path }

// Except leaves out what another path comes to.
func (p *Path) Except(other *Path) *Path { return p.addWith(other, except{other}) }

func (s except) apply(in shape.Shape) shape.Shape { return join(in, exceptNodes{s.other.shape()}) }
func (s except) weight() weight                   { return weight{1, 2 + s.other.Size()} }

// follow goes along a morphism; back is the same one turned round, or nil if it cannot be.
type follow struct{ way, back *Path }

// Follow goes along a morphism.
func (p *Path) Follow(way *Path) *Path {
	back, _ := way.reversed()
	return p.addWith(way, follow{way, back})
}

// FollowBack goes along a morphism from its end to its start.
func (p *Path) FollowBack(way *Path) (*Path, error) {
	back, cannot := way.reversed()
	if back == nil {
		return nil, fmt.Errorf("there is no way back through %s(); follow the path forwards", cannot)
	}
	return p.addWith(back, follow{back, way}), nil
}

func (s follow) apply(in shape.Shape) shape.Shape { return s.way.from(in) }
func (s follow) weight() weight                   { return s.way.weight }
func (s follow) method() string                   { return "follow" }

func (s follow) turned() step {
	if s.back == nil {
		return nil
	}
	return follow{s.back, s.way}
}
