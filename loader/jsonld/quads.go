package jsonld

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/syntax"
)

// deserializer makes quads of an expanded document: JSON-LD 1.1 Processing Algorithms and API, section 8,
// without the node map that the standard makes first. What stands twice comes twice.
type deserializer struct {
	*document
	out    []quad.Quad
	blanks int
	steps  int
}

func (d *document) quads(expanded []any) ([]quad.Quad, error) {
	s := &deserializer{document: d}
	for _, item := range expanded {
		if _, err := s.node(item, nil); err != nil {
			return nil, err
		}
	}
	return s.out, nil
}

var (
	errShape     = errors.New("not what expansion gives")
	errRelative  = errors.New("a relative IRI that no base makes absolute; give one (WithBase), or \"@base\" in the context")
	errPredicate = errors.New("a blank node as a predicate, which RDF has not")
	errDirection = errors.New("a base direction, which RDF has not")
)

// node gives the quads of a node object in a graph, and the node itself.
func (s *deserializer) node(v any, graph quad.Value) (quad.Value, error) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, &problem{err: fmt.Errorf("%w: %s", errShape, show(v))}
	}
	if s.steps++; s.steps%1024 == 0 {
		if err := s.opts.Err(); err != nil {
			return nil, err
		}
	}
	var self quad.Value
	var err error
	if id, ok := object["@id"].(string); ok {
		self, err = s.resource(id)
	} else {
		self, err = s.newBlank()
	}
	if err != nil {
		return nil, err
	}
	for _, key := range sortedKeys(object) {
		switch key {
		case "@id", "@index":
		case "@type":
			err = s.types(self, object[key], graph)
		case "@graph":
			err = s.each(object[key], func(item any) error {
				_, err := s.node(item, self)
				return err
			})
		case "@included":
			err = s.each(object[key], func(item any) error {
				_, err := s.node(item, graph)
				return err
			})
		case "@reverse":
			err = s.reverse(self, object[key], graph)
		default:
			err = s.property(self, key, object[key], graph)
		}
		if err != nil {
			return nil, err
		}
	}
	return self, nil
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for k := range object {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// each calls f for each item of an array.
func (s *deserializer) each(v any, f func(item any) error) error {
	items, ok := v.([]any)
	if !ok {
		return &problem{err: fmt.Errorf("%w: %s", errShape, show(v))}
	}
	for _, item := range items {
		if err := f(item); err != nil {
			return err
		}
	}
	return nil
}

func (s *deserializer) types(self quad.Value, v any, graph quad.Value) error {
	return s.each(v, func(item any) error {
		name, _ := item.(string)
		class, err := s.resource(name)
		if err != nil {
			return err
		}
		return s.add(self, rdfType, class, graph)
	})
}

func (s *deserializer) reverse(self quad.Value, v any, graph quad.Value) error {
	object, _ := v.(map[string]any)
	for _, key := range sortedKeys(object) {
		predicate, err := s.predicate(key)
		if err != nil {
			return err
		}
		err = s.each(object[key], func(item any) error {
			other, err := s.node(item, graph)
			if err != nil {
				return err
			}
			return s.add(other, predicate, self, graph)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *deserializer) property(self quad.Value, key string, v any, graph quad.Value) error {
	predicate, err := s.predicate(key)
	if err != nil {
		return err
	}
	return s.each(v, func(item any) error {
		object, err := s.object(item, graph)
		if err != nil {
			return err
		}
		return s.add(self, predicate, object, graph)
	})
}

func (s *deserializer) add(subject, predicate, object, graph quad.Value) error {
	s.out = append(s.out, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: graph})
	if len(s.out)%1024 == 0 {
		return s.opts.Err()
	}
	return nil
}

// resource gives an IRI or a blank node.
func (s *deserializer) resource(id string) (quad.Value, error) {
	t := term.Term{Kind: term.IRI, Text: id}
	if name, ok := strings.CutPrefix(id, "_:"); ok {
		t = term.Term{Kind: term.Blank, Text: name}
		if grammar.IsGenerated(name) {
			t.Text += "_"
		}
	} else if !grammar.HasScheme(id) {
		return nil, &problem{errRelative, id}
	}
	if err := grammar.CheckTerm(t); err != nil {
		return nil, &problem{err, id}
	}
	return t.Value(), nil
}

func (s *deserializer) predicate(key string) (quad.Value, error) {
	if strings.HasPrefix(key, "_:") {
		return nil, &problem{errPredicate, key}
	}
	return s.resource(key)
}

func (s *deserializer) newBlank() (quad.Value, error) {
	if s.blanks >= s.opts.MaxBlankNodes {
		return nil, &problem{err: syntax.OverLimit("number of blank nodes without a name", s.opts.MaxBlankNodes, "WithMaxBlankNodes")}
	}
	s.blanks++
	return quad.BNode(grammar.AppendGenerated(nil, s.blanks)), nil
}

// object gives what a property has: a literal, a list's first cell or a node, with their quads.
func (s *deserializer) object(item any, graph quad.Value) (quad.Value, error) {
	object, _ := item.(map[string]any)
	if _, ok := object["@value"]; ok {
		return s.literal(object)
	}
	if items, ok := object["@list"].([]any); ok {
		return s.list(items, graph)
	}
	return s.node(item, graph)
}

func (s *deserializer) list(items []any, graph quad.Value) (quad.Value, error) {
	var head quad.Value = rdfNil
	var last quad.Value
	for _, item := range items {
		cell, err := s.newBlank()
		if err != nil {
			return nil, err
		}
		if last == nil {
			head = cell
		} else if err := s.add(last, rdfRest, cell, graph); err != nil {
			return nil, err
		}
		last = cell
		first, err := s.object(item, graph)
		if err != nil {
			return nil, err
		}
		if err := s.add(cell, rdfFirst, first, graph); err != nil {
			return nil, err
		}
	}
	if last == nil {
		return head, nil
	}
	return head, s.add(last, rdfRest, rdfNil, graph)
}

const (
	rdfType  = quad.IRI(term.RDF + "type")
	rdfFirst = quad.IRI(term.RDF + "first")
	rdfRest  = quad.IRI(term.RDF + "rest")
	rdfNil   = quad.IRI(term.RDF + "nil")
	rdfJSON  = term.RDF + "JSON"
)

func (s *deserializer) literal(object map[string]any) (quad.Value, error) {
	if _, ok := object["@direction"]; ok {
		text, _ := object["@value"].(string)
		return nil, &problem{errDirection, text}
	}
	t := term.Term{Kind: term.Literal}
	t.Datatype, _ = object["@type"].(string)
	t.Lang, _ = object["@language"].(string)
	switch v := object["@value"].(type) {
	case string:
		t.Text = v
	case bool:
		t.Text = strconv.FormatBool(v)
		if t.Datatype == "" {
			t.Datatype = term.XSD + "boolean"
		}
	case json.Number:
		var err error
		if t.Text, t.Datatype, err = number(v.String(), t.Datatype); err != nil {
			return nil, &problem{err: err}
		}
	}
	if object["@type"] == "@json" {
		text, err := appendCanonical(nil, object["@value"])
		if err != nil {
			return nil, &problem{err: fmt.Errorf("a @json value: %w", err)}
		}
		t.Text, t.Datatype = string(text), rdfJSON
	}
	if err := grammar.CheckTerm(t); err != nil {
		where := t.Lang
		if where == "" {
			where = t.Datatype
		}
		return nil, &problem{err, where}
	}
	if t.Lang != "" {
		t.Datatype, t.Lang = "", s.lang(t.Lang)
	}
	return t.Value(), nil
}

// lang undoes the lower case that json-gold gives to language tags: they are written as at an @language of
// the document, else as RFC 5646 (section 2.1.1) advises: zh-Hant-TW.
func (s *deserializer) lang(tag string) string {
	if written, ok := s.langs[strings.ToLower(tag)]; ok {
		return written
	}
	parts := strings.Split(strings.ToLower(tag), "-")
	for i := 1; i < len(parts) && len(parts[i-1]) > 1; i++ { // as far as no singleton begins an extension
		switch p := parts[i]; len(p) {
		case 2:
			parts[i] = strings.ToUpper(p)
		case 4:
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "-")
}

// number gives a number's text and datatype: an integer if it is whole and below 1e21 and no xsd:double is
// asked for, else a double.
func number(text, datatype string) (string, string, error) {
	const integer, double = term.XSD + "integer", term.XSD + "double"
	f, err := strconv.ParseFloat(text, 64)
	written := !strings.ContainsAny(text, ".eE")
	switch {
	case written && datatype != double:
		if text == "-0" {
			text = "0"
		}
		return text, cmp.Or(datatype, integer), nil // all its digits
	case err != nil || significant(text) > 17:
		return "", "", errNumber
	case f == math.Trunc(f) && math.Abs(f) < 1e21 && datatype != double:
		return strconv.FormatFloat(f+0, 'f', -1, 64), cmp.Or(datatype, integer), nil // -0+0 has no sign
	}
	t, err := term.Of(quad.Float(f))
	return t.Text, cmp.Or(datatype, double), err
}
