//go:build !race

package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// A script may have more memory than a box allows by itself. (The race detector's own memory would end the box's process.)
func TestScriptWithMoreMemory(t *testing.T) {
	status, out, errs := asProgram(t, "gizmo", `new Uint8Array(300e6).length`, "-max-memory", "400")
	assert.Zero(t, status, errs)
	assert.Equal(t, "300000000\n", out)
}
