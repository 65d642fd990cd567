package csv

import (
	"errors"
	"fmt"
	"strings"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader/syntax"
)

// alsoWrong adds to the error of a row what else is wrong in it, so that it can be mended at once: cells that say something by
// themselves, such as numbers, times and words to choose among.
func (im *Importer) alsoWrong(err error) {
	var first *syntax.Error
	if !errors.As(err, &first) || im.records.lost() || im.records.misfit() != nil {
		return
	}
	var more []string
	for i, column := range im.columns {
		text := seen(strings.TrimSpace(im.records.row()[i]))
		if column.heading == "" || column.lang != "" || text == "" || isBlank(text) {
			continue
		}
		wrong := im.looksWrong(column.heading, text)
		if wrong == nil {
			continue
		}
		e := im.records.error(i, wrong)
		if e.Line == first.Line && e.Column == first.Column {
			continue
		}
		place := e.Cell
		if place == "" {
			place = fmt.Sprintf("%d:%d", e.Line, e.Column)
		}
		more = append(more, fmt.Sprintf("%s: %s; found %s", place, syntax.Cut(wrong.Error(), 100), e.Found))
	}
	if len(more) == 0 {
		return
	}
	also := "wrong in this row, too: " + syntax.Cut(strings.Join(more, "; "), 400)
	if first.Help != "" {
		also = first.Help + "; " + also
	}
	first.Help = also
}

// looksWrong looks at a cell by itself.
func (im *Importer) looksWrong(heading, text string) (err error) {
	switch heading {
	case "year":
		_, err = readYear(text)
	case "when", "since", "until":
		if heading != "until" || !lastsOn(text) {
			_, _, err = im.readTime(text, 0)
		}
	case "team", "intended":
		_, err = yesOrNo(text)
	case "team_size", "paragraph", "start", "end":
		_, err = whole(text)
	case "certainty":
		_, err = certainty(text)
	case "status":
		_, err = choose(text, vocab.StatusCurrent, vocab.StatusFormer)
	case "kind":
		switch im.table {
		case Moves:
			_, err = choose(text, moveKinds()...)
		case Organizations:
			_, err = choose(text, organizationKinds()...)
		default:
			_, err = ledClass(text)
		}
	case "amount":
		for _, part := range split(text) {
			if _, err = im.money.reader.Read(part, im.money.unit); err != nil {
				break
			}
		}
	}
	return err
}
