package talentwar

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// topics lists all that the data set says. The order does not show in the file.
func topics() []topic {
	return []topic{
		provenance(),
		frame(),
		sectors(),
		people(),
		groups(),
		organizations(),
		units(),
		models(),
		products(),
		moves(),
		movesOfGroups(),
		posts(),
		strategies(),
		startUpStrategies(),
		effects(),
		analyses(),
		readingsOfMoves(),
	}
}

// Quads gives the facts, in no order that matters. The error names an entity or a claim that is there
// twice, or a quad that a claim states twice.
func Quads() ([]quad.Quad, error) {
	a := assembly{described: map[string]bool{}, stated: map[quad.Quad]bool{}}
	for _, t := range topics() {
		for _, e := range t.entities {
			a.describe(e.id, e.properties)
		}
		for _, c := range t.claims {
			a.describe(c.local(), c.record())
			if c.against != "" {
				back := link(vocab.Contradicts, c.local())
				a.state("claim-"+c.against, back, dataSetID)
			}
			for _, s := range c.statements {
				for _, p := range s.properties {
					a.state(s.subject, p, c.local())
				}
			}
		}
	}
	if len(a.errors) > 0 {
		return nil, errors.Join(a.errors...)
	}
	return a.quads, nil
}

// An assembly collects quads, and what is wrong with them.
type assembly struct {
	quads     []quad.Quad
	described map[string]bool
	stated    map[quad.Quad]bool
	errors    []error
}

// describe states what the data set itself says of an entity.
func (a *assembly) describe(local string, properties []property) {
	if a.described[local] {
		a.errors = append(a.errors, fmt.Errorf("id:%s is described twice", local))
	}
	a.described[local] = true
	for _, p := range properties {
		a.state(local, p, dataSetID)
	}
}

func (a *assembly) state(subject string, p property, label string) {
	q := quad.Quad{Subject: id(subject), Predicate: p.predicate, Object: p.object, Label: id(label)}
	if a.stated[q] {
		a.errors = append(a.errors, fmt.Errorf("id:%s states this twice: %s", label, term.AppendQuad(nil, q)))
	}
	a.stated[q] = true
	a.quads = append(a.quads, q)
}

func (c claim) local() string { return "claim-" + c.id }

// record gives what the data set says of the claim itself.
func (c claim) record() []property {
	r := []property{
		is(vocab.RDFType, vocab.ClassClaim),
		link(vocab.PROVHadPrimarySource, articleID),
		number(vocab.Paragraph, c.at.paragraph),
		number(vocab.Start, c.at.start),
		number(vocab.End, c.at.end),
		is(vocab.Certainty, c.certainty),
	}
	if c.note != (note{}) {
		r = append(r, text(vocab.Note, c.note.en, "en"), text(vocab.Note, c.note.hant, "zh-Hant"), text(vocab.Note, c.note.hans, "zh-Hans"))
	}
	if c.against != "" {
		r = append(r, link(vocab.Contradicts, "claim-"+c.against))
	}
	return r
}

// File gives the facts as canonical N-Quads, the lines sorted by their bytes. The same facts always give
// the same file.
func File() ([]byte, error) {
	quads, err := Quads()
	if err != nil {
		return nil, err
	}
	lines := make([][]byte, len(quads))
	for i, q := range quads {
		lines[i] = term.AppendQuad(nil, q)
	}
	slices.SortFunc(lines, bytes.Compare)
	return bytes.Join(lines, nil), nil
}
