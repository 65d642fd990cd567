package jsonld

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"talentgraph.example/graph/limit"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/syntax"
)

const (
	mediaJSONLD = "application/ld+json"
	linkContext = "http://www.w3.org/ns/json-ld#context"
	accept      = mediaJSONLD + ", application/json;q=0.9, */*;q=0.1"
)

// HTTPLoader gives a function that fetches remote contexts by HTTP, for loader.WithDocuments, as the standard has it
// (section 9.4, LoadDocumentCallback): JSON of any kind, the first JSON-LD of an HTML page, or what a Link header
// names as the alternate. Redirects come out as a *syntax.MovedError, so that relative IRIs are resolved against the
// place where the context is. A response of more than syntax.DefaultMaxDocument bytes is an error. Only http: and
// https: are fetched. Without a client it is http.DefaultClient. The function may be called by several goroutines.
func HTTPLoader(client *http.Client) func(ctx context.Context, iri string) ([]byte, error) {
	return func(ctx context.Context, iri string) ([]byte, error) {
		d, err := get(ctx, client, iri)
		return d.text, err
	}
}

// document is what was fetched.
type document struct {
	text    []byte
	context string // the IRI of the context that a Link header gives; empty: none
	html    bool
}

// fetch fetches a document; an HTML page is given as it is.
func fetch(ctx context.Context, client *http.Client, from string) (document, error) {
	if !strings.HasPrefix(from, "http://") && !strings.HasPrefix(from, "https://") {
		return document{}, fmt.Errorf("%w: only http: and https: are fetched", problem.LoadingDocument)
	}
	if client == nil {
		client = http.DefaultClient
	}
	direct := *client
	direct.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, from, nil)
	if err != nil {
		return document{}, fmt.Errorf("%w: %w", problem.LoadingDocument, err)
	}
	request.Header.Set("Accept", accept)
	response, err := direct.Do(request)
	if err != nil {
		return document{}, fmt.Errorf("%w: %w", problem.LoadingDocument, err)
	}
	defer response.Body.Close() // it was only read
	if location := response.Header.Get("Location"); response.StatusCode >= 300 && response.StatusCode < 400 && location != "" {
		return document{}, &syntax.MovedError{IRI: resolved(from, location)}
	}
	if response.StatusCode != http.StatusOK {
		return document{}, fmt.Errorf("%w: %s", problem.LoadingDocument, response.Status)
	}
	d, err := kindOf(response, from)
	if err != nil {
		return document{}, err
	}
	d.text, err = io.ReadAll(io.LimitReader(response.Body, syntax.DefaultMaxDocument+1))
	switch {
	case err != nil:
		return document{}, fmt.Errorf("%w: %w", problem.LoadingDocument, err)
	case len(d.text) > syntax.DefaultMaxDocument:
		return document{}, &limit.Error{Limit: "length of a context in bytes", Value: syntax.DefaultMaxDocument, Raise: "a function of your own"}
	}
	return d, nil
}

// kindOf tells by a response's headers what kind of document it has, or where it is.
func kindOf(response *http.Response, from string) (document, error) {
	media, _, err := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if err != nil {
		media = ""
	}
	isJSON := media == "application/json" || strings.HasSuffix(media, "+json")
	contextIRI := ""
	for _, l := range links(response.Header.Values("Link")) {
		target := resolved(from, l.target)
		switch {
		case l.is("alternate") && l.params["type"] == mediaJSONLD && !isJSON && target != from:
			return document{}, &syntax.MovedError{IRI: target}
		case l.is(linkContext) && isJSON && media != mediaJSONLD:
			if contextIRI != "" {
				return document{}, problem.MultipleContextLinks
			}
			contextIRI = target
		}
	}
	isHTML := media == "text/html" || media == "application/xhtml+xml"
	if !isJSON && !isHTML {
		return document{}, fmt.Errorf("%w: the type %q is no JSON", problem.LoadingDocument, media)
	}
	return document{context: contextIRI, html: isHTML}, nil
}

// get fetches a document; of an HTML page it gives the first script with JSON-LD.
func get(ctx context.Context, client *http.Client, from string) (document, error) {
	d, err := fetch(ctx, client, from)
	if err != nil || !d.html {
		return d, err
	}
	opts := syntax.NewOptions(syntax.WithContext(ctx), syntax.WithBase(from))
	d.text, err = firstScript(string(d.text), opts)
	return d, err
}

func resolved(base, reference string) string {
	if b, ok := iri.NewBase([]byte(base)); ok && !grammar.HasScheme(reference) {
		return string(b.Resolve(nil, []byte(reference)))
	}
	return reference
}

// firstScript gives the text of the first script of a page, or of the one with the id that the base's fragment is.
func firstScript(text string, opts *syntax.Options) ([]byte, error) {
	p := newPage(strings.NewReader(text), opts, func() {})
	if err := p.open(); err != nil {
		return nil, err
	}
	return []byte(p.scripts[0].Text), nil
}
