package jsonld

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/piprate/json-gold/ld"
)

// explain says which key it is, where json-gold only says that no context explains one.
func (d *document) explain(err error) error {
	var gold *ld.JsonLdError
	if !errors.As(err, &gold) || gold.Code != ld.InvalidProperty {
		return d.errorAt(0, err, "")
	}
	value, parseErr := d.parse() // anew: expansion may have changed the value
	if parseErr != nil {
		return d.errorAt(0, err, "")
	}
	terms, keys := map[string]bool{}, map[string]bool{}
	collect(value, terms, keys)
	var unmapped []string
	for key := range keys {
		if !terms[key] && !strings.ContainsAny(key, ":@") {
			unmapped = append(unmapped, key)
		}
	}
	if len(unmapped) == 0 {
		return d.errorAt(0, err, "") // a term that is unmapped where it stands, or mapped to no IRI
	}
	slices.Sort(unmapped)
	return d.errorFor(unmapped[0], fmt.Errorf("no @context maps the key %q to an IRI, so that what it says would be lost; map it, or leave it out: %w", unmapped[0], err))
}

// collect lists the terms that contexts anywhere in the document define, and the keys of all other objects.
func collect(value any, terms, keys map[string]bool) {
	switch value := value.(type) {
	case []any:
		for _, v := range value {
			collect(v, terms, keys)
		}
	case map[string]any:
		for key, v := range value {
			if key == "@context" {
				define(v, terms)
				continue
			}
			keys[key] = true
			collect(v, terms, keys)
		}
	}
}

// define lists the terms of a context, those of contexts within its definitions included.
func define(context any, terms map[string]bool) {
	switch context := context.(type) {
	case []any:
		for _, c := range context {
			define(c, terms)
		}
	case map[string]any:
		for key, definition := range context {
			terms[key] = true
			if fields, ok := definition.(map[string]any); ok {
				define(fields["@context"], terms)
			}
		}
	}
}
