package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/internal/servers"
	"talentgraph.example/loader"
)

// Questions, scripts and queries are answered from a graph on a server as from the bundled facts.
func TestServer(t *testing.T) {
	p := servers.NewPostgres(t)
	address := strings.Replace(p.Source(t), "tg@", "tg:s3cr3t@", 1) + "&application_name=s3cr3t"
	g, err := graph.Open(t.Context(), address)
	require.NoError(t, err)
	_, err = loader.Article(t.Context(), g)
	require.NoError(t, err)
	require.NoError(t, g.Close())
	for _, args := range [][]string{
		{"who-left", "Alibaba", "ByteDance", "-evidence"},
		{"net", "-as-of", "2024", "-format", "csv"},
		{"sparql", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"},
		{"gizmo", `g.V("<https://talentgraph.example/id/alibaba>").in().all()`},
	} {
		var file, served, errs bytes.Buffer
		require.NoError(t, run(t.Context(), append(args, "-data", "../../loader/talentwar2024.nq"), &file, io.Discard), "%q", args)
		require.NoError(t, run(t.Context(), append(args, "-data", address), &served, &errs), "%q: %s", args, errs.String())
		assert.NotEmpty(t, file.String())
		assert.Equal(t, strings.Replace(file.String(), "talentwar2024.nq\n", data.Shown(address)+"\n", 1), served.String(), "%q", args)
		assert.NotContains(t, served.String()+errs.String(), "s3cr3t")
	}
	var out, errs bytes.Buffer
	err = run(t.Context(), []string{"net", "-data", "postgres://tg:s3cr3t@127.0.0.1:1/none?connect_timeout=1&sslmode=disable"}, &out, &errs)
	require.ErrorIs(t, err, graph.ErrUnreachable)
	assert.NotContains(t, err.Error()+out.String()+errs.String(), "s3cr3t")
}
