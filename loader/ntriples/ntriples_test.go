package ntriples_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/syntax"
)

func TestFourthTermIsRefused(t *testing.T) {
	for file, want := range map[string]string{
		"<a:s> <a:p> <a:o> <a:g> .": `1:19: a triple has no fourth term; a file with graph labels is N-Quads; expected a dot, found "<a:g> ."`,
		"<a:s> <a:p> \"o\" _:g .":   `1:17: a triple has no fourth term; a file with graph labels is N-Quads; expected a dot, found "_:g ."`,
		"<a:s> <a:p> <a:o> x":       `1:19: the statement does not end; expected a dot, found "x"`,
	} {
		_, err := ntriples.NewReader(strings.NewReader(file)).ReadQuad()
		if err == nil || err.Error() != want+" (WithLenient leaves such statements out)" {
			t.Errorf("%s:\n got %v\nwant %s", file, err, want)
		}
	}
}

func TestWriterAndLabels(t *testing.T) {
	quads := []quad.Quad{quad.MakeIRI("a:s", "a:p", "a:o", ""), quad.MakeIRI("a:s", "a:p", "a:o", "a:g")}
	n, err := ntriples.NewWriter(new(bytes.Buffer)).WriteQuads(quads)
	if n != 1 || !errors.Is(err, syntax.ErrLabel) || !strings.HasPrefix(err.Error(), `quad 2: label "a:g": `) {
		t.Errorf("%d, %v", n, err)
	}
	var file strings.Builder
	w := ntriples.NewWriter(&file, syntax.WithoutLabels())
	if n, err := w.WriteQuads(quads); n != 2 || err != nil || w.Close() != nil {
		t.Errorf("%d, %v", n, err)
	}
	if file.String() != strings.Repeat("<a:s> <a:p> <a:o> .\n", 2) {
		t.Errorf("wrote %s", file.String())
	}
}

// FuzzAgreesWithNQuads: what N-Triples accepts, N-Quads reads alike; what only N-Quads accepts has a label.
func FuzzAgreesWithNQuads(f *testing.F) {
	f.Add([]byte("<a:s> <a:p> \"o\"@en .\n_:a <a:p> \"\\u00e9\"^^<a:t>."))
	f.Add([]byte("<a:s> <a:p> <a:o> _:g .\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		triples, errT := quad.ReadAll(ntriples.NewReader(bytes.NewReader(data), syntax.WithFile("f")))
		quads, errQ := quad.ReadAll(nquads.NewReader(bytes.NewReader(data), syntax.WithFile("f")))
		labelled := false
		for _, q := range quads {
			labelled = labelled || q.Label != nil
		}
		switch {
		case errT == nil && errQ != nil:
			t.Fatalf("only N-Quads refuses: %v", errQ)
		case errT != nil && errQ == nil && !labelled:
			t.Fatalf("only N-Triples refuses: %v", errT)
		case errT == nil && len(triples) != len(quads):
			t.Fatalf("%d triples, %d quads", len(triples), len(quads))
		}
		for i, q := range triples {
			if quads[i] != q {
				t.Fatalf("%v and %v", q, quads[i])
			}
		}
		if errT == nil {
			if err := writtenAndReadBack(triples); err != nil {
				t.Fatal(err)
			}
		}
	})
}
