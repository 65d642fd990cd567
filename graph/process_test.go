package graph_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
)

const writing = "TALENTGRAPH_TEST_WRITES"

// TestWritesForAnother is the child of TestTwoProcesses: it makes a change for each line that it is told, and answers with
// the version.
func TestWritesForAnother(t *testing.T) {
	source := os.Getenv(writing)
	if source == "" {
		t.Skip("only as the child of TestTwoProcesses")
	}
	ctx := context.Background()
	g, err := graph.Open(ctx, source)
	require.NoError(t, err)
	fmt.Println("version", g.Snapshot().Version())
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var i, large int
		switch _, err := fmt.Sscan(lines.Text(), &i); {
		case lines.Text() == "compact":
			require.NoError(t, g.Compact(ctx))
		case lines.Text() == "large":
			require.NoError(t, g.Update(ctx, func(tx *graph.Tx) error {
				for large < 17_000 {
					large++
					if err := tx.Add(nameQuad(1_000_000+large, "a large change")); err != nil {
						return err
					}
				}
				return nil
			}))
		default:
			require.NoError(t, err)
			require.NoError(t, g.Add(ctx, nameQuad(i, fmt.Sprint("Name ", i))))
		}
		fmt.Println("version", g.Snapshot().Version())
	}
	require.NoError(t, g.Close())
	fmt.Println("closed")
}

// Of two processes one writes; the other is told which, and follows for reading, through compactions and changes that
// make the file anew, until it has its turn.
func TestTwoProcesses(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "talent.tg")
	child := exec.Command(os.Args[0], "-test.run=^TestWritesForAnother$")
	child.Env = append(os.Environ(), writing+"=file:"+path)
	child.Stderr = os.Stderr
	tell, err := child.StdinPipe()
	require.NoError(t, err)
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	defer child.Process.Kill()
	answers := bufio.NewScanner(out)
	answer := func() (version graph.Version) {
		require.True(t, answers.Scan(), "the child has ended")
		_, err := fmt.Sscanf(answers.Text(), "version %d", &version)
		require.NoError(t, err, answers.Text())
		return version
	}
	require.Zero(t, answer())

	_, err = graph.Open(ctx, "file:"+path)
	require.ErrorIs(t, err, graph.ErrLocked)
	assert.ErrorContains(t, err, fmt.Sprintf("is written by process %d; open it with graph.ReadOnly(), or wait until it is closed", child.Process.Pid))

	read, mapped := openIn(t, "file:"+path, graph.ReadOnly()), openIn(t, "file:"+path+"?read=map", graph.ReadOnly())
	alone := openIn(t, "file:"+path+"?follow=1ms", graph.ReadOnly())
	size := int64(0)
	for i, line := range []string{"0", "1", "2", "compact", "3", "4", "compact", "5", "large", "6", "compact", "7"} {
		_, err := io.WriteString(tell, line+"\n")
		require.NoError(t, err)
		version := answer()
		switch line {
		case "compact":
		case "large":
			size += 17_000
		default:
			size++
		}
		for _, g := range []*graph.Graph{read, mapped} {
			if i%2 == 0 { // sometimes they are late
				continue
			}
			require.NoError(t, g.Sync(ctx))
			require.Equal(t, version, g.Snapshot().Version(), line)
			require.Equal(t, size, g.Size(), line)
			e, err := g.Snapshot().Resolve(ctx, "name 0", graph.AnyKind())
			require.NoError(t, err)
			require.Equal(t, nameQuad(0, "").Subject, e.Node())
		}
		require.Eventually(t, func() bool { return alone.Snapshot().Version() == version }, 10*time.Second, time.Millisecond)
		require.Equal(t, size, alone.Size(), line)
	}
	require.NoError(t, tell.Close())
	require.True(t, answers.Scan())
	require.Equal(t, "closed", answers.Text())
	for answers.Scan() {
	}
	require.NoError(t, child.Wait())
	g := openIn(t, "file:"+path)
	require.Equal(t, size, g.Size())
	require.NoError(t, g.Add(ctx, nameQuad(8, "its turn")))
	require.NoError(t, read.Sync(ctx))
	require.Equal(t, size+1, read.Size())
}
