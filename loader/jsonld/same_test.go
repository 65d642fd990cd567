package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/w3c"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

func sameQuads(got []quad.Quad, lines []byte) error {
	want, err := quad.ReadAll(nquads.NewReader(bytes.NewReader(lines)))
	if err != nil {
		return err
	}
	if !isomorphic(got, want) {
		return fmt.Errorf("got %s\nwant %s", asLines(got), lines)
	}
	return nil
}

// isomorphic tells whether two data sets say the same. Language tags compare without case.
func isomorphic(a, b []quad.Quad) bool { return isotest.Isomorphic(lowerTags(a), lowerTags(b)) }

// lowerTags writes language tags in lower case.
func lowerTags(quads []quad.Quad) []quad.Quad {
	out := slices.Clone(quads)
	for i := range out {
		if s, ok := out[i].Object.(quad.LangString); ok {
			s.Lang = strings.ToLower(s.Lang)
			out[i].Object = s
		}
	}
	return out
}

func asLines(quads []quad.Quad) (text []byte) {
	for _, q := range quads {
		text = term.AppendQuad(text, q)
	}
	return text
}

// sameJSON compares documents as the suites ask: the order of members counts for nothing, nor does that of arrays but
// in lists, nor the case of language tags, nor the names of blank nodes.
func sameJSON(got, want []byte, err error) error {
	if err != nil {
		return err
	}
	var a, b any
	if err := errors.Join(json.Unmarshal(got, &a), json.Unmarshal(want, &b)); err != nil {
		return err
	}
	if x, y := normal(a, "", false), normal(b, "", false); x == y || normal(a, "", true) == normal(b, "", true) && blankNames(got) == blankNames(want) {
		return nil
	}
	return fmt.Errorf("got %s\nwant %s", got, want)
}

// blankNames counts different names of blank nodes.
func blankNames(text []byte) int {
	names := map[string]bool{}
	for _, part := range bytes.Split(text, []byte(`"`)) {
		if bytes.HasPrefix(part, []byte("_:")) {
			names[string(part)] = true
		}
	}
	return len(names)
}

// normal writes a value so that those that are the same have the same text; hide makes all blank nodes one.
func normal(v any, key string, hide bool) string {
	switch v := v.(type) {
	case map[string]any:
		parts := []string{}
		for k, item := range v {
			parts = append(parts, fmt.Sprintf("%q:%s", k, normal(item, k, hide)))
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		parts := []string{}
		for _, item := range v {
			parts = append(parts, normal(item, "", hide))
		}
		if key != "@list" {
			sort.Strings(parts)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case string:
		if key == "@language" {
			v = strings.ToLower(v)
		}
		if hide && strings.HasPrefix(v, "_:") {
			v = "_:x"
		}
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprint(v)
}

// TestSizeOfWhatIsWritten: with the prefixes of a document, it is written about as long as it was.
func TestSizeOfWhatIsWritten(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(w3c.Dir(t, "json-ld"), "toRdf", "*-in.jsonld"))
	if err != nil {
		t.Fatal(err)
	}
	var ratios []float64
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var pretty, written bytes.Buffer
		r := NewReader(bytes.NewReader(text), syntax.WithBase("http://e/"))
		quads, err := quad.ReadAll(r)
		if err != nil || len(quads) == 0 || json.Indent(&pretty, text, "", "  ") != nil {
			continue
		}
		w := NewWriter(&written, syntax.WithPrefixes(r.Prefixes()))
		_, err = w.WriteQuads(quads)
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(name, err)
		}
		ratios = append(ratios, float64(written.Len())/float64(pretty.Len()))
	}
	slices.Sort(ratios)
	if median := ratios[len(ratios)/2]; len(ratios) < 200 || median > 1.1 {
		t.Errorf("%d documents; what is written is %.2f times as long by the median", len(ratios), median)
	}
}
