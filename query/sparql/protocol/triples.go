package protocol

import (
	"context"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/sparql"
)

// WriteFunc writes the triples of a CONSTRUCT or DESCRIBE, which are all that the graph has. It knows the prefixes of package vocab.
type WriteFunc func(ctx context.Context, w io.Writer, triples graph.Reader) error

// WithFormat lets a handler write triples in one more format, by the media type that Accept names. Those of package loader, say:
//
//	h = protocol.WithFormat(h, loader.RDFXML.MediaType(), func(ctx context.Context, w io.Writer, triples graph.Reader) error {
//		return loader.Write(ctx, w, triples, loader.WithFormat(loader.RDFXML))
//	})
//
// Clients that ask for RDF/XML alone, as rdflib's do unless they are told otherwise, need it. N-Triples and Turtle need none; a
// function for text/turtle takes the place of the plain one.
func WithFormat(h http.Handler, mediaType string, write WriteFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		known, _ := r.Context().Value(formatsKey{}).([]format)
		known = append(slices.Clip(known), format{mediaType, write})
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), formatsKey{}, known)))
	})
}

type format struct {
	mediaType string
	write     WriteFunc
}

type formatsKey struct{}

// answerTriples writes the triples of a query as Accept has it.
func answerTriples(r *http.Request, w *lazy, s *graph.Snapshot, q *sparql.Query) error {
	formats, _ := r.Context().Value(formatsKey{}).([]format)
	offered := []string{"application/n-triples", "text/turtle", "text/plain"}
	for _, f := range formats {
		offered = append(offered, f.mediaType)
	}
	kind, err := choose(strings.Join(r.Header.Values("Accept"), ","), offered)
	if err != nil {
		return err
	}
	w.kind = kind
	found := q.Construct(r.Context(), s)
	for _, f := range formats {
		if f.mediaType == kind {
			return writeBy(r.Context(), w, f.write, found)
		}
	}
	return triples(w, found)
}

// writeBy collects the triples, since most formats write what belongs to a subject together.
func writeBy(ctx context.Context, w io.Writer, write WriteFunc, found iter.Seq2[quad.Quad, error]) error {
	made := graph.New()
	err := made.Update(ctx, func(tx *graph.Tx) error {
		batch := tx.NewBatch()
		for q, err := range found {
			if err == nil {
				err = batch.Add(q)
			}
			if err != nil {
				return err
			}
		}
		_, err := tx.AddBatch(ctx, batch)
		return err
	})
	if err != nil {
		return err
	}
	return write(ctx, w, made)
}

// triples writes N-Triples.
func triples(w *lazy, quads iter.Seq2[quad.Quad, error]) error {
	var line []byte
	for q, err := range quads {
		if err != nil {
			return err
		}
		line = line[:0]
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object} {
			line = append(term.Append(line, v), ' ')
		}
		if _, err := w.Write(append(line, ".\n"...)); err != nil {
			return err
		}
	}
	_, err := w.Write(nil)
	return err
}
