package csv

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// eventForm is a kind of event that rows tell of: what tells one such event of somebody from another.
type eventForm struct {
	word     string   // for messages
	of       quad.IRI // whose events they are
	from, to quad.IRI // their ends; a post has an organization and a role, an investment one end only
	classes  []quad.IRI
	mint     func(names *nameFinder, of quad.IRI, s says) (quad.IRI, error)
	describe func(from, to string) string
}

// formOf gives the form of the events that a table is about; nil if it is about none.
func formOf(t Table) *eventForm {
	switch t {
	case Moves, Founders:
		return &eventForm{
			word: "moves", of: vocab.Person, from: vocab.From, to: vocab.To, classes: []quad.IRI{vocab.ClassMove}, mint: moveIRI,
			describe: func(from, to string) string { return from + " → " + to },
		}
	case Posts:
		return &eventForm{
			word: "posts", of: vocab.Holder, from: vocab.At, to: vocab.Role, classes: []quad.IRI{vocab.ClassPost, vocab.ORGMembership}, mint: postIRI,
			describe: func(at, role string) string { return role + " at " + at },
		}
	case Investments:
		return &eventForm{
			word: "investments", of: vocab.Investor, from: vocab.Investee, classes: []quad.IRI{vocab.ClassInvestment}, mint: investmentIRI,
			describe: func(in, _ string) string { return "in " + in },
		}
	}
	return nil
}

// field is the place of a fact among what tells events apart; nil for what does not. Of a role only the text in the
// language that its characters have counts, for a row has one such, and others are translations.
func (f *eventForm) field(s *says, predicate quad.IRI, object quad.Value) *quad.Value {
	switch predicate {
	case f.from:
		return &s.from
	case f.to:
		if text, ok := object.(quad.LangString); ok && text.Lang != languageOf(string(text.Value)) {
			return nil
		}
		return &s.to
	case vocab.Year:
		return &s.year
	case vocab.When:
		return &s.when
	}
	return nil
}

// moveIRI makes the IRI of a move from what is said of it: the same for all who say the same.
func moveIRI(names *nameFinder, person quad.IRI, s says) (quad.IRI, error) {
	readable := []string{"move", localName(person)}
	if year, ok := yearNumber(s.year); ok {
		readable = append(readable, fmt.Sprint(year))
	}
	identity := []string{string(person), endText(s.from), endText(s.to), s.exact()}
	if s.kind == vocab.KindPromotion && (s.from == nil || s.to == nil) {
		identity = append(identity, "promotion") // which the other end would tell
	}
	return mintEvent(names, readable, identity)
}

// postIRI is moveIRI for a post.
func postIRI(names *nameFinder, person quad.IRI, s says) (quad.IRI, error) {
	identity := []string{string(person), endText(s.from), endText(s.to)}
	if s.when != nil {
		identity = append(identity, quad.StringOf(s.when))
	}
	at, _ := s.from.(quad.IRI)
	return mintEvent(names, []string{"post", localName(person), localName(at)}, identity)
}

// investmentIRI is moveIRI for an investment.
func investmentIRI(names *nameFinder, investor quad.IRI, s says) (quad.IRI, error) {
	year, _ := yearNumber(s.year)
	identity := []string{string(investor), endText(s.from), fmt.Sprint(year)}
	if s.when != nil {
		identity[2] = quad.StringOf(s.when)
	}
	investee, _ := s.from.(quad.IRI)
	return mintEvent(names, []string{"investment", localName(investor), localName(investee)}, identity)
}

func mintEvent(names *nameFinder, readable, identity []string) (quad.IRI, error) {
	name := readable[0]
	for _, part := range readable[1:] {
		if part != "" {
			name += "-" + part
		}
	}
	return names.inNamespace(name + "-" + digest(identity...))
}

// endText is an end as it is part of what an IRI is made of.
func endText(end quad.Value) string {
	switch v := end.(type) {
	case quad.IRI:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.String:
		return string(v)
	}
	return ""
}

// foldEnd makes one of the ends that are the same but for case and spaces, as roles can be.
func foldEnd(end quad.Value) quad.Value {
	if _, ok := end.(quad.IRI); ok {
		return end
	}
	if text := endText(end); text != "" {
		return quad.String(strings.ToLower(strings.Join(strings.Fields(narrow(text)), " ")))
	}
	return end
}
