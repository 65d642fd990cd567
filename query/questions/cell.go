package questions

import (
	"strconv"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Cell is what a row shows below one heading: [Things], a [Time], a [Term], a [Word], a [Count], a [Literal] or
// a [Phrase]. In gives it in words.
type Cell interface{ In(l *Language) string }

// Things are entities; the zero Entity is one that the facts do not tell.
type Things []graph.Entity

// In lists their names.
func (t Things) In(l *Language) string { return l.Names(t) }

// Time is a time with its own certainty, within the row's.
type Time struct {
	When      string // empty if it is not known
	Certainty graph.Certainty
}

// In is the time, and its certainty if that is less than stated.
func (t Time) In(l *Language) string { return l.time(t.When, t.Certainty) }

// Term is a term of the vocabulary, such as a move's kind; empty if it is not known.
type Term quad.IRI

// In is what the vocabulary calls it.
func (t Term) In(l *Language) string { return l.Term(quad.IRI(t)) }

// Word is one of the words that answers share, in English.
type Word string

// In is the word.
func (w Word) In(l *Language) string { return l.Word(string(w)) }

// Count is a number of things.
type Count int

// In writes its digits.
func (n Count) In(*Language) string { return strconv.Itoa(int(n)) }

// Literal is a text that is the same in all languages.
type Literal string

// In is the text.
func (t Literal) In(*Language) string { return string(t) }

// Phrase is a text that the facts give in several languages.
type Phrase func(l *Language) string

// In is the text in that language, or the nearest that there is.
func (p Phrase) In(l *Language) string { return p(l) }

func thing(e graph.Entity) Cell { return Things{e} }

func id(e graph.Entity) Cell {
	return Phrase(func(l *Language) string { return l.Compact(e.ID()) })
}

func yes(b bool) Cell {
	if b {
		return Word("yes")
	}
	return Literal("")
}

// some is a number, and nothing for 0.
func some(n int) Cell {
	if n == 0 {
		return Literal("")
	}
	return Count(n)
}
