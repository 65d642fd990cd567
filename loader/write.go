package loader

import (
	"bufio"
	"context"
	"io"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// Write writes all quads of a graph: WithFormat says how, N-Quads if it is not given. Lines come in the
// graph's own order, which is the same for the same state. A format without graph labels (N-Triples)
// refuses quads that have one.
//
// On an error, a context that ends included, what has been written so far is incomplete.
func Write(ctx context.Context, w io.Writer, r graph.Reader, opts ...Option) error {
	o, err := newOptions(opts)
	if err != nil {
		return err
	}
	if o.format == 0 && o.name == "" {
		o.format = NQuads
	}
	format, err := o.chooseFormat()
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(w, 1<<16)
	out := formats()[format].writer(buffered)
	batch := make([]quad.Quad, 0, 256)
	for q, err := range r.Quads(ctx, graph.Pattern{}) {
		if err != nil {
			return err
		}
		if batch = append(batch, q); len(batch) == cap(batch) {
			if _, err := out.WriteQuads(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if _, err := out.WriteQuads(batch); err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return buffered.Flush()
}
