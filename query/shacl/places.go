package shacl

import (
	"context"
	"errors"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// places tells where files state what is in a graph of shapes, if there is a function to ask.
type places struct {
	ctx   context.Context
	state *graph.Snapshot
	find  func(context.Context, []quad.Quad) ([]string, error) // see WithPlaces; may be nil
	known map[quad.Value]string                                // of shapes
}

// locate asks where shapes stand, all at once: the files are read for it.
func (p *places) locate(shapes []quad.Value) error {
	p.known = map[quad.Value]string{}
	if p.find == nil {
		return nil
	}
	var quads []quad.Quad
	var of []quad.Value
	for _, v := range shapes {
		var err error
		if quads, err = p.about(quads, v); err != nil {
			return err
		}
		for len(of) < len(quads) {
			of = append(of, v)
		}
	}
	texts, err := p.findAll(quads)
	for i, text := range texts {
		if p.known[of[i]] == "" {
			p.known[of[i]] = text
		}
	}
	return err
}

// about adds the quads by which a shape is found, the best first: of one without an IRI what refers to it, then what says
// that it is a shape, then whatever it says.
func (p *places) about(quads []quad.Quad, shape quad.Value) ([]quad.Quad, error) {
	patterns := []graph.Pattern{{Subject: shape, Predicate: rdfType}, {Subject: shape}}
	if _, isBlank := shape.(quad.BNode); isBlank {
		patterns = append([]graph.Pattern{{Object: shape}}, patterns...)
	}
	var err error
	for _, pattern := range patterns {
		if quads, err = p.match(quads, pattern); err != nil {
			break
		}
	}
	return quads, err
}

func (p *places) match(quads []quad.Quad, pattern graph.Pattern) ([]quad.Quad, error) {
	for q, err := range p.state.Quads(p.ctx, pattern) {
		if err != nil {
			return quads, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}

// findAll gives a text for each quad.
func (p *places) findAll(quads []quad.Quad) ([]string, error) {
	texts, err := p.find(p.ctx, quads)
	if err == nil && len(texts) != len(quads) {
		err = errors.New("the function given by shacl.WithPlaces gives another number of places than it was asked for")
	}
	return texts, err
}

// ofParameter gives the place of a shape's parameter, or of one of its values, or else of the shape.
func (p *places) ofParameter(shape quad.Value, parameter quad.IRI, value quad.Value) (string, error) {
	if p.find == nil {
		return "", nil
	}
	var quads []quad.Quad
	var err error
	if parameter != "" {
		quads, err = p.match(nil, graph.Pattern{Subject: shape, Predicate: parameter, Object: value})
	}
	if err == nil {
		quads, err = p.about(quads, shape)
	}
	if err != nil {
		return "", err
	}
	texts, err := p.findAll(quads)
	for _, text := range texts {
		if text != "" {
			return text, err
		}
	}
	return "", err
}
