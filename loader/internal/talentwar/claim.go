package talentwar

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// A claim is a passage of the source, what it states, and how firmly.
type claim struct {
	id         string // in id:, after "claim-"; it starts with the paragraph's number in two digits
	at         passage
	certainty  quad.IRI
	note       note
	against    string // a claim that this one does not fit with
	statements []statement
}

// A note is what a reader should know of a claim, in each language.
type note struct{ en, hant, hans string }

// A passage is a part of one paragraph: runes of the raw line, start inclusive, end exclusive.
type passage struct {
	paragraph, start, end int
	first, last           string // how it begins and ends, pinyin notes removed
}

func at(paragraph, start, end int, first, last string) passage {
	return passage{paragraph, start, end, first, last}
}

// stated: the source says so.
func stated(id string, at passage, statements ...statement) claim {
	return claim{id: id, at: at, certainty: vocab.CertaintyStated, statements: statements}
}

// inferred: it follows from the source, or is a reading of it.
func inferred(id string, at passage, statements ...statement) claim {
	return claim{id: id, at: at, certainty: vocab.CertaintyInferred, statements: statements}
}

// speculative: the source itself hedges.
func speculative(id string, at passage, statements ...statement) claim {
	return claim{id: id, at: at, certainty: vocab.CertaintySpeculative, statements: statements}
}

// disputed: the source says so, the public record otherwise. A note must say how.
func disputed(id string, at passage, note note, statements ...statement) claim {
	return claim{id: id, at: at, certainty: vocab.CertaintyDisputed, note: note, statements: statements}
}

// noted adds what a reader should know of the claim.
func (c claim) noted(note note) claim {
	c.note = note
	return c
}

// contradicting names a claim that does not fit with this one. Say it on one of the two; the file has
// it in both directions.
func (c claim) contradicting(other string) claim {
	c.against = other
	return c
}
