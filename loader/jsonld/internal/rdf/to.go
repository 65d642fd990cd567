package rdf

import (
	"errors"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/syntax"
)

// Quad is a subject, predicate, object and graph label, which is the zero Term in the default graph.
type Quad [4]term.Term

// Deserializer makes quads of expanded documents.
type Deserializer struct {
	opts   *syntax.Options
	pace   *pace.Pace
	lost   func(*syntax.Error) error
	spend  func(bytes int, at json.Place) error
	emit   func(Quad, json.Place)
	blanks int
	// Generalized keeps blank nodes as predicates, which RDF has not.
	Generalized bool
}

// New makes a deserializer that gives quads to emit, with the place of their object. lost is told of each statement that RDF cannot have; its error
// ends the work. spend counts bytes that stand for less.
func New(p *pace.Pace, opts *syntax.Options, lost func(*syntax.Error) error, spend func(int, json.Place) error, emit func(Quad, json.Place)) *Deserializer {
	return &Deserializer{opts: opts, pace: p, lost: lost, spend: spend, emit: emit}
}

// Add makes the quads of some objects of the default graph.
func (s *Deserializer) Add(objects []*expand.Object) error {
	for _, o := range objects {
		if o.Kind == expand.Node {
			if _, err := s.node(o, term.Term{}); err != nil {
				return err
			}
		}
	}
	return nil
}

var (
	errRelative  = errors.New("a relative IRI that no base makes absolute; give one (WithBase), or \"@base\" in the context")
	errNothing   = errors.New("a word that looks like a keyword, but is none, or that is mapped to null: it stands for no IRI")
	errFragment  = errors.New("an IRI cannot have '#' twice; percent-encode the second")
	errPredicate = errors.New("a blank node as a predicate, which RDF has not")
)

// add gives a quad, unless one of its terms is none.
func (s *Deserializer) add(subject term.Term, predicate term.Term, object term.Term, graph term.Term, at json.Place) error {
	if !s.pace.Step() {
		return s.pace.Err()
	}
	if subject.Kind != term.None && predicate.Kind != term.None && object.Kind != term.None {
		s.emit(Quad{subject, predicate, object, graph}, at)
	}
	return nil
}

// node gives the quads of a node in a graph, and its term: none if it cannot be one.
func (s *Deserializer) node(o *expand.Object, graph term.Term) (self term.Term, err error) {
	if !s.pace.Step() {
		return self, s.pace.Err()
	}
	if o.ID != nil {
		self, err = s.resource(*o.ID)
	} else {
		self, err = s.blank(o.From)
	}
	if err != nil {
		return self, err
	}
	for _, t := range o.Types {
		class, err := s.resource(t)
		if err == nil {
			err = s.add(self, rdfType, class, graph, t.At)
		}
		if err != nil {
			return self, err
		}
	}
	for _, p := range o.Properties {
		if err := s.property(self, p, graph); err != nil {
			return self, err
		}
	}
	for _, p := range o.Reverse {
		if err := s.reverse(self, p, graph); err != nil {
			return self, err
		}
	}
	if self.Kind != term.None { // a graph without a name is left out
		if err := s.nodes(o.Graph, self); err != nil {
			return self, err
		}
	}
	return self, s.nodes(o.Included, graph)
}

func (s *Deserializer) nodes(objects []*expand.Object, graph term.Term) error {
	for _, o := range objects {
		if o.Kind != expand.Node {
			continue
		}
		if _, err := s.node(o, graph); err != nil {
			return err
		}
	}
	return nil
}

func (s *Deserializer) property(self term.Term, p expand.Property, graph term.Term) error {
	predicate, err := s.predicate(p)
	if err != nil {
		return err
	}
	written := self.Kind != term.None && predicate.Kind != term.None
	for _, o := range p.Values {
		object, err := s.object(o, graph, written)
		if err != nil {
			return err
		}
		if err := s.add(self, predicate, object, graph, o.From); err != nil {
			return err
		}
	}
	return nil
}

func (s *Deserializer) reverse(self term.Term, p expand.Property, graph term.Term) error {
	predicate, err := s.predicate(p)
	if err != nil {
		return err
	}
	for _, o := range p.Values {
		other, err := s.node(o, graph)
		if err != nil {
			return err
		}
		if err := s.add(other, predicate, self, graph, o.From); err != nil {
			return err
		}
	}
	return nil
}

// object gives the term of what a property has, and its quads. A list or a literal that is not written anyway is left
// out.
func (s *Deserializer) object(o *expand.Object, graph term.Term, written bool) (term.Term, error) {
	switch {
	case o.Kind == expand.Node:
		return s.node(o, graph)
	case o.Kind == expand.List:
		return s.list(o.Items, graph, written)
	case !written:
		return term.Term{}, nil
	}
	return s.literal(o, graph)
}

func (s *Deserializer) list(items []*expand.Object, graph term.Term, written bool) (head term.Term, err error) {
	head = rdfNil
	var last term.Term
	for _, item := range items {
		var cell term.Term
		if written {
			if cell, err = s.blank(item.From); err != nil {
				return head, err
			}
		}
		if last.Kind == term.None {
			head = cell
		} else if err := s.add(last, rdfRest, cell, graph, item.From); err != nil {
			return head, err
		}
		last = cell
		first, err := s.object(item, graph, written)
		if err != nil {
			return head, err
		}
		if err := s.add(cell, rdfFirst, first, graph, item.From); err != nil {
			return head, err
		}
	}
	if last.Kind == term.None {
		return head, nil
	}
	return head, s.add(last, rdfRest, rdfNil, graph, items[len(items)-1].From)
}

// resource gives the term of an IRI or a blank node. If it can be none, that is told, and there is no term.
func (s *Deserializer) resource(r expand.Ref) (term.Term, error) {
	t := term.Term{Kind: term.IRI, Text: r.IRI}
	var wrong error
	if name, ok := strings.CutPrefix(r.IRI, "_:"); ok {
		t = term.Term{Kind: term.Blank, Text: name}
		if grammar.IsGenerated(name) {
			t.Text += "_"
		}
	} else if r.Null {
		wrong = errNothing
	} else if !grammar.HasScheme(r.IRI) {
		wrong = errRelative
	} else if strings.Count(r.IRI, "#") > 1 {
		wrong = errFragment
	}
	if wrong == nil {
		wrong = grammar.CheckTerm(t)
	}
	if wrong != nil {
		return term.Term{}, s.lost(r.At.Error(wrong, ""))
	}
	return t, nil
}

func (s *Deserializer) predicate(p expand.Property) (term.Term, error) {
	if strings.HasPrefix(p.IRI, "_:") && !s.Generalized {
		return term.Term{}, s.lost(p.At.Error(errPredicate, ""))
	}
	return s.resource(expand.Ref{IRI: p.IRI, At: p.At})
}

// blank makes a blank node without a name.
func (s *Deserializer) blank(at json.Place) (term.Term, error) {
	if s.blanks >= s.opts.MaxBlankNodes {
		return term.Term{}, at.Error(syntax.OverLimit("number of blank nodes without a name", s.opts.MaxBlankNodes, "WithMaxBlankNodes"), "")
	}
	s.blanks++
	return term.Term{Kind: term.Blank, Text: string(grammar.AppendGenerated(nil, s.blanks))}, nil
}

func iri(text string) term.Term { return term.Term{Kind: term.IRI, Text: text} }

// Terms of the RDF vocabulary. Nothing changes them.
var (
	rdfType      = iri(term.RDF + "type")
	rdfFirst     = iri(term.RDF + "first")
	rdfRest      = iri(term.RDF + "rest")
	rdfNil       = iri(term.RDF + "nil")
	rdfValue     = iri(term.RDF + "value")
	rdfLanguage  = iri(term.RDF + "language")
	rdfDirection = iri(term.RDF + "direction")
)

const (
	rdfJSON = term.RDF + "JSON"
	i18n    = "https://www.w3.org/ns/i18n#"
)
