package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/query/questions"
)

// help prints what the words ask for: all questions, those of a family, one question, or all flags.
func help(w io.Writer, flags *flag.FlagSet, words []string) error {
	asked := len(words) > 0 && words[0] == "help"
	if asked {
		words = words[1:]
	}
	if len(words) == 0 {
		return overview(w)
	}
	if asked && slices.ContainsFunc(questions.Families(), func(f questions.Family) bool { return f.Name == words[0] }) {
		return helpFamily(w, words[0]) // as the overview has it; a question of that name has -help
	}
	if words[0] == "flags" {
		fmt.Fprintln(w, "Flags may stand anywhere.")
		flags.SetOutput(w)
		flags.PrintDefaults()
		return nil
	}
	if words[0] == "sparql" {
		return helpSPARQL(w)
	}
	if words[0] == scriptCommand {
		return helpScripts(w)
	}
	for _, q := range questions.All() {
		if q.Command == words[0] {
			return helpOf(w, words[0])
		}
	}
	return helpFamily(w, words[0])
}

// overview is what "ask help" says.
func overview(w io.Writer) error {
	var b strings.Builder
	b.WriteString("usage: ask QUESTION [NAMES] [FLAGS]\n\nQuestions, by subject:\n")
	for _, f := range questions.Families() {
		var names []string
		for _, q := range f.Questions {
			if !slices.Contains(names, q.Command) {
				names = append(names, q.Command)
			}
		}
		fmt.Fprintf(&b, "  %s (%s)\n%s\n", f.Title.En, f.Name, table.Paragraph(strings.Join(names, ", "), terminal.Columns(w), "    ", ""))
	}
	b.WriteString(`  The standard language
    sparql TEXT or FILE, a query of SPARQL 1.1

More help:
  ask QUESTION -help    its names, flags and an example
  ask help SUBJECT      what each of a subject's questions tells, such as: ask help orgs
  ask help flags        all flags
  ask help gizmo        scripts: ask gizmo SCRIPT

Flags for every question:
  -data FILE            ask a file: RDF, a table, a kept graph (.tg), or a graph on a server by its address
                        (postgres://...); without it, the bundled facts
  -lang LANGUAGE        en, zh-Hant or zh-Hans
  -format FORM          ` + formats() + `
  -top N                only the first rows
  -evidence             show the passages behind each row

Examples:
  ask who-left Alibaba ByteDance
  ask career 楊紅霞 -lang zh-Hant -evidence
  ask net -as-of 2024 -format csv
`)
	_, err := io.WriteString(w, b.String())
	return err
}

// helpFamily says what each question of a family tells.
func helpFamily(w io.Writer, name string) error {
	var names []string
	for _, f := range questions.Families() {
		names = append(names, f.Name)
		if f.Name != name {
			continue
		}
		fmt.Fprintf(w, "%s\n\n", f.Title.En)
		var rows [][]string
		for _, q := range f.Questions {
			rows = append(rows, []string{q.Usage(), q.About.En})
		}
		if err := table.Write(w, terminal.Columns(w), []string{"question", "tells"}, rows); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w, "\nExample:\n  %s\n\nask QUESTION -help tells more of each.\n", example(f.Questions[0]))
		return err
	}
	for _, q := range questions.All() {
		names = append(names, q.Command)
	}
	subjects := names[:len(questions.Families())]
	if near := questions.Nearest(name, names); near != "" {
		return fmt.Errorf("no question or subject %q; did you mean %q? ask help lists all", name, near)
	}
	return fmt.Errorf("no question or subject %q; ask help lists the questions, the subjects are %s", name, strings.Join(subjects, ", "))
}

// helpOf says what a question tells and takes. Two questions may share a name.
func helpOf(w io.Writer, name string) error {
	var b strings.Builder
	first := true
	for _, q := range questions.All() {
		if q.Command != name {
			continue
		}
		if !first {
			b.WriteByte('\n')
		}
		first = false
		fmt.Fprintf(&b, "usage: ask %s [FLAGS]\n\n%s.\n", q.Usage(), upperFirst(q.About.En))
		for _, arg := range q.Args {
			fmt.Fprintf(&b, "  %-14s %s\n", arg.Name.En, inputHelp(arg))
		}
		b.WriteString("\nFlags of this question:\n")
		for _, o := range q.Options() {
			value, about := flag.UnquoteUsage(&flag.Flag{Name: o.Flag, Usage: usage(o)})
			b.WriteString(table.Paragraph(fmt.Sprintf("  %-26s %s", "-"+o.Flag+" "+value, about), terminal.Columns(w), "", "      ") + "\n")
		}
		fmt.Fprintf(&b, "\nFlags of all questions: -data, -article, -lang, -format, -evidence, -explain; ask help flags\n\nExample:\n  %s\n", example(q))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// inputHelp says what an argument may be.
func inputHelp(arg questions.Input) string {
	said := "any name, in any language or script, or an IRI such as id:alibaba"
	switch arg.Kind {
	case questions.Number:
		said = "a number"
	case questions.Period:
		said = "year, quarter or month"
	case questions.Predicate:
		said = "an IRI such as tg:ledBy, or its name"
	case questions.Text:
		said = "a text"
	}
	if arg.Optional {
		said += "; may be left out"
		if arg.Default != "" {
			said += ", which is " + arg.Default
		}
	}
	return said
}

// example is how a question may be put to the bundled facts.
func example(q questions.Question) string {
	of := map[questions.Kind][]string{
		questions.Organization: {"Alibaba", "ByteDance"}, questions.Person: {"楊紅霞", "Luo Fuli"}, questions.Sector: {"healthcare"},
		questions.Source: {"id:talentwar2024"}, questions.Entity: {"楊紅霞", "Xiaomi"}, questions.Predicate: {"tg:knownFor"},
		questions.Number: {"1"}, questions.Text: {"ali"}, questions.Period: {"month"},
	}
	words := []string{"ask", q.Command}
	for i, arg := range q.Args {
		if values := of[arg.Kind]; i == 0 || !arg.Optional || arg.Kind == questions.Organization {
			word := values[min(i, len(values)-1)]
			if strings.Contains(word, " ") {
				word = strconv.Quote(word)
			}
			words = append(words, word)
		}
	}
	if len(q.Args) == 0 && !q.Single() {
		words = append(words, "-top 3")
	}
	return strings.Join(words, " ")
}

func upperFirst(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
