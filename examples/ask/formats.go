package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/query/questions"
)

// formats are what -format takes.
func formats() string { return "table, csv, markdown or json" }

// format reads the value of -format.
func format(name string) (func(answer, context.Context, io.Writer) error, error) {
	switch name {
	case "table":
		return answer.table, nil
	case "csv":
		return answer.csv, nil
	case "markdown":
		return answer.markdown, nil
	case "json":
		return answer.json, nil
	}
	return nil, fmt.Errorf("write %s", formats())
}

// json writes the rows with all their evidence.
func (a answer) json(ctx context.Context, w io.Writer) error {
	all, err := questions.RowsJSON(ctx, a.rows)
	if err != nil {
		return err
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(all)
}

// csv writes the headings and the rows, as RFC 4180 has it but for its ends of lines. What is not told is an empty cell.
func (a answer) csv(ctx context.Context, w io.Writer) error {
	heading, cells, err := a.cells(ctx)
	if err != nil {
		return err
	}
	return writeCSV(w, heading, cells)
}

func writeCSV(w io.Writer, heading []string, cells [][]string) error {
	out := csv.NewWriter(w)
	for _, row := range append([][]string{heading}, cells...) {
		for i := range row {
			row[i] = harmless(terminal.Plain(row[i]))
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless puts an apostrophe before what a spreadsheet would take for a formula, as the wide forms of the signs are in
// some; a number is none.
func harmless(cell string) string {
	if _, err := strconv.Atoi(cell); err == nil {
		return cell
	}
	if begin := strings.TrimLeft(cell, " \t\n"); begin != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(begin)[0]) || strings.HasPrefix(cell, "\t") {
		return "'" + cell
	}
	return cell
}

// markdown writes a table as GitHub's Markdown has them.
func (a answer) markdown(ctx context.Context, w io.Writer) error {
	if a.size() == 0 {
		_, err := fmt.Fprintln(w, inMarkdown(a.none()))
		return err
	}
	heading, cells, err := a.cells(ctx)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "**%s** · %s · %s\n\n", inMarkdown(a.head.title), inMarkdown(a.head.total), inMarkdown(a.head.source)); err != nil {
		return err
	}
	return markdownTable(w, heading, cells)
}

// markdownTable writes a table without a head over it.
func markdownTable(w io.Writer, heading []string, cells [][]string) error {
	dashes := make([]string, len(heading))
	for i := range dashes {
		dashes[i] = "---"
		if table.Numeric(cells, i) {
			dashes[i] = "--:"
		}
	}
	var b strings.Builder
	line := func(row []string) { b.WriteString("| " + strings.Join(row, " | ") + " |\n") }
	for i := range heading {
		heading[i] = inMarkdown(heading[i])
	}
	line(heading)
	line(dashes)
	for _, row := range marked(cells) {
		for i := range row {
			row[i] = inMarkdown(row[i])
		}
		line(row)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// inMarkdown escapes what Markdown would take for its own; a line feed becomes a break.
func inMarkdown(text string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(terminal.Plain(text)) {
		switch {
		case r == '\n':
			b.WriteString("<br>")
		case strings.ContainsRune("\\`*_[]<>|~$&", r):
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
