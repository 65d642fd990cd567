package questions

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query"
)

// notTold stands for what the facts do not tell.
const notTold = "-"

// Language puts answers into words of one language. It is made for one answer, or a few, about one graph, whose state
// it holds. Safe for concurrent use. One that nobody made is English, and knows no names but those of entities.
type Language struct {
	tag     string
	shared  map[string]string // by its English form, see allShared
	terms   map[quad.IRI]string
	state   *graph.Snapshot
	byFacts func(e graph.Entity) string // names what has no label
	known   knownNames
}

// knownNames remembers what entities are called, since most of a page's rows name the same few. Safe for concurrent use.
type knownNames struct {
	mutex sync.Mutex
	names map[graph.Entity]string
}

// of gives a name, and reads it if it is not known.
func (k *knownNames) of(e graph.Entity, read func(graph.Entity) string) string {
	const most = 1000
	if e.Number() == 0 {
		return read(e) // detached ones are never the same
	}
	k.mutex.Lock()
	name, ok := k.names[e]
	k.mutex.Unlock()
	if ok {
		return name
	}
	name = read(e)
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.names == nil || len(k.names) >= most {
		k.names = map[graph.Entity]string{}
	}
	k.names[e] = name
	return name
}

// In gives the words of a language, "en", "zh-Hant" or "zh-Hans", for answers about a graph. The context is for
// what is read of the graph to name things that have no label.
func In(ctx context.Context, r graph.Reader, lang string) (*Language, error) {
	if ctx == nil || r == nil || r == graph.Reader((*graph.Graph)(nil)) {
		return nil, &query.OptionError{Argument: "ctx, r", Err: errors.New("questions: In needs a context and a graph, which are not nil")}
	}
	if lang != "en" && lang != "zh-Hant" && lang != "zh-Hans" {
		return nil, &query.OptionError{Argument: "lang", Err: fmt.Errorf("questions: no language %q; use en, zh-Hant or zh-Hans", lang)}
	}
	l := &Language{tag: lang, shared: map[string]string{}, terms: vocab.Labels(lang)}
	for _, w := range allShared() {
		l.shared[w.En] = w.In(lang)
	}
	err := r.View(ctx, func(s *graph.Snapshot) error {
		l.state = s
		return nil
	})
	l.byFacts = func(e graph.Entity) string { return l.nameByFacts(ctx, e) }
	return l, err
}

// lang is the language's tag.
func (l *Language) lang() string {
	if l == nil || l.tag == "" {
		return "en"
	}
	return l.tag
}

// Word is one of the words that answers share, given in English; English if there is none.
func (l *Language) Word(english string) string {
	if l == nil {
		return english
	}
	if w, ok := l.shared[english]; ok {
		return w
	}
	return english
}

// Say is a sentence that answers share, given as its English format.
func (l *Language) Say(format string, args ...any) string {
	return fmt.Sprintf(l.Word(format), args...)
}

// Name is what an entity is called, "-" for the zero one.
func (l *Language) Name(e graph.Entity) string {
	if e.IsZero() {
		return notTold
	}
	if l == nil {
		return l.read(e)
	}
	return l.known.of(e, l.read)
}

// read is Name for what has one.
func (l *Language) read(e graph.Entity) string {
	switch node := e.Node().(type) {
	case quad.Bool:
		if l.lang() != "en" {
			return l.Word(map[quad.Bool]string{true: "yes", false: "no"}[node])
		}
	case quad.IRI:
		if len(e.Labels()) > 0 {
			break
		}
		if strings.HasPrefix(string(node), vocab.NS) {
			return l.Term(node) // a kind or a status, which only the vocabulary has names for
		}
		if text := l.unlabelled(e); text != "" {
			return text
		}
	case quad.BNode:
		if text := l.unlabelled(e); text != "" {
			return text
		}
	}
	if text, isLiteral := literal(e.Node()); isLiteral {
		if typed, ok := e.Node().(quad.TypedString); ok && typed.Type == vocab.EDTF {
			return l.when(text)
		}
		return text
	}
	return e.Label(l.lang())
}

// Names lists entities; with semicolons if a name has a comma of its own.
func (l *Language) Names(entities []graph.Entity) string {
	names := make([]string, len(entities))
	mark := ", "
	for i, e := range entities {
		names[i] = l.Name(e)
		if len(entities) > 1 && strings.ContainsAny(names[i], ",，、") {
			mark = "; "
		}
	}
	return strings.Join(names, l.Word(mark))
}

// Term is what the vocabulary calls a kind, a status or a bound; empty for none.
func (l *Language) Term(iri quad.IRI) string {
	if l != nil {
		if label, ok := l.terms[iri]; ok {
			return label
		}
	}
	return l.Word(local(iri))
}

// Compact is the short form of an IRI, which questions take, too.
func (l *Language) Compact(iri quad.IRI) string {
	if l == nil || l.state == nil {
		return string(iri)
	}
	return l.state.CompactIRI(iri)
}

// Source is how a source is told: by its address, or by the name that a table gave one without an address.
func (l *Language) Source(iri quad.IRI) string {
	short := l.Compact(iri)
	if l == nil || l.state == nil || !strings.HasPrefix(string(iri), vocab.ID) {
		return short
	}
	e := l.state.Numbers().Entity(l.state.Numbers().ID(iri))
	name := e.Label(l.lang())
	if len(e.Labels()) == 0 || utf8.RuneCountInString(name) > utf8.RuneCountInString(short) { // a title is no name
		return short
	}
	return name
}

// Reference says where a claim is found and how firmly it stands: "id:talentwar2024 ¶3 [62:128] disputed".
func (l *Language) Reference(e graph.Evidence) string {
	s := l.Source(e.Source)
	if e.Paragraph > 0 {
		s += " ¶" + strconv.Itoa(e.Paragraph)
	}
	if e.End > 0 {
		s += fmt.Sprintf(" [%d:%d]", e.Start, e.End)
	}
	if e.Certainty != graph.Unknown {
		s += " " + l.Word(e.Certainty.String())
	}
	return s
}

// predicate is how a fact is written: in English by the predicate's own name, by which one can ask.
func (l *Language) predicate(iri quad.IRI) string {
	if l.lang() == "en" {
		return local(iri)
	}
	return l.Term(iri)
}

// unless marks what is not stated outright; what has no claim at all is not marked.
func (l *Language) unless(c graph.Certainty) string {
	if c == graph.Stated || c == graph.Unknown {
		return ""
	}
	return l.aside(l.Word(c.String()))
}

// Grades says how many are how certain, the most certain first: "2 stated, 1 disputed".
func (l *Language) Grades(g query.Grades) string {
	var all []string
	for _, grade := range []struct {
		n    int
		name string
	}{{g.Stated, "stated"}, {g.Inferred, "inferred"}, {g.Speculative, "speculative"}, {g.Disputed, "disputed"}, {g.Unknown, "unknown"}} {
		if grade.n > 0 {
			all = append(all, strconv.Itoa(grade.n)+" "+l.Word(grade.name))
		}
	}
	return strings.Join(all, l.Word(", "))
}

// aside is a remark in brackets, behind something.
func (l *Language) aside(text string) string { return l.Say(" (%s)", text) }

// time is a time with the mark of its own certainty, which may be weaker than what the row tells.
func (l *Language) time(when string, c graph.Certainty) string {
	if when == "" {
		return ""
	}
	return l.when(when) + l.unless(c)
}

// when writes a time for people: "Q3 2023" for 2023-35.
func (l *Language) when(edtf string) string {
	if s, ok := dates.ParseSpan(edtf); ok {
		return s.Words(l.lang())
	}
	return edtf
}

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

// local is what stands behind the last "#" or "/" of an IRI.
func local(iri quad.IRI) string {
	_, name := term.SplitIRI(string(iri))
	return name
}

func lowerFirst(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

func functionOfQuery() *regexp.Regexp { return regexp.MustCompile(`query\.[A-Z]\w*`) }
