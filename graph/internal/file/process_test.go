package file

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"talentgraph.example/graph/internal/disk"
	"talentgraph.example/internal/long"
)

const childPath, childSync = "TALENTGRAPH_TEST_CHILD", "TALENTGRAPH_TEST_SYNC"

// TestMain is also the child of the tests with several processes. It fails the package if a goroutine is left behind.
func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		sync, _ := strconv.Atoi(os.Getenv(childSync))
		if err := child(path, Sync(sync)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

// child opens a file and appends for ever, written anew now and then. It tells each version that is durable.
func child(path string, sync Sync) error {
	f, err := Open(context.Background(), disk.OS{}, path, Options{Sync: sync})
	if err != nil {
		return err
	}
	fmt.Println("open", f.Last())
	for {
		if err := add(f); err != nil {
			return err
		}
		fmt.Println("told", f.Last())
		if f.Last()%13 != 0 {
			continue
		}
		r, err := f.Rewrite(context.Background(), base(f.Last()))
		if err == nil {
			err = add(f)
		}
		if err == nil {
			err = r.Finish(context.Background())
		}
		if err != nil {
			return err
		}
		fmt.Println("told", f.Last())
	}
}

// start starts a child, and gives the lines it writes.
func start(t *testing.T, path string, sync Sync) (*exec.Cmd, *bufio.Scanner) {
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childPath+"="+path, childSync+"="+strconv.Itoa(int(sync)))
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	return cmd, bufio.NewScanner(out)
}

// What a process was told is there after it was killed, and one change more at most.
func TestKilledProcess(t *testing.T) {
	path := newPath(t)
	require.NoError(t, create(t, path, Options{}).Close())
	last := uint64(0)
	for i := range long.Runs(20, 200) {
		cmd, lines := start(t, path, Sync(i%3))
		for lines.Scan() {
			word, n, _ := strings.Cut(lines.Text(), " ")
			version, err := strconv.ParseUint(n, 10, 64)
			require.NoError(t, err, "the child says %q", lines.Text())
			if word == "told" {
				require.GreaterOrEqual(t, version, last)
			} else {
				require.Equal(t, last, version)
				time.AfterFunc(time.Duration(1+i*7%40)*time.Millisecond, func() { cmd.Process.Kill() })
			}
			last = version
		}
		require.Error(t, cmd.Wait())
		f, err := Open(t.Context(), disk.OS{}, path, Options{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, f.Last(), last)
		require.LessOrEqual(t, f.Last(), last+1)
		require.NoError(t, holds(f, f.Last()))
		last = f.Last()
		require.NoError(t, f.Close())
		require.NoError(t, Check(t.Context(), disk.OS{}, path, nil))
	}
	t.Logf("%d changes", last)
	assert.Greater(t, last, uint64(20))
}

// One process writes, and another one reads, through generations, and is kept from writing.
func TestTwoProcesses(t *testing.T) {
	path := newPath(t)
	require.NoError(t, create(t, path, Options{}).Close())
	cmd, lines := start(t, path, Group)
	require.True(t, lines.Scan())
	_, err := Open(t.Context(), disk.OS{}, path, Options{})
	require.ErrorIs(t, err, ErrLocked)
	require.ErrorContains(t, err, fmt.Sprintf("is written by process %d;", cmd.Process.Pid))
	r := open(t, path, Options{ReadOnly: true})
	for generations := 0; generations < 4 && lines.Scan(); {
		_, told, _ := strings.Cut(lines.Text(), " ")
		version, err := strconv.ParseUint(told, 10, 64)
		require.NoError(t, err)
		anew, err := r.Follow(t.Context())
		require.NoError(t, err)
		if anew {
			generations++
		}
		require.GreaterOrEqual(t, r.Last(), version)
		require.NoError(t, holds(r, r.Last()))
		require.NoError(t, Check(t.Context(), disk.OS{}, path, nil))
	}
	require.GreaterOrEqual(t, r.Head().Generation, uint64(4))
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait())
	f := open(t, path, Options{})
	require.NoError(t, holds(f, f.Last()))
	_, err = r.Follow(t.Context())
	require.NoError(t, err)
	require.NoError(t, holds(r, f.Last()))

	require.NoError(t, os.Rename(path, path+"2"))
	_, err = r.Follow(t.Context())
	require.ErrorIs(t, err, ErrReplaced)
	require.NoError(t, create(t, path, Options{}).Close())
	_, err = r.Follow(t.Context())
	require.ErrorIs(t, err, ErrReplaced, "an older state of the same graph")
}

// Processes that open and make the same file at the same time: one of them writes, and nothing of its is lost.
func TestManyOpen(t *testing.T) {
	for range 20 {
		path := newPath(t)
		results := make(chan *File)
		for range 8 {
			go func() {
				f, err := Open(t.Context(), disk.OS{}, path, Options{})
				if errors.Is(err, fs.ErrNotExist) {
					f, err = Create(t.Context(), disk.OS{}, path, base(0), Options{})
				}
				if err != nil && !errors.Is(err, ErrLocked) && !errors.Is(err, fs.ErrExist) {
					t.Error(err)
				}
				results <- f
			}()
		}
		var writer *File
		for range 8 {
			if f := <-results; f != nil {
				assert.Nil(t, writer, "two write")
				writer = f
			}
		}
		require.NotNil(t, writer)
		addMany(t, writer, 2)
		require.NoError(t, writer.Close())
		require.NoError(t, holds(open(t, path, Options{}), 2))
		files, err := os.ReadDir(filepath.Dir(path))
		require.NoError(t, err)
		require.Len(t, files, 1)
	}
}
