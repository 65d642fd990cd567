package csv

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/sheet"
	"talentgraph.example/loader/syntax"
)

// row is what one row says. It is put together in full before any of it is written.
type row struct {
	im    *Importer
	label quad.Value // of what is no claim; nil for the default graph

	about    quad.IRI // the move, person, organization or strategy
	facts    []quad.Quad
	figures  []quad.Quad // facts of the same claim about the numbers that it gives
	names    []quad.Quad // names and types, which are claimed by nobody
	entities []named
	given    []givenName // to be known for the rows that follow
	own      givenNames  // the same, for the cells that follow
	claim    graph.Claim // has no source if the row has none
	form     *eventForm  // of the event that the row tells of, and is to be joined with others for; nil if it tells of none
	fixed    bool        // its id says which event
	minted   quad.IRI    // the event's IRI if it had no id
	merges   []sameThing // what the row says is one
	part     bool        // it says that it is part of another, which was not known
}

type givenName struct {
	kind   entityKind
	name   string
	entity quad.IRI
}

// cell is a cell that is not empty.
type cell struct {
	index int
	text  string
	lang  string
}

// wrong tells what is wrong with a cell.
func (im *Importer) wrong(c cell, err error) error {
	var is *syntax.Error
	if errors.As(err, &is) {
		return err
	}
	return im.records.error(c.index, err)
}

// cells gives the cells of all columns with a heading, one for each language that is filled in.
func (im *Importer) cells(heading string) []cell {
	var found []cell
	for i, c := range im.columns {
		if c.heading != heading {
			continue
		}
		text := strings.TrimSpace(im.records.row()[i])
		if !isText(heading) {
			text = seen(text)
		}
		if text != "" && !isBlank(text) {
			text = sheet.Plain(text)
			if n, several := im.pick[heading]; several {
				text = namesIn(heading, text)[n]
			}
			found = append(found, cell{i, text, c.lang})
		}
	}
	return found
}

// cell gives the cell of the column without a language.
func (im *Importer) cell(heading string) (cell, bool) {
	for _, c := range im.cells(heading) {
		if c.lang == "" {
			return c, true
		}
	}
	return cell{}, false
}

// required gives a cell that must be filled in.
func (im *Importer) required(heading string) (cell, error) {
	c, ok := im.cell(heading)
	if ok {
		return c, nil
	}
	wanted := column{heading: heading}
	for i, column := range im.columns {
		if column == wanted {
			e := im.records.error(i, fmt.Errorf("the cell under %q must be filled in", heading))
			e.Found = ""
			return c, e
		}
	}
	return c, fmt.Errorf("there is no column %q", heading)
}

// readRow makes sense of the present record: of one row, or of one for each combination of the names in cells that take
// one name and have several.
func (im *Importer) readRow(ctx context.Context) ([]*row, error) {
	im.pick = nil
	all, err := im.combinations()
	if err != nil {
		return nil, err
	}
	own := newGivenNames()
	made := make([]*row, 0, len(all))
	for i, pick := range all {
		if i&1023 == 1023 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		im.pick = pick
		w := &row{im: im, own: own}
		if im.o.label != "" {
			w.label = quad.IRI(im.o.label)
		}
		if err := w.read(ctx); err != nil {
			return nil, err
		}
		made = append(made, w)
	}
	return made, nil
}

// read makes the facts of a row.
func (w *row) read(ctx context.Context) error {
	read := map[Table]func(context.Context) error{
		Moves: w.move, People: w.person, Organizations: w.organization, Strategies: w.strategy,
		Posts: w.post, Founders: w.founder, Leaders: w.leader, Investments: w.investment, Models: w.model,
	}[w.im.table]
	if err := read(ctx); err != nil {
		return err
	}
	return w.evidence(ctx)
}

// state adds a fact about what the row is about.
func (w *row) state(predicate quad.IRI, object quad.Value) {
	w.facts = append(w.facts, quad.Quad{Subject: w.about, Predicate: predicate, Object: object})
}

// describe adds a name or a type.
func (w *row) describe(subject, predicate quad.IRI, object quad.Value) {
	w.names = append(w.names, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: w.label})
}

// entity finds the entity that a cell names, and describes it if it is new.
func (w *row) entity(ctx context.Context, c cell, name string, kind entityKind) (quad.IRI, error) {
	e, err := w.find(ctx, c, name, kind)
	if err != nil {
		return "", err
	}
	if e.isNew && e.name != "" {
		if err := w.lookOdd(ctx, c, e); err != nil {
			return "", err
		}
	}
	w.im.odd.met(e.iri)
	w.introduce(e)
	return e.iri, nil
}

// find looks a name up. Its error is about the cell, but for the context's.
func (w *row) find(ctx context.Context, c cell, name string, kind entityKind) (named, error) {
	e, err := w.im.names.find(ctx, name, kind, w.own)
	if err == nil {
		return e, nil
	}
	if end := ctx.Err(); end != nil {
		return e, end
	}
	return e, w.im.wrong(c, err)
}

// byAnyName finds the entity that a heading's cells name, each in its language. One name that is known
// already is enough, and the others become names of the same entity.
func (w *row) byAnyName(ctx context.Context, heading string, kind entityKind) (quad.IRI, error) {
	first, err := w.im.required(heading)
	if err != nil {
		return "", err
	}
	entity, err := w.find(ctx, first, first.text, kind)
	if err != nil {
		return "", err
	}
	for _, c := range w.im.cells(heading) {
		if c.lang == "" {
			continue
		}
		other, err := w.find(ctx, c, c.text, kind)
		switch {
		case err != nil:
			return "", err
		case other.isNew:
		case entity.isNew:
			entity = named{iri: other.iri, kind: kind} // the name in c is given with all those in languages
			w.name(first, other.iri, vocab.SKOSPrefLabel, kind)
		case other.iri != entity.iri:
			same, err := w.same(c, entity.iri, other, c.text)
			if err == nil && !same {
				if same, err = w.same(first, other.iri, entity, first.text); same {
					entity = other
				}
			}
			if err != nil {
				return "", err
			}
			if same {
				continue
			}
			return "", w.im.wrong(c, fmt.Errorf("this is the name of %s, but %q is that of %s; write the IRI that is meant in both",
				w.im.names.before.CompactIRI(other.iri), first.text, w.im.names.before.CompactIRI(entity.iri)))
		}
	}
	if entity.isNew && entity.name != "" {
		if err := w.lookOdd(ctx, first, entity); err != nil {
			return "", err
		}
	}
	w.im.odd.met(entity.iri)
	w.introduce(entity)
	return entity.iri, nil
}

// introduce describes an entity if it is new, and gives it the name by which a cell knows it, if that is new.
func (w *row) introduce(e named) {
	predicate := vocab.SKOSAltLabel
	if e.isNew {
		w.entities = append(w.entities, e)
		w.describe(e.iri, vocab.RDFType, e.kind.class)
		predicate = vocab.SKOSPrefLabel
	}
	if e.name != "" {
		w.name(cell{text: e.name}, e.iri, predicate, e.kind)
	}
}

// id reads the column id. ok is false if there is none.
func (w *row) id() (iri quad.IRI, ok bool, err error) {
	c, ok := w.im.cell("id")
	if !ok {
		return "", false, nil
	}
	iri, ok, err = w.im.names.readIRI(c.text)
	if err == nil && !ok {
		e := w.im.records.error(c.index, errors.New("an id must be an IRI, such as https://example.com/move/1 or id:move-1"))
		e.Help = fmt.Sprintf("leave out the numbers of a list by loader.WithColumn, as in %q", w.im.headings[c.index]+"="+leftOut)
		return "", false, e
	}
	if err != nil {
		return "", false, w.im.wrong(c, err)
	}
	return iri, true, nil
}

// texts states what the cells of a heading say, each in its language.
func (w *row) texts(heading string, predicate quad.IRI) {
	for _, c := range w.im.cells(heading) {
		w.state(predicate, text(c.text, c.lang))
	}
}

// several states the entities that a cell names.
func (w *row) several(ctx context.Context, heading string, predicate quad.IRI, kind entityKind) error {
	c, ok := w.im.cell(heading)
	if !ok {
		return nil
	}
	for _, name := range split(c.text) {
		iri, err := w.entity(ctx, c, name, kind)
		if err != nil {
			return err
		}
		w.state(predicate, iri)
	}
	return nil
}

// truth states a truth value. Only what is true is a fact.
func (w *row) truth(heading string, predicate quad.IRI) error {
	c, ok := w.im.cell(heading)
	if !ok {
		return nil
	}
	yes, err := yesOrNo(c.text)
	if err != nil {
		return w.im.wrong(c, err)
	}
	if yes {
		w.state(predicate, quad.Bool(true))
	}
	return nil
}

// choice states one of some words.
func (w *row) choice(heading string, predicate quad.IRI, words ...quad.IRI) error {
	c, ok := w.im.cell(heading)
	if !ok {
		return nil
	}
	word, err := choose(c.text, words...)
	if err != nil {
		return w.im.wrong(c, err)
	}
	w.state(predicate, word)
	return nil
}

// write writes the row and makes its names known. It gives the number of quads.
func (w *row) write() (int, error) {
	tx := w.im.tx
	quads := len(w.names) + len(w.facts)
	if err := tx.Add(w.names...); err != nil {
		return 0, err
	}
	if w.form != nil {
		label := w.report()
		for i := range w.figures {
			w.figures[i].Label = label
		}
		if err := tx.Add(w.figures...); err != nil {
			return 0, err
		}
		quads += len(w.form.classes) + len(w.figures)
		if w.claim.Source != "" {
			quads += w.recordSize()
		}
	} else if w.claim.Source == "" {
		for i := range w.facts {
			w.facts[i].Label = w.label
		}
		if err := tx.Add(w.facts...); err != nil {
			return 0, err
		}
	} else {
		w.claim.ID = w.im.names.toldBefore(w.claim, w.facts)
		claim, err := tx.Assert(w.claim, w.facts...)
		if err != nil {
			return 0, err
		}
		w.im.o.place(claim, w.im.records.line())
		quads += w.recordSize()
	}
	w.im.o.place(w.about, w.im.records.line())
	for _, e := range w.entities {
		w.im.names.made[e.iri] = true
		w.im.o.place(e.iri, w.im.records.line())
	}
	for _, g := range w.given {
		w.im.names.given.give(g.kind, g.name, g.entity)
	}
	w.join()
	return quads, nil
}

// report hands what a row of events says to who joins reports, and gives the label that its facts will have.
func (w *row) report() quad.Value {
	t := &told{own: w.about, label: w.label, dataSet: w.label, claim: w.claim, fixed: w.fixed}
	t.line = w.im.records.line()
	var of quad.IRI
	for _, q := range w.facts {
		predicate, _ := q.Predicate.(quad.IRI)
		t.said = append(t.said, saying{predicate, q.Object})
		t.take(w.form, predicate, q.Object)
		if predicate == w.form.of {
			of, _ = q.Object.(quad.IRI)
		}
	}
	if w.fixed {
		t.at, t.own = w.about, w.minted
	}
	if w.claim.Source != "" {
		t.claim.ID = w.claim.IRIFor(w.facts...)
		t.label = t.claim.ID
	}
	w.im.joins.add(of, t)
	return t.label
}

// mintRow makes the IRI of a strategy from what it is about. Its error is about the cell.
func (w *row) mintRow(c cell, kind string, readable []string, identity ...string) (quad.IRI, error) {
	name := kind
	for _, part := range readable {
		if part != "" {
			name += "-" + part
		}
	}
	iri, err := w.im.names.inNamespace(name + "-" + digest(identity...))
	if err != nil {
		err = w.im.wrong(c, err)
	}
	return iri, err
}

// event makes a row one that tells of an event, which its id names or what it says.
func (w *row) event(c cell, of quad.IRI, s says) error {
	about, ok, err := w.id()
	if err != nil {
		return err
	}
	w.form, w.fixed = formOf(w.im.table), ok
	if w.minted, err = w.form.mint(w.im.names, of, s); err != nil {
		return w.im.wrong(c, err)
	}
	if w.about = about; !ok {
		w.about = w.minted
	}
	return nil
}
