package contexts

import (
	"strings"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/jsonld/internal/json"
)

// Mode says what a text that is no term and no absolute IRI is relative to.
type Mode uint8

// The modes of IRI expansion.
const (
	Vocab    Mode = 1 << iota // terms count, and the vocabulary
	Document                  // the base counts
	Either   = Vocab | Document
)

// IRI gives the IRI, blank node or keyword that a text stands for: the IRI Expansion algorithm (section 5.2.2). It is
// empty if the text stands for nothing. What nothing makes absolute is given as it is.
func (p *Processor) IRI(c *Context, text string, mode Mode, at json.Place) (string, error) {
	return p.iri(c, text, mode, nil, at)
}

// iri expands a text within the context that is being defined.
func (d *definer) iri(text string, at json.Place) (string, error) {
	return d.Processor.iri(d.result, text, Vocab, d, at)
}

// iri is IRI; the definer is nil but for contexts that are being defined.
func (p *Processor) iri(c *Context, text string, mode Mode, d *definer, at json.Place) (string, error) {
	if keyword(text) {
		return text, nil
	}
	if KeywordLike(text) {
		return "", nil
	}
	if d != nil {
		if err := d.needed(text); err != nil {
			return "", err
		}
	}
	if known := c.terms.get(text); known != nil && (known.Keyword || mode&Vocab != 0) {
		return known.IRI, nil
	}
	if len(text) > 0 {
		if i := strings.IndexByte(text[1:], ':') + 1; i > 0 {
			prefix, suffix := text[:i], text[i+1:]
			if prefix == "_" || strings.HasPrefix(suffix, "//") {
				return text, nil
			}
			if d != nil {
				if err := d.needed(prefix); err != nil {
					return "", err
				}
			}
			if known := c.terms.get(prefix); known != nil && known.IRI != "" && known.prefix {
				return known.IRI + suffix, p.spend(len(known.IRI)+len(suffix), at)
			}
			if grammar.HasScheme(text) {
				return text, nil
			}
		}
	}
	if mode&Vocab != 0 && c.hasVocab {
		return c.vocab + text, p.spend(len(c.vocab)+len(text), at)
	}
	if mode&Document != 0 {
		if base := p.base(c); base != nil {
			resolved := base.Resolve(nil, []byte(text))
			return string(resolved), p.spend(len(resolved), at)
		}
	}
	return text, nil
}

// base gives what relative references are resolved against, nil if there is nothing.
func (p *Processor) base(c *Context) *iri.Base {
	switch {
	case c.base != nil:
		return c.base
	case c.noBase || p.document.IsZero():
		return nil
	}
	p.baseUses++
	return &p.document
}

// Key is what a key of a node stands for.
type Key struct {
	IRI     string // or a keyword; empty: nothing
	Keyword bool
	Term    *Definition // nil: it is no term
}

// maxKeys is how many keys a context remembers.
const maxKeys = 4096

// Key expands a key. A context remembers its keys, since they repeat.
func (p *Processor) Key(c *Context, name string, at json.Place) (Key, error) {
	if k, ok := c.keys[name]; ok {
		return k, nil
	}
	iri, err := p.IRI(c, name, Vocab, at)
	if err != nil {
		return Key{}, err
	}
	k := Key{IRI: iri, Keyword: keyword(iri), Term: c.terms.get(name)}
	if len(c.keys) >= maxKeys {
		c.keys = nil
	}
	if c.keys == nil {
		c.keys = map[string]Key{}
	}
	c.keys[name] = k
	return k, nil
}
