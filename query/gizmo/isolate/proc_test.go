package isolate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// children lists the children of this process, as /proc has them.
func children(t testing.TB) []int { return childrenOf(t, os.Getpid()) }

func childrenOf(t testing.TB, parent int) (pids []int) {
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", parent)) // of each thread
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip(runtime.GOOS + " has no /proc to see children in")
	}
	for _, file := range files {
		text, _ := os.ReadFile(file) // the thread may have ended
		for _, field := range strings.Fields(string(text)) {
			if pid, err := strconv.Atoi(field); err == nil && status(pid, "VmRSS:") > 0 { // it has not ended
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

// status reads a figure in kilobytes from what /proc tells of a process; 0 if it has ended.
func status(pid int, name string) int64 {
	text, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	_, rest, _ := strings.Cut(string(text), name)
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	n, _ := strconv.ParseInt(fields[0], 10, 64)
	return n << 10
}

// descriptors counts the open files of this process.
func descriptors(t testing.TB) int {
	entries, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	return len(entries)
}
