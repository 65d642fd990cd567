package graph_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"

	"talentgraph.example/graph"
	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/term"
)

// What no file could hold is refused on every way in, and nothing of the change stays.
func TestUnwritableQuadsAreRefused(t *testing.T) {
	good := quad.MakeIRI("https://example.com/s", "https://example.com/p", "https://example.com/o", "https://example.com/g")
	iris := map[string]string{
		"alice": "the IRI is not absolute", "1a:b": "the IRI is not absolute", "/a": "the IRI is not absolute", ":": "the IRI is not absolute",
		"https://example.com/p 10": `an IRI cannot have ' '; percent-encode it`, "a:<": `an IRI cannot have '<'`, "a:\\": `an IRI cannot have '\\'`, "a:\n": "an IRI cannot have '\\n'", "a:{b}": "an IRI cannot have '{'",
	}
	var bad []quad.Quad
	var want []string
	for iri, words := range iris {
		for _, d := range quad.Directions {
			q := good
			q.Set(d, quad.IRI(iri))
			bad, want = append(bad, q), append(want, words)
		}
		q := good
		q.Object = quad.TypedString{Value: "x", Type: quad.IRI(iri)}
		bad, want = append(bad, q), append(want, "datatype: "+words)
	}
	for _, name := range []string{"a b", "a.", "-a", "a:b"} {
		q := good
		q.Subject = quad.BNode(name)
		bad, want = append(bad, q), append(want, "the blank node's name")
	}
	q := good
	q.Object = quad.TypedString{Value: "x", Type: "rdf:langString"}
	bad, want = append(bad, q), append(want, "a literal of this datatype has a language")
	q = good
	q.Object = quad.LangString{Value: "x", Lang: "en_US"}
	bad, want = append(bad, q), append(want, "which is none")
	for _, d := range []quad.Direction{quad.Subject, quad.Predicate, quad.Label} {
		q = good
		q.Set(d, quad.String("x"))
		bad, want = append(bad, q), append(want, "is a literal, and RDF wants")
	}

	long := strings.Repeat("long ", 1<<16)
	for _, o := range []quad.Value{
		quad.IRI(long), quad.IRI("tg:" + long[:4]), quad.BNode(long), quad.LangString{Value: quad.String(long), Lang: long}, quad.TypedString{Value: quad.String(long), Type: quad.IRI(long)},
		quad.IRI("tg:" + strings.ReplaceAll(long, " ", "")),
	} {
		q = good
		q.Object = o
		bad, want = append(bad, q), append(want, "cannot be stored")
	}

	for i, q := range bad {
		g := graph.New()
		for name, add := range map[string]func() error{
			"Add":     func() error { return g.Add(t.Context(), good, q) },
			"AddFrom": func() error { _, err := g.AddFrom(t.Context(), quad.NewReader([]quad.Quad{good, q})); return err },
			"Tx.Add":  func() error { return g.Update(t.Context(), func(tx *graph.Tx) error { return tx.Add(good, q) }) },
			"AddBatch": func() error {
				return g.Update(t.Context(), func(tx *graph.Tx) error {
					var batches [2]snapstore.Batch
					batches[1] = *tx.NewBatch()
					var err error
					for i := range batches {
						b := &batches[i]
						b.Term(term.IRI, []byte("no quad has it"), nil, nil)
						assert.NoError(t, errors.Join(b.Add(good), b.Add(q)))
						_, err = tx.AddBatch(t.Context(), b)
						var bad *graph.QuadError
						if assert.ErrorAs(t, err, &bad) {
							assert.Equal(t, 1, bad.Index)
						}
						assert.ErrorIs(t, err, graph.ErrInvalidQuad)
						n, counted := tx.Count(t.Context(), graph.Pattern{})
						assert.NoError(t, counted)
						assert.Zero(t, n, "nothing of the batch is written")
					}
					return err
				})
			},
			"Assert": func() error {
				return g.Update(t.Context(), func(tx *graph.Tx) error {
					_, err := tx.Assert(graph.Claim{Source: "https://example.com/source"}, good, q)
					return err
				})
			},
		} {
			if q.Label != good.Label && name == "Assert" {
				continue // facts of a claim have no label of their own
			}
			if iri, ok := q.Object.(quad.IRI); ok && name == "AddBatch" && strings.HasPrefix(string(iri), "tg:") {
				continue // files may have what looks like a compact IRI
			}
			err := add()
			if assert.Error(t, err, "%s %v", name, q) && !strings.Contains(err.Error(), "label") {
				assert.Contains(t, err.Error(), want[i], fmt.Sprint(name))
				assert.LessOrEqual(t, len(err.Error()), 1000)
			}
			assert.Zero(t, g.Size())
		}
	}
}
