package path

import (
	"fmt"
	"slices"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// A Path is a list of steps, not yet run. It never changes once made; each of its methods gives a new one, so a
// script may use one variable in as many places as it likes. (Cayley's own path.Path has methods that change their
// receiver.)
type Path struct {
	steps []taken
	// morphism is set for g.M(): it has no start and cannot be run by itself.
	morphism bool
	// labels are the graph labels that the hops added from here on keep to; nil means all.
	labels *Via
	weight weight
	// ranked is set once order({by: ...}) was used: the rows are then sorted by rank at the end.
	ranked bool
}

// A taken step remembers the labels that were kept to when it was added; Back returns to them.
type taken struct {
	step
	context *Via
}

// Start is the path that begins at some nodes; at all of them if none are given.
func Start(nodes ...quad.Value) *Path { return (&Path{weight: same}).add(is{nodes: nodes}) }

// Nowhere is the path that begins at no node.
func Nowhere() *Path { return Start().add(nothing{}) }

// Morphism is a path without a start, for Follow.
func Morphism() *Path {
	p := Start()
	p.morphism = true
	return p
}

// IsMorphism tells that the path has no start and cannot be run.
func (p *Path) IsMorphism() bool { return p.morphism }

// Size is the number of shapes that the path grows into, which can be far more than its steps: both() doubles what
// comes before it, and p.or(p) doubles p.
func (p *Path) Size() int64 { return p.weight.of(1) }

// add gives the path with one more step.
func (p *Path) add(s step) *Path {
	next := *p
	next.steps = append(slices.Clip(p.steps), taken{s, p.labels})
	next.weight = p.weight.then(s.weight())
	return &next
}

// addWith gives the path with one more step that has another path in it, and so that one's ranks.
func (p *Path) addWith(other *Path, s step) *Path {
	next := p.add(s)
	next.ranked = p.ranked || other.ranked
	return next
}

// last is the step before the next one; nil in an empty path.
func (p *Path) last() step {
	if len(p.steps) == 0 {
		return nil
	}
	return p.steps[len(p.steps)-1].step
}

// replaceLast gives the path with another step in the place of the last one.
func (p *Path) replaceLast(s step) *Path {
	before := *p
	before.steps = p.steps[:len(p.steps)-1]
	before.weight = weigh(before.steps)
	return before.add(s)
}

// weigh is the weight of steps.
func weigh(steps []taken) weight {
	w := same
	for _, s := range steps {
		w = w.then(s.weight())
	}
	return w
}

// shape is what Cayley's optimizer and iterators are given.
func (p *Path) shape() shape.Shape { return p.from(shape.AllNodes{}) }

func (p *Path) from(in shape.Shape) shape.Shape {
	for _, s := range p.steps {
		in = s.apply(in)
	}
	return in
}

// reversed gives the path that goes back the same way, or names the first step that has no way back.
func (p *Path) reversed() (back *Path, cannot string) {
	back = &Path{morphism: true, weight: same}
	for _, s := range slices.Backward(p.steps) {
		turned := reverse(s.step)
		if turned == nil {
			return nil, s.step.(oneWay).method()
		}
		back = back.add(turned)
	}
	return back, ""
}

// Back goes back to where the tag was last set, keeping to what also gets all the way here.
func (p *Path) Back(name string) (*Path, error) {
	for i, s := range slices.Backward(p.steps) {
		set, ok := s.step.(tag)
		if !ok || !slices.Contains(set.names, name) {
			continue
		}
		rest := &Path{steps: p.steps[i+1:]}
		way, cannot := rest.reversed()
		if cannot != "" {
			return nil, fmt.Errorf("there is no way back to %q through %s()", name, cannot)
		}
		back := *p
		back.steps = p.steps[:i+1]
		back.labels = s.context
		back.weight = weigh(back.steps)
		return back.And(way), nil
	}
	if names := p.tagNames(); len(names) > 0 {
		return nil, fmt.Errorf("no tag %q earlier in this path; its tags are %q", name, names)
	}
	return nil, fmt.Errorf("no tag %q earlier in this path; mark the place with .tag(%q)", name, name)
}

// tagNames lists the names given by tag() so far, in order.
func (p *Path) tagNames() []string {
	var names []string
	for _, s := range p.steps {
		set, ok := s.step.(tag)
		if !ok {
			continue
		}
		for _, name := range set.names {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
