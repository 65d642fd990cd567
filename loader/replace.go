package loader

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// WithReplace makes a load replace what a source said before: in the same change, all that is told below is
// removed, then the files are added. Readers see the old state or the new one. iri names either or both of
//
//   - a graph label: all quads with that label are removed;
//   - the source of claims (prov:hadPrimarySource): the quads whose label is one of those claims are removed,
//     and so are the claims' own records, the quads whose subject they are. A claim that has another source,
//     too, stays, and only loses this one.
//
// Names and types of entities stay, unless they have that label: others may speak of the same entities.
// A source that is not in the graph yet has nothing to be removed.
func WithReplace(iri string) Option {
	return func(o *options) { o.replace = append(o.replace, quad.IRI(iri)) }
}

// replaceAll removes what the sources said and gives the number of quads.
func replaceAll(ctx context.Context, tx *graph.Tx, sources []quad.IRI) (int64, error) {
	if len(sources) == 0 {
		return 0, nil
	}
	before, err := tx.Count(ctx, graph.Pattern{})
	if err != nil {
		return 0, err
	}
	for _, source := range sources {
		var old []quad.Quad
		err := tx.View(ctx, func(s *graph.Snapshot) (err error) {
			old, err = saidBy(ctx, s, source)
			return err
		})
		if err != nil {
			return 0, err
		}
		if err := tx.Remove(old...); err != nil {
			return 0, err
		}
	}
	after, err := tx.Count(ctx, graph.Pattern{})
	return before - after, err
}

// saidBy lists what WithReplace removes for a source; some quads may be listed twice.
func saidBy(ctx context.Context, s *graph.Snapshot, source quad.IRI) ([]quad.Quad, error) {
	said, err := quadsOf(ctx, s, graph.Pattern{Label: source})
	if err != nil {
		return nil, err
	}
	sourced, err := quadsOf(ctx, s, graph.Pattern{Predicate: vocab.PROVHadPrimarySource, Object: source})
	if err != nil {
		return nil, err
	}
	for _, q := range sourced {
		sources, err := quadsOf(ctx, s, graph.Pattern{Subject: q.Subject, Predicate: vocab.PROVHadPrimarySource})
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(sources, func(other quad.Quad) bool { return other.Object != source }) {
			said = append(said, q) // the claim stays, for its other source
			continue
		}
		for _, ofClaim := range []graph.Pattern{{Label: q.Subject}, {Subject: q.Subject}} {
			quads, err := quadsOf(ctx, s, ofClaim)
			if err != nil {
				return nil, err
			}
			said = append(said, quads...)
		}
	}
	return said, nil
}
