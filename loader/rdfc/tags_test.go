package rdfc_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/rdfc"
)

// TestCaseOfLanguageTags: which spelling of a tag comes first changes nothing.
func TestCaseOfLanguageTags(t *testing.T) {
	tagged := func(subject quad.Value, text, lang string) quad.Quad {
		return quad.Quad{Subject: subject, Predicate: quad.IRI("a:p"), Object: quad.LangString{Value: quad.String(text), Lang: lang}}
	}
	b := quad.BNode("b")
	upper := []quad.Quad{tagged(b, "a", "EN"), tagged(b, "a", "en"), tagged(quad.IRI("a:s"), "a", "zh-Hant")}
	lower := []quad.Quad{tagged(quad.IRI("a:s"), "a", "ZH-hant"), tagged(b, "a", "En")}
	form, err := rdfc.Canonicalize(t.Context(), upper)
	if want := "<a:s> <a:p> \"a\"@zh-hant .\n_:c14n0 <a:p> \"a\"@en .\n"; err != nil || string(form.Bytes()) != want {
		t.Errorf("%v: %s", err, form.Bytes())
	}
	if equal, err := rdfc.Equal(t.Context(), upper, lower); err != nil || !equal {
		t.Error(equal, err)
	}
	lower[1] = tagged(b, "A", "En")
	onlyUpper, onlyLower, err := rdfc.Diff(t.Context(), upper, lower)
	if err != nil || len(onlyUpper) != 1 || onlyUpper[0] != upper[0] || len(onlyLower) != 1 || onlyLower[0] != lower[1] {
		t.Errorf("%v, only in one: %v, in the other: %v; quads come as they were given", err, onlyUpper, onlyLower)
	}
	if hash, err := rdfc.Hash(t.Context(), upper[:1]); err != nil || hash == "" {
		t.Error(err)
	} else if other, _ := rdfc.Hash(t.Context(), upper[1:2]); other != hash {
		t.Error("two hashes of one graph")
	}
}

// TestLongListsAndChains: what the package says of them holds.
func TestLongListsAndChains(t *testing.T) {
	list := func(n int, item func(i int) quad.Value) (quads []quad.Quad) {
		for i := range n {
			cell, next := quad.BNode(fmt.Sprint("c", i)), quad.Value(quad.BNode(fmt.Sprint("c", i+1)))
			if i == n-1 {
				next = quad.IRI(term.RDF + "nil")
			}
			quads = append(quads, quad.Quad{Subject: cell, Predicate: quad.IRI(term.RDF + "first"), Object: item(i)}, quad.Quad{Subject: cell, Predicate: quad.IRI(term.RDF + "rest"), Object: next})
		}
		return quads
	}
	if _, err := rdfc.Hash(t.Context(), list(20_000, func(i int) quad.Value { return quad.Int(i) })); err != nil {
		t.Error("different items:", err)
	}
	same := func(int) quad.Value { return quad.Int(1) }
	if _, err := rdfc.Hash(t.Context(), list(300, same)); err != nil {
		t.Error("300 alike:", err)
	}
	if _, err := rdfc.Hash(t.Context(), list(20_000, same)); !errors.Is(err, limit.Err) || !strings.Contains(err.Error(), "WithWorkLimit") {
		t.Error("20,000 alike:", err)
	}
}
