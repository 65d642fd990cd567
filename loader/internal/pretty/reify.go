package pretty

import (
	"cmp"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/pace"
)

// reifiers are the labels that stand behind a fact, by the fact without a label.
type reifiers map[quad.Quad][]quad.Value

// facts is what is written in place of quads whose labels are reifiers: each fact once for all its labels, with one of
// them as its own, and once more without one if it is also stated so.
func facts(p *pace.Pace, quads []quad.Quad) ([]quad.Quad, reifiers) {
	var once []quad.Quad
	labels := reifiers{}
	for _, q := range quads {
		if !p.Step() {
			return nil, nil
		}
		fact := bare(q)
		if q.Label == nil || labels[fact] == nil {
			once = append(once, q)
		}
		if q.Label != nil {
			labels[fact] = append(labels[fact], q.Label)
		}
	}
	for _, all := range labels {
		pace.Sort(p, all, func(a, b quad.Value) int { return cmp.Compare(labelOrder(a), labelOrder(b)) })
	}
	return once, labels
}

// bare is a quad without its label.
func bare(q quad.Quad) quad.Quad {
	q.Label = nil
	return q
}

// appendReifiers writes the labels of a fact behind its object.
func (l *layout) appendReifiers(dst []byte, q quad.Quad) []byte {
	if q.Label == nil {
		return dst
	}
	for _, label := range l.reifiers[bare(q)] {
		if !l.pace.Step() {
			return dst
		}
		dst = l.appendTerm(append(dst, " ~ "...), label)
	}
	return dst
}
