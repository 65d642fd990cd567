package jsonld

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/piprate/json-gold/ld"

	"talentgraph.example/loader/syntax"
)

// fetcher gives json-gold the contexts that the document refers to, or refuses.
type fetcher struct {
	opts    *syntax.Options
	fetched map[string][]byte
	iri     string // of the last context that could not be had
	err     error
}

var (
	errRemote  = errors.New("the document needs a remote context, and none is fetched unless syntax.WithDocuments says how")
	errCircles = errors.New("contexts that include one another without end")
)

// LoadDocument is json-gold's way to ask for a context.
func (f *fetcher) LoadDocument(iri string) (*ld.RemoteDocument, error) {
	document, err := f.load(iri)
	if err != nil {
		f.iri, f.err = iri, err
		return nil, err
	}
	return document, nil
}

func (f *fetcher) load(iri string) (*ld.RemoteDocument, error) {
	if f.opts.Documents == nil {
		return nil, errRemote
	}
	if deep() {
		return nil, fmt.Errorf("the context %s: %w", iri, errCircles)
	}
	text, ok := f.fetched[iri]
	if !ok {
		var err error
		if text, err = f.opts.Documents(iri); err != nil {
			return nil, fmt.Errorf("fetching the context %s: %w", iri, err)
		}
		if len(text) > f.opts.MaxDocument {
			return nil, &syntax.LimitError{Limit: "context length in bytes", Value: f.opts.MaxDocument, Option: "WithMaxDocument"}
		}
		f.fetched[iri] = text
	}
	of := *f.opts
	of.File, of.Line = iri, 1
	value, err := newText(&of, text).parse() // json-gold may change it, so it gets its own
	if err != nil {
		return nil, err
	}
	return &ld.RemoteDocument{DocumentURL: iri, Document: value}, nil
}

// deep tells whether json-gold has gone too deep. It does not see that contexts include one another in a
// circle, and would go on until the stack is full, which no recover can stop. Documents alone, as deep as
// the limit allows, stay far below.
func deep() bool {
	const frames = 5_000
	return runtime.Callers(frames, make([]uintptr, 1)) > 0
}
