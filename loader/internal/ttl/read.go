package ttl

import (
	"errors"
	"io"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/amplify"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/internal/values"
	"talentgraph.example/loader/syntax"
)

// Reader reads Turtle or TriG.
type Reader struct {
	values.Stream
	window
	trig bool

	base      iri.Base
	expanded  amplify.Meter
	prefixes  map[string][]byte
	directive directive

	stack   []frame // of the statement that is being read; empty between statements
	top     state   // between statements
	graph   syntax.Term
	inGraph bool // between '{' and '}'
	comment bool // within a comment
	blanks  int  // blank nodes named so far

	reifiers
	objectPlace place // of the statement that was given, if object0 is -1

	object   syntax.Term // the object that was taken last
	literal  []byte      // its text, while a language or datatype may still come
	iriBuf   []byte
	graphBuf []byte
	scratch  []byte // texts that had escapes
	problem  error  // set by fail
	drops    bool   // something was dropped

	err   error // sticky
	steps int
}

// NewReader makes a reader of Turtle or TriG.
func NewReader(in io.Reader, trig bool, opts *syntax.Options) *Reader {
	r := &Reader{window: newWindow(in, opts), trig: trig, expanded: amplify.New(opts), prefixes: map[string][]byte{}}
	r.Stream = values.NewStream(r)
	if opts.Reifiers {
		r.reifiers = newReifiers()
	}
	if opts.Base != "" {
		var ok bool
		if r.base, ok = iri.NewBase([]byte(opts.Base)); !ok {
			r.err = errors.New("the base IRI " + opts.Base + " is not absolute: it has no scheme such as https:")
		}
	}
	return r
}

// checkEvery is how many tokens are taken between two looks at the context.
const checkEvery = 1024

// Next reads the next statement into q.
func (r *Reader) Next(q *syntax.Quad) error {
	if r.err != nil {
		return r.err
	}
	for {
		if r.steps++; r.steps%checkEvery == 0 {
			if r.err = r.opts.Err(); r.err != nil {
				return r.err
			}
		}
		switch r.step(q) {
		case emitted:
			q.Label = r.graph
			if r.opts.Reifiers && q.Label.Kind == term.None {
				r.stated[r.hash(q)] = true
			}
			if !r.drops || !hasDropped(q) {
				r.hear(q)
				return nil
			}
		case reified:
			if !r.drops || !hasDropped(q) {
				r.hear(q)
				return nil
			}
		case starved:
			r.keepSpots()
			r.err = r.more()
		case wrong:
			r.err = r.problem
		case finished:
			if r.err = r.allStated(); r.err == nil {
				if r.nextSaying(q) {
					return nil
				}
				r.err = io.EOF
			}
		}
		if r.err != nil {
			return r.err
		}
	}
}

// Place is where the object stands of the statement that Next has given.
func (r *Reader) Place() (line, column int) {
	if r.object0 < 0 {
		return r.objectPlace.line, r.objectPlace.column
	}
	return r.placeOf(r.object0)
}

// Prefixes gives the prefixes declared so far, each without its colon, with their namespaces.
func (r *Reader) Prefixes() map[string]string {
	m := make(map[string]string, len(r.prefixes))
	for prefix, namespace := range r.prefixes {
		m[prefix] = string(namespace)
	}
	return m
}

// Base gives the base IRI as it stands, empty if there is none.
func (r *Reader) Base() string { return r.base.String() }

var (
	rdfType  = []byte(term.RDF + "type")
	rdfFirst = []byte(term.RDF + "first")
	rdfRest  = []byte(term.RDF + "rest")
	rdfNil   = []byte(term.RDF + "nil")
)
