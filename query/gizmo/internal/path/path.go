package gizmo

import (
	"slices"

	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// A traversal is what a script calls a path: a list of steps, not yet run. It never changes once made;
// each method of a path gives a new traversal, so a script may use one variable in as many places as it
// likes. (Cayley's own path.Path has methods that change their receiver.)
type traversal struct {
	steps []*step
	// morphism is set for g.M(): it has no start and cannot be run by itself.
	morphism bool
	// labels are the graph labels that the hops added from here on keep to; nil means all.
	labels *via
	// weight counts the shapes that the traversal grows into, which can be far more than its steps: both()
	// doubles what comes before it, and p.or(p) doubles p. The limit on path length is on this number.
	weight weight
	// ranked is set once order({by: ...}) was used: the rows are then sorted by rank at the end.
	ranked bool
}

// A step is one move of a traversal. Its labels were fixed when it was made, so it means the same forwards
// and backwards.
type step struct {
	apply func(in shape.Shape) shape.Shape
	// reverse is nil for a step that has no way back, such as labels().
	reverse func() step
	name    string
	// tags are those of tag(), which back() looks for.
	tags   []string
	weight weight
	// context are the labels that were kept to when the step was added; back() returns to them.
	context *via
	// order, set on order(), lets the limit() after it be a part of it.
	order *ordering
	// edges, set on a hop, goes to the labels of the quads that the hop passes through.
	edges func(in shape.Shape, tags []string) shape.Shape
}

// weight is the size of a shape as a function of the size of what it is applied to: factor·n + plus.
type weight struct{ factor, plus int64 }

const maxWeight = int64(1) << 40 // stops the numbers from overflowing, far above any limit

func (w weight) of(n int64) int64 { return min(w.factor*min(n, maxWeight)+w.plus, maxWeight) }

// then is the weight of w followed by next.
func (w weight) then(next weight) weight {
	return weight{factor: min(w.factor*next.factor, maxWeight>>20), plus: next.of(w.plus)}
}

// via is what a hop goes along, or the labels it keeps to: all, some values, or the results of a traversal.
type via struct {
	values []quad.Value
	path   *traversal
	tags   []string
}

func (v *via) shape() shape.Shape {
	var s shape.Shape = shape.AllNodes{}
	switch {
	case v == nil:
		return s
	case v.path != nil:
		s = v.path.shape()
	case len(v.values) > 0:
		s = shape.Lookup(v.values)
	}
	return s
}

// labelShape is the shape of a label context: nil, not "all nodes", where any label or none will do.
func (v *via) labelShape() shape.Shape {
	if v == nil {
		return nil
	}
	if len(v.tags) > 0 {
		return shape.Save{From: v.shape(), Tags: v.tags}
	}
	return v.shape()
}

func (v *via) size() int64 {
	if v == nil || v.path == nil {
		return 1
	}
	return v.path.size()
}

func (t *traversal) size() int64 { return t.weight.of(1) }

func startAt(nodes []quad.Value) *traversal {
	return (&traversal{weight: weight{factor: 1}}).add(isStep(nodes))
}

// add gives a new traversal with one more step.
func (t *traversal) add(s step) *traversal {
	next := *t
	next.steps = make([]*step, len(t.steps)+1)
	copy(next.steps, t.steps)
	next.steps[len(t.steps)] = &s
	if s.weight.factor == 0 {
		s.weight.factor = 1
	}
	s.context = t.labels
	next.weight = t.weight.then(s.weight)
	return &next
}

// shape is what Cayley's optimizer and iterators are given.
func (t *traversal) shape() shape.Shape { return t.from(shape.AllNodes{}) }

func (t *traversal) from(in shape.Shape) shape.Shape {
	for _, s := range t.steps {
		in = s.apply(in)
	}
	return in
}

// reversed gives the traversal that goes back the same way. It names the first step that has no way back.
func (t *traversal) reversed() (back *traversal, cannot string) {
	back = &traversal{morphism: true, weight: weight{factor: 1}}
	for _, s := range slices.Backward(t.steps) {
		if s.reverse == nil {
			return nil, s.name
		}
		back = back.add(s.reverse())
	}
	return back, ""
}

// backTo finds the last step that set the tag, and gives the traversal up to it, kept to what also gets all
// the way here.
func (t *traversal) backTo(tag string) (back *traversal, found bool, cannot string) {
	for i, s := range slices.Backward(t.steps) {
		if !slices.Contains(s.tags, tag) {
			continue
		}
		rest := *t
		rest.steps = t.steps[i+1:]
		way, cannot := rest.reversed()
		if cannot != "" {
			return nil, true, cannot
		}
		back := *t
		back.steps = slices.Clip(t.steps[:i+1])
		back.labels = s.context
		back.weight = weight{factor: 1}
		for _, s := range back.steps {
			back.weight = back.weight.then(s.weight)
		}
		return back.add(andStep(way)), true, ""
	}
	return nil, false, ""
}

// tagNames lists the names given by tag() so far, in order.
func (t *traversal) tagNames() []string {
	var names []string
	for _, s := range t.steps {
		for _, name := range s.tags {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
