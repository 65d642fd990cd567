package csv

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/loader/syntax"
)

// evidence reads the columns that say where the row comes from.
func (w *row) evidence(ctx context.Context) error {
	if w.label != nil {
		w.claim.DataSet = w.label.(quad.IRI)
	}
	source, ok := w.im.cell("source")
	if ok {
		iri, err := w.entity(ctx, source, source.text, sourceKind())
		if err != nil {
			return err
		}
		w.claim.Source = iri
	}
	last := source
	for _, heading := range []string{"paragraph", "start", "end", "certainty", "note", "contradicts"} {
		c, there := w.im.cell(heading)
		if !there {
			continue
		}
		if !ok {
			return w.withoutSource(c, heading)
		}
		var err error
		_, several := w.im.pick["source"]
		switch heading {
		case "paragraph", "start", "end":
			if several {
				err = fmt.Errorf("a %s is one source's; give each source a row of its own", heading)
				return w.im.wrong(c, err)
			}
		}
		switch heading {
		case "paragraph":
			w.claim.Paragraph, err = whole(c.text)
		case "start":
			w.claim.Start, err = whole(c.text)
		case "end":
			w.claim.End, err = whole(c.text)
		case "certainty":
			w.claim.Certainty, err = certainty(c.text)
		case "note":
			w.claim.Note, w.claim.NoteLang = c.text, languageOf(c.text)
		case "contradicts":
			err = w.contradicts(ctx, c)
		}
		if err != nil {
			return w.im.wrong(c, err)
		}
		switch heading {
		case "paragraph", "start", "end":
			last = c
		}
	}
	if ok && (w.claim.End < w.claim.Start || w.claim.End > 0 && w.claim.Paragraph == 0 || w.claim.Start > 0 && w.claim.End == 0) {
		return w.im.wrong(last, errors.New("a passage is a paragraph from 1, a start, and an end that is not before the start"))
	}
	return nil
}

// contradicts reads which sources, or which rows by their ids, the row's source speaks against.
func (w *row) contradicts(ctx context.Context, c cell) error {
	for _, name := range parts(c.text) {
		iri, ok, err := w.im.names.readIRI(name)
		if err == nil && !ok {
			iri, err = w.entity(ctx, c, name, sourceKind())
		}
		if err != nil {
			return err
		}
		w.claim.Contradicts = append(w.claim.Contradicts, iri)
	}
	return nil
}

// recordSize is how many quads describe the claim.
func (w *row) recordSize() int {
	n := 2 // type and source
	if w.claim.Paragraph > 0 {
		n++
	}
	if w.claim.End > 0 {
		n += 2
	}
	if w.claim.Certainty != graph.Unknown {
		n++
	}
	if w.claim.Note != "" {
		n++
	}
	return n + len(w.claim.Contradicts)
}

// withoutSource is the error of a cell that says something of a source where the row has none.
func (w *row) withoutSource(c cell, heading string) error {
	e := w.im.records.error(c.index, fmt.Errorf("a %s belongs to a source, and the row has none", heading))
	if heading == "start" || heading == "end" {
		if w.im.table == Posts {
			e.Help = "it is a place in the source's text; when somebody came and went stands under since and until"
			return e
		}
	}
	short := syntax.Cut(strings.TrimSpace(w.im.headings[c.index]), 60)
	e.Help = fmt.Sprintf("give the source, or leave the column out by loader.WithColumn, as in %q", short+"="+leftOut)
	return e
}
