package graph

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// NameError tells why a name could not be resolved to one entity. It is ErrNotFound if Candidates is
// empty, else ErrAmbiguous.
type NameError struct {
	Name string
	Kind Kind // what was looked for; its zero value if anything would have done
	// Candidates are the entities that have the name, ordered by IRI.
	Candidates []Entity
	// Suggestions are entities with a similar name, the most similar first; at most five.
	Suggestions []Entity
	// WrongKind are entities that do have the name, but are of another kind.
	WrongKind []Entity

	apart []string // what tells the first Candidates from each other, in words; empty texts where nothing does
}

// Error says what the name could have been.
func (e *NameError) Error() string {
	what := e.Kind.word()
	switch {
	case len(e.Candidates) > 0:
		return fmt.Sprintf("%q names several entities: %s; use one of these IRIs", shorten(e.Name, shownOfName), e.candidates())
	case e.Name == "":
		return fmt.Sprintf("no name given; name one %s by its IRI or any of its labels", what)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "no %s named %q", what, shorten(e.Name, shownOfName))
	if len(e.WrongKind) > 0 {
		fmt.Fprintf(&b, " (that name belongs to %s)", e.wrongKinds())
	}
	switch {
	case len(e.Suggestions) > 0:
		fmt.Fprintf(&b, "; did you mean %s?", e.suggestions())
	case len(e.WrongKind) == 0:
		b.WriteString("; an IRI, a compact IRI such as \"id:alibaba\" or any label of an entity will do")
	}
	return b.String()
}

// Is makes errors.Is work with ErrNotFound and ErrAmbiguous.
func (e *NameError) Is(target error) bool {
	if len(e.Candidates) > 0 {
		return target == ErrAmbiguous
	}
	return target == ErrNotFound
}

// candidates lists them by IRI, with label and what tells them apart.
func (e *NameError) candidates() string {
	return list(e.Candidates, ", ", func(i int, candidate Entity) string {
		text := shorten(candidate.compact()+" "+candidate.Label(), shownOfName)
		if i < len(e.apart) && e.apart[i] != "" {
			text += " (" + e.apart[i] + ")"
		}
		return text
	})
}

// mostListed is how many entities of a list one reads.
const mostListed = 5

// list has no more entities than one reads, and says how many there are besides.
func list(entities []Entity, separator string, text func(int, Entity) string) string {
	var parts []string
	for i, e := range entities[:min(mostListed, len(entities))] {
		parts = append(parts, text(i, e))
	}
	if more := len(entities) - mostListed; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, separator)
}

// wrongKinds lists who has the name, with what they are in words, or with their classes if the words would be those of the
// kind that was asked for: another vocabulary's Person is a person, too.
func (e *NameError) wrongKinds() string {
	alike := false
	all := list(e.WrongKind, "; ", func(_ int, other Entity) string {
		words := cmp.Or(other.kindWords(), "no known type")
		if strings.Contains(words+" ", " "+e.Kind.word()+" ") {
			words, alike = "of type "+compacted(other.s, other.Types()), true
		}
		return shorten(other.compact()+", "+words, shownOfName)
	})
	if alike {
		all += "; it must be of type " + compacted(e.WrongKind[0].s, e.Kind.Classes)
	}
	return all
}

// compacted lists classes as compact IRIs.
func compacted(s *Snapshot, classes []quad.IRI) string {
	texts := make([]string, len(classes))
	for i, c := range classes {
		texts[i] = s.CompactIRI(c)
	}
	return strings.Join(texts, " or ")
}

// suggestions lists them as "Alibaba" (阿里巴巴), since a reader may know only one of the scripts, or as an IRI
// if that is what lacks its beginning.
func (e *NameError) suggestions() string {
	parts := make([]string, len(e.Suggestions))
	for i, suggested := range e.Suggestions {
		if iri := suggested.ID(); localName(iri) == e.Name {
			parts[i] = suggested.compact()
			continue
		}
		label := suggested.Label()
		parts[i] = fmt.Sprintf("%q", shorten(label, shownOfName))
		if zh := suggested.Label("zh-Hant", "zh"); zh != label {
			parts[i] += " (" + shorten(zh, shownOfName) + ")"
		}
	}
	return strings.Join(parts, " or ")
}

// tellApart says in words what tells entities of one name from each other, for as many as are listed: their kinds if
// these differ, what a person is known for and where they last went or were, what a unit is of, or a sector.
func (s *Snapshot) tellApart(ctx context.Context, candidates []Entity) ([]string, error) {
	candidates = candidates[:min(mostListed, len(candidates))]
	kinds := map[string]bool{}
	for _, e := range candidates {
		kinds[e.kindWords()] = true
	}
	apart := make([]string, len(candidates))
	for i, e := range candidates {
		var parts []string
		add := func(before, text string) {
			if text != "" {
				parts = append(parts, before+shorten(text, shownOfName))
			}
		}
		if len(kinds) > 1 {
			add("", e.kindWords())
		}
		add("known for ", s.textOf(e.id, vocab.KnownFor))
		last, err := s.lastPlace(ctx, e.id)
		if err != nil {
			return nil, err
		}
		add("last at ", last.Label())
		add("unit of ", s.firstOf(e.id, vocab.ORGUnitOf).Label())
		add("sector ", s.firstOf(e.id, vocab.Sector).Label())
		apart[i] = strings.Join(parts, "; ")
	}
	return apart, nil
}

// textOf is a text of an entity, in English if there is one, chosen as labels are.
func (s *Snapshot) textOf(id ID, predicate quad.IRI) string {
	var texts []Label
	if p := s.quads.ID(predicate); p != 0 {
		for _, object := range s.quads.Rows(id, quad.Subject, p).Others {
			if text, lang, ok := literalTerm(s.quads.Term(object)); ok {
				texts = append(texts, Label{Text: text, Lang: lang})
			}
		}
	}
	text, _ := chooseLabel(texts, nil)
	return text
}

// firstOf is one thing that an entity has by a predicate: the first by IRI.
func (s *Snapshot) firstOf(id ID, predicate quad.IRI) Entity {
	p := s.quads.ID(predicate)
	if p == 0 {
		return Entity{}
	}
	var things []Entity
	for _, object := range s.quads.Rows(id, quad.Subject, p).Others {
		things = append(things, s.Numbers().Entity(object))
	}
	if len(things) == 0 {
		return Entity{}
	}
	sortEntities(things)
	return things[0]
}

// lastPlace is where the last move of a person led, or their last post was, by year; the first such by IRI.
func (s *Snapshot) lastPlace(ctx context.Context, person ID) (Entity, error) {
	numbers := s.Numbers()
	ids := func(predicates ...quad.IRI) (known []ID) {
		for _, p := range predicates {
			if id := numbers.ID(p); id != 0 {
				known = append(known, id)
			}
		}
		return known
	}
	expand := func(nodes []ID, d quad.Direction, predicates []ID, f func(Run)) error {
		if len(predicates) == 0 {
			return nil
		}
		return numbers.Expand(ctx, nodes, d, predicates, func(r Run) bool { f(r); return true })
	}
	var stages []ID
	err := expand([]ID{person}, quad.Object, ids(vocab.Person, vocab.Holder), func(r Run) { stages = append(stages, r.Others...) })
	if err != nil {
		return Entity{}, err
	}
	slices.Sort(stages)
	stages = slices.Compact(stages)
	years := make([]int64, len(stages))
	for i := range years {
		years[i] = math.MinInt64
	}
	err = expand(stages, quad.Subject, ids(vocab.Year, vocab.When), func(r Run) {
		for _, o := range r.Others {
			if year, ok := yearOf(numbers.Term(o)); ok {
				years[r.Node] = max(years[r.Node], year)
			}
		}
	})
	if err != nil {
		return Entity{}, err
	}
	var last []Entity
	latest := int64(math.MinInt64)
	err = expand(stages, quad.Subject, ids(vocab.To, vocab.At), func(r Run) {
		if years[r.Node] > latest {
			latest, last = years[r.Node], nil
		}
		if years[r.Node] == latest {
			last = append(last, numbers.Entity(r.Others[0]))
		}
	})
	if err != nil || len(last) == 0 {
		return Entity{}, err
	}
	return slices.MinFunc(last, compareEntities), nil
}

// yearOf is the year that a number or a time begins with.
func yearOf(t term.Term) (int64, bool) {
	if year, ok := t.Int(); ok {
		return year, true
	}
	text, before := strings.CutPrefix(t.Text, "-")
	digits, _, _ := strings.Cut(text, "-")
	year, err := strconv.ParseInt(digits, 10, 64)
	if before {
		year = -year
	}
	return year, err == nil
}
