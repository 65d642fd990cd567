package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/query/questions"
)

// sample gives arguments that have an answer in hostile.Facts.
func sample(q questions.Question) []string {
	of := map[questions.Kind]string{
		questions.Organization: "id:acme", questions.Person: "id:ann", questions.Sector: "id:chips", questions.Source: "id:news",
		questions.Entity: "id:ann", questions.Number: "1", questions.Text: "Acm", questions.Period: "month", questions.Predicate: "tg:person",
	}
	var args []string
	for i, arg := range q.Args {
		value := of[arg.Kind]
		if i > 0 && arg.Optional {
			continue
		}
		if i > 0 && value == args[0] {
			value = "id:bolt"
		}
		args = append(args, value)
	}
	return args
}

// No text of the data acts on the terminal, whatever is asked and in whatever form.
func TestHostileLabels(t *testing.T) {
	file := hostile.Facts(t)
	ask := func(args ...string) (status int, out, errs string) {
		var stdout, stderr bytes.Buffer
		status = program.Run(t.Context(), "ask", run, append(args, "-data", file), &stdout, &stderr)
		return status, stdout.String(), stderr.String()
	}
	for _, q := range questions.All() {
		for _, form := range []string{"table", "csv", "markdown", "json"} {
			more := []string{"-format", form}
			if q.Grounded() || q.Summed() {
				more = append(more, "-evidence")
			}
			status, out, errs := ask(append(append([]string{q.Command}, sample(q)...), more...)...)
			if assert.Zero(t, status, "%s %s", q.Command, errs) && q.Name != "Span" { // which shows no text of the data
				hostile.Plain(t, out)
			}
		}
	}
	status, _, errs := ask("career", "Acm\x1b[2Je")
	assert.Equal(t, 1, status)
	hostile.Plain(t, errs)
}
