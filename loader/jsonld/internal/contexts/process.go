package contexts

import (
	"errors"
	"fmt"
	"slices"

	"talentgraph.example/graph/limit"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/syntax"
)

// call is how a local context is processed.
type call struct {
	base     string   // the IRI of the document that has the context
	remote   []string // the remote contexts on the way here
	override bool     // protected terms may be changed
	passing  bool     // the context does not propagate
	trial    bool     // a scoped context is only tried; those on the way are not gone into again
}

// Process gives the active context that a node's @context makes.
func (p *Processor) Process(active *Context, local *json.Value) (*Context, error) {
	return p.process(active, local, call{base: p.opts.Base})
}

// Scoped gives the active context that a term's own context makes: of a property, or of a type, which does not
// propagate. Without one it is the active context.
func (p *Processor) Scoped(active *Context, d *Definition, ofType bool) (*Context, error) {
	if d == nil || d.Local == nil {
		return active, nil
	}
	key := resultKey{active: active, scoped: d, ofType: ofType}
	if result := p.results[key]; result != nil {
		return result, nil
	}
	uses := p.baseUses
	result, err := p.process(active, d.Local, call{base: d.base, override: !ofType, passing: ofType})
	if err != nil {
		return nil, err
	}
	p.share(active, result, uses)
	p.keep(key, result)
	return result, nil
}

// MapScoped is Scoped for the key of a map by @type, whose context propagates as a property's, but may not change
// protected terms.
func (p *Processor) MapScoped(active *Context, d *Definition) (*Context, error) {
	if d == nil || d.Local == nil {
		return active, nil
	}
	return p.process(active, d.Local, call{base: d.base})
}

// process is the Context Processing algorithm (section 4.1.2).
func (p *Processor) process(active *Context, local *json.Value, c call) (*Context, error) {
	if err := p.enter(local.Place); err != nil {
		return nil, err
	}
	defer p.leave()
	if propagate := local.Get("@propagate"); propagate.Bool() {
		c.passing = propagate.Kind == json.False
	}
	result := active
	if c.passing && result.previous == nil {
		result = active.child()
		result.previous = active
	}
	for _, item := range local.List() {
		if !p.pace.Step() {
			return nil, p.pace.Err()
		}
		var err error
		switch item.Kind {
		case json.Null:
			result, err = p.nullify(result, item, c)
		case json.String:
			result, err = p.remote(result, item, c)
		case json.Object:
			result, err = p.definitions(result, item, c)
		default:
			err = item.Error(problem.InvalidLocalContext, "an object, an IRI, null or an array of them")
		}
		if err != nil {
			return nil, err
		}
	}
	return result, nil
}

func (p *Processor) nullify(result *Context, item *json.Value, c call) (*Context, error) {
	if !c.override && result.protected {
		return nil, item.Error(problem.InvalidNullification, "a context that keeps the protected terms")
	}
	fresh := p.initial
	if c.passing {
		fresh = fresh.child()
		fresh.previous = result
	}
	return fresh, nil
}

// local is a context definition whose entries are found fast.
type local struct {
	*json.Value
	index map[string]*json.Member
}

func (p *Processor) newLocal(v *json.Value) *local {
	l := &local{v, make(map[string]*json.Member, len(v.Members))}
	for i := range v.Members {
		if !p.pace.Step() {
			break // the next term ends the work
		}
		l.index[v.Members[i].Name] = &v.Members[i]
	}
	return l
}

// entry gives a key's value, nil if there is none.
func (l *local) entry(name string) *json.Value {
	if m := l.index[name]; m != nil {
		return m.Value
	}
	return nil
}

// definitions processes a context definition.
func (p *Processor) definitions(active *Context, item *json.Value, c call) (*Context, error) {
	l := p.newLocal(item)
	if v := l.entry("@version"); v != nil && (v.Kind != json.Number || !json.Same(v.Text, "1.1")) {
		return nil, v.Error(problem.InvalidVersion, "the number 1.1")
	}
	if v := l.entry("@import"); v != nil {
		var err error
		if l, err = p.imported(l, v, c); err != nil {
			return nil, err
		}
	}
	result := active.child()
	for _, step := range []func(*Context, *local, call) error{p.setBase, p.setVocab, p.setDefaults} {
		if err := step(result, l, c); err != nil {
			return nil, err
		}
	}
	protected := l.entry("@protected")
	if protected != nil && !protected.Bool() {
		return nil, protected.Error(problem.InvalidProtected, "true or false")
	}
	d := &definer{Processor: p, result: result, local: l, call: c, protected: protected.Is(json.True), defined: map[string]bool{}}
	for i := range l.Members {
		switch l.Members[i].Name {
		case "@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version", "@vocab":
			continue
		}
		if err := d.define(&l.Members[i]); err != nil {
			return nil, err
		}
	}
	return result, nil
}

func (p *Processor) setBase(result *Context, l *local, c call) error {
	v := l.entry("@base")
	switch {
	case v == nil || len(c.remote) > 0:
		return nil
	case v.Kind == json.Null:
		result.base, result.noBase = nil, true
		return nil
	case v.Kind != json.String:
		return v.Error(problem.InvalidBase, "an IRI or null")
	}
	text := []byte(v.Text)
	if !grammar.HasScheme(text) {
		base := p.base(result)
		if base == nil {
			return v.Error(problem.InvalidBase, "an absolute IRI, since there is no base yet")
		}
		text = base.Resolve(nil, text)
		if err := p.spend(len(text), v.Place); err != nil {
			return err
		}
	}
	base, _ := iri.NewBase(text)
	result.base, result.noBase = &base, false
	return nil
}

func (p *Processor) setVocab(result *Context, l *local, _ call) error {
	v := l.entry("@vocab")
	switch {
	case v == nil:
		return nil
	case v.Kind == json.Null:
		result.vocab, result.hasVocab = "", false
		return nil
	case v.Kind != json.String:
		return v.Error(problem.InvalidVocab, "an IRI, a blank node or null")
	}
	vocab, err := p.IRI(result, v.Text, Either, v.Place)
	if err != nil {
		return err
	}
	if vocab == "" {
		return v.Error(problem.InvalidVocab, "an IRI, a blank node or null")
	}
	result.vocab, result.hasVocab = vocab, true
	return nil
}

// setDefaults takes what is said of languages, directions and propagation.
func (p *Processor) setDefaults(result *Context, l *local, _ call) error {
	if v := l.entry("@language"); v != nil {
		if v.Kind != json.String && v.Kind != json.Null {
			return v.Error(problem.InvalidDefaultLanguage, "a string or null")
		}
		result.language = v.Text
	}
	if v := l.entry("@direction"); v != nil {
		if !direction(v) {
			return v.Error(problem.InvalidDirection, `"ltr", "rtl" or null`)
		}
		result.direction = v.Text
	}
	if v := l.entry("@propagate"); v != nil && !v.Bool() {
		return v.Error(problem.InvalidPropagate, "true or false")
	}
	return nil
}

func direction(v *json.Value) bool {
	return v.Kind == json.Null || v.Kind == json.String && (v.Text == "ltr" || v.Text == "rtl")
}

// enter counts how deep contexts and terms hang on one another.
func (p *Processor) enter(at json.Place) error {
	if p.depth++; p.depth > p.opts.MaxDepth {
		p.depth--
		return at.Error(syntax.OverLimit("depth of contexts and terms that hang on one another", p.opts.MaxDepth, "WithMaxDepth"), "")
	}
	return nil
}

func (p *Processor) leave() { p.depth-- }

// with gives a copy of the way of remote contexts with one more.
func with(remote []string, iri string) []string { return append(slices.Clone(remote), iri) }

// tried says of an error that it was found while a scoped context was tried.
func tried(err error) error {
	if wrong, ok := err.(*syntax.Error); ok && !limited(wrong) {
		outer := *wrong
		outer.Err = fmt.Errorf("%w: %w", problem.InvalidScopedContext, wrong.Err)
		return &outer
	}
	return err
}

func limited(e *syntax.Error) bool {
	ok := errors.Is(e.Err, limit.Err)
	return ok
}
