package graph

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// Claim says who states something, where, and how firmly. [Tx.Assert] writes it beside the facts it
// stands for; [Evidence] is what is read back.
type Claim struct {
	// ID names the claim, and becomes the graph label of its facts. If it is empty, an IRI is made from
	// the other fields and the facts, the same each time, whatever order the facts are in.
	ID quad.IRI
	// Source is the text that the claim is found in. It must be set.
	Source quad.IRI
	// Paragraph counts from 1; 0 if the source has none.
	Paragraph int
	// Start and End are offsets in the paragraph, in runes of the raw text; End is exclusive. Both 0 if
	// the passage is not known more exactly.
	Start, End  int
	Certainty   Certainty // Unknown writes none
	Note        string    // what a reader should know
	NoteLang    string    // the language tag of Note; English if it is empty
	Contradicts []quad.IRI
	// DataSet is the graph label of the claim record itself; empty for the default graph.
	DataSet quad.IRI
}

// Assert writes facts with their evidence: each quad gets the claim as its label, and the claim is
// described. A fact that several claims state is kept once for each. The quads must have no label of
// their own. It returns the claim's IRI.
//
// A claim that is incomplete or contradicts itself (no source, an end before its start, or itself as its source or as what it
// contradicts) is an error, and
// so is a quad that cannot be stored, a [*QuadError]; nothing is written then.
func (tx *Tx) Assert(c Claim, facts ...quad.Quad) (quad.IRI, error) {
	if tx.done {
		return "", errTxDone
	}
	if err := c.check(len(facts)); err != nil {
		return "", err
	}
	labelled := make([]quad.Quad, len(facts))
	for i, q := range facts {
		if q.Label != nil {
			return "", &QuadError{Quad: q, Index: i, Err: errors.New("it has a label, and Assert gives the claim as label; use Add for it")}
		}
		labelled[i] = q
	}
	c.ID = c.IRIFor(facts...)
	for i := range labelled {
		labelled[i].Label = c.ID
	}
	if err := tx.Add(append(labelled, c.record()...)...); err != nil {
		return "", err
	}
	return c.ID, nil
}

func (c Claim) check(facts int) error {
	switch {
	case facts == 0:
		return errors.New("a claim must state something: give Assert at least one quad")
	case c.Source == "":
		return errors.New("a claim needs a Source, the IRI of the text it is found in")
	case c.Paragraph < 0 || c.Start < 0 || c.End < c.Start:
		return fmt.Errorf("a claim's passage must have a paragraph from 1 (or 0 if there is none) and 0 <= Start <= End, not paragraph %d, %d to %d", c.Paragraph, c.Start, c.End)
	case c.End > 0 && c.Paragraph == 0:
		return errors.New("a claim's Start and End count within a paragraph: set Paragraph, from 1")
	case c.ID != "" && (c.Source == c.ID || slices.Contains(c.Contradicts, c.ID)):
		return fmt.Errorf("the claim %s is its own source, or contradicts itself; name another one", c.ID)
	case c.Certainty > Disputed:
		return fmt.Errorf("no certainty %d; use one of the constants from Stated to Disputed", c.Certainty)
	}
	return nil
}

// IRIFor gives the claim's ID, or the one that [Tx.Assert] would make for these facts.
func (c Claim) IRIFor(facts ...quad.Quad) quad.IRI {
	if c.ID != "" {
		return c.ID
	}
	return c.mint(facts)
}

// mint makes a name from all that the claim says, in whatever order, so that asserting it again changes nothing.
func (c Claim) mint(facts []quad.Quad) quad.IRI {
	lines := make([][]byte, len(facts))
	for i, q := range facts {
		lines[i] = term.AppendQuad(nil, q)
	}
	slices.SortFunc(lines, bytes.Compare)
	h := sha256.New()
	for _, line := range lines {
		h.Write(line)
	}
	fmt.Fprintf(h, "%q %d %d %d %d %q %q", c.Source, c.Paragraph, c.Start, c.End, c.Certainty, c.Note, c.Contradicts)
	name := base32.StdEncoding.EncodeToString(h.Sum(nil)[:15])
	return quad.IRI(vocab.ID + "claim-" + strings.ToLower(name))
}

// record describes the claim.
func (c Claim) record() []quad.Quad {
	var label quad.Value
	if c.DataSet != "" {
		label = c.DataSet
	}
	var quads []quad.Quad
	add := func(p quad.IRI, v quad.Value) {
		quads = append(quads, quad.Quad{Subject: c.ID, Predicate: p, Object: v, Label: label})
	}
	add(vocab.RDFType, vocab.ClassClaim)
	add(vocab.PROVHadPrimarySource, c.Source)
	if c.Paragraph > 0 {
		add(vocab.Paragraph, quad.Int(c.Paragraph))
	}
	if c.End > 0 {
		add(vocab.Start, quad.Int(c.Start))
		add(vocab.End, quad.Int(c.End))
	}
	if c.Certainty != Unknown {
		add(vocab.Certainty, quad.IRI(vocab.NS+c.Certainty.String()))
	}
	if c.Note != "" {
		add(vocab.Note, quad.LangString{Value: quad.String(c.Note), Lang: cmp.Or(c.NoteLang, "en")})
	}
	for _, other := range c.Contradicts {
		add(vocab.Contradicts, other)
	}
	return quads
}
