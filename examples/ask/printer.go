package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
)

// table prints the answer for people: a head and a table, or texts of several lines.
func (a answer) table(ctx context.Context, w io.Writer) error {
	p := printer{w, terminal.Columns(w)}
	if a.size() == 0 {
		return p.line(a.none())
	}
	_, isGrid := a.asGrid()
	isTable := isGrid || len(a.question.Headings()) > 0
	if isTable || !a.question.Single() {
		title := a.head.title + a.language.Say(" (%s)", a.head.total)
		if err := errors.Join(p.line(title), p.line(a.head.source), p.line("")); err != nil {
			return err
		}
	}
	if !isTable {
		return errors.Join(a.texts(ctx, p), p.more(a))
	}
	heading, cells, err := a.cells(ctx)
	if err != nil {
		return err
	}
	if !isGrid {
		cells = marked(cells)
	}
	return errors.Join(table.Write(w, p.width, heading, cells), p.more(a))
}

// texts prints rows that are texts of their own, and their passages below each.
func (a answer) texts(ctx context.Context, p printer) error {
	against, err := a.contradicted(ctx)
	if err != nil {
		return err
	}
	for i, row := range a.rows {
		if err := p.line(row.Text(a.language)); err != nil {
			return err
		}
		if against != nil && against[i] != "" {
			if err := p.line("  " + a.language.Say("%s: %s", a.language.Word("contradicted"), against[i])); err != nil {
				return err
			}
		}
		line, evidence, ok, err := a.grounds(ctx, row)
		switch {
		case err != nil:
			return err
		case !ok || !a.evidence:
			continue
		}
		if places := a.passages(evidence); places != "" {
			line = a.language.Say("%s: %s", line, places)
		}
		if err := p.line("  " + line); err != nil {
			return err
		}
	}
	return nil
}

// printer writes lines of a width, in terminal cells.
type printer struct {
	w     io.Writer
	width int
}

// line writes a text; lines of it that are too long go on below, further indented.
func (p printer) line(text string) error {
	_, err := fmt.Fprintln(p.w, table.Paragraph(text, p.width, "", "    "))
	return err
}

// more tells how to get the other rows, if there are any.
func (p printer) more(a answer) error {
	if more := a.head.more(a.lang); more != "" {
		return errors.Join(p.line(""), p.line(more))
	}
	return nil
}
