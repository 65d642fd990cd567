package query

import (
	"context"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// PersonProfile is all that the facts say of a person, put together. Safe for concurrent use.
type PersonProfile struct {
	Person   graph.Entity
	Fields   []Item   // that the person works in, by IRI
	Career   []Stage  // in the order of [Career]
	Leads    []Leader // what the person leads now, by number of appearance
	Founded  []Founder
	Siblings []Item // by IRI
	Contacts []Item // organizations that the person was in contact with without joining, by IRI
	Figures  []Figure

	knownFor ask.Texts
	grounds
}

// ProfilePerson gives the profile of a person or a group. Nothing being said of a person is no error: the
// profile is empty then. A name that cannot be resolved is a [*graph.NameError]. Options: those that
// every question takes; times narrow the career, what was founded and what is led.
func ProfilePerson(ctx context.Context, r graph.Reader, person string, opts ...Option) (PersonProfile, error) {
	return ask.One(ctx, r, "ProfilePerson", ask.OptAlways, opts, func(ctx context.Context, q *ask.Question) (PersonProfile, error) {
		id, err := q.Resolve(ctx, person, graph.PersonKind())
		if err != nil {
			return PersonProfile{}, err
		}
		return personProfile(ctx, q, id)
	})
}

func personProfile(ctx context.Context, q *ask.Question, person graph.ID) (PersonProfile, error) {
	p := PersonProfile{Person: q.Numbers.Entity(person), grounds: grounds{state: q.State, node: person}}
	if err := aboutPerson(ctx, q, &p, person); err != nil {
		return p, err
	}
	var err error
	if p.Career, err = career(ctx, q, person); err != nil {
		return p, err
	}
	things, err := q.Into(ctx, []graph.ID{person}, q.Terms.LedBy)
	if err != nil {
		return p, err
	}
	if p.Leads, err = leadersOf(ctx, q, things, person); err != nil {
		return p, err
	}
	told := make([]*stage, len(p.Career))
	for i, s := range p.Career {
		told[i] = s.told
	}
	p.Founded, err = joinFounders(ctx, q.State, told)
	return p, err
}

// aboutPerson fills in what is said of the person directly.
func aboutPerson(ctx context.Context, q *ask.Question, p *PersonProfile, person graph.ID) error {
	var fields, siblings, contacts []listedBy
	var figures, known []graph.ID
	err := q.EachNode(ctx, []graph.ID{person}, func(_ graph.ID, facts ask.Facts) error {
		for i, other := range facts.Others {
			by := listedBy{other, ask.Statement{Subject: person, Predicate: facts.Predicates[i], Object: other}}
			switch facts.Predicates[i] {
			case q.Terms.Field:
				fields = append(fields, by)
			case q.Terms.Sibling:
				siblings = append(siblings, by)
			case q.Terms.ContactWith:
				contacts = append(contacts, by)
			case q.Terms.Figure:
				figures = ask.AppendNew(figures, other)
			case q.Terms.KnownFor:
				known = ask.AppendNew(known, other)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.Fields, p.Siblings, p.Contacts = listed(q.State, fields), listed(q.State, siblings), listed(q.State, contacts)
	if len(figures) > 0 {
		p.Figures = figuresOf(q.State, person)
	}
	for _, text := range known {
		p.knownFor = p.knownFor.With(q.Numbers.Entity(text).Node())
	}
	return nil
}

// KnownFor is what a source knows the person for, in the first of the languages that there is a text in,
// English by default; empty if there is none.
func (p PersonProfile) KnownFor(langs ...string) string { return p.knownFor.Choose(langs) }

// Detach gives the same profile without its snapshot, whose memory can then be freed.
func (p PersonProfile) Detach() PersonProfile {
	p.Person, p.Fields = p.Person.Detach(), ask.DetachEach(p.Fields)
	p.Career, p.Leads, p.Founded = ask.DetachEach(p.Career), ask.DetachEach(p.Leads), ask.DetachEach(p.Founded)
	p.Siblings, p.Contacts, p.Figures = ask.DetachEach(p.Siblings), ask.DetachEach(p.Contacts), ask.DetachEach(p.Figures)
	p.grounds = p.grounds.detach()
	return p
}

// String is the profile in English, on several lines.
func (p PersonProfile) String() string {
	var b strings.Builder
	b.WriteString(ask.OrUnknown(p.Person))
	if known := p.KnownFor(); known != "" {
		b.WriteString(", " + known)
	}
	b.WriteByte('\n')
	writeList(&b, "fields", ask.Labels(itemEntities(p.Fields)))
	writeLines(&b, p.Career)
	writeLines(&b, p.Leads)
	writeList(&b, "siblings", ask.Labels(itemEntities(p.Siblings)))
	writeList(&b, "in contact with", ask.Labels(itemEntities(p.Contacts)))
	writeLines(&b, p.Figures)
	return b.String()
}

// MarshalJSON writes the profile with the evidence of each of its parts; Evidence is that of what is said
// of the person directly.
func (p PersonProfile) MarshalJSON() ([]byte, error) { return rowJSON(p) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (p *PersonProfile) UnmarshalJSON(text []byte) error { return readRow(text, p) }

func (p *PersonProfile) describe(f *jsontext.Fields) {
	defer shareEvidence(f)()
	entity(f, "person", &p.Person)
	jsontext.Texts(f, "knownFor", &p.knownFor)
	items(f, "fields", &p.Fields)
	jsontext.Each(f, "career", &p.Career, (*Stage).describe)
	jsontext.Each(f, "leads", &p.Leads, (*Leader).describe)
	jsontext.Each(f, "founded", &p.Founded, (*Founder).describe)
	items(f, "siblings", &p.Siblings)
	items(f, "contacts", &p.Contacts)
	jsontext.Each(f, "figures", &p.Figures, (*Figure).describe)
	p.grounds.describe(f)
}
