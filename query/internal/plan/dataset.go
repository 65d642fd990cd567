package plan

import (
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
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

// DatasetOf reads that of a query. A graph that a query names is there even if it is empty, so that id is to give terms
// of no quad a number as well.
func DatasetOf(d algebra.Dataset, strict bool, id func(term.Term) graph.ID) Dataset {
	set := Dataset{Given: d.Given, AllNamed: d.AllNamed, Unlabelled: strict}
	numbers := func(terms []term.Term) (ids []graph.ID) {
		for _, t := range terms {
			ids = append(ids, id(t))
		}
		slices.Sort(ids)
		return slices.Compact(ids)
	}
	set.Default, set.Named = numbers(d.Default), numbers(d.Named)
	return set
}

// Listed tells whether the query lists the named graphs that it sees.
func (d *Dataset) Listed() bool { return d.Given && !d.AllNamed }

// IsNamed tells whether a label is a named graph of the dataset; 0 is none.
func (d *Dataset) IsNamed(label graph.ID) bool {
	if label == 0 || !d.Listed() {
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
