package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/servers"
	"talentgraph.example/loader"
)

func TestServer(t *testing.T) {
	p := servers.NewPostgres(t)
	address := p.Source(t)
	g, err := graph.Open(t.Context(), address)
	require.NoError(t, err)
	_, err = loader.Article(t.Context(), g)
	require.NoError(t, err)
	require.NoError(t, g.Close())
	answer := func(files ...string) string {
		var out, errs bytes.Buffer
		args := append(files, "-e", `g.V("<https://talentgraph.example/id/alibaba>").in().all()`)
		require.NoError(t, run(t.Context(), args, strings.NewReader(""), &out, &errs), errs.String())
		return out.String()
	}
	bundled := answer()
	require.NotEmpty(t, bundled)
	require.Equal(t, bundled, answer(address))
}
