package talentwar

import (
	"bytes"
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
	var quads []quad.Quad
	seenID, seenQuad := map[string]bool{}, map[quad.Quad]bool{}
	add := func(subject quad.IRI, p property, label quad.IRI) error {
		q := quad.Quad{Subject: subject, Predicate: p.predicate, Object: p.object, Label: label}
		if seenQuad[q] {
			return fmt.Errorf("there twice: %s", term.AppendQuad(nil, q))
		}
		seenQuad[q] = true
		quads = append(quads, q)
		return nil
	}
	dataSet := id(dataSetID)
	describe := func(local string, properties []property) error {
		if seenID[local] {
			return fmt.Errorf("id:%s is described twice", local)
		}
		seenID[local] = true
		for _, p := range properties {
			if err := add(id(local), p, dataSet); err != nil {
				return err
			}
		}
		return nil
	}
	for _, t := range topics() {
		for _, e := range t.entities {
			if err := describe(e.id, e.properties); err != nil {
				return nil, err
			}
		}
		for _, c := range t.claims {
			if err := describe(c.local(), c.record()); err != nil {
				return nil, err
			}
			if c.against != "" {
				back := link(vocab.Contradicts, c.local())
				if err := add(id("claim-"+c.against), back, dataSet); err != nil {
					return nil, err
				}
			}
			for _, s := range c.statements {
				for _, p := range s.properties {
					if err := add(id(s.subject), p, id(c.local())); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return quads, nil
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
	if c.note != "" {
		r = append(r, text(vocab.Note, c.note, "en"))
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
