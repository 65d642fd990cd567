package nquads_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

func TestWriterRefuses(t *testing.T) {
	iri := quad.IRI("a:b")
	for _, c := range []struct {
		quad quad.Quad
		want string
	}{
		{quad.Quad{Predicate: iri, Object: iri}, "subject nil: it is nil"},
		{quad.Quad{Subject: iri, Object: iri}, "predicate nil: it is nil"},
		{quad.Quad{Subject: iri, Predicate: iri}, "object nil: it is nil"},
		{quad.Quad{Subject: quad.String("林"), Predicate: iri, Object: iri}, `subject "林": it must be an IRI or a blank node, not a literal`},
		{quad.Quad{Subject: iri, Predicate: quad.BNode("p"), Object: iri}, `predicate "p": it must be an IRI`},
		{quad.Quad{Subject: iri, Predicate: iri, Object: iri, Label: quad.Int(1)}, `label "1": it must be an IRI or a blank node, not a literal`},
		{quad.Quad{Subject: quad.IRI("alice"), Predicate: iri, Object: iri}, `subject "alice": the IRI is not absolute: it has no scheme such as "https:"`},
		{quad.Quad{Subject: quad.IRI("a:a b"), Predicate: iri, Object: iri}, `subject "a:a b": an IRI cannot have ' '; percent-encode it`},
		{quad.Quad{Subject: quad.BNode("a b"), Predicate: iri, Object: iri}, `subject "a b": the blank node's name is not one that RDF files can have; use letters, digits, '_', and '-' or '.' inside`},
		{quad.Quad{Subject: iri, Predicate: iri, Object: quad.LangString{Value: "x", Lang: "e n"}}, `object "x": "e n" is no language tag; it must be letters, then groups of letters and digits after '-'`},
		{quad.Quad{Subject: iri, Predicate: iri, Object: quad.TypedString{Value: "x", Type: "t"}}, `object "x": datatype: the IRI is not absolute: it has no scheme such as "https:"`},
		{quad.Quad{Subject: iri, Predicate: iri, Object: quad.String("\xff")}, `object "\xff": the text is not valid UTF-8`},
		{quad.Quad{Subject: quad.IRI("a:" + strings.Repeat("x", 100) + " "), Predicate: iri, Object: iri}, `subject "a:` + strings.Repeat("x", 62) + `…": an IRI cannot have ' '; percent-encode it`},
	} {
		var file strings.Builder
		w := nquads.NewWriter(&file)
		good := quad.Quad{Subject: iri, Predicate: iri, Object: iri}
		n, err := w.WriteQuads([]quad.Quad{good, c.quad, good})
		if n != 1 || readertest.Text(err) != "quad 2: "+c.want {
			t.Errorf("%#v:\n got %d, %v\nwant quad 2: %s", c.quad, n, err, c.want)
		}
		if err := w.WriteQuad(good); err != nil {
			t.Error(err)
		}
		if err := w.Close(); err != nil || file.String() != strings.Repeat("<a:b> <a:b> <a:b> .\n", 2) {
			t.Errorf("%v; wrote %q", err, file.String())
		}
	}
}

func TestWriterIsClosed(t *testing.T) {
	w := nquads.NewWriter(new(strings.Builder))
	if err := errors.Join(w.Flush(), w.Close(), w.Close()); err != nil {
		t.Error(err)
	}
	if err := w.WriteQuad(quad.MakeIRI("a:s", "a:p", "a:o", "")); err != syntax.ErrClosed {
		t.Error(err)
	}
	if err := w.Flush(); err != syntax.ErrClosed {
		t.Error(err)
	}
}

func TestWriterAndContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := nquads.NewWriter(new(strings.Builder), syntax.WithContext(ctx))
	quads := make([]quad.Quad, 4096)
	for i := range quads {
		quads[i] = quad.MakeIRI("a:s", "a:p", "a:o", "")
	}
	if n, err := w.WriteQuads(quads); n != len(quads) || err != nil {
		t.Error(n, err)
	}
	cancel()
	if n, err := w.WriteQuads(quads); n == len(quads) || !errors.Is(err, context.Canceled) {
		t.Error(n, err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriterGivesTheStreamsError(t *testing.T) {
	w := nquads.NewWriter(full{})
	if err := w.WriteQuad(quad.MakeIRI("a:s", "a:p", "a:o", "")); err != nil {
		t.Error(err)
	}
	if err := w.Close(); readertest.Text(err) != "disk full" {
		t.Error(err)
	}
}
