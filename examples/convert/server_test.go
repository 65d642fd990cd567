package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/internal/servers"
)

// A graph goes to a server, to another one there, and back into files.
func TestServer(t *testing.T) {
	p := servers.NewPostgres(t)
	address := func() string { return strings.Replace(p.Source(t), "tg@", "tg:s3cr3t@", 1) }
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	first, second := address(), address()
	for _, args := range [][]string{{article, first}, {first, second}, {second, file("back.nq")}, {second, file("back.tg")}, {article, second, file("both.nq")}} {
		out, messages, err := convert(t, args...)
		require.NoError(t, err, "%q", args)
		assert.Contains(t, messages, "2102 quads")
		assert.NotContains(t, out+messages, "s3cr3t")
	}
	for _, name := range []string{"back.nq", "back.tg", "both.nq"} {
		assert.Equal(t, canonical(t, article), canonical(t, file(name)), name)
	}
	for want, args := range map[string][]string{
		"was left as it is": {article, first},
		"there is no graph": {address(), file("none.nq")},
		"-canonical goes":   {article, "-canonical", address()},
	} {
		_, messages, err := convert(t, args...)
		require.ErrorContains(t, err, want)
		assert.NotContains(t, messages+err.Error(), "s3cr3t")
	}
	assert.NoFileExists(t, file("none.nq"))
}
