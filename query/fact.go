package query

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// Fact is a row: one statement, with all the claims behind it. Safe for concurrent use.
type Fact struct {
	Subject   graph.Entity
	Predicate quad.IRI
	Object    graph.Entity // a thing, or a literal: its Node is the literal then

	text  *Text // nil unless the question was asked with WithSource
	asked *asked
	kept  *keptGrounds // instead of asked, after Detach
}

// facts makes rows.
func (c *claims) facts(facts []statement) []Fact {
	rows := make([]Fact, len(facts))
	for i, f := range facts {
		row := &rows[i]
		row.Subject, row.Predicate, row.Object = c.n.Entity(f.subject), quad.IRI(c.n.Term(f.predicate).Text), c.n.Entity(f.object)
		row.text, row.asked = c.o.text, c.asked
	}
	return rows
}

// Certainty is that of the fact's strongest claim; graph.Unknown if none has a record.
func (f Fact) Certainty() graph.Certainty { return f.grounds().Certainty() }

// Evidence is the claims for the fact, those that the question let count, the strongest first. A fact without
// a label has none.
func (f Fact) Evidence() []graph.Evidence { return f.grounds().Evidence() }

func (f Fact) grounds() grounds {
	switch {
	case f.kept != nil:
		return grounds{kept: f.kept}
	case f.asked == nil:
		return grounds{}
	}
	return f.asked.way(statement{f.Subject.Number(), f.asked.n.ID(f.Predicate), f.Object.Number()})
}

// Why gives the facts that match, each with all claims behind it. The subject is any name. The predicate is
// an IRI such as "tg:ledBy", as [graph.Snapshot.ParseIRI] reads it, or "" for any but labels and types. The object is any name, the text of a
// literal, or "" for any.
//
// The order is by predicate, then by the object's IRI or text. No fact matching is no error; a name that
// cannot be resolved is a [*graph.NameError]. Options: WithSource, those that every question takes, Top.
// A fact is as dated as its subject.
func Why(ctx context.Context, r graph.Reader, subject, predicate, object string, opts ...Option) ([]Fact, error) {
	return answer(ctx, r, "Why", optText|optAlways|optTop, opts, func(ctx context.Context, c *claims) ([]Fact, error) {
		id, err := c.resolve(ctx, subject, graph.AnyKind())
		if err != nil {
			return nil, err
		}
		facts, err := c.statementsWith(ctx, id, predicate)
		if err != nil {
			return nil, err
		}
		if object != "" {
			if facts, err = c.withObject(ctx, facts, object); err != nil {
				return nil, err
			}
		}
		if !c.inTime(id) {
			return nil, nil
		}
		return c.facts(facts), nil
	})
}

// statementsWith gives the counting statements of a subject with a predicate, "" for any, ordered.
func (c *claims) statementsWith(ctx context.Context, subject graph.ID, predicate string) ([]statement, error) {
	var facts []statement
	if predicate == "" {
		facts = c.statementsOf(subject)
	} else {
		p, err := c.predicate(ctx, predicate)
		if p == 0 || err != nil {
			return nil, err
		}
		c.n.Row(subject, quad.Subject, []graph.ID{p}, func(r graph.Run) {
			for _, o := range c.others(nil, r) {
				facts = append(facts, statement{subject, p, o})
			}
		})
	}
	c.sortStatements(facts)
	return facts, nil
}

// predicate finds a predicate by its IRI or a label; 0 if it is one that no quad has.
func (c *claims) predicate(ctx context.Context, name string) (graph.ID, error) {
	if strings.Contains(name, ":") {
		iri, err := c.s.ParseIRI(name)
		return c.n.ID(iri), err
	}
	return c.resolve(ctx, name, graph.AnyKind())
}

// sortStatements orders by subject, predicate and object, each by its text.
func (a *asked) sortStatements(facts []statement) {
	compare := a.byIRI
	if len(facts) > 50 {
		compare = a.iris().compare
	}
	slices.SortFunc(facts, func(x, y statement) int {
		switch {
		case x.subject != y.subject:
			return compare(x.subject, y.subject)
		case x.predicate != y.predicate:
			return compare(x.predicate, y.predicate)
		}
		return compare(x.object, y.object)
	})
}

// withObject keeps the statements about an object, given by any name or as the text of a literal.
func (c *claims) withObject(ctx context.Context, facts []statement, object string) ([]statement, error) {
	id, err := c.resolve(ctx, object, graph.AnyKind())
	if err != nil && !errors.Is(err, graph.ErrNotFound) {
		return nil, err
	}
	var kept []statement
	for _, f := range facts {
		literal := strings.HasPrefix(c.text(f.object), `"`)
		if err == nil && f.object == id || literal && lexical(c.n.Entity(f.object).Node()) == object {
			kept = append(kept, f)
		}
	}
	if len(kept) > 0 {
		return kept, nil
	}
	return nil, err
}

// statementsOf gives the facts of which a node is the subject and that some counting claim stands for,
// each once, labels and types apart.
func (a *asked) statementsOf(node graph.ID) []statement {
	facts := make([]statement, 0, 8)
	c := a.claims()
	var objects []graph.ID
	a.n.Row(node, quad.Subject, nil, func(r graph.Run) {
		if slices.Contains(a.terms.names[:], r.Predicate) {
			return
		}
		objects = c.others(objects[:0], r)
		for _, o := range objects {
			facts = append(facts, statement{node, r.Predicate, o})
		}
	})
	return facts
}

// Passages are the passages of the text given with [WithSource] that claim the fact, in the order of
// Evidence; claims of other sources and claims that name no paragraph have none. The error is that of
// [Text.Passage].
func (f Fact) Passages() ([]Passage, error) { return f.text.of(f.Evidence()) }

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (f Fact) Detach() Fact {
	kept := f.grounds().detach().kept
	return Fact{Subject: f.Subject.Detach(), Predicate: f.Predicate, Object: f.Object.Detach(), text: f.text, kept: kept}
}

// String is the fact in English: "Hunyuan · ledBy · Zhang Zhengyou".
func (f Fact) String() string {
	return shown(f.Subject) + " · " + localPart(f.Predicate) + " · " + shown(f.Object)
}

// localPart is what stands behind the last "#", "/" or ":" of an IRI.
func localPart(iri quad.IRI) string {
	return string(iri[strings.LastIndexAny(string(iri), "#/:")+1:])
}

// shown is an entity's label, or a literal's text.
func shown(e graph.Entity) string {
	switch v := e.Node().(type) {
	case nil, quad.IRI, quad.BNode:
		return orUnknown(e)
	default:
		return lexical(v)
	}
}

// MarshalJSON writes the fact with its evidence. A literal is {"value", "lang", "datatype"}, the last two
// where it has them.
func (f Fact) MarshalJSON() ([]byte, error) {
	passages, err := f.Passages()
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		Subject   node             `json:"subject"`
		Predicate quad.IRI         `json:"predicate"`
		Object    node             `json:"object"`
		Certainty graph.Certainty  `json:"certainty"`
		Evidence  []graph.Evidence `json:"evidence,omitempty"`
		Passages  []Passage        `json:"passages,omitempty"`
	}{node{f.Subject}, f.Predicate, node{f.Object}, f.Certainty(), f.Evidence(), passages})
}

// node is an entity or a literal, as JSON.
type node struct{ graph.Entity }

func (n node) MarshalJSON() ([]byte, error) {
	t, err := term.Of(n.Node())
	if err != nil || t.Kind != term.Literal {
		return n.Entity.MarshalJSON()
	}
	return json.Marshal(struct {
		Value    string `json:"value"`
		Lang     string `json:"lang,omitempty"`
		Datatype string `json:"datatype,omitempty"`
	}{t.Text, t.Lang, t.Datatype})
}
