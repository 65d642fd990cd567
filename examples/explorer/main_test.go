package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/hostile"
	"talentgraph.example/query/gizmo/isolate"
)

func TestMain(m *testing.M) {
	isolate.Init()
	os.Exit(m.Run())
}

// served runs the program, and gives where it listens.
func served(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	var errs bytes.Buffer
	go func() {
		err := run(ctx, append(args, "-addr", "127.0.0.1:0"), in, &errs)
		_ = in.CloseWithError(io.EOF)
		ended <- err
	}()
	t.Cleanup(func() {
		cancel()
		assert.NoError(t, <-ended)
		assert.Empty(t, errs.String())
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	return strings.TrimSpace(line)
}

func get(t *testing.T, at string) string {
	t.Helper()
	r, err := http.Get(at)
	require.NoError(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, r.StatusCode, "%.300s", body)
	return string(body)
}

func TestServes(t *testing.T) {
	at := served(t)
	assert.Contains(t, get(t, at), "ByteDance")
	assert.Contains(t, get(t, at+"gizmo"), "<textarea", "scripts run")
	assert.Contains(t, get(t, at+"export?format=nq"), "<https://talentgraph.example/id/alibaba>")
	r, err := http.PostForm(at+"gizmo", url.Values{"q": {"g.emit(6*7)"}})
	require.NoError(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	assert.Contains(t, string(body), ">42<")
}

func TestServesOwnFiles(t *testing.T) {
	at := served(t, "../../testdata/tables/people.csv", "../../testdata/tables/moves.csv", "-readonly")
	assert.NotContains(t, get(t, at), `type="file"`)
	assert.Contains(t, get(t, at+"ask/moves"), "rows")
	assert.Contains(t, get(t, served(t, hostile.Facts(t))), "<svg")
	assert.Contains(t, get(t, served(t, filepath.Join(t.TempDir(), "new.tg"))), "0 facts", "a graph in a file is made")
	kept := filepath.Join(t.TempDir(), "kept.tg")
	served(t, kept, "-article")
	assert.FileExists(t, kept)
	assert.Contains(t, get(t, served(t, kept, "-article", "-readonly")), "ByteDance", "the bundled facts are kept")
}

func TestWhatCannotBeServed(t *testing.T) {
	wrong := filepath.Join(t.TempDir(), "wrong.txt")
	require.NoError(t, os.WriteFile(wrong, []byte("not the article"), 0o600))
	for _, args := range [][]string{{"-text", wrong}, {"-text", wrong + "x"}, {"nothing.nq"}, {"-addr", "nowhere:x:y"}, {"-unknown"}} {
		assert.Error(t, run(t.Context(), args, io.Discard, io.Discard), args)
	}
}

// The front page is made before anybody asks for it.
func TestFrontPageIsMadeAtStart(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan string, 1)
	ended := make(chan error, 1)
	go func() {
		ended <- serve(ctx, "127.0.0.1:0", http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- r.Host + r.URL.Path }), io.Discard)
	}()
	assert.Equal(t, "127.0.0.1/", <-asked)
	cancel()
	assert.NoError(t, <-ended)
}
