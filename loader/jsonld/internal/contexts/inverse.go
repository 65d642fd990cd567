package contexts

import (
	"cmp"
	"slices"
	"strings"

	"talentgraph.example/loader/internal/pace"
)

// inverse tells which term to choose for an IRI: section 4.3.
type inverse struct {
	byIRI    map[string]map[string]*choice // by IRI, then by container
	prefixes []*Definition                 // that compact IRIs can be made with, by IRI
}

// choice has the terms with one IRI and container.
type choice struct {
	byLanguage, byType map[string]string
	any                string
}

// inverted gives the inverse of a context, which makes it when it is first asked for.
func (c *Context) inverted(p *pace.Pace) *inverse {
	if c.inverse != nil {
		return c.inverse
	}
	inv := &inverse{byIRI: map[string]map[string]*choice{}}
	all := slices.Collect(c.terms.all())
	pace.Sort(p, all, func(a, b *Definition) int {
		return cmp.Or(cmp.Compare(len(a.Term), len(b.Term)), cmp.Compare(a.Term, b.Term))
	})
	for _, d := range all {
		if !p.Step() {
			return inv
		}
		if d.IRI == "" {
			continue
		}
		if d.prefix {
			inv.prefixes = append(inv.prefixes, d)
		}
		byContainer := inv.byIRI[d.IRI]
		if byContainer == nil {
			byContainer = map[string]*choice{}
			inv.byIRI[d.IRI] = byContainer
		}
		container := d.Container.String()
		ch := byContainer[container]
		if ch == nil {
			ch = &choice{map[string]string{}, map[string]string{}, d.Term}
			byContainer[container] = ch
		}
		ch.add(c, d)
	}
	pace.Sort(p, inv.prefixes, func(a, b *Definition) int { return cmp.Or(cmp.Compare(a.IRI, b.IRI), cmp.Compare(a.Term, b.Term)) })
	c.inverse = inv
	return inv
}

// add takes a term for those values that it fits, unless there is one already.
func (ch *choice) add(c *Context, d *Definition) {
	first := func(m map[string]string, key string) {
		if _, ok := m[key]; !ok {
			m[key] = d.Term
		}
	}
	switch {
	case d.Reverse:
		first(ch.byType, "@reverse")
	case d.Type == "@none":
		first(ch.byLanguage, "@any")
		first(ch.byType, "@any")
	case d.Type != "":
		first(ch.byType, d.Type)
	case d.Language.Set && d.Direction.Set:
		key := langDir(d.Language.Value, d.Direction.Value)
		if key == "" {
			key = "@null"
		}
		first(ch.byLanguage, key)
	case d.Language.Set:
		key := strings.ToLower(d.Language.Value)
		if key == "" {
			key = "@null"
		}
		first(ch.byLanguage, key)
	case d.Direction.Set:
		key := langDir("", d.Direction.Value)
		if key == "" {
			key = "@none"
		}
		first(ch.byLanguage, key)
	default:
		first(ch.byLanguage, c.DefaultKey())
		first(ch.byLanguage, "@none")
		first(ch.byType, "@none")
	}
}

// DefaultKey is the key of texts in the default language and direction.
func (c *Context) DefaultKey() string {
	if key := langDir(c.language, c.direction); key != "" {
		return key
	}
	return "@none"
}

// langDir is the key of a language and a direction, either of which may be empty.
func langDir(language, direction string) string {
	if direction != "" {
		direction = "_" + direction
	}
	return strings.ToLower(language + direction)
}

// LangDir is the key of a text's language and direction, empty if it has neither.
func LangDir(language, direction string) string { return langDir(language, direction) }

// Wish is what is wanted of a term.
type Wish struct {
	Containers []string // best first
	By         string   // "@language", "@type" or "@any"
	Values     []string // best first
}

// Knows tells whether some term has an IRI.
func (p *Processor) Knows(c *Context, iri string) bool { return c.inverted(p.pace).byIRI[iri] != nil }

// Select gives the term for an IRI that suits best: section 4.4. It is empty if none does.
func (p *Processor) Select(c *Context, iri string, w Wish) string {
	byContainer := c.inverted(p.pace).byIRI[iri]
	for _, container := range w.Containers {
		ch := byContainer[container]
		if ch == nil {
			continue
		}
		for _, value := range w.Values {
			term := ""
			switch {
			case w.By == "@language":
				term = ch.byLanguage[value]
			case w.By == "@type":
				term = ch.byType[value]
			case value == "@none":
				term = ch.any
			}
			if term != "" {
				return term
			}
		}
	}
	return ""
}
