package query

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// PersonProfile is all that the facts say of a person, put together. Safe for concurrent use.
type PersonProfile struct {
	Person   graph.Entity
	Fields   []graph.Entity // that the person works in, by IRI
	Career   []Stage        // in the order of [Career]
	Leads    []Leader       // what the person leads now, by number of appearance
	Founded  []Founder
	Siblings []graph.Entity // by IRI
	Contacts []graph.Entity // organizations that the person was in contact with without joining, by IRI
	Figures  []Figure

	knownFor texts
	about
}

// ProfilePerson gives the profile of a person or a group. Nothing being said of a person is no error: the
// profile is empty then. A name that cannot be resolved is a [*graph.NameError]. Options: those that
// every question takes; times narrow the career, what was founded and what is led.
func ProfilePerson(ctx context.Context, r graph.Reader, person string, opts ...Option) (PersonProfile, error) {
	return one(ctx, r, "ProfilePerson", optAlways, opts, func(ctx context.Context, c *claims) (PersonProfile, error) {
		id, err := c.resolve(ctx, person, graph.PersonKind())
		if err != nil {
			return PersonProfile{}, err
		}
		return c.personProfile(ctx, id)
	})
}

func (c *claims) personProfile(ctx context.Context, person graph.ID) (PersonProfile, error) {
	p := PersonProfile{Person: c.n.Entity(person), about: about{asked: c.asked, node: person}}
	if err := c.aboutPerson(ctx, &p, person); err != nil {
		return p, err
	}
	var err error
	if p.Career, err = c.career(ctx, person); err != nil {
		return p, err
	}
	things, err := c.into(ctx, []graph.ID{person}, c.terms.ledBy)
	if err != nil {
		return p, err
	}
	if p.Leads, err = c.leadersOf(ctx, things, person); err != nil {
		return p, err
	}
	told := make([]*stage, len(p.Career))
	for i, s := range p.Career {
		told[i] = s.told
	}
	p.Founded, err = c.joinFounders(ctx, told)
	return p, err
}

// aboutPerson fills in what is said of the person directly.
func (c *claims) aboutPerson(ctx context.Context, p *PersonProfile, person graph.ID) error {
	columns, err := c.n.Columns(ctx, quad.Subject)
	if err != nil {
		return err
	}
	var fields, siblings, contacts, figures, known []graph.ID
	facts, from, to := columns.At(person)
	for i := from; i < to; i++ {
		if !c.all && !c.keep(facts.Labels[i]) {
			continue
		}
		switch facts.Predicates[i] {
		case c.terms.field:
			fields = appendNew(fields, facts.Others[i])
		case c.terms.sibling:
			siblings = appendNew(siblings, facts.Others[i])
		case c.terms.contactWith:
			contacts = appendNew(contacts, facts.Others[i])
		case c.terms.figure:
			figures = appendNew(figures, facts.Others[i])
		case c.terms.knownFor:
			known = appendNew(known, facts.Others[i])
		}
	}
	p.Fields, p.Siblings, p.Contacts = c.entities(fields), c.entities(siblings), c.entities(contacts)
	if len(figures) > 0 {
		p.Figures = c.figuresOf(person)
	}
	for _, text := range known {
		p.knownFor = p.knownFor.with(c.n.Entity(text).Node())
	}
	return ctx.Err()
}

// KnownFor is what a source knows the person for, in the first of the languages that there is a text in,
// English by default; empty if there is none.
func (p PersonProfile) KnownFor(langs ...string) string { return p.knownFor.choose(langs) }

// Detach gives the same profile without its snapshot, whose memory can then be freed.
func (p PersonProfile) Detach() PersonProfile {
	p.Person, p.Fields = p.Person.Detach(), detachEach(p.Fields)
	p.Career, p.Leads, p.Founded = detachEach(p.Career), detachEach(p.Leads), detachEach(p.Founded)
	p.Siblings, p.Contacts, p.Figures = detachEach(p.Siblings), detachEach(p.Contacts), detachEach(p.Figures)
	p.about = p.about.detach()
	return p
}

// String is the profile in English, on several lines.
func (p PersonProfile) String() string {
	var b strings.Builder
	b.WriteString(orUnknown(p.Person))
	if known := p.KnownFor(); known != "" {
		b.WriteString(", " + known)
	}
	b.WriteByte('\n')
	writeList(&b, "fields", labels(p.Fields))
	writeLines(&b, p.Career)
	writeLines(&b, p.Leads)
	writeList(&b, "siblings", labels(p.Siblings))
	writeList(&b, "in contact with", labels(p.Contacts))
	writeLines(&b, p.Figures)
	return b.String()
}

// writeList writes a line of a profile, unless there is nothing to list.
func writeList(b *strings.Builder, title string, items []string) {
	if len(items) > 0 {
		fmt.Fprintf(b, "  %s: %s\n", title, strings.Join(items, ", "))
	}
}

// writeLines writes rows of a profile, one a line.
func writeLines[T fmt.Stringer](b *strings.Builder, rows []T) {
	for _, row := range rows {
		fmt.Fprintf(b, "  %s\n", row)
	}
}

// MarshalJSON writes the profile with the evidence of each of its parts; Evidence is that of what is said
// of the person directly.
func (p PersonProfile) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Person   graph.Entity     `json:"person"`
		KnownFor texts            `json:"knownFor,omitempty"`
		Fields   []graph.Entity   `json:"fields,omitempty"`
		Career   []Stage          `json:"career,omitempty"`
		Leads    []Leader         `json:"leads,omitempty"`
		Founded  []Founder        `json:"founded,omitempty"`
		Siblings []graph.Entity   `json:"siblings,omitempty"`
		Contacts []graph.Entity   `json:"contacts,omitempty"`
		Figures  []Figure         `json:"figures,omitempty"`
		Evidence []graph.Evidence `json:"evidence,omitempty"`
	}{p.Person, p.knownFor, p.Fields, p.Career, p.Leads, p.Founded, p.Siblings, p.Contacts, p.Figures, p.Evidence()})
}
