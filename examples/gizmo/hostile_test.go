package main

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/internal/long"
)

// Rows, emitted values, notes and errors are plain, as tables and as JSON.
func TestHostileLabels(t *testing.T) {
	file := hostile.Facts(t)
	for script, wants := range map[string]string{
		`g.V("<id:ann>").out("<skos:prefLabel>").all()`:                                  "out",
		`g.V("<id:ann>").out("<skos:prefLabel>").forEach(function (r) { g.emit(r.id) })`: "out",
		`g.V("<id:ann>").out().tag("x\u001b[2J").all()`:                                  "out",
		`g.emit({"key\u202e": ["\u001b[2J"]})`:                                           "out",
		`tg.whoLeft("id:acme")`:                                                          "out",
		`"\u001b[2J"`:                                                                    "out",
		`g.V("<id:acm\u202ee>").all()`:                                                   "errs", // a note
		`throw new Error("\u001b[2J")`:                                                   "errs",
	} {
		forms := [][]string{nil, {"-json"}}
		if long.Runs(1, 2) == 1 {
			forms = forms[rand.IntN(2):][:1]
		}
		for _, more := range forms {
			var out, errs bytes.Buffer
			program.Run(t.Context(), "gizmo", func(ctx context.Context, args []string, stdout, stderr io.Writer) error {
				return run(ctx, args, strings.NewReader(""), stdout, stderr)
			}, append([]string{file, "-e", script}, more...), &out, &errs)
			switch wants {
			case "out":
				hostile.Plain(t, out.String())
				assert.Empty(t, errs.String())
			case "errs":
				hostile.Plain(t, errs.String())
			}
		}
	}
}
