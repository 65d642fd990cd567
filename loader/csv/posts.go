package csv

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// mustName gives the entity of a cell that must be filled in.
func (w *row) mustName(ctx context.Context, heading string, kind entityKind) (cell, quad.IRI, error) {
	c, err := w.im.required(heading)
	if err != nil {
		return c, "", err
	}
	iri, err := w.entity(ctx, c, c.text, kind)
	return c, iri, err
}

// post makes the facts of a row of posts.
func (w *row) post(ctx context.Context) error {
	c, err := w.im.required("person")
	if err != nil {
		return err
	}
	person, err := w.byAnyName(ctx, "person", personKind())
	if err != nil {
		return err
	}
	w.moreNames("person", person, personKind())
	_, at, err := w.mustName(ctx, "organization", organizationKind())
	if err != nil {
		return err
	}
	when, err := w.term()
	if err != nil {
		return err
	}
	said := says{from: at, when: when}
	for _, role := range w.im.cells("role") {
		said.take(formOf(Posts), vocab.Role, text(role.text, role.lang))
	}
	if err := w.event(c, person, said); err != nil {
		return err
	}
	w.state(vocab.Holder, person)
	w.state(vocab.At, at)
	if when != nil {
		w.state(vocab.When, when)
	}
	w.texts("role", vocab.Role)
	return w.choice("status", vocab.Status, vocab.StatusCurrent, vocab.StatusFormer)
}

// lastsOn tells whether the end of a post says that it has none.
func lastsOn(text string) bool {
	word := strings.ToLower(narrow(text))
	return dates.IsNow(word) || word == "to date"
}

// term reads when a post is held: the column when, or since and until, or one of these.
func (w *row) term() (quad.Value, error) {
	c, ok := w.im.cell("when")
	since, from := w.im.cell("since")
	until, to := w.im.cell("until")
	if to && lastsOn(until.text) {
		to = false // the end is open
	}
	switch {
	case ok && (from || to):
		return nil, w.im.wrong(c, errors.New("the row has a since or an until beside it; give either this or those"))
	case ok:
		when, _, err := w.im.moment(c, 0)
		return when, err
	case !from && !to:
		return nil, nil
	}
	span := dates.Any()
	for _, end := range []struct {
		c    cell
		told bool
		join func(dates.Span) (dates.Span, bool)
	}{
		{since, from, func(s dates.Span) (dates.Span, bool) { return s.Until(dates.Any()) }},
		{until, to, func(s dates.Span) (dates.Span, bool) { return span.Until(s) }},
	} {
		if !end.told {
			continue
		}
		v, s, err := w.im.moment(end.c, 0)
		if err != nil {
			return nil, err
		}
		if isKept(v) { // and so is what stands beside it
			return keptText(strings.Trim(since.text+" – "+until.text, " –")), nil
		}
		if span, ok = end.join(s); !ok {
			return nil, w.im.wrong(end.c, errors.New("the post ends before it begins"))
		}
	}
	return timeLiteral(span.String()), nil
}

// founder makes the facts of a row of founders: a move of that kind.
func (w *row) founder(ctx context.Context) error {
	c, person, err := w.mustName(ctx, "founder", personKind())
	if err != nil {
		return err
	}
	_, to, err := w.mustName(ctx, "organization", organizationKind())
	if err != nil {
		return err
	}
	from := quad.IRI("")
	if c, ok := w.im.cell("from"); ok {
		if from, err = w.entity(ctx, c, c.text, organizationKind()); err != nil {
			return err
		}
	}
	if err := w.passage(c, person, [2]quad.IRI{from, to}); err != nil {
		return err
	}
	w.state(vocab.MoveKind, vocab.KindFounding)
	return nil
}

// ledKind is what somebody can lead.
func ledKind(class quad.IRI) entityKind {
	switch class {
	case vocab.ClassProduct:
		return entityKind{"product", class, graph.Kind{Name: "product", Classes: []quad.IRI{class}}}
	case vocab.ORGOrganizationalUnit:
		return organizationKind()
	}
	return entityKind{"model", vocab.ClassModel, graph.Kind{Name: "model", Classes: []quad.IRI{vocab.ClassModel}}}
}

// leader makes the facts of a row of leaders.
func (w *row) leader(ctx context.Context) error {
	_, person, err := w.mustName(ctx, "leader", personKind())
	if err != nil {
		return err
	}
	class := quad.IRI(vocab.ClassModel)
	if c, ok := w.im.cell("kind"); ok {
		if class, err = ledClass(c.text); err != nil {
			return w.im.wrong(c, err)
		}
	}
	_, led, err := w.mustName(ctx, "leads", ledKind(class))
	if err != nil {
		return err
	}
	if w.about = led; class == vocab.ORGOrganizationalUnit {
		w.describe(led, vocab.RDFType, class)
	}
	w.state(vocab.LedBy, person)
	c, ok := w.im.cell("of")
	if !ok {
		return nil
	}
	of, err := w.entity(ctx, c, c.text, organizationKind())
	switch {
	case err != nil:
		return err
	case of == led:
		return w.im.wrong(c, errors.New("an organization cannot be part of itself"))
	case class == vocab.ORGOrganizationalUnit:
		w.state(vocab.ORGUnitOf, of)
	default:
		w.state(vocab.Of, of)
	}
	return nil
}

func ledClass(cell string) (quad.IRI, error) {
	switch foldHeading(cell) {
	case "model", "模型", "大模型":
		return vocab.ClassModel, nil
	case "product", "產品", "产品":
		return vocab.ClassProduct, nil
	case "unit", "department", "team", "lab", "部門", "部门", "團隊", "团队":
		return vocab.ORGOrganizationalUnit, nil
	}
	return "", fmt.Errorf("this must be one of model (模型), product (產品, 产品), unit (部門, 部门)")
}

// model makes the facts of a row of models.
func (w *row) model(ctx context.Context) error {
	if err := w.main(ctx, "model", ledKind(vocab.ClassModel)); err != nil {
		return err
	}
	if err := w.several(ctx, "of", vocab.Of, organizationKind()); err != nil {
		return err
	}
	if err := w.several(ctx, "led_by", vocab.LedBy, personKind()); err != nil {
		return err
	}
	if err := w.several(ctx, "field", vocab.Field, sectorKind()); err != nil {
		return err
	}
	year, when, err := w.yearOf()
	if err != nil {
		return err
	}
	w.dated(year, when)
	w.atLeastType(vocab.ClassModel)
	return nil
}

// investment makes the facts of a row of investments.
func (w *row) investment(ctx context.Context) error {
	c, investor, err := w.mustName(ctx, "investor", organizationKind())
	if err != nil {
		return err
	}
	_, investee, err := w.mustName(ctx, "investee", organizationKind())
	if err != nil {
		return err
	}
	year, when, err := w.yearOf()
	if err != nil {
		return err
	}
	said := says{from: investee, when: when}
	if year != 0 {
		said.year = quad.Int(year)
	}
	if err := w.event(c, investor, said); err != nil {
		return err
	}
	w.state(vocab.Investor, investor)
	w.state(vocab.Investee, investee)
	w.dated(year, when)
	return w.amount()
}

// dated states a year and a time, as far as they are known.
func (w *row) dated(year int, when quad.Value) {
	if year != 0 {
		w.state(vocab.Year, quad.Int(year))
	}
	if when != nil {
		w.state(vocab.When, when)
	}
}

// amount reads the amounts of what the row is about.
func (w *row) amount() error {
	c, ok := w.im.cell("amount")
	if !ok {
		return nil
	}
	text := c.text
	if shown := w.im.records.shown(c.index); shown != "" { // in a currency, or in millions
		if _, err := w.im.money.reader.Read(shown, w.im.money.unit); err == nil {
			text = shown
		}
	}
	for _, text := range split(text) {
		all, err := w.im.money.reader.Read(text, w.im.money.unit)
		if err != nil {
			return w.im.wrong(c, err)
		}
		for _, a := range all {
			if a.Currency == "" {
				w.im.hint(c, "no currency is told of this amount; write it beside the number, or in the heading, as in \"amount (USD)\"")
			}
			figure, err := mintFigure(w.im.names, w.about, a)
			if err != nil {
				return w.im.wrong(c, err)
			}
			w.state(vocab.Figure, figure)
			w.describe(figure, vocab.RDFType, vocab.ClassFigure)
			w.figures = append(w.figures, figureFacts(figure, a)...)
		}
	}
	return nil
}
