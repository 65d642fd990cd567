package main

import (
	"context"
	"fmt"
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

	unlabelled func(e graph.Entity) string // what to call an entity without labels; empty for its IRI's end
}

func newPrinter(ctx context.Context, tag string, width int) (printer, error) {
	language, err := lang.Parse(tag)
	if err != nil {
		return printer{}, err
	}
	terms := graph.New()
	_, err = loader.Load(ctx, terms, strings.NewReader(vocab.Turtle()), loader.WithFormat(loader.Turtle))
	return printer{lang: language, width: width, words: wordsIn(language), terms: terms.Snapshot()}, err
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
		if len(e.Labels()) > 0 {
			break
		}
		if strings.HasPrefix(string(node), vocab.NS) {
			return p.term(node) // a kind or a status, which only the vocabulary has names for
		}
		if text := p.unlabelled(e); text != "" {
			return text
		}
	}
	if text, isLiteral := literal(e.Node()); isLiteral {
		return text
	}
	return e.Label(p.lang)
}

// move names a move by its ends, as tables of one's own give moves no name. It is empty for what is no move.
func (p printer) move(ctx context.Context, r graph.Reader, e graph.Entity) string {
	ends := map[quad.IRI]string{vocab.Person: "", vocab.From: "?", vocab.To: "?"}
	err := r.View(ctx, func(s *graph.Snapshot) error {
		for q, err := range s.Quads(ctx, graph.Pattern{Subject: e.Node()}) {
			if err != nil {
				return err
			}
			predicate, _ := q.Predicate.(quad.IRI)
			if _, ok := ends[predicate]; ok {
				ends[predicate] = s.Numbers().Entity(s.Numbers().ID(q.Object)).Label(p.lang)
			}
		}
		return nil
	})
	if err != nil || ends[vocab.Person] == "" {
		return ""
	}
	return p.say("%s: %s", ends[vocab.Person], ends[vocab.From]+" → "+ends[vocab.To])
}

// termCalled finds the term of the vocabulary that has a name, or a label in any language.
func (p printer) termCalled(name string, among ...quad.IRI) (quad.IRI, bool) {
	for _, term := range among {
		if local(term) == name {
			return term, true
		}
		for _, l := range p.terms.Numbers().Entity(p.terms.Numbers().ID(term)).Labels() {
			if l.Text == name {
				return term, true
			}
		}
	}
	return "", false
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
	if id := p.terms.Numbers().ID(iri); id != 0 {
		return p.terms.Numbers().Entity(id).Label(p.lang)
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
