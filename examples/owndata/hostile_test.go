package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/examples/internal/program"
)

func TestHostileLabels(t *testing.T) {
	file := hostile.Facts(t)
	var out, errs bytes.Buffer
	assert.Zero(t, program.Run(t.Context(), "owndata", run, []string{file}, &out, &errs), errs.String())
	hostile.Plain(t, out.String())
	assert.Equal(t, 1, program.Run(t.Context(), "owndata", run, []string{"no\x1b[2J.csv"}, &out, &errs))
	hostile.Plain(t, errs.String())
}
