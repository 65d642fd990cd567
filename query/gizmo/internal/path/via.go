package path

import (
	"github.com/cayleygraph/cayley/graph/shape"
	"github.com/cayleygraph/quad"
)

// A Via is what a step goes along, or the labels it keeps to: some values, or what a path comes to. A nil *Via is
// everything.
type Via struct {
	Values []quad.Value
	Path   *Path
	tags   []string // names for the label, in a context of labels
}

func (v *Via) shape() shape.Shape {
	switch {
	case v == nil:
	case v.Path != nil:
		return v.Path.shape()
	case len(v.Values) > 0:
		return shape.Lookup(v.Values)
	}
	return shape.AllNodes{}
}

// labelShape is the shape of a label context: nil, not "all nodes", where any label or none will do.
func (v *Via) labelShape() shape.Shape {
	if v == nil {
		return nil
	}
	if len(v.tags) > 0 {
		return shape.Save{From: v.shape(), Tags: v.tags}
	}
	return v.shape()
}

func (v *Via) size() int64 {
	if v == nil || v.Path == nil {
		return 1
	}
	return v.Path.Size()
}

// LabelContext keeps the steps that come to quads with some labels. Each label is given the tags.
func (p *Path) LabelContext(labels *Via, tags []string) *Path {
	next := *p
	next.labels = labels
	if len(tags) > 0 {
		tagged := Via{tags: tags}
		if labels != nil {
			tagged.Values, tagged.Path = labels.Values, labels.Path
		}
		next.labels = &tagged
	}
	return &next
}
