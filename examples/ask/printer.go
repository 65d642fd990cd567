package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/lang"
	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
)

// printer writes names, texts and its own words in one language.
type printer struct {
	lang  string
	width int // of a line, in terminal cells
	words map[string]string
	terms *graph.Snapshot // the vocabulary, for what kinds and predicates are called
}

func newPrinter(ctx context.Context, tag string, width int) (printer, error) {
	language, err := lang.Parse(tag)
	if err != nil {
		return printer{}, err
	}
	terms := graph.New()
	_, err = loader.Load(ctx, terms, strings.NewReader(vocab.Turtle()), loader.WithFormat(loader.Turtle))
	return printer{language, width, wordsIn(language), terms.Snapshot()}, err
}

// word is one of the program's own words, given in English.
func (p printer) word(english string) string {
	if w, ok := p.words[english]; ok {
		return w
	}
	return english
}

// say is a sentence of the program's own, given as its English format.
func (p printer) say(format string, args ...any) string { return fmt.Sprintf(p.word(format), args...) }

func (p printer) name(e graph.Entity) string {
	if e.IsZero() {
		return "?"
	}
	switch node := e.Node().(type) {
	case quad.Bool:
		if p.lang != "en" {
			return p.word(map[quad.Bool]string{true: "yes", false: "no"}[node])
		}
	case quad.IRI:
		if strings.HasPrefix(string(node), vocab.NS) && len(e.Labels()) == 0 {
			return p.term(node) // a kind or a status, which only the vocabulary has names for
		}
	}
	if text, isLiteral := literal(e.Node()); isLiteral {
		return text
	}
	return e.Label(p.lang)
}

// id is the short form of an entity's IRI, which questions take, too.
func (p printer) id(e graph.Entity) string { return p.terms.CompactIRI(e.ID()) }

func literal(v quad.Value) (text string, ok bool) {
	switch v := v.(type) {
	case quad.IRI, quad.BNode, nil:
		return "", false
	case quad.LangString:
		return string(v.Value), true
	case quad.TypedString:
		return string(v.Value), true
	default:
		return fmt.Sprint(v.Native()), true
	}
}

// names lists entities; with semicolons if a name has a comma of its own.
func (p printer) names(entities []graph.Entity) string {
	names := make([]string, len(entities))
	mark := ", "
	for i, e := range entities {
		names[i] = p.name(e)
		if len(entities) > 1 && strings.ContainsAny(names[i], ",，、") {
			mark = "; "
		}
	}
	return strings.Join(names, p.word(mark))
}

// term is what the vocabulary calls a kind, a status or a bound; empty for none.
func (p printer) term(iri quad.IRI) string {
	if id := p.terms.Number(iri); id != 0 {
		return p.terms.EntityOf(id).Label(p.lang)
	}
	return p.word(local(iri))
}

// predicate is how a fact is written: in English by the predicate's own name, by which one can ask.
func (p printer) predicate(iri quad.IRI) string {
	if p.lang == "en" {
		return local(iri)
	}
	return p.term(iri)
}

// local is what stands behind the last "#" or "/" of an IRI.
func local(iri quad.IRI) string { return string(iri[strings.LastIndexAny(string(iri), "#/")+1:]) }

func (p printer) yes(b bool) string {
	if b {
		return p.word("yes")
	}
	return ""
}

func orNothing(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// unless marks what is not stated outright; what has no claim at all is not marked.
func (p printer) unless(c graph.Certainty) string {
	if c == graph.Stated || c == graph.Unknown {
		return ""
	}
	return p.aside(p.word(c.String()))
}

// aside is a remark in brackets, behind something.
func (p printer) aside(text string) string { return p.say(" (%s)", text) }

// time is a time with the mark of its own certainty, which a row's leaves out.
func (p printer) time(when string, c graph.Certainty) string {
	if when == "" {
		return ""
	}
	return when + p.unless(c)
}

// reference says where a claim is found and how firmly it stands: "id:talentwar2024 ¶3 [62:128] disputed".
func (p printer) reference(e graph.Evidence) string {
	s := p.terms.CompactIRI(e.Source)
	if e.Paragraph > 0 {
		s += " ¶" + strconv.Itoa(e.Paragraph)
	}
	if e.End > 0 {
		s += fmt.Sprintf(" [%d:%d]", e.Start, e.End)
	}
	if e.Certainty != graph.Unknown {
		s += " " + p.word(e.Certainty.String())
	}
	return s
}

// passages lists where evidence is found: "¶3 62:128, ¶12".
func passages(evidence []graph.Evidence) string {
	var all []string
	for _, e := range evidence {
		if e.Paragraph == 0 {
			continue
		}
		at := "¶" + strconv.Itoa(e.Paragraph)
		if e.End > 0 {
			at += " " + strconv.Itoa(e.Start) + ":" + strconv.Itoa(e.End)
		}
		if !slices.Contains(all, at) {
			all = append(all, at)
		}
	}
	return strings.Join(all, ", ")
}
