package jsonld

import (
	"bytes"
	"errors"

	"github.com/cayleygraph/quad"
)

// json-gold passes over errors within "@set" and "@list" objects: what is wrong there would be lost without a
// word, or be told of as something else. So a document that has such objects is expanded a second time with their
// contents in their place, where errors do come out. The quads are those of the document as it is.

// quadsOf gives the quads of a JSON value, which newValue makes; expansion may change it. With strict, a property
// that no context explains is a problem. The error is a *problem or the context's.
func (d *document) quadsOf(newValue func() any, strict bool) ([]quad.Quad, error) {
	expanded, err := d.expand(newValue(), strict)
	if err != nil {
		return nil, err
	}
	quads, err := d.quads(expanded)
	shapeless := errors.Is(err, errShape)
	if err != nil && !shapeless || err == nil && !d.mayHide() {
		return quads, err
	}
	value := newValue()
	words := d.wordsFor(value, "@set")
	if shapeless {
		words = d.wordsFor(value, "@set", "@list")
	}
	if has(value, words) {
		if _, hidden := d.expand(unwrap(value, words), strict); hidden != nil {
			return nil, hidden
		}
	}
	return quads, err
}

// mayHide tells, fast, whether the keyword "@set" may stand in the document or in a context fetched for it.
func (d *document) mayHide() bool {
	may := func(text []byte) bool {
		return bytes.Contains(text, []byte("set")) || bytes.Contains(text, []byte(`\u`))
	}
	for _, f := range d.fetched {
		if may(f.text) {
			return true
		}
	}
	return may(d.text)
}

// wordsFor gives some keywords and the terms that stand for them somewhere in a document or in the contexts that
// were fetched for it.
func (d *document) wordsFor(value any, keywords ...string) map[string]bool {
	words := map[string]bool{}
	for _, keyword := range keywords {
		words[keyword] = true
		aliases(value, keyword, words)
		for _, f := range d.fetched {
			if context, err := newText(d.opts, f.text).parse(); err == nil {
				aliases(context, keyword, words)
			}
		}
	}
	return words
}

// aliases adds the keys of objects that have a keyword as their value, or as the "@id" of it.
func aliases(value any, keyword string, words map[string]bool) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			aliases(v, keyword, words)
		}
	case map[string]any:
		for key, v := range value {
			definition, _ := v.(map[string]any)
			if key != "@container" && key != "@id" && v == keyword || definition["@id"] == keyword {
				words[key] = true
			}
			aliases(v, keyword, words)
		}
	}
}

// has tells whether one of the words is a key somewhere, other than in a context.
func has(value any, words map[string]bool) bool {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			if has(v, words) {
				return true
			}
		}
	case map[string]any:
		for key, v := range value {
			if key != "@context" && (words[key] || has(v, words)) {
				return true
			}
		}
	}
	return false
}

// unwrap puts the contents of objects that have one of the words, and no more than an index beside it, in their
// place.
func unwrap(value any, words map[string]bool) any {
	switch value := value.(type) {
	case []any:
		for i, v := range value {
			value[i] = unwrap(v, words)
		}
	case map[string]any:
		for key, v := range value {
			if _, index := value["@index"]; words[key] && (len(value) == 1 || index && len(value) == 2) {
				return unwrap(v, words)
			}
			if key != "@context" && key != "@value" {
				value[key] = unwrap(v, words)
			}
		}
	}
	return value
}
