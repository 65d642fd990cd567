package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asProgram is the variable that makes the test be the program.
const asProgram = "CONVERT_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	os.Exit(m.Run())
}

// A signal that ends the program while it writes leaves nothing behind: not the unfinished file, nor one of the name asked
// for.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no signals are sent there")
	}
	var facts bytes.Buffer
	for i := range 150_000 {
		fmt.Fprintf(&facts, "<https://e.example/s%d> <https://e.example/p> \"%d\" .\n", i, i)
	}
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(signal.String(), func(t *testing.T) {
			dir := t.TempDir()
			from := filepath.Join(dir, "facts.nt")
			require.NoError(t, os.WriteFile(from, facts.Bytes(), 0o600))
			var said bytes.Buffer
			child := exec.CommandContext(t.Context(), os.Args[0], from, filepath.Join(dir, "out.nq.gz"))
			child.Env = append(os.Environ(), asProgram+"=1")
			child.Stderr = &said
			require.NoError(t, child.Start())
			require.Eventually(t, func() bool {
				begun, err := filepath.Glob(filepath.Join(dir, ".unfinished-*"))
				return err == nil && len(begun) > 0
			}, time.Minute, time.Millisecond)
			require.NoError(t, child.Process.Signal(signal))
			err := child.Wait()
			var exit *exec.ExitError
			require.ErrorAs(t, err, &exit, said.String())
			assert.Equal(t, 1, exit.ExitCode())
			assert.Contains(t, said.String(), "convert: "+signal.String()+" signal received")
			left, err := os.ReadDir(dir)
			require.NoError(t, err)
			assert.Len(t, left, 1, "the file that was read")
		})
	}
}
