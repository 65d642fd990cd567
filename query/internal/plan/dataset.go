package plan

import (
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/algebra"
)

// Dataset says which quads a query sees, by number.
type Dataset struct {
	// Given says that Default and Named are all labels that the query sees, ascending. Else the default graph is the union
	// of all quads, and each label is a named graph.
	Given          bool
	Default, Named []graph.ID
	// AllNamed makes each label a named graph all the same.
	AllNamed bool
	// Unlabelled makes the quads without a label the default graph, if no other is given.
	Unlabelled bool
}

// DatasetOf reads that of a query.
func DatasetOf(n *graph.Numbers, d algebra.Dataset, strict bool) Dataset {
	set := Dataset{Given: d.Given, AllNamed: d.AllNamed, Unlabelled: strict}
	for _, t := range d.Default {
		if id := n.ID(t.Value()); id != 0 {
			set.Default = append(set.Default, id)
		}
	}
	for _, t := range d.Named {
		if id := n.ID(t.Value()); id != 0 {
			set.Named = append(set.Named, id)
		}
	}
	slices.Sort(set.Default)
	slices.Sort(set.Named)
	set.Default = slices.Compact(set.Default)
	set.Named = slices.Compact(set.Named)
	return set
}

// IsNamed tells whether a label is a named graph of the dataset; 0 is none.
func (d *Dataset) IsNamed(label graph.ID) bool {
	if label == 0 || !d.Given || d.AllNamed {
		return label != 0
	}
	_, found := slices.BinarySearch(d.Named, label)
	return found
}

// InDefault tells whether quads with a label are in the default graph.
func (d *Dataset) InDefault(label graph.ID) bool {
	switch {
	case d.Given:
		_, found := slices.BinarySearch(d.Default, label)
		return found
	case d.Unlabelled:
		return label == 0
	}
	return true
}

// Whole tells whether the default graph is the union of all quads, so that labels need not be looked at.
func (d *Dataset) Whole() bool { return !d.Given && !d.Unlabelled }
