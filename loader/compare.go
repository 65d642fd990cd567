package loader

import (
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/loader/rdfc"
)

// Hash is a fingerprint of a graph: the hash of its canonical form (RDFC-1.0), in hexadecimal digits. Two
// graphs have the same if they hold the same quads, whatever their blank nodes are called. WithAlgorithm
// chooses the hash.
//
// All quads are held in memory. Blank nodes that can hardly be told apart may take more work than
// WithWorkLimit allows; the error is then a *graph.LimitError. The other error is the context's.
func Hash(ctx context.Context, r graph.Reader, opts ...Option) (string, error) {
	o, err := newOptions(opts)
	if err != nil {
		return "", err
	}
	quads, err := quadsOf(ctx, r, graph.Pattern{})
	if err != nil {
		return "", err
	}
	return rdfc.Hash(ctx, quads, o.canonicalOptions()...)
}

// Equal tells whether two graphs hold the same quads, but for the names of blank nodes (RDF 1.1, dataset
// isomorphism) and the case of language tags. The errors are those of Hash.
func Equal(ctx context.Context, a, b graph.Reader, opts ...Option) (bool, error) {
	o, quadsA, quadsB, err := both(ctx, a, b, opts)
	if err != nil {
		return false, err
	}
	return rdfc.Equal(ctx, quadsA, quadsB, o.canonicalOptions()...)
}

// Diff gives the quads that only a has and those that only b has, in the order of the graphs. Quads that
// hang together by blank nodes are compared as a whole: if one of them differs, all of them are in the
// answer. Both answers are empty if and only if Equal is true. The errors are those of Hash.
func Diff(ctx context.Context, a, b graph.Reader, opts ...Option) (onlyA, onlyB []quad.Quad, err error) {
	o, quadsA, quadsB, err := both(ctx, a, b, opts)
	if err != nil {
		return nil, nil, err
	}
	return rdfc.Diff(ctx, quadsA, quadsB, o.canonicalOptions()...)
}

func both(ctx context.Context, a, b graph.Reader, opts []Option) (o *options, quadsA, quadsB []quad.Quad, err error) {
	if o, err = newOptions(opts); err != nil {
		return nil, nil, nil, err
	}
	if quadsA, err = quadsOf(ctx, a, graph.Pattern{}); err != nil {
		return nil, nil, nil, err
	}
	quadsB, err = quadsOf(ctx, b, graph.Pattern{})
	return o, quadsA, quadsB, err
}

func quadsOf(ctx context.Context, r graph.Reader, p graph.Pattern) ([]quad.Quad, error) {
	if err := given(ctx, r != nil); err != nil {
		return nil, err
	}
	var quads []quad.Quad
	for q, err := range r.Quads(ctx, p) {
		if err != nil {
			return nil, err
		}
		quads = append(quads, q)
	}
	return quads, nil
}
