package contexts

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/syntax"
)

// Cache keeps remote contexts, and what they make of the initial context, for several documents. It is not safe for
// concurrent use.
type Cache struct {
	initial   *Context
	documents map[string]*remoteContext
	results   map[resultKey]*Context
}

// NewCache makes an empty cache.
func NewCache() *Cache {
	return &Cache{
		initial:   &Context{terms: newTerms(), shared: true},
		documents: map[string]*remoteContext{}, results: map[resultKey]*Context{},
	}
}

// resultKey is what an active context was made of.
type resultKey struct {
	active *Context
	remote string      // a remote context's IRI
	scoped *Definition // or the term that has a context
	ofType bool
	// How a remote context was asked for.
	override, passing bool
}

// remoteContext is a document that was fetched.
type remoteContext struct {
	iri  string // where it was found
	root *json.Value
	size int
	err  error
}

// Processor expands contexts and IRIs for one document.
type Processor struct {
	*Cache
	opts     *syntax.Options
	pace     *pace.Pace
	document iri.Base // of the document; zero: it has none
	baseUses int      // how often that was looked at
	depth    int

	spent   int // bytes that terms expanded to, less what the document may
	fetched map[string]bool
	tried   map[string]bool // remote contexts that scoped contexts refer to and that are right
	size    int             // of what was fetched, in bytes
	used    map[string]bool // prefixes that something was written with
}

// New makes the processor for a document with the cache's contexts.
func (c *Cache) New(p *pace.Pace, opts *syntax.Options) *Processor {
	// What was made of another document's own contexts is of no more use.
	for key, result := range c.results {
		if !key.active.shared || !result.shared {
			delete(c.results, key)
		}
	}
	processor := &Processor{Cache: c, opts: opts, pace: p, fetched: map[string]bool{}, tried: map[string]bool{}}
	if base, ok := iri.NewBase([]byte(opts.Base)); ok {
		processor.document = base
	}
	return processor
}

// Initial is the active context of a document before its own.
func (p *Processor) Initial() *Context { return p.initial }

// keep remembers a result, up to some.
func (p *Processor) keep(key resultKey, result *Context) {
	const most = 1024
	if len(p.results) >= most {
		clear(p.results)
	}
	p.results[key] = result
}

// share marks what was made of a shared context without a look at the document's base: it is good for any document.
func (p *Processor) share(active, result *Context, uses int) {
	if active.shared && uses == p.baseUses {
		result.shared = true
	}
}

const (
	definitionCost = 64   // bytes that a term definition counts for
	remoteCost     = 2048 // likewise a remote context that is worked out
	allowance      = 16   // bytes that each byte of a document may expand to, beside the limit
)

// Read tells the processor that so many bytes of the document come next: they may expand to some multiple.
func (p *Processor) Read(bytes int) { p.spent = max(0, p.spent) - allowance*bytes }

// Spend counts what terms expand to.
func (p *Processor) Spend(bytes int, at json.Place) error { return p.spend(bytes, at) }

func (p *Processor) spend(bytes int, at json.Place) error {
	if p.spent += bytes; p.spent > p.opts.MaxExpansion {
		return at.Error(syntax.OverLimit("bytes that terms and relative IRIs expand to", p.opts.MaxExpansion, "WithMaxExpansion"), "")
	}
	return nil
}

// remote processes a remote context.
func (p *Processor) remote(active *Context, item *json.Value, c call) (*Context, error) {
	iri, err := reference(item, c.base)
	if err != nil {
		return nil, err
	}
	if slices.Contains(c.remote, iri) {
		if c.trial {
			return active, nil
		}
		return nil, item.Error(fmt.Errorf("%w: the context %s includes itself", problem.ContextOverflow, brief(iri)), "contexts that end")
	}
	if c.trial && p.tried[iri] {
		return active, nil
	}
	key := resultKey{active: active, remote: iri, override: c.override, passing: c.passing}
	cached := !c.trial && len(c.remote) == 0
	if result := p.results[key]; cached && result != nil {
		return result, nil
	}
	if err := p.spend(remoteCost, item.Place); err != nil {
		return nil, err
	}
	document, err := p.fetch(iri, item.Place)
	if err != nil {
		return nil, err
	}
	local := document.root.Get("@context")
	if local == nil {
		return nil, item.Error(fmt.Errorf("%w: %s", problem.InvalidRemoteContext, brief(document.iri)), "a document with an @context")
	}
	uses := p.baseUses
	result, err := p.process(active, local, call{base: document.iri, remote: with(c.remote, iri), override: c.override, trial: c.trial})
	if err != nil {
		return nil, err
	}
	if c.trial {
		p.tried[iri] = true
	}
	if cached {
		p.share(active, result, uses)
		p.keep(key, result)
	}
	return result, nil
}

// imported merges a context definition into the one that it imports.
func (p *Processor) imported(l *local, v *json.Value, c call) (*local, error) {
	if v.Kind != json.String {
		return nil, v.Error(problem.InvalidImport, "an IRI in a string")
	}
	iri, err := reference(v, c.base)
	if err != nil {
		return nil, err
	}
	document, err := p.fetch(iri, v.Place)
	if err != nil {
		return nil, err
	}
	other := document.root.Get("@context")
	if !other.Is(json.Object) {
		return nil, v.Error(fmt.Errorf("%w: %s", problem.InvalidRemoteContext, brief(document.iri)), "a document with an object as @context")
	}
	if entry := other.Get("@import"); entry != nil {
		return nil, entry.Error(problem.InvalidContextEntry, "no @import in what is imported")
	}
	if err := p.spend(definitionCost*len(other.Members), v.Place); err != nil {
		return nil, err
	}
	merged := &json.Value{Place: l.Place, Kind: json.Object}
	for _, m := range other.Members {
		if l.index[m.Name] == nil {
			merged.Members = append(merged.Members, m)
		}
	}
	merged.Members = append(merged.Members, l.Members...)
	return p.newLocal(merged), nil
}

// reference gives the absolute IRI of a reference to a context.
func reference(v *json.Value, base string) (string, error) {
	if grammar.HasScheme(v.Text) {
		return v.Text, nil
	}
	b, ok := iri.NewBase([]byte(base))
	if !ok {
		return "", v.Error(problem.LoadingDocument, "an absolute IRI of a context, since there is no base")
	}
	return string(b.Resolve(nil, []byte(v.Text))), nil
}

// unfetched says that there is nobody to ask for remote contexts.
type unfetched struct{}

func (unfetched) Error() string {
	return "the document needs a remote context, and none is fetched unless syntax.WithDocuments says how"
}

func (unfetched) Unwrap() error { return problem.LoadingRemoteContext }

// fetch gives a remote document; each is asked for once.
func (p *Processor) fetch(iri string, at json.Place) (*remoteContext, error) {
	document := p.documents[iri]
	if !p.fetched[iri] {
		p.fetched[iri] = true
		if len(p.fetched) > p.opts.MaxContexts {
			return nil, at.Error(syntax.OverLimit("number of remote contexts", p.opts.MaxContexts, "WithMaxContexts"), "")
		}
		if document == nil {
			document = p.load(iri, at)
			p.documents[iri] = document
		}
		if p.size += document.size; p.size > p.opts.MaxDocument {
			document.err = at.Error(syntax.OverLimit("length of contexts in bytes", p.opts.MaxDocument, "WithMaxDocument"), "")
		}
		if document.err != nil {
			delete(p.documents, iri) // the next document may have better luck
		}
	}
	if document == nil {
		return nil, at.Error(fmt.Errorf("%w: %s", problem.LoadingRemoteContext, brief(iri)), "")
	}
	return document, document.err
}

// load asks for a document, and for what it was moved to.
func (p *Processor) load(iri string, at json.Place) *remoteContext {
	if p.opts.Documents == nil {
		return &remoteContext{err: at.Error(unfetched{}, "")}
	}
	const mostMoves = 20
	found := iri
	text, err := p.opts.Documents(found)
	var moved *syntax.MovedError
	for moves := 0; moves < mostMoves && errors.As(err, &moved); moves++ {
		found, moved = moved.IRI, nil
		text, err = p.opts.Documents(found)
	}
	if err == nil {
		err = p.opts.Err()
	}
	if err != nil {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			if p.opts.Err() != nil {
				return &remoteContext{err: p.opts.Err()}
			}
		}
		return &remoteContext{err: at.Error(fmt.Errorf("%w: fetching the context %s: %w", problem.LoadingRemoteContext, brief(iri), briefError{err}), "")}
	}
	document := &remoteContext{iri: found, size: len(text)}
	if len(text) > p.opts.MaxDocument {
		return document // fetch counts it
	}
	if document.root, document.err = json.Parse(p.pace, json.NewSource(brief(found), string(text)), json.LimitsOf(p.opts)); document.err != nil {
		var wrong *syntax.Error
		if errors.As(document.err, &wrong) && !limited(wrong) {
			wrong.Err = fmt.Errorf("%w: %w", problem.LoadingRemoteContext, wrong.Err)
		}
	}
	return document
}

// Unbounded lifts the limit of what terms expand to, for a context of the caller's own.
func (p *Processor) Unbounded() { p.spent = math.MinInt }

// brief cuts a text for an error.
func brief(text string) string {
	const most = 300
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// briefError is an error of the caller's function, whose text may be as long as the IRI.
type briefError struct{ error }

func (b briefError) Error() string { return brief(b.error.Error()) }
func (b briefError) Unwrap() error { return b.error }
