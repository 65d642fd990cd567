package isolate_test

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/query/gizmo"
	"talentgraph.example/query/gizmo/isolate"
)

// helpers are other processes of the tests.
var helpers = map[string]func(){"probe": probe, "parent": parent, "spin": spin}

// probe tries what a child must not.
func probe() {
	isolate.Confine(64 << 20)
	_, err := os.Open("/etc/passwd")
	fmt.Println("open", err != nil)
	_, err = os.Create("x")
	fmt.Println("create", err != nil)
	_, err = net.Dial("udp", "127.0.0.1:53")
	fmt.Println("dial", err != nil)
	fmt.Println("exec", exec.Command("/bin/true").Run() != nil)
	_, err = os.StartProcess("/bin/true", []string{"true"}, &os.ProcAttr{})
	fmt.Println("start", err != nil)
	_, err = os.ReadDir(".")
	fmt.Println("list", err != nil)
	done := make(chan bool)
	for range 20 {
		go func() { time.Sleep(time.Millisecond); done <- true }()
	}
	for range 20 {
		<-done
	}
	fmt.Println("threads true")
}

func TestConfined(t *testing.T) {
	path, err := os.Executable()
	require.NoError(t, err)
	out, err := exec.Command(path, "probe").CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.Equal(t, "open true\ncreate true\ndial true\nexec true\nstart true\nlist true\nthreads true\n", string(out))
}

// A child has nothing of its parent's.
func TestChildrenInheritNothing(t *testing.T) {
	t.Setenv("SECRET", "x")
	f, err := os.Open("/etc/passwd")
	require.NoError(t, err)
	defer f.Close()
	newBox(t)
	pids := children(t)
	require.Len(t, pids, 1)
	of := func(name string) string { return filepath.Join("/proc", strconv.Itoa(pids[0]), name) }
	text, err := os.ReadFile(of("environ"))
	require.NoError(t, err)
	require.NotContains(t, string(text), "SECRET")
	require.NotContains(t, string(text), "PATH")
	text, err = os.ReadFile(of("cmdline"))
	require.NoError(t, err)
	require.Equal(t, 2, strings.Count(string(text), "\x00"))
	folder, err := os.Readlink(of("cwd"))
	require.NoError(t, err)
	require.True(t, strings.HasSuffix(folder, " (deleted)"), folder)
	open, err := os.ReadDir(of("fd"))
	require.NoError(t, err)
	for _, entry := range open {
		what, err := os.Readlink(of("fd/" + entry.Name()))
		require.NoError(t, err)
		require.Regexp(t, "^(pipe:|anon_inode:)", what)
	}
	status, err := os.ReadFile(of("status"))
	require.NoError(t, err)
	require.Contains(t, string(status), "Seccomp:\t2")
}

// Local time is the parent's.
func TestLocalTime(t *testing.T) {
	for _, zone := range []string{"Asia/Shanghai", "America/New_York", "UTC", ""} {
		t.Setenv("TZ", zone)
		got, err := run(t, small(t), `new Date(0).getHours()`, gizmo.In(newBox(t)))
		require.NoError(t, err)
		require.Equal(t, []any{map[string]int64{"Asia/Shanghai": 8, "America/New_York": 19}[zone]}, got, zone)
	}
}

// parent has children that run for ever, and tells who they are.
func parent() {
	box, err := isolate.New(isolate.WithChildren(2))
	if err != nil {
		fmt.Println(err)
		return
	}
	for range 2 {
		go func() {
			for _, err := range gizmo.Run(context.Background(), graph.New(), `g.emit(1); [...{[Symbol.iterator]() { return {next: Object} }}]`, gizmo.In(box), gizmo.WithTimeout(time.Hour), gizmo.WithMaxMemory(1<<40)) {
				fmt.Println(os.Getpid(), err)
			}
		}()
	}
	time.Sleep(time.Minute)
}

// When the parent is killed its children end, whatever they do.
func TestParentKilled(t *testing.T) {
	path, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(path, "parent")
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for range 2 {
		require.True(t, lines.Scan())
		require.Equal(t, strconv.Itoa(cmd.Process.Pid)+" <nil>", lines.Text())
	}
	pids := childrenOf(t, cmd.Process.Pid)
	require.Len(t, pids, 2)
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait()
	require.Eventually(t, func() bool {
		for _, pid := range pids {
			if status(pid, "VmRSS:") > 0 {
				return false
			}
		}
		return true
	}, time.Minute, 10*time.Millisecond)
}

// spin never ends by itself.
func spin() {
	isolate.Confine(64 << 20)
	isolate.ProcessorTime(0)
	for n := 0; ; n++ {
	}
}

// A child has a limit of the processor's time, which ends it where its parent does not.
func TestProcessorTime(t *testing.T) {
	newBox(t, isolate.WithChildren(1))
	g, box := small(t), newBox(t, isolate.WithChildren(1))
	held := 0
	for _, timeout := range []time.Duration{time.Second, 20 * time.Second, 365 * 24 * time.Hour} {
		_, err := run(t, g, `1`, gizmo.In(box), gizmo.WithTimeout(timeout))
		require.NoError(t, err)
		for _, pid := range children(t) {
			var limit unix.Rlimit
			require.NoError(t, unix.Prlimit(pid, unix.RLIMIT_CPU, nil, &limit))
			if limit.Cur >= 2*uint64(timeout/time.Second)+2 && limit.Cur <= 2*uint64(timeout/time.Second)+20 {
				held++
			}
		}
	}
	require.Equal(t, 3, held)
	if long.Runs(0, 1) == 0 {
		return
	}
	path, err := os.Executable()
	require.NoError(t, err)
	var exit *exec.ExitError
	require.ErrorAs(t, exec.Command(path, "spin").Run(), &exit)
	require.Equal(t, 5, exit.ExitCode())
	require.Less(t, exit.UserTime(), 10*time.Second)
}
