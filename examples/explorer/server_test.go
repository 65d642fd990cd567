package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/servers"
	"talentgraph.example/loader"
)

// The explorer shows a graph on a server, and what other programs change there.
func TestServer(t *testing.T) {
	p := servers.NewPostgres(t)
	address := p.Source(t)
	at := served(t, address) // it is made
	assert.Contains(t, get(t, at), "0 facts")
	g, err := graph.Open(t.Context(), address)
	require.NoError(t, err)
	_, err = loader.Article(t.Context(), g)
	require.NoError(t, err)
	require.NoError(t, g.Close())
	assert.Contains(t, get(t, served(t, address, "-readonly")), "ByteDance")
	require.Eventually(t, func() bool { return len(get(t, at+"export?format=nq")) > 1000 }, time.Minute, 10*time.Millisecond)
}
