package rdf

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/syntax"
)

var (
	errDirection = errors.New("a base direction, which RDF has not; syntax.WithDirection says how to keep it")
	errNumber    = errors.New("the number has more digits than can be kept; write it as a string with its @type")
)

const (
	xsdInteger = term.XSD + "integer"
	xsdDouble  = term.XSD + "double"
)

// literal gives the literal of a value: the second half of the Object to RDF Conversion algorithm (section 8.2.2). If
// there can be none, that is told, and there is no term.
func (s *Deserializer) literal(o *expand.Object, graph term.Term) (term.Term, error) {
	t := term.Term{Kind: term.Literal, Datatype: o.Type.IRI}
	if o.Type.IRI == "@json" {
		t.Datatype = rdfJSON
		if err := s.checkNumbers(o.Value); err != nil {
			return term.Term{}, err
		}
		text, err := json.AppendCanonical(s.pace, nil, o.Value)
		if err != nil {
			return s.unless(err)
		}
		t.Text = string(text)
		return t, nil
	}
	if o.Type.IRI != "" {
		if err := s.spend(len(t.Datatype), o.Type.At); err != nil {
			return term.Term{}, err
		}
		if err := grammar.CheckTerm(iri(t.Datatype)); err != nil {
			return term.Term{}, s.lost(o.Type.At.Error(err, ""))
		}
	}
	switch o.Value.Kind {
	case json.True, json.False:
		t.Text = strconv.FormatBool(o.Value.Kind == json.True)
		if t.Datatype == "" {
			t.Datatype = term.XSD + "boolean"
		}
	case json.Number:
		if err := s.number(&t, o.Value); err != nil {
			return s.unless(err)
		}
	default:
		t.Text = o.Value.Text
	}
	switch {
	case t.Datatype == term.XSD+"string":
		t.Datatype = ""
	case t.Datatype == term.RDF+"langString" && o.Language.IRI == "":
		return term.Term{}, s.lost(o.Type.At.Error(errors.New("rdf:langString, and no language"), "@language"))
	}
	if o.Language.IRI != "" {
		t.Lang, t.Datatype = o.Language.IRI, ""
		if err := grammar.CheckTerm(t); err != nil {
			return term.Term{}, s.lost(o.Language.At.Error(err, ""))
		}
	}
	if o.Direction != "" {
		return s.directed(t, o, graph)
	}
	return t, nil
}

// unless tells of what is wrong with a value, so that it is left out. Other errors are the result.
func (s *Deserializer) unless(err error) (term.Term, error) {
	if wrong, ok := err.(*syntax.Error); ok {
		err = s.lost(wrong)
	}
	return term.Term{}, err
}

// number sets the text of a number, and its datatype if it has none: an integer if it is whole and below 1e21 and no
// xsd:double is asked for, else a double.
func (s *Deserializer) number(t *term.Term, v *json.Value) error {
	const most = 21 // digits of integers below 1e21
	integer := ""
	if t.Datatype != xsdDouble {
		integer = json.Integer(v.Text, most)
	}
	f, exact := json.Double(v.Text)
	switch {
	case integer != "" && (exact || json.Whole(v.Text)):
		t.Text = integer
		setType(t, xsdInteger)
		return nil
	case math.IsInf(f, 0):
		return v.Error(errNumber, "")
	case !exact:
		if err := s.lost(v.Error(errNumber, "")); err != nil {
			return err
		}
		if f == math.Trunc(f) && math.Abs(f) < 1e21 && t.Datatype != xsdDouble {
			t.Text = strconv.FormatFloat(f+0, 'f', 0, 64) // -0+0 has no sign
			setType(t, xsdInteger)
			return nil
		}
	}
	double, err := term.Of(quad.Float(f))
	t.Text = double.Text
	setType(t, xsdDouble)
	return err
}

func setType(t *term.Term, datatype string) {
	if t.Datatype == "" {
		t.Datatype = datatype
	}
}

// checkNumbers tells of numbers within a @json value that lose digits as doubles.
func (s *Deserializer) checkNumbers(v *json.Value) error {
	if !s.pace.Step() {
		return s.pace.Err()
	}
	if v.Kind == json.Number {
		if f, exact := json.Double(v.Text); !exact && !math.IsInf(f, 0) {
			return s.lost(v.Error(errNumber, ""))
		}
	}
	for _, item := range v.Items {
		if err := s.checkNumbers(item); err != nil {
			return err
		}
	}
	for _, m := range v.Members {
		if err := s.checkNumbers(m.Value); err != nil {
			return err
		}
	}
	return nil
}

// directed gives a text with a base direction as the options have it.
func (s *Deserializer) directed(t term.Term, o *expand.Object, graph term.Term) (term.Term, error) {
	language := strings.ToLower(t.Lang)
	switch s.opts.Direction {
	case syntax.I18NDatatype:
		return term.Term{Kind: term.Literal, Text: t.Text, Datatype: i18n + language + "_" + o.Direction}, nil
	case syntax.CompoundLiteral:
		node, err := s.blank(o.From)
		if err != nil {
			return node, err
		}
		t.Lang = ""
		plain := func(text string) term.Term { return term.Term{Kind: term.Literal, Text: text} }
		err = s.add(node, rdfValue, t, graph, o.From)
		if err == nil && language != "" {
			err = s.add(node, rdfLanguage, plain(language), graph, o.From)
		}
		if err == nil {
			err = s.add(node, rdfDirection, plain(o.Direction), graph, o.From)
		}
		return node, err
	}
	return t, s.lost(o.Value.Error(errDirection, ""))
}
