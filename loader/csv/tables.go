package csv

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// move makes the facts of a row of moves.
func (w *row) move(ctx context.Context) error {
	personCell, err := w.im.required("person")
	if err != nil {
		return err
	}
	person, err := w.byAnyName(ctx, "person", personKind())
	if err != nil {
		return err
	}
	w.moreNames("person", person, personKind())
	var ends [2]quad.IRI
	for i, heading := range []string{"from", "to"} {
		if c, ok := w.im.cell(heading); ok {
			if ends[i], err = w.entity(ctx, c, c.text, organizationKind()); err != nil {
				return err
			}
		}
	}
	if ends[0] == "" && ends[1] == "" {
		return w.im.wrong(personCell, errors.New("the move has neither a from nor a to"))
	}
	if ends[0] == ends[1] {
		w.hintStay()
	}
	if err := w.passage(personCell, person, ends); err != nil {
		return err
	}
	if err := w.team(); err != nil {
		return err
	}
	if err := w.several(ctx, "sector", vocab.Sector, sectorKind()); err != nil {
		return err
	}
	return w.choice("kind", vocab.MoveKind, moveKinds()...)
}

func moveKinds() []quad.IRI {
	return []quad.IRI{vocab.KindHire, vocab.KindDeparture, vocab.KindFounding, vocab.KindPromotion}
}

func organizationKinds() []quad.IRI {
	return []quad.IRI{vocab.OrgKindGiant, vocab.OrgKindHardwareMaker, vocab.OrgKindStartUp}
}

// hintStay hints at a move that leads back to where it began, unless it says that it is a promotion.
func (w *row) hintStay() {
	c, _ := w.im.cell("to")
	if kind, ok := w.im.cell("kind"); ok {
		if k, err := choose(kind.text, vocab.KindPromotion); err == nil && k == vocab.KindPromotion {
			return
		}
	}
	w.im.hint(c, "from and to are one organization; if it is a promotion, say so in the column \"kind\"")
}

// passage states who went from where to where, when, and to be what.
func (w *row) passage(c cell, person quad.IRI, ends [2]quad.IRI) error {
	year, when, err := w.yearOf()
	if err != nil {
		return err
	}
	if err := w.event(c, person, w.moveSays(ends, year, when)); err != nil {
		return err
	}
	w.state(vocab.Person, person)
	if ends[0] != "" {
		w.state(vocab.From, ends[0])
	}
	if ends[1] != "" {
		w.state(vocab.To, ends[1])
	}
	w.dated(year, when)
	w.texts("role", vocab.Role)
	return nil
}

// moveSays is what tells the row's move from others. What is wrong with the kind is said where it is stated.
func (w *row) moveSays(ends [2]quad.IRI, year int, when quad.Value) says {
	s := says{when: when}
	if ends[0] != "" {
		s.from = ends[0]
	}
	if ends[1] != "" {
		s.to = ends[1]
	}
	if year != 0 {
		s.year = quad.Int(year)
	}
	if c, ok := w.im.cell("kind"); ok {
		s.kind, _ = choose(c.text, vocab.KindPromotion)
	}
	return s
}

// team reads what a move says of a team.
func (w *row) team() error {
	c, ok := w.im.cell("team_size")
	if !ok {
		return w.truth("team", vocab.WithTeam)
	}
	n, err := whole(c.text)
	if err != nil {
		return w.im.wrong(c, err)
	}
	if team, ok := w.im.cell("team"); ok {
		yes, err := yesOrNo(team.text)
		if err != nil {
			return w.im.wrong(team, err)
		}
		if !yes && n > 0 {
			return w.im.wrong(c, errors.New("the column \"team\" says that there is no team"))
		}
	}
	if n > 0 {
		w.state(vocab.WithTeam, quad.Bool(true))
		w.state(vocab.TeamSize, quad.Int(n))
	}
	return nil
}

// person makes the facts of a row of people.
func (w *row) person(ctx context.Context) error {
	if err := w.main(ctx, "person", personKind()); err != nil {
		return err
	}
	w.texts("known_for", vocab.KnownFor)
	if err := w.several(ctx, "field", vocab.Field, sectorKind()); err != nil {
		return err
	}
	w.atLeastType(vocab.ClassPerson)
	return nil
}

// organization makes the facts of a row of organizations.
func (w *row) organization(ctx context.Context) error {
	if err := w.main(ctx, "organization", organizationKind()); err != nil {
		return err
	}
	if err := w.several(ctx, "sector", vocab.Sector, sectorKind()); err != nil {
		return err
	}
	if err := w.choice("kind", vocab.OrgKind, organizationKinds()...); err != nil {
		return err
	}
	if c, ok := w.im.cell("part_of"); ok {
		whole, err := w.entity(ctx, c, c.text, organizationKind())
		if err != nil {
			return err
		}
		w.part = !w.im.names.isPartOf(w.about, whole)
		if whole == w.about {
			return w.im.wrong(c, errors.New("an organization cannot be part of itself"))
		}
		w.describe(w.about, vocab.RDFType, vocab.ORGOrganizationalUnit)
		w.state(vocab.ORGUnitOf, whole)
	}
	w.atLeastType(vocab.ORGOrganization)
	return nil
}

// strategy makes the facts of a row of strategies.
func (w *row) strategy(ctx context.Context) error {
	c, err := w.im.required("organization")
	if err != nil {
		return err
	}
	organization, err := w.entity(ctx, c, c.text, organizationKind())
	if err != nil {
		return err
	}
	summary, err := w.im.required("summary")
	if err != nil {
		return err
	}
	about, ok, err := w.id()
	if err != nil {
		return err
	}
	if w.about = about; !ok {
		for i, owner := range w.im.names.allOf(organization) { // it may have been told of when the organization had another name
			about, err := w.mintRow(c, "strategy", []string{localName(owner)}, string(owner), summary.text)
			if err != nil {
				return err
			}
			if i == 0 || w.im.names.there(about) {
				w.about, _ = w.im.names.before.MergedInto(about).(quad.IRI)
			}
		}
	}
	w.describe(w.about, vocab.RDFType, vocab.ClassStrategy)
	w.state(vocab.Of, organization)
	w.texts("summary", vocab.Summary)
	if err := w.truth("intended", vocab.Intended); err != nil {
		return err
	}
	return w.several(ctx, "sector", vocab.Sector, sectorKind())
}

// main finds the entity that a row of people or organizations is about: the one with the row's id, else the
// one with its name. All names of the row become its names.
func (w *row) main(ctx context.Context, heading string, kind entityKind) error {
	c, err := w.im.required(heading)
	if err != nil {
		return err
	}
	id, ok, err := w.id()
	if err != nil {
		return err
	}
	if ok {
		w.introduce(named{iri: id, kind: kind, isNew: !w.im.names.there(id)})
		w.name(c, id, vocab.SKOSPrefLabel, kind)
	} else if id, err = w.byAnyName(ctx, heading, kind); err != nil {
		return err
	}
	w.about = id
	if !slices.ContainsFunc(w.entities, func(e named) bool { return e.iri == id }) && !w.im.names.isOf(id, kind) {
		w.describe(id, vocab.RDFType, kind.class)
	}
	w.moreNames(heading, id, kind)
	for _, c := range w.im.cells("also_known_as") {
		for _, other := range split(c.text) {
			e, err := w.im.names.find(ctx, other, kind, w.own)
			if end := ctx.Err(); end != nil {
				return end
			}
			if err == nil && !e.isNew && e.iri != id {
				same, err := w.same(c, id, e, other)
				if err != nil {
					return err
				}
				if !same {
					w.im.hint(c, fmt.Sprintf("%q is the name of %s as well; if they are one, say so by graph.Graph.Same", other, w.im.names.before.CompactIRI(e.iri)))
				}
			}
			w.name(cell{c.index, other, c.lang}, id, vocab.SKOSAltLabel, kind)
		}
	}
	return nil
}

// moreNames gives an entity its names in the languages that a heading has columns for.
func (w *row) moreNames(heading string, entity quad.IRI, kind entityKind) {
	for _, c := range w.im.cells(heading) {
		if c.lang != "" {
			w.name(c, entity, vocab.SKOSPrefLabel, kind)
		}
	}
}

func (w *row) name(c cell, entity, predicate quad.IRI, kind entityKind) {
	w.describe(entity, predicate, text(c.text, c.lang))
	w.given = append(w.given, givenName{kind, c.text, entity})
	w.own.give(kind, c.text, entity)
}

// atLeastType makes the type a fact where a source says no more than that there is such an entity.
func (w *row) atLeastType(class quad.IRI) {
	if _, ok := w.im.cell("source"); ok && len(w.facts) == 0 {
		w.state(vocab.RDFType, class)
	}
}
