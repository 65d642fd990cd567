package explorer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// desk writes down what a passage of a source says: one claim, with its paragraph and its runes, in one change.
func desk(p *page) error {
	p.r.Body = http.MaxBytesReader(p.w, p.r.Body, 64<<10)
	if err := p.r.ParseForm(); err != nil {
		return tooLarge(err)
	}
	form := p.r.PostForm
	ctx := p.r.Context()
	e, err := graph.Resolve(ctx, p.s, form.Get("id"), graph.AnyKind())
	if err != nil {
		return err
	}
	text, ok := p.texts().whole[e.ID()]
	if !ok {
		return errBad{http.StatusBadRequest, p.W("no text")}
	}
	at, start, end, wrong := p.place(text, form)
	grade, err := graph.ParseCertainty(form.Get("grade"))
	if err != nil {
		wrong = append(wrong, refusal{"grade", errBad{http.StatusBadRequest, err.Error()}})
	}
	if len(wrong) > 0 { // all that is wrong is told at once
		var more refusals
		if _, _, err := p.written(ctx, p.s, form, deskPrefix); errors.As(err, &more) {
			wrong = append(wrong, more...)
		}
		return p.refused(form, wrong)
	}
	sum := sha256.Sum256([]byte(form.Encode()))
	name := quad.IRI(deskPrefix + hex.EncodeToString(sum[:10]))
	c := graph.Claim{ID: name, Source: e.ID(), Paragraph: at, Start: start, End: end, Certainty: grade, Note: strings.TrimSpace(form.Get("note")), DataSet: deskSet}
	if c.Note != "" {
		c.NoteLang = p.langOf(c.Note)
	}
	err = p.h.g.Update(ctx, func(tx *graph.Tx) error {
		facts, made, err := p.written(tx.Context(), tx, form, name+"/fact")
		if err != nil {
			return err
		}
		if _, err = tx.Assert(c, facts...); err != nil {
			return err
		}
		return tx.Add(made...)
	})
	if err != nil {
		return p.refused(form, err)
	}
	to := p.To("source", "id", form.Get("id"), "new", string(name)) + "#c" + strconv.Itoa(at) + "-" + strconv.Itoa(start) + "-" + strconv.Itoa(end)
	return p.redirect(to)
}

// place finds the words of a passage in a paragraph. Which of several it is, is told by nth, from 1; without it they must
// occur once.
func (p *page) place(text string, form url.Values) (at, start, end int, wrong refusals) {
	refuse := func(field, why string) {
		wrong = append(wrong, refusal{field, errBad{http.StatusBadRequest, p.W(why)}})
	}
	at, _ = strconv.Atoi(form.Get("paragraph"))
	paragraphs := strings.Split(text, "\n")
	words := strings.TrimSpace(form.Get("words"))
	if at < 1 || at > len(paragraphs) {
		refuse("paragraph", "which paragraph")
	}
	if words == "" {
		refuse("words", "which words")
	}
	if len(wrong) > 0 {
		return 0, 0, 0, wrong
	}
	paragraph := paragraphs[at-1]
	nth, _ := strconv.Atoi(form.Get("nth"))
	n := strings.Count(paragraph, words)
	switch {
	case n == 0:
		refuse("words", "not there")
		return 0, 0, 0, wrong
	case n > 1 && (nth < 1 || nth > n):
		refuse("words", "not once")
		return 0, 0, 0, wrong
	}
	from := strings.Index(paragraph, words)
	for i := 1; i < nth && n > 1; i++ {
		from += len(words) + strings.Index(paragraph[from+len(words):], words)
	}
	start = utf8.RuneCountInString(paragraph[:from])
	return at, start, start + utf8.RuneCountInString(words), nil
}

// written makes the facts of a form, and the things that are new with it, if the form asks for these. Names are looked up
// in the state that is being changed.
func (p *page) written(ctx context.Context, r graph.Reader, form url.Values, node quad.IRI) (facts, made []quad.Quad, err error) {
	add := func(subject quad.Value, predicate quad.IRI, object quad.Value) {
		facts = append(facts, quad.Quad{Subject: subject, Predicate: predicate, Object: object})
	}
	var wrong refusals
	refuse := func(field string, err error) { wrong = append(wrong, refusal{field, err}) }
	missing := func(fields ...string) error {
		for i, f := range fields {
			fields[i] = p.W(f)
		}
		return errBad{http.StatusBadRequest, p.W("fill in") + " " + strings.Join(fields, p.W("and"))}
	}
	named := func(field string, kind graph.Kind, needed bool) quad.Value {
		name := strings.TrimSpace(form.Get(field))
		if name == "" {
			if needed {
				refuse(field, missing(field))
			}
			return nil
		}
		e, err := graph.Resolve(ctx, r, name, kind)
		var unknown *graph.NameError
		if errors.As(err, &unknown) && len(unknown.Candidates)+len(unknown.WrongKind) == 0 && form.Get("new") != "" {
			thing, quads := p.newThing(name, kind)
			made = append(made, quads...)
			return thing
		}
		if err != nil {
			refuse(field, err)
			return nil
		}
		return e.Node()
	}
	put := func(predicate quad.IRI, v quad.Value) {
		if v != nil {
			add(node, predicate, v)
		}
	}
	words := func(predicate quad.IRI, field string) {
		if s := strings.TrimSpace(form.Get(field)); s != "" {
			add(node, predicate, quad.LangString{Value: quad.String(s), Lang: p.langOf(s)})
		}
	}
	switch kind := form.Get("kind"); kind {
	case "move", "founding":
		put(vocab.RDFType, vocab.ClassMove)
		put(vocab.Person, named("person", graph.PersonKind(), true))
		put(vocab.From, named("from", graph.OrganizationKind(), false))
		put(vocab.To, named("to", graph.OrganizationKind(), kind == "founding"))
		if kind == "founding" {
			put(vocab.MoveKind, vocab.KindFounding)
		}
		words(vocab.Role, "role")
		if kind == "move" && strings.TrimSpace(form.Get("from")) == "" && strings.TrimSpace(form.Get("to")) == "" {
			refuse("from", missing("from", "to"))
		}
	case "post":
		put(vocab.RDFType, vocab.ClassPost)
		put(vocab.Holder, named("person", graph.PersonKind(), true))
		put(vocab.At, named("to", graph.AnyKind(), true))
		words(vocab.Role, "role")
	case "strategy":
		put(vocab.RDFType, vocab.ClassStrategy)
		put(vocab.Of, named("to", graph.OrganizationKind(), true))
		put(vocab.Sector, named("sector", graph.SectorKind(), false))
		words(vocab.Summary, "role")
	case "sector":
		if organization, sector := named("to", graph.OrganizationKind(), true), named("sector", graph.SectorKind(), true); len(wrong) == 0 {
			add(organization, vocab.Sector, sector)
		}
		return facts, made, wrong.orNil()
	default:
		refuse("kind", missing("what"))
	}
	if when := strings.TrimSpace(form.Get("when")); when != "" {
		v, err := timeValue(when)
		if err != nil {
			why := p.W("which time")
			if why == "" { // the reader of times knows English
				why = err.Error()
			}
			refuse("when", errBad{http.StatusBadRequest, p.l.Say("%s: %s", when, why)})
		}
		put(vocab.When, v)
	}
	return facts, made, wrong.orNil()
}

// langOf is the language that a text was most likely written in by a reader of this page.
func (p *page) langOf(text string) string {
	switch {
	case !strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
		return "en"
	case p.Lang == "en":
		return "zh"
	default:
		return p.Lang
	}
}

// newThing is a thing that no fact has spoken of yet, with its name and its class.
func (p *page) newThing(name string, kind graph.Kind) (quad.IRI, []quad.Quad) {
	class := vocab.ORGOrganization
	if len(kind.Classes) > 0 {
		class = kind.Classes[0]
	}
	sum := sha256.Sum256([]byte(string(class) + " " + name))
	thing := quad.IRI(deskThing + hex.EncodeToString(sum[:10]))
	return thing, []quad.Quad{
		{Subject: thing, Predicate: vocab.RDFType, Object: class, Label: deskSet},
		{Subject: thing, Predicate: vocab.SKOSPrefLabel, Object: quad.LangString{Value: quad.String(name), Lang: p.langOf(name)}, Label: deskSet},
	}
}

// timeValue is a time that a form tells in any way that a table may, with the datatype that XML Schema has for it, or EDTF.
func timeValue(when string) (quad.Value, error) {
	edtf, _, err := dates.Read(when, 0)
	if err != nil {
		return nil, err
	}
	datatype := vocab.EDTF
	if name, ok := dates.IsXSD(edtf); ok {
		datatype = vocab.XSD + quad.IRI(name)
	}
	return quad.TypedString{Value: quad.String(edtf), Type: datatype}, nil
}

// undo takes a claim back that was written down at the desk.
func undo(p *page) error {
	p.r.Body = http.MaxBytesReader(p.w, p.r.Body, 16<<10)
	if err := p.r.ParseForm(); err != nil {
		return tooLarge(err)
	}
	claim := quad.IRI(p.r.PostForm.Get("claim"))
	if !strings.HasPrefix(string(claim), deskPrefix) {
		return errBad{http.StatusBadRequest, p.W("not ours")}
	}
	err := p.h.g.Update(p.r.Context(), func(tx *graph.Tx) error {
		things, err := deskThings(tx, claim)
		if err != nil {
			return err
		}
		n, err := tx.RemoveMatching(tx.Context(), graph.Pattern{Label: claim})
		if err != nil {
			return err
		}
		m, err := tx.RemoveMatching(tx.Context(), graph.Pattern{Subject: claim})
		if n+m == 0 && err == nil {
			return errBad{http.StatusNotFound, p.W("not ours")}
		}
		for _, thing := range things {
			if err == nil {
				err = forget(tx, thing)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return p.redirect(p.To("source", "id", p.r.PostForm.Get("id")))
}

// deskThings are the things made at the desk that a claim speaks of.
func deskThings(tx *graph.Tx, claim quad.IRI) (all []quad.IRI, err error) {
	for q, err := range tx.Quads(tx.Context(), graph.Pattern{Label: claim}) {
		if err != nil {
			return nil, err
		}
		for _, v := range []quad.Value{q.Subject, q.Object} {
			if iri, ok := v.(quad.IRI); ok && strings.HasPrefix(string(iri), deskThing) && !slices.Contains(all, iri) {
				all = append(all, iri)
			}
		}
	}
	return all, nil
}

// forget takes a thing away that was made at the desk, if nothing else speaks of it.
func forget(tx *graph.Tx, thing quad.IRI) error {
	ctx := tx.Context()
	into, err := tx.Count(ctx, graph.Pattern{Object: thing})
	if err != nil || into > 0 {
		return err
	}
	from, err := tx.Count(ctx, graph.Pattern{Subject: thing})
	if err != nil {
		return err
	}
	own, err := tx.Count(ctx, graph.Pattern{Subject: thing, Label: deskSet})
	if err != nil || own < from {
		return err
	}
	_, err = tx.RemoveMatching(ctx, graph.Pattern{Subject: thing, Label: deskSet})
	return err
}
