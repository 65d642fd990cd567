package main

import (
	"bytes"
	"flag"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/query/questions"
)

func helpFor(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	assert.ErrorIs(t, run(t.Context(), args, &out, io.Discard), flag.ErrHelp, "%v", args)
	return out.String()
}

// Help is short, by subject and by question, and its examples have answers.
func TestHelp(t *testing.T) {
	overview := helpFor(t, "help")
	assert.Equal(t, overview, helpFor(t, "-help"))
	assert.Equal(t, overview, helpFor(t, "-h"))
	assert.Less(t, strings.Count(overview, "\n"), 45)
	for _, f := range questions.Families() {
		assert.Contains(t, overview, "("+f.Name+")")
		subject := strings.Join(strings.Fields(helpFor(t, "help", f.Name)), " ") // also where a question is called so
		for _, q := range f.Questions {
			assert.Contains(t, overview, q.Command)
			assert.Contains(t, subject, q.About.En)
			own := helpFor(t, q.Command, "-help")
			assert.Equal(t, own, helpFor(t, "-help", q.Command))
			assert.Equal(t, own, helpFor(t, q.Command, "Alibaba", "-h"))
			assert.Contains(t, own, "usage: ask "+q.Usage()+" [FLAGS]\n")
			for _, o := range q.Options() {
				assert.Contains(t, own, "\n  -"+o.Flag+" ")
			}
			assert.Contains(t, own, "\n  "+example(q)+"\n")
			answer := answerTo(t, strings.TrimPrefix(example(q), "ask "), "")
			assert.NotContains(t, answer, "error:", example(q))
			if q.Name != "Returns" && q.Name != "Duplicates" { // nobody whom the bundled facts tell of came back, and nothing is told twice
				assert.NotEqual(t, q.None().En, answer, example(q))
			}
		}
	}
	assert.EqualError(t, run(t.Context(), []string{"help", "nothing"}, io.Discard, io.Discard),
		`no question or subject "nothing"; ask help lists the questions, the subjects are moves, people, orgs, sectors, evidence, ways, names`)
	assert.EqualError(t, run(t.Context(), []string{"flows", "-nosuch"}, io.Discard, io.Discard), "there is no flag -nosuch; ask -help tells more")
}
