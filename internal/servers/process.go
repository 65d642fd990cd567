package servers

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"
)

// find gives the path of a program, from TALENTGRAPH_SERVERS, the PATH, or the folders of its package.
func find(t testing.TB, name, packages string, folders ...string) string {
	t.Helper()
	if dir := os.Getenv("TALENTGRAPH_SERVERS"); dir != "" {
		folders = append([]string{dir}, folders...)
	}
	for _, pattern := range folders {
		matches, _ := filepath.Glob(filepath.Join(pattern, name))
		if len(matches) > 0 {
			return matches[len(matches)-1]
		}
	}
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	message := fmt.Sprintf("%s is not installed; Debian has it in %s", name, packages)
	if os.Getenv("CI") == "true" {
		t.Fatal(message)
	}
	t.Skip(message)
	return ""
}

// folder makes a folder that the servers' user owns.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "talentgraph-server-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	give(t, dir)
	return dir
}

// command prepares a program to be run as the servers' user.
func command(t testing.TB, dir, program string, arguments ...string) *exec.Cmd {
	t.Helper()
	c := exec.Command(program, arguments...)
	c.Dir = dir
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "HOME="+dir)
	c.SysProcAttr = asOrdinaryUser(t)
	return c
}

// run runs a program to its end.
func run(t testing.TB, dir, program string, arguments ...string) {
	t.Helper()
	if out, err := command(t, dir, program, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(program), err, out)
	}
}

// freePort gives a port of loopback that nobody listens on, and that the system does not give to clients: a server that is
// started again finds it free, and nobody who looks for it meanwhile is connected to himself.
func freePort(t testing.TB) int {
	t.Helper()
	return freePorts(t, 1)[0]
}

// freePorts gives several such ports.
func freePorts(t testing.TB, n int) (ports []int) {
	t.Helper()
	for range 1000 {
		port := 15_000 + rand.N(15_000)
		if l, err := net.Listen("tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			defer l.Close() // not before all are found, so that none is given twice
			if ports = append(ports, port); len(ports) == n {
				return ports
			}
		}
	}
	t.Fatalf("there are no %d free ports", n)
	return nil
}

// process is a server that runs.
type process struct {
	cmd  *exec.Cmd
	done chan struct{}
	log  *log
}

// log has what a server has said.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.text.String()
	return text[max(0, len(text)-10_000):]
}

// start starts a server and waits until it is ready.
func start(t testing.TB, c *exec.Cmd, ready func() error) *process {
	t.Helper()
	p := &process{cmd: c, done: make(chan struct{}), log: &log{}}
	c.Stdout, c.Stderr = p.log, p.log
	endWithTest(c)
	started := make(chan error)
	go func() {
		runtime.LockOSThread() // the server ends with the thread that has started it
		err := c.Start()
		if started <- err; err == nil {
			c.Wait()
			close(p.done)
		}
	}()
	err := <-started
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(3 * time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		select {
		case <-p.done:
			t.Fatalf("%s has ended:\n%s", c.Path, p.log)
		default:
		}
		if err = ready(); err == nil {
			return p
		}
	}
	p.stop(syscall.SIGKILL)
	t.Fatalf("%s is not ready: %v\n%s", c.Path, err, p.log)
	return nil
}

// stop sends a signal and waits for the end.
func (p *process) stop(signal syscall.Signal) {
	p.cmd.Process.Signal(signal)
	select {
	case <-p.done:
	case <-time.After(2 * time.Minute):
		p.cmd.Process.Kill()
		<-p.done
	}
}
