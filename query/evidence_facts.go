package query

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Fact is a row: one statement, with all the claims behind it. Safe for concurrent use.
type Fact struct {
	Subject   graph.Entity
	Predicate quad.IRI
	Object    graph.Entity // a thing, or a literal: its Node is the literal then

	text     *Text // nil unless the question was asked with WithSource
	state    *ask.State
	passages []Passage    // of a row that was read from JSON
	kept     *keptGrounds // instead of state, after Detach
}

// factRows makes rows. The text may be nil.
func factRows(state *ask.State, facts []ask.Statement, text *Text) []Fact {
	rows := make([]Fact, len(facts))
	for i, f := range facts {
		row := &rows[i]
		row.Subject, row.Predicate, row.Object = state.Numbers.Entity(f.Subject), quad.IRI(state.Numbers.Term(f.Predicate).Text), state.Numbers.Entity(f.Object)
		row.text, row.state = text, state
	}
	return rows
}

func markFact(m *ask.Mark, f *Fact) {
	m.Set(f.Subject.Number(), f.state.Numbers.ID(f.Predicate), f.Object.Number())
}

// Certainty is that of the fact's strongest claim, and no more than graph.Disputed where it cannot be true beside another
// fact about the same move or post; graph.Unknown if no claim has a record.
func (f Fact) Certainty() graph.Certainty { return f.grounds().Certainty() }

// Evidence is the claims for the fact, those that the question let count, the strongest first. A fact without
// a label has none.
func (f Fact) Evidence() []graph.Evidence { return f.grounds().Evidence() }

func (f Fact) grounds() grounds {
	switch {
	case f.kept != nil:
		return grounds{kept: f.kept}
	case f.state == nil:
		return grounds{}
	}
	return way(f.state, ask.Statement{Subject: f.Subject.Number(), Predicate: f.state.Numbers.ID(f.Predicate), Object: f.Object.Number()})
}

// Why gives the facts that match, each with all claims behind it. The subject is any name, or "" for any that has a fact
// about the object, or with the predicate. The predicate is an IRI such as "tg:ledBy", as [graph.Snapshot.ParseIRI] reads
// it, its name in the vocabulary ("ledBy"), what that calls it ("led by", "帶領者"), another label, or "" for any but labels
// and types. The object is any name, the text of a literal, or "" for any.
//
// Much that is said of people hangs on their moves and posts. So where neither predicate nor object is given, the facts of
// a person's moves and posts follow the person's own; and where two things are given that no fact joins, the answer
// is the facts of what speaks of both: who says that somebody left a company.
//
// The order is that of the subjects, the one that was named first and the others as they first appeared in the graph, then
// by predicate, then by the object's IRI or text. No fact matching is no error; a name that
// cannot be resolved is a [*graph.NameError], and a predicate that cannot be an [*OptionError]. Options: WithSource, those that every question takes, Top.
// A fact is as dated as its subject.
func Why(ctx context.Context, r graph.Reader, subject, predicate, object string, opts ...Option) ([]Fact, error) {
	return ask.Slice(ctx, r, "Why", ask.OptText|ask.OptAlways|ask.OptTop, opts, markFact, func(ctx context.Context, q *ask.Question) ([]Fact, error) {
		text, err := sourceText(ctx, q)
		if err != nil {
			return nil, err
		}
		facts, err := why(ctx, q, subject, predicate, object)
		if err != nil {
			return nil, err
		}
		return factRows(q.State, facts, text), nil
	})
}

// Passages are the passages of the text given with [WithSource] that claim the fact, in the order of
// Evidence; claims of other sources and claims that name no paragraph have none. The error is that of
// [Text.Passage].
func (f Fact) Passages() ([]Passage, error) {
	if f.passages != nil {
		return f.passages, nil
	}
	return f.text.of(f.Evidence())
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (f Fact) Detach() Fact {
	kept := f.grounds().detach().kept
	return Fact{Subject: f.Subject.Detach(), Predicate: f.Predicate, Object: f.Object.Detach(), text: f.text, passages: f.passages, kept: kept}
}

// String is the fact in English: "Hunyuan · ledBy · Zhang Zhengyou".
func (f Fact) String() string {
	return shown(f.Subject) + " · " + localName(f.Predicate) + " · " + shown(f.Object)
}

// localName is what a predicate is called for short.
func localName(iri quad.IRI) string {
	_, local := term.SplitIRI(string(iri))
	return local
}

// shown is an entity's label, or a literal's text.
func shown(e graph.Entity) string {
	switch v := e.Node().(type) {
	case nil, quad.IRI, quad.BNode:
		return ask.OrUnknown(e)
	default:
		return ask.Lexical(v)
	}
}

// MarshalJSON writes the fact with its evidence. A literal is {"value", "lang", "datatype"}, the last two
// where it has them.
func (r Fact) MarshalJSON() ([]byte, error) { return rowJSON(r) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (r *Fact) UnmarshalJSON(text []byte) error { return readRow(text, r) }

func (r *Fact) describe(f *jsontext.Fields) {
	entity(f, "subject", &r.Subject)
	jsontext.Word(f, "predicate", &r.Predicate)
	entity(f, "object", &r.Object)
	g := r.grounds()
	g.describe(f)
	passages, err := r.Passages()
	f.Fail(err)
	if jsontext.Each(f, "passages", &passages, (*Passage).describe); f.Reading() {
		r.kept, r.passages = g.kept, passages
	}
}
