package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/jsonld/internal/compact"
	tree "talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/rdf"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

const suiteBase = "https://w3c.github.io/json-ld-api/tests/"

// suiteTest is one test of the W3C's suites for JSON-LD 1.1 (https://github.com/w3c/json-ld-api, folder tests).
type suiteTest struct {
	ID      string   `json:"@id"`
	Type    []string `json:"@type"`
	Input   string
	Context string
	Expect  string
	Code    string `json:"expectErrorCode"`
	Option  struct {
		Base, SpecVersion, ProcessingMode, ExpandContext, RDFDirection string
		ContentType, RedirectTo                                        string
		HTTPStatus                                                     int
		HTTPLink                                                       any
		ProduceGeneralizedRdf, UseNativeTypes, UseRDFType              bool
		CompactArrays, CompactToRelative                               *bool
	}
	dir string
}

func (s suiteTest) is(kind string) bool { return slices.Contains(s.Type, "jld:"+kind+"EvaluationTest") }

func (s suiteTest) read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// only10 says why tests are left out that are for processors of JSON-LD 1.0, or for 1.1 ones that act like such.
const only10 = "for JSON-LD 1.0, or its processing mode, which is not offered"

func (s suiteTest) exception(exceptions map[string]string) string {
	if s.Option.SpecVersion == "json-ld-1.0" || s.Option.ProcessingMode == "json-ld-1.0" {
		return only10
	}
	return exceptions[s.ID]
}

// suite runs a suite. Tests for 1.0 only are left out. Each exception names a test that fails, with the reason; it is
// an error when one of them passes.
func suite(t *testing.T, name string, want, left int, exceptions map[string]string, run func(*testing.T, suiteTest) error) {
	dir := w3c.Dir(t, "json-ld")
	data, err := os.ReadFile(filepath.Join(dir, name+"-manifest.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Sequence []suiteTest }
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	passed, old := 0, 0
	for _, test := range manifest.Sequence {
		test.dir = dir
		t.Run(test.ID, func(t *testing.T) {
			reason := test.exception(exceptions)
			if reason == only10 {
				old++
				return
			}
			err := run(t, test)
			switch {
			case err != nil && reason != "":
				t.Skipf("known to fail: %s: %v", reason, err)
			case err != nil:
				t.Errorf("%s: %v", test.Input, err)
			case reason != "":
				t.Errorf("it passes; take it from the list of exceptions (%s)", reason)
			default:
				passed++
			}
		})
	}
	if len(manifest.Sequence) != want || old != left {
		t.Errorf("%d tests, %d for 1.0; want %d and %d", len(manifest.Sequence), old, want, left)
	}
	t.Logf("%s: %d of %d pass, %d are for 1.0 only, %d exceptions", name, passed, len(manifest.Sequence), old, len(exceptions))
}

// options are those of a test. What the standard drops without a word is told to a function that goes on.
func (s suiteTest) options() []syntax.Option {
	base := suiteBase + s.Input
	if s.Option.Base != "" {
		base = s.Option.Base
	}
	opts := []syntax.Option{
		syntax.WithBase(base), syntax.WithFile(s.Input), syntax.WithDocuments(s.document),
		syntax.WithLenient(func(e *syntax.Error) error {
			if e.Line == 0 || e.Column == 0 {
				return fmt.Errorf("no place: %w", e)
			}
			return nil
		}),
	}
	switch s.Option.RDFDirection {
	case "i18n-datatype":
		opts = append(opts, syntax.WithDirection(syntax.I18NDatatype))
	case "compound-literal":
		opts = append(opts, syntax.WithDirection(syntax.CompoundLiteral))
	}
	return opts
}

// document is the document loader: it knows the suite's own files only.
func (s suiteTest) document(iri string) ([]byte, error) {
	name, ok := strings.CutPrefix(iri, suiteBase)
	if !ok {
		return nil, fmt.Errorf("%s is none of the suite's files", iri)
	}
	return os.ReadFile(filepath.Join(s.dir, name))
}

func (s suiteTest) transform(t *testing.T) *transform {
	tr := newTransform(s.options())
	if s.Option.ExpandContext != "" {
		tr.expandContext = s.context(t, s.Option.ExpandContext)
	}
	tr.keepArrays = s.Option.CompactArrays != nil && !*s.Option.CompactArrays
	tr.keepAbsolute = s.Option.CompactToRelative != nil && !*s.Option.CompactToRelative
	return tr
}

func (s suiteTest) context(t *testing.T, name string) *tree.Value {
	v, err := parseContext(new(pace.Pace), s.read(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// refused checks a negative test: the error has the code, and a place.
func (s suiteTest) refused(err error) error {
	var code ErrorCode
	if !errors.As(err, &code) || string(code) != s.Code {
		return fmt.Errorf("not %q but %w", s.Code, err)
	}
	var wrong *syntax.Error
	if !errors.As(err, &wrong) || wrong.Line == 0 || wrong.Column == 0 || wrong.File == "" {
		return fmt.Errorf("the error has no place: %w", err)
	}
	return nil
}

func TestW3CToRDF(t *testing.T) {
	suite(t, "toRdf", 467, 19, nil, func(t *testing.T, s suiteTest) error {
		r := NewReader(bytes.NewReader(s.read(t, s.Input)), s.options()...)
		r.quads.Generalized = s.Option.ProduceGeneralizedRdf
		if s.Option.ExpandContext != "" {
			active, err := r.contexts.Process(r.contexts.Initial(), s.context(t, s.Option.ExpandContext))
			if err != nil {
				t.Fatal(err)
			}
			r.initial = active
		}
		got, err := quad.ReadAll(r)
		switch {
		case s.is("Negative"):
			return s.refused(err)
		case err != nil || !s.is("Positive"):
			return err
		}
		return sameQuads(got, s.read(t, s.Expect))
	})
}

// TestW3CStrict: without lenient mode the result is the same, or the error is one of those that lenient mode reports.
func TestW3CStrict(t *testing.T) {
	suite(t, "toRdf", 467, 19, nil, func(t *testing.T, s suiteTest) error {
		if s.Option.ExpandContext != "" || !s.is("Positive") {
			return nil
		}
		var reports []string
		lenient := syntax.WithLenient(func(e *syntax.Error) error {
			reports = append(reports, e.Error())
			return nil
		})
		want, err := quad.ReadAll(NewReader(bytes.NewReader(s.read(t, s.Input)), append(s.options(), lenient)...))
		if err != nil {
			return err
		}
		got, err := quad.ReadAll(NewReader(bytes.NewReader(s.read(t, s.Input)), append(s.options(), syntax.WithLenient(nil))...))
		switch {
		case err != nil && len(reports) > 0 && err.Error() == reports[0]+" (WithLenient leaves such statements out)":
			return nil
		case err != nil || len(reports) > 0 || !isomorphic(got, want):
			return fmt.Errorf("%v; lenient mode reports %q, and gives %v, strict %v", err, reports, want, got)
		}
		return nil
	})
}

// TestW3CWrittenAndReadBack: what is read is written, with prefixes and without, and says the same.
func TestW3CWrittenAndReadBack(t *testing.T) {
	suite(t, "toRdf", 467, 19, nil, func(t *testing.T, s suiteTest) error {
		quads, err := quad.ReadAll(NewReader(bytes.NewReader(s.read(t, s.Input)), s.options()...))
		if err != nil {
			return nil // for other tests
		}
		for _, opts := range [][]syntax.Option{nil, {syntax.WithPrefixes(map[string]string{"ex": "http://example.com/", "": "http://example.org/", "xsd": term.XSD})}} {
			var text bytes.Buffer
			w := NewWriter(&text, opts...)
			if _, err := w.WriteQuads(quads); err != nil {
				return err
			}
			if err := w.Close(); err != nil {
				return err
			}
			again, err := quad.ReadAll(NewReader(&text))
			if err != nil || !isomorphic(again, quads) {
				return fmt.Errorf("%w: %s is read as %v, not as %v", err, text.String(), again, quads)
			}
		}
		return nil
	})
}

func TestW3CExpand(t *testing.T) {
	suite(t, "expand", 385, 18, nil, func(t *testing.T, s suiteTest) error {
		tr := s.transform(t)
		objects, err := tr.expand(bytes.NewReader(s.read(t, s.Input)))
		if s.is("Negative") {
			return s.refused(err)
		}
		if err != nil {
			return err
		}
		got, err := tr.write(compact.Expanded(tr.pace, objects))
		return sameJSON(got, s.read(t, s.Expect), err)
	})
}

func TestW3CCompact(t *testing.T) {
	suite(t, "compact", 246, 13, nil, func(t *testing.T, s suiteTest) error {
		tr := s.transform(t)
		objects, err := tr.expand(bytes.NewReader(s.read(t, s.Input)))
		var got []byte
		if err == nil {
			got, err = tr.compact(objects, s.read(t, s.Context))
		}
		if s.is("Negative") {
			var code ErrorCode
			if !errors.As(err, &code) || string(code) != s.Code {
				return fmt.Errorf("not %q but %w", s.Code, err)
			}
			return nil
		}
		return sameJSON(got, s.read(t, s.Expect), err)
	})
}

func TestW3CFlatten(t *testing.T) {
	suite(t, "flatten", 58, 3, nil, func(t *testing.T, s suiteTest) error {
		var context []byte
		if s.Context != "" {
			context = s.read(t, s.Context)
		}
		got, err := s.transform(t).flatten(bytes.NewReader(s.read(t, s.Input)), context)
		if s.is("Negative") {
			return s.refused(err)
		}
		return sameJSON(got, s.read(t, s.Expect), err)
	})
}

func TestW3CFromRDF(t *testing.T) {
	suite(t, "fromRdf", 54, 1, nil, func(t *testing.T, s suiteTest) error {
		quads, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(s.read(t, s.Input))))
		if err != nil {
			return err
		}
		serializer := &rdf.Serializer{RDFType: s.Option.UseRDFType, Direction: syntax.NewOptions(s.options()...).Direction}
		if s.Option.UseNativeTypes {
			serializer.Natives = rdf.All
		}
		p := pace.New(t.Context())
		objects, err := serializer.Document(p, distinct(quads))
		if s.is("Negative") {
			var code ErrorCode
			if !errors.As(err, &code) || string(code) != s.Code {
				return fmt.Errorf("not %q but %w", s.Code, err)
			}
			return nil
		}
		if err != nil {
			return err
		}
		return sameJSON(tree.AppendIndented(p, nil, compact.Expanded(p, objects), 0), s.read(t, s.Expect), nil)
	})
}

func distinct(quads []quad.Quad) (out []quad.Quad) {
	seen := map[quad.Quad]bool{}
	for _, q := range quads {
		q.Object = term.Normal(q.Object)
		if !seen[q] {
			seen[q] = true
			out = append(out, q)
		}
	}
	return out
}
