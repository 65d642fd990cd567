package trig_test

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
	"talentgraph.example/loader/turtle"
)

// TestRandomReifiers writes graphs with their labels as reifiers: nested nodes, lists, facts with several labels, and facts
// that have a label and are stated without one, too. They come back equal in Turtle and TriG.
func TestRandomReifiers(t *testing.T) {
	t.Logf("-seed=%d", *seed)
	rng := rand.New(rand.NewPCG(*seed, 2))
	reifiers := syntax.WithReifiers()
	var nested, lists, several, both int
	for range long.Runs(150, 3000) {
		quads := randomQuads(rng, true)
		for _, q := range quads {
			if rng.IntN(3) == 0 {
				q.Label = []quad.Value{nil, quad.IRI("a:h"), quad.BNode("n0")}[rng.IntN(3)]
				quads = append(quads, q)
			}
		}
		if rng.IntN(4) == 0 {
			cell := quad.BNode("cell")
			quads = append(quads,
				quad.Quad{Subject: cell, Predicate: quad.IRI(term.RDF + "first"), Object: quad.Int(1)},
				quad.Quad{Subject: cell, Predicate: quad.IRI(term.RDF + "rest"), Object: quad.IRI(term.RDF + "nil")},
				quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:q"), Object: cell, Label: quad.IRI("a:h")},
			)
		}
		for format, newReader := range map[string]readertest.NewReader{
			"Turtle": func(r io.Reader, opts ...syntax.Option) quad.Reader {
				return turtle.NewReader(r, append(opts, reifiers)...)
			},
			"TriG": func(r io.Reader, opts ...syntax.Option) quad.Reader {
				return trig.NewReader(r, append(opts, reifiers)...)
			},
		} {
			write := func(quads []quad.Quad, opts ...syntax.Option) (string, error) {
				var file strings.Builder
				var w syntax.Writer = turtle.NewWriter(&file, append(opts, reifiers)...)
				if format == "TriG" {
					w = trig.NewWriter(&file, append(opts, reifiers)...)
				}
				if _, err := w.WriteQuads(quads); err != nil {
					return "", err
				}
				err := w.Close()
				return file.String(), err
			}
			pretty := func(quads []quad.Quad) (string, error) { return write(quads) }
			streamed := func(quads []quad.Quad) (string, error) { return write(quads, syntax.WithStreaming()) }
			for _, write := range []readertest.Write{pretty, streamed} {
				if err := readertest.BackButForNames(quads, write, newReader); err != nil {
					t.Fatal(format, err)
				}
			}
			if err := readertest.InAnyOrder(quads, pretty); err != nil {
				t.Fatal(format, err)
			}
			text, err := pretty(quads)
			if err != nil {
				t.Fatal(err)
			}
			nested += strings.Count(text, " ] ~ ")
			lists += strings.Count(text, " ) ~ ")
			several += strings.Count(text, " ~ a:g ~ ") + strings.Count(text, " ~ <a:g> ~ ")
			both += strings.Count(text, "7, 7 ~ ")
		}
	}
	if nested == 0 || lists == 0 || several == 0 || both == 0 {
		t.Errorf("nodes %d, lists %d, facts with several labels %d, with and without one %d: something was not tried", nested, lists, several, both)
	}
}

// TestReifiersAndGraphs: reifiers are labels in the default graph; within another a quad would have two.
func TestReifiersAndGraphs(t *testing.T) {
	const begin = prefix + "@prefix rdf: <" + term.RDF + "> .\n"
	file := begin + `{ :s :p 1 ~ :c } :s :p 2 ~ :c . :g { :s :p 3 } { :d rdf:reifies <<( :s :p 1 )>> } GRAPH :g { :s :p 4 }`
	quads, err := readertest.Alike(t, newReader, []byte(file), []int{1, 2, 7}, syntax.WithReifiers())
	want := "1 a:c|2 a:c|3 a:g|1 a:d|4 a:g"
	var got []string
	for _, q := range quads {
		got = append(got, string(term.AppendQuad(nil, q)))
	}
	if err != nil || len(got) != 5 {
		t.Fatal(got, err)
	}
	for i, what := range strings.Split(want, "|") {
		object, label, _ := strings.Cut(what, " ")
		if !strings.Contains(got[i], `"`+object+`"`) || !strings.Contains(got[i], "<"+label+"> .") {
			t.Errorf("%s, want %s", got[i], what)
		}
	}
	for file, want := range map[string]string{
		":g { :s :p :o ~ :c }":                                         `3:15: a reifier within a graph that has a label; a quad has one label; found "~ :c }"`,
		":g { :s rdf:reifies <<( :a :b :c )>> }":                       `3:21: a reifier within a graph that has a label; a quad has one label; found "<<( :a :b :c )>> }"`,
		"{ :s :p :o ~ }":                                               "",
		":g { :a :b :c } :d rdf:reifies <<( :a :b :c )>> .":            "3:32: a triple that is reified, but that the file does not state; expected it as a statement too (WithUnstated takes it)",
		"{ :s :p :o ~ :c {| :q :r |} }":                                `3:17: this is an annotation of RDF 1.2, which is not read; found "{| :q :r |} }" (of RDF 1.2, WithReifiers reads '~' and rdf:reifies <<( )>> alone)`,
		":a :b :c . { :d rdf:reifies <<( :a :b :c )>> } :g { _:s a 1}": "",
	} {
		_, err := readertest.Alike(t, newReader, []byte(begin+file), []int{1, 2, 7}, syntax.WithReifiers())
		if readertest.Text(err) != want {
			t.Errorf("%s:\n got %v\nwant %s", file, err, want)
		}
	}
}
