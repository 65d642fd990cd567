package contexts

import (
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/internal/iri"
	"talentgraph.example/loader/jsonld/internal/json"
)

// Context is an active context. It is not changed once it is made.
type Context struct {
	terms     terms
	base      *iri.Base // nil: that of the document, unless noBase
	noBase    bool
	vocab     string // empty: none, unless hasVocab
	hasVocab  bool
	language  string // empty: none
	direction string // empty: none
	previous  *Context
	protected bool // some term is

	shared  bool // it is made of remote contexts alone, and is good for any document
	keys    map[string]Key
	inverse *inverse
}

// Previous is the context to which a node within goes back, nil if there is none: this one does not propagate.
func (c *Context) Previous() *Context { return c.previous }

// Definition gives what a term means, nil if it is not defined.
func (c *Context) Definition(term string) *Definition { return c.terms.get(term) }

// Prefixes gives the prefixes and their namespaces; the vocabulary, if there is one, has the empty prefix.
func (c *Context) Prefixes() map[string]string {
	all := map[string]string{}
	for d := range c.terms.all() {
		if d.prefix && grammar.HasScheme(d.IRI) {
			all[d.Term] = d.IRI
		}
	}
	if c.vocab != "" && grammar.HasScheme(c.vocab) {
		all[""] = c.vocab
	}
	return all
}

// Language is the default language, empty if there is none.
func (c *Context) Language() string { return c.language }

// Direction is the default base direction, empty if there is none.
func (c *Context) Direction() string { return c.direction }

// child gives a copy that may still be changed.
func (c *Context) child() *Context {
	child := *c
	child.keys, child.inverse, child.shared = nil, nil, false
	return &child
}

// Definition is a term definition. It is not changed once it is made.
type Definition struct {
	Term      string
	IRI       string // or a keyword; empty: the term is mapped to nothing
	Keyword   bool   // IRI is one
	Reverse   bool
	Container Container
	Type      string // the type mapping; empty: none
	Language  Setting
	Direction Setting
	Index     string      // the index mapping; empty: none
	Nest      string      // empty: none
	Local     *json.Value // the scoped context; nil: none

	prefix    bool
	protected bool
	base      string // the IRI of the document that has Local
}

// Setting is a mapping that may be there and yet be null, which is empty.
type Setting struct {
	Set   bool
	Value string
}

// same tells whether two definitions are the same but for their protection.
func (d *Definition) same(other *Definition) bool {
	a, b := *d, *other
	a.protected, b.protected = false, false
	a.Local, b.Local, a.base, b.base = nil, nil, "", ""
	return a == b && json.Equal(d.Local, other.Local)
}

// Container is a container mapping, a set of keywords.
type Container uint8

// The keywords of containers.
const (
	Graph Container = 1 << iota
	ID
	Index
	Language
	List
	Set
	Type
)

// Has tells whether a container has one of some keywords.
func (c Container) Has(any Container) bool { return c&any != 0 }

// containerWords has the keywords in code point order.
var containerWords = [...]string{"@graph", "@id", "@index", "@language", "@list", "@set", "@type"}

// containerOf gives a keyword's bit, 0 for any other word.
func containerOf(word string) Container {
	for i, w := range containerWords {
		if w == word {
			return 1 << i
		}
	}
	return 0
}

// String gives the keywords one behind the other, in code point order, "@none" if there are none.
func (c Container) String() string {
	text := ""
	for i, w := range containerWords {
		if c&(1<<i) != 0 {
			text += w
		}
	}
	if text == "" {
		return "@none"
	}
	return text
}

// Container gives the container of a term, none for one that is not defined.
func (c *Context) Container(term string) Container {
	if d := c.terms.get(term); d != nil {
		return d.Container
	}
	return 0
}

// keyword tells whether a word is a keyword of JSON-LD 1.1.
func keyword(word string) bool {
	if word == "" || word[0] != '@' {
		return false
	}
	switch word {
	case "@base", "@container", "@context", "@direction", "@graph", "@id", "@import", "@included", "@index", "@json",
		"@language", "@list", "@nest", "@none", "@prefix", "@propagate", "@protected", "@reverse", "@set", "@type",
		"@value", "@version", "@vocab":
		return true
	}
	return false
}

// KeywordLike tells whether a word has the form of a keyword: '@' and letters. What is none is kept for the future,
// and stands for nothing.
func KeywordLike(word string) bool {
	if len(word) < 2 || word[0] != '@' {
		return false
	}
	for i := 1; i < len(word); i++ {
		if c := word[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
