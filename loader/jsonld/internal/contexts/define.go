package contexts

import (
	"strings"

	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
	"talentgraph.example/loader/syntax"
)

// definer makes the term definitions of one context definition: section 4.2.2.
type definer struct {
	*Processor
	result    *Context // that they go into
	local     *local
	call      call
	protected bool            // what the context says of its terms
	defined   map[string]bool // false: being defined
}

// needed defines a term first if the context has it.
func (d *definer) needed(term string) error {
	if m := d.local.index[term]; m != nil && !d.defined[term] {
		return d.define(m)
	}
	return nil
}

// define makes the definition of one term.
func (d *definer) define(m *json.Member) error {
	term := m.Name
	if done, begun := d.defined[term]; done {
		return nil
	} else if begun {
		return m.At.Error(problem.CyclicMapping, "terms that do not hang on one another in a circle")
	}
	if term == "" {
		return m.At.Error(problem.InvalidTerm, "a term that is not empty")
	}
	if err := d.enter(m.At); err != nil {
		return err
	}
	defer d.leave()
	if !d.pace.Step() {
		return d.pace.Err()
	}
	if err := d.spend(definitionCost, m.At); err != nil {
		return err
	}
	d.defined[term] = false
	if err := d.checkKeyword(m); err != nil {
		return err
	}
	if term != "@type" && KeywordLike(term) {
		d.defined[term] = true
		return nil
	}
	previous := d.result.terms.get(term)
	d.result.terms.set(term, nil, d.result)
	made := &Definition{Term: term, protected: d.protected}
	ok, err := d.fill(made, m)
	if err != nil {
		return err
	}
	d.defined[term] = true
	if previous != nil && previous.protected && !d.call.override {
		if !ok || !made.same(previous) {
			return m.At.Error(problem.ProtectedRedefinition, "the protected definition of "+syntax.Shorten([]byte(term))+" as it was")
		}
		made = previous
	}
	if ok {
		d.result.terms.set(term, made, d.result)
		d.result.protected = d.result.protected || made.protected
	}
	return nil
}

// checkKeyword refuses new meanings of keywords. Of @type, container and protection may be set.
func (d *definer) checkKeyword(m *json.Member) error {
	if !keyword(m.Name) {
		return nil
	}
	ok := m.Name == "@type" && m.Value.Kind == json.Object && len(m.Value.Members) > 0
	if ok {
		for _, entry := range m.Value.Members {
			ok = ok && (entry.Name == "@protected" || entry.Name == "@container" && entry.Value.Kind == json.String && entry.Value.Text == "@set")
		}
	}
	if !ok {
		return m.At.Error(problem.KeywordRedefinition, "a term that is no keyword")
	}
	return nil
}

// fill sets all of a definition. It is not ok if the definition stands for nothing that there is yet.
func (d *definer) fill(made *Definition, m *json.Member) (ok bool, err error) {
	v := m.Value
	id, simple := v.Get("@id"), false
	switch v.Kind {
	case json.Null, json.String:
		id, simple = v, v.Kind == json.String
	case json.Object:
	default:
		return false, v.Error(problem.InvalidTerm, "an object, an IRI or null")
	}
	if p := v.Get("@protected"); p != nil {
		if !p.Bool() {
			return false, p.Error(problem.InvalidProtected, "true or false")
		}
		made.protected = p.Kind == json.True
	}
	if err := d.setType(made, v); err != nil {
		return false, err
	}
	switch reverse := v.Get("@reverse"); {
	case reverse != nil:
		ok, err = d.setReverse(made, v, reverse)
	case id != nil && id.Kind == json.Null:
		ok = true
	case id != nil && (id.Kind != json.String || id.Text != made.Term):
		ok, err = d.setID(made, id, simple)
	default:
		ok, err = true, d.setByItself(made, m)
	}
	if err != nil || !ok {
		return ok, err
	}
	made.Keyword = keyword(made.IRI)
	return true, d.setRest(made, v)
}

func (d *definer) setType(made *Definition, v *json.Value) error {
	t := v.Get("@type")
	if t == nil {
		return nil
	}
	if t.Kind != json.String {
		return t.Error(problem.InvalidTypeMapping, "an IRI or a keyword in a string")
	}
	var err error
	if made.Type, err = d.iri(t.Text, t.Place); err != nil {
		return err
	}
	switch made.Type {
	case "@id", "@json", "@none", "@vocab":
		return nil
	}
	if !grammar.HasScheme(made.Type) {
		return t.Error(problem.InvalidTypeMapping, "an IRI, @id, @vocab, @json or @none")
	}
	return nil
}

func (d *definer) setReverse(made *Definition, v, reverse *json.Value) (bool, error) {
	for _, name := range []string{"@id", "@nest"} {
		if other := v.Get(name); other != nil {
			return false, other.Error(problem.InvalidReverseProperty, "no "+name+" beside @reverse")
		}
	}
	if reverse.Kind != json.String {
		return false, reverse.Error(problem.InvalidMapping, "an IRI in a string")
	}
	if KeywordLike(reverse.Text) {
		return false, nil
	}
	var err error
	if made.IRI, err = d.iri(reverse.Text, reverse.Place); err != nil {
		return false, err
	}
	if !absolute(made.IRI) {
		return false, reverse.Error(problem.InvalidMapping, "an absolute IRI or a blank node")
	}
	if container := v.Get("@container"); container != nil && container.Kind != json.Null {
		for _, word := range container.List() {
			if word.Kind != json.String || word.Text != "@set" && word.Text != "@index" {
				return false, word.Error(problem.InvalidReverseProperty, "@set, @index or null")
			}
		}
	}
	made.Reverse = true
	return true, nil
}

// absolute tells whether a text is an absolute IRI or a blank node.
func absolute(iri string) bool { return grammar.HasScheme(iri) || strings.HasPrefix(iri, "_:") }

// setID takes the IRI mapping from an @id that is not the term itself.
func (d *definer) setID(made *Definition, id *json.Value, simple bool) (bool, error) {
	if id.Kind != json.String {
		return false, id.Error(problem.InvalidMapping, "an IRI in a string")
	}
	if !keyword(id.Text) && KeywordLike(id.Text) {
		return false, nil
	}
	var err error
	if made.IRI, err = d.iri(id.Text, id.Place); err != nil {
		return false, err
	}
	switch {
	case made.IRI == "@context":
		return false, id.Error(problem.InvalidKeywordAlias, "another keyword than @context")
	case !keyword(made.IRI) && !absolute(made.IRI):
		return false, id.Error(problem.InvalidMapping, "an absolute IRI, a blank node or a keyword")
	}
	if compact(made.Term) {
		d.defined[made.Term] = true
		own, err := d.iri(made.Term, id.Place)
		if err != nil {
			return false, err
		}
		if own != made.IRI {
			return false, id.Error(problem.InvalidMapping, "the IRI that the term itself expands to")
		}
		return true, nil
	}
	if simple && !strings.Contains(made.Term, ":") {
		last := made.IRI[len(made.IRI)-1]
		made.prefix = !keyword(made.IRI) && (strings.IndexByte(":/?#[]@", last) >= 0 || strings.HasPrefix(made.IRI, "_:"))
	}
	return true, nil
}

// compact tells whether a term looks like an IRI: it has a colon within, or a slash.
func compact(term string) bool {
	i := strings.IndexByte(term[1:], ':') + 1
	return i > 0 && i < len(term)-1 || strings.IndexByte(term, '/') >= 0
}

// setByItself takes the IRI mapping from the term, which is all that there is.
func (d *definer) setByItself(made *Definition, m *json.Member) error {
	term := made.Term
	if i := strings.IndexByte(term[1:], ':') + 1; i > 0 {
		prefix, suffix := term[:i], term[i+1:]
		if prefix != "_" && !strings.HasPrefix(suffix, "//") {
			if err := d.needed(prefix); err != nil {
				return err
			}
			if p := d.result.terms.get(prefix); p != nil && p.IRI != "" {
				made.IRI = p.IRI + suffix
				return d.spend(len(made.IRI), m.At)
			}
		}
		made.IRI = term
		return nil
	}
	switch {
	case strings.IndexByte(term, '/') >= 0:
		var err error
		if made.IRI, err = d.Processor.iri(d.result, term, Vocab, nil, m.At); err != nil {
			return err
		}
		if !grammar.HasScheme(made.IRI) {
			return m.At.Error(problem.InvalidMapping, "a term that expands to an absolute IRI")
		}
	case term == "@type":
		made.IRI = term
	case d.result.hasVocab:
		made.IRI = d.result.vocab + term
		return d.spend(len(made.IRI), m.At)
	default:
		return m.At.Error(problem.InvalidMapping, "an @id, since there is no @vocab")
	}
	return nil
}
