package graph

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// becomes gives what a quad of other is as one of keep's. A fact between the two is none.
func becomes(q quad.Quad, other, keep quad.Value) (quad.Quad, bool) {
	out := q
	for _, at := range []*quad.Value{&out.Subject, &out.Predicate, &out.Object, &out.Label} {
		if *at == other {
			*at = keep
		}
	}
	if q.Subject == other && q.Predicate == vocab.SKOSPrefLabel {
		out.Predicate = vocab.SKOSAltLabel
	}
	return out, out.Subject != out.Object || q.Subject == q.Object
}

const keptPrefix = vocab.ID + "kept-"

// keptNode names the record of a quad of a thing.
func keptNode(thing quad.Value, q quad.Quad) quad.IRI {
	sum := sha256.Sum256(term.AppendQuad(nil, quad.Quad{Subject: thing, Predicate: vocab.Kept, Object: quad.String(term.AppendQuad(nil, q))}))
	return quad.IRI(keptPrefix + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15])))
}

// record gives the quads of a record, but for the one that says that the other thing has the quad, too.
func record(thing quad.Value, into merge, q quad.Quad) []quad.Quad {
	k := keptNode(thing, q)
	quads := []quad.Quad{
		{Subject: thing, Predicate: vocab.Kept, Object: k},
		{Subject: k, Predicate: vocab.RDFSubject, Object: q.Subject},
		{Subject: k, Predicate: vocab.RDFPredicate, Object: q.Predicate},
		{Subject: k, Predicate: vocab.RDFObject, Object: q.Object},
	}
	if q.Label != nil {
		quads = append(quads, quad.Quad{Subject: k, Predicate: vocab.Named, Object: q.Label})
	}
	for i := range quads {
		quads[i].Label = into.claim
	}
	return quads
}

// recorded reads a record.
func (m *merger) recorded(k quad.Value) (q quad.Quad) {
	for predicate, at := range map[quad.IRI]*quad.Value{
		vocab.RDFSubject: &q.Subject, vocab.RDFPredicate: &q.Predicate, vocab.RDFObject: &q.Object, vocab.Named: &q.Label,
	} {
		if found := m.objects(k, predicate); len(found) > 0 {
			*at = found[0]
		}
	}
	return q
}

func alsoOf(thing quad.Value, into merge, q quad.Quad) quad.Quad {
	return quad.Quad{Subject: keptNode(thing, q), Predicate: vocab.AlsoOf, Object: into.keep, Label: into.claim}
}

// origins gives the quads of a thing that become a quad of the thing that it is merged into.
func origins(now quad.Quad, thing, keep quad.Value) (all []quad.Quad) {
	options := func(v quad.Value) []quad.Value {
		if v == keep {
			return []quad.Value{keep, thing}
		}
		return []quad.Value{v}
	}
	predicates := options(now.Predicate)
	if now.Predicate == vocab.SKOSAltLabel {
		predicates = append(predicates, vocab.SKOSPrefLabel)
	}
	for _, s := range options(now.Subject) {
		for _, p := range predicates {
			for _, o := range options(now.Object) {
				for _, l := range options(now.Label) {
					q := quad.Quad{Subject: s, Predicate: p, Object: o, Label: l}
					if became, ok := becomes(q, thing, keep); ok && became == now && q != now {
						all = append(all, q)
					}
				}
			}
		}
	}
	return all
}
