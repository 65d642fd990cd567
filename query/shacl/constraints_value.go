package shacl

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/expr"
)

// The constraints on what a value is: its type (section 4.1), its range (4.3), its text (4.4), and sh:in.

func readClass(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	if _, ok := v.(quad.IRI); !ok {
		return nil, s.wrong("class", "not an IRI: %s", r.show(v))
	}
	return ofEach("Class", r.show(v), func(run *run) (func(*at, graph.ID) (bool, error), error) {
		m, err := run.members(v)
		return func(_ *at, value graph.ID) (bool, error) { return m.set.Has(value), nil }, err
	}), nil
}

func readDatatype(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return nil, s.wrong("datatype", "not an IRI: %s", r.show(v))
	}
	datatype := string(iri)
	return ofEach("Datatype", r.show(v), func(run *run) (func(*at, graph.ID) (bool, error), error) {
		return func(at *at, value graph.ID) (bool, error) {
			read := expr.Of(at.term(value))
			// A literal whose text its datatype does not allow has none, for a datatype that expr knows.
			return read.Datatype() == datatype && (read.Kind() != expr.Unknown || !expr.IsCast(datatype) && !isNumber(datatype)), nil
		}, nil
	}), nil
}

// isNumber tells the datatypes derived from xsd:integer, which are known but not cast to.
func isNumber(datatype string) bool {
	return expr.Of(term.Term{Kind: term.Literal, Text: "1", Datatype: datatype}).IsNumeric() ||
		expr.Of(term.Term{Kind: term.Literal, Text: "-1", Datatype: datatype}).IsNumeric()
}

func readNodeKind(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	kinds := map[quad.Value][]term.Kind{
		sh + "IRI": {term.IRI}, sh + "BlankNode": {term.Blank}, sh + "Literal": {term.Literal},
		sh + "BlankNodeOrIRI": {term.Blank, term.IRI}, sh + "BlankNodeOrLiteral": {term.Blank, term.Literal},
		sh + "IRIOrLiteral": {term.IRI, term.Literal},
	}[v]
	if kinds == nil {
		return nil, s.wrong("nodeKind", "one of sh:IRI, sh:BlankNode, sh:Literal, sh:BlankNodeOrIRI, sh:BlankNodeOrLiteral and sh:IRIOrLiteral is wanted, not %s", r.show(v))
	}
	return ofEach("NodeKind", r.show(v), func(run *run) (func(*at, graph.ID) (bool, error), error) {
		return func(at *at, value graph.ID) (bool, error) { return slices.Contains(kinds, at.term(value).Kind), nil }, nil
	}), nil
}

// readRange reads a constraint by an end of a range, which is compared as SPARQL does. What does not compare is broken.
func readRange(name string, fits func(order int) bool) func(*reader, *Shape, quad.Value) ([]constraint, error) {
	return func(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
		t, err := term.Of(v)
		if err != nil || t.Kind != term.Literal {
			return nil, s.wrong(strings.ToLower(name[:1])+name[1:], "a literal is wanted, not %s", r.show(v))
		}
		end := expr.Of(t)
		return ofEach(name, r.show(v), func(run *run) (func(*at, graph.ID) (bool, error), error) {
			return func(at *at, value graph.ID) (bool, error) {
				order, ordered, ok := expr.Compare(expr.Of(at.term(value)), end)
				return ok && ordered && fits(order), nil
			}, nil
		}), nil
	}
}

// readLength reads a constraint on the length of a text, in characters. A blank node has no text.
func readLength(parameter, name string, fits func(n, wanted int) bool) func(*reader, *Shape, quad.Value) ([]constraint, error) {
	return func(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
		wanted, err := r.natural(s, parameter, v)
		if err != nil {
			return nil, err
		}
		return ofEach(name, r.show(v), func(run *run) (func(*at, graph.ID) (bool, error), error) {
			return func(at *at, value graph.ID) (bool, error) {
				t := at.term(value)
				return t.Kind != term.Blank && fits(utf8.RuneCountInString(t.Text), wanted), nil
			}, nil
		}), nil
	}
}

func readPattern(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	pattern, err := term.Of(v)
	if err != nil || pattern.Kind != term.Literal || pattern.Datatype != "" || pattern.Lang != "" {
		return nil, s.wrong("pattern", "a text is wanted, not %s", r.show(v))
	}
	flags := ""
	if f, err := r.one(s, "flags"); err != nil {
		return nil, err
	} else if f != nil {
		t, err := term.Of(f)
		if err != nil || t.Kind != term.Literal || t.Datatype != "" || t.Lang != "" {
			return nil, s.wrong("flags", "a text is wanted, not %s", r.show(f))
		}
		flags = t.Text
	}
	regex, _ := expr.Lookup("REGEX")
	match := func(env *expr.Env, text string) (bool, bool) {
		args := []expr.Value{expr.NewString(text), expr.NewString(pattern.Text), expr.NewString(flags)}
		result := regex.Call(env, args)
		return expr.Same(result, expr.NewBoolean(true)), result.Kind() == expr.Boolean
	}
	if _, ok := match(&expr.Env{}, ""); !ok {
		return nil, s.wrong("pattern", "%s with the flags %q is no regular expression that is understood; there are no references back and no class subtraction", r.show(v), flags)
	}
	return ofEach("Pattern", r.show(v), func(run *run) (func(*at, graph.ID) (bool, error), error) {
		return func(at *at, value graph.ID) (bool, error) {
			t := at.term(value)
			if t.Kind == term.Blank {
				return false, nil
			}
			matches, _ := match(&at.env, t.Text)
			return matches, nil
		}, nil
	}), nil
}

func readLanguageIn(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	items, err := r.list(s, "languageIn", v)
	if err != nil {
		return nil, err
	}
	ranges := make([]string, len(items))
	for i, item := range items {
		t, err := term.Of(item)
		if err != nil || t.Kind != term.Literal || t.Datatype != "" || t.Lang != "" {
			return nil, s.wrong("languageIn", "its members are texts, not %s", r.show(item))
		}
		ranges[i] = t.Text
	}
	langMatches, _ := expr.Lookup("LANGMATCHES")
	return ofEach("LanguageIn", strings.Join(ranges, ", "), func(run *run) (func(*at, graph.ID) (bool, error), error) {
		return func(at *at, value graph.ID) (bool, error) {
			lang := expr.NewString(at.term(value).Lang)
			return slices.ContainsFunc(ranges, func(wanted string) bool {
				return expr.Same(langMatches.Call(&at.env, []expr.Value{lang, expr.NewString(wanted)}), expr.NewBoolean(true))
			}), nil
		}, nil
	}), nil
}

func readIn(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	items, err := r.list(s, "in", v)
	if err != nil {
		return nil, err
	}
	return ofEach("In", r.shows(items), func(run *run) (func(*at, graph.ID) (bool, error), error) {
		allowed := map[graph.ID]bool{}
		for _, item := range items {
			allowed[run.id(item)] = true
		}
		return func(_ *at, value graph.ID) (bool, error) { return allowed[value], nil }, nil
	}), nil
}

// shows writes some values for people, the first of many.
func (r *reader) shows(values []quad.Value) string {
	var texts []string
	for i, v := range values {
		if i == 10 {
			texts = append(texts, "…")
			break
		}
		texts = append(texts, r.show(v))
	}
	return strings.Join(texts, ", ")
}
