package contexts

import (
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// setRest takes what a definition says beside its IRI and type.
func (d *definer) setRest(made *Definition, v *json.Value) error {
	if v.Kind != json.Object {
		return nil
	}
	for _, m := range v.Members {
		switch m.Name {
		case "@id", "@reverse", "@container", "@context", "@direction", "@index", "@language", "@nest", "@prefix",
			"@protected", "@type":
		default:
			return m.At.Error(problem.InvalidTerm, "a keyword of term definitions")
		}
	}
	if container := v.Get("@container"); container != nil {
		if err := setContainer(made, container); err != nil {
			return err
		}
	}
	for _, set := range []func(*Definition, *json.Value) error{d.setIndex, d.setContext, d.setLanguage, d.setNestAndPrefix} {
		if err := set(made, v); err != nil {
			return err
		}
	}
	return nil
}

func setContainer(made *Definition, v *json.Value) error {
	const expected = "@graph, @id, @index, @language, @list, @set or @type, or an array of those that go together"
	if v.Kind == json.Null && made.Reverse {
		return nil
	}
	for _, word := range v.List() {
		c := containerOf(word.Text)
		if word.Kind != json.String || c == 0 || made.Container.Has(c) {
			return word.Error(problem.InvalidContainer, expected)
		}
		made.Container |= c
	}
	switch rest := made.Container &^ Set; {
	case made.Container == 0, made.Container == List|Set,
		rest != 0 && rest&(rest-1) != 0 && rest != Graph|ID && rest != Graph|Index:
		return v.Error(problem.InvalidContainer, expected)
	}
	if made.Container.Has(Type) {
		switch made.Type {
		case "":
			made.Type = "@id"
		case "@id", "@vocab":
		default:
			return v.Error(problem.InvalidTypeMapping, "@id or @vocab as the type, since the container is by @type")
		}
	}
	return nil
}

func (d *definer) setIndex(made *Definition, v *json.Value) error {
	index := v.Get("@index")
	if index == nil {
		return nil
	}
	if !made.Container.Has(Index) {
		return index.Error(problem.InvalidTerm, "no @index, since the container is not by @index")
	}
	if index.Kind == json.String {
		iri, err := d.iri(index.Text, index.Place)
		if err != nil {
			return err
		}
		if grammar.HasScheme(iri) {
			made.Index = index.Text
			return nil
		}
	}
	return index.Error(problem.InvalidTerm, "a property that expands to an IRI")
}

// setContext keeps a scoped context, and tries it, so that what is wrong in it is told where it is defined.
func (d *definer) setContext(made *Definition, v *json.Value) error {
	local := v.Get("@context")
	if local == nil {
		return nil
	}
	c := call{base: d.call.base, remote: d.call.remote, override: true, trial: true}
	if _, err := d.process(d.result, local, c); err != nil {
		return tried(err)
	}
	made.Local, made.base = local, d.call.base
	return nil
}

func (d *definer) setLanguage(made *Definition, v *json.Value) error {
	if v.Get("@type") != nil {
		return nil
	}
	if language := v.Get("@language"); language != nil {
		if language.Kind != json.String && language.Kind != json.Null {
			return language.Error(problem.InvalidLanguageMapping, "a string or null")
		}
		made.Language = Setting{true, language.Text}
	}
	if dir := v.Get("@direction"); dir != nil {
		if !direction(dir) {
			return dir.Error(problem.InvalidDirection, `"ltr", "rtl" or null`)
		}
		made.Direction = Setting{true, dir.Text}
	}
	return nil
}

func (d *definer) setNestAndPrefix(made *Definition, v *json.Value) error {
	if nest := v.Get("@nest"); nest != nil {
		if nest.Kind != json.String || nest.Text == "" || keyword(nest.Text) && nest.Text != "@nest" {
			return nest.Error(problem.InvalidNest, "@nest or a term for it")
		}
		made.Nest = nest.Text
	}
	prefix := v.Get("@prefix")
	if prefix == nil {
		return nil
	}
	for _, c := range made.Term {
		if c == ':' || c == '/' {
			return prefix.Error(problem.InvalidTerm, "a term without ':' and '/' for a prefix")
		}
	}
	if !prefix.Bool() {
		return prefix.Error(problem.InvalidPrefix, "true or false")
	}
	made.prefix = prefix.Kind == json.True
	if made.prefix && made.Keyword {
		return prefix.Error(problem.InvalidTerm, "an IRI for a prefix, not a keyword")
	}
	return nil
}
