package shacl

import (
	"errors"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// locate asks where shapes stand, all at once: the files are read for it.
func (r *reader) locate(shapes []quad.Value) error {
	if r.find == nil {
		return nil
	}
	var quads []quad.Quad
	var of []quad.Value
	for _, v := range shapes {
		quads = r.about(quads, v)
		for len(of) < len(quads) {
			of = append(of, v)
		}
	}
	texts, err := r.findAll(quads)
	for i, text := range texts {
		if r.places[of[i]] == "" {
			r.places[of[i]] = text
		}
	}
	return err
}

// about adds the quads by which a shape is found, the best first: of one without an IRI what refers to it, then what says
// that it is a shape, then whatever it says.
func (r *reader) about(quads []quad.Quad, shape quad.Value) []quad.Quad {
	patterns := []graph.Pattern{{Subject: shape, Predicate: rdfType}, {Subject: shape}}
	if _, isBlank := shape.(quad.BNode); isBlank {
		patterns = append([]graph.Pattern{{Object: shape}}, patterns...)
	}
	for _, p := range patterns {
		quads = r.match(quads, p)
	}
	return quads
}

func (r *reader) match(quads []quad.Quad, p graph.Pattern) []quad.Quad {
	for q, err := range r.state.Quads(r.ctx, p) {
		if err != nil {
			r.err = err
			break
		}
		quads = append(quads, q)
	}
	return quads
}

// findAll gives a text for each quad.
func (r *reader) findAll(quads []quad.Quad) ([]string, error) {
	if r.err != nil {
		return nil, r.err
	}
	texts, err := r.find(r.ctx, quads)
	if err == nil && len(texts) != len(quads) {
		err = errors.New("the function given by shacl.WithPlaces gives another number of places than it was asked for")
	}
	return texts, err
}

// withPlace adds to the error of an ill-formed shape where the value stands that is wrong, or else the shape.
func (r *reader) withPlace(err error) error {
	var e *ShapeError
	if r.find == nil || !errors.As(err, &e) {
		return err
	}
	var quads []quad.Quad
	if e.Parameter != "" {
		quads = r.match(nil, graph.Pattern{Subject: e.Shape, Predicate: e.Parameter, Object: e.value})
	}
	texts, failed := r.findAll(r.about(quads, e.Shape))
	if failed != nil {
		return failed
	}
	for _, text := range texts {
		if e.Place == "" {
			e.Place = text
		}
	}
	return err
}
