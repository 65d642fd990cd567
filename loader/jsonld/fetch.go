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
	fetched map[string]fetched
	iri     string // of the last context that could not be had
	err     error
}

// fetched is what became of a context that was asked for.
type fetched struct {
	text []byte
	err  error
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
	got, ok := f.fetched[iri]
	if !ok {
		got.text, got.err = f.opts.Documents(iri)
		if got.err != nil {
			got.err = fmt.Errorf("fetching the context %s: %w", iri, got.err)
		} else if len(got.text) > f.opts.MaxDocument {
			got.err = syntax.OverLimit("context length in bytes", f.opts.MaxDocument, "WithMaxDocument")
		}
		f.fetched[iri] = got
	}
	if got.err != nil {
		return nil, got.err
	}
	of := *f.opts
	of.File, of.Line = iri, 1
	value, err := newText(&of, got.text).parse() // json-gold may change it, so it gets its own
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
