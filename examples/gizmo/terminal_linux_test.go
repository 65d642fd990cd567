package main

import (
	"bytes"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// screen is a pseudo terminal with the program at it.
type screen struct {
	t     *testing.T
	keys  *os.File
	child *exec.Cmd
	mu    sync.Mutex
	shown bytes.Buffer
	read  int // of what is shown
}

func newScreen(t *testing.T) *screen {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no pseudo terminals here: ", err)
	}
	t.Cleanup(func() { keys.Close() })
	require.NoError(t, unix.IoctlSetPointerInt(int(keys.Fd()), unix.TIOCSPTLCK, 0))
	n, err := unix.IoctlGetInt(int(keys.Fd()), unix.TIOCGPTN)
	require.NoError(t, err)
	require.NoError(t, unix.IoctlSetWinsize(int(keys.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 120}))
	terminal, err := os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	require.NoError(t, err)
	defer terminal.Close()
	s := &screen{t: t, keys: keys, child: exec.CommandContext(t.Context(), os.Args[0])}
	s.child.Env = append(os.Environ(), beProgram+"=1", "TERM=xterm", "XDG_CONFIG_HOME="+t.TempDir())
	s.child.Stdin, s.child.Stdout, s.child.Stderr = terminal, terminal, terminal
	s.child.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	require.NoError(t, s.child.Start())
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := keys.Read(b)
			s.mu.Lock()
			s.shown.Write(b[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *screen) typed(text string) {
	s.t.Helper()
	_, err := s.keys.WriteString(text)
	require.NoError(s.t, err)
}

// waits waits for a text behind what was waited for before.
func (s *screen) waits(text string) {
	s.t.Helper()
	found := func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		at := strings.Index(s.shown.String()[s.read:], text)
		if at >= 0 {
			s.read += at + len(text)
		}
		return at >= 0
	}
	if !assert.Eventually(s.t, found, 20*time.Second, 5*time.Millisecond) {
		s.mu.Lock()
		defer s.mu.Unlock()
		require.Fail(s.t, "not shown", "%q in %q", text, s.shown.String()[s.read:])
	}
}

// A session at a terminal: completion, a paste with tabs and an empty line, a script that is ended by Ctrl-C, data that
// would clear the screen.
func TestTerminal(t *testing.T) {
	s := newScreen(t)
	s.waits(pasteOn)
	s.waits("gizmo> ")
	s.typed("g.V(\"<id:alibab\t")
	s.waits(`<id:alibaba>"`)
	s.typed(").out(\"<skos:prefLabel>\").uniq\t")
	s.waits("unique(")
	s.typed(").count()\r")
	s.waits("\n3\r\n")
	s.waits("gizmo> ")
	s.typed(pasteBegin + "function f(n) {\r\r\treturn n * 7\r}\rg.V(\"<id:alibaba>\")\r\t.out(\"<skos:prefLabel>\").unique().limit(2)\r\t.count()\rf(6)" + pasteEnd)
	s.waits("f(6)")
	s.typed("\r")
	s.waits("\n2\r\n")
	s.waits("42\r\n")
	s.waits("gizmo> ")
	s.typed("g.V(\"<id:alibaba>\")\r")
	s.waits("0 results")
	s.typed(".count()\r")
	s.waits("\n1\r\n")
	s.typed("g.emit(\"a\\u001b[2Jb\")\r")
	s.waits("\na\\u001b[2Jb\r\n")
	s.typed("for (;;) {}\r")
	require.Eventually(t, func() bool { // the first ones may come before the script runs, and are keys then
		s.typed("\x03")
		s.mu.Lock()
		defer s.mu.Unlock()
		return strings.Contains(s.shown.String()[s.read:], "the script was stopped")
	}, 9*time.Second, 100*time.Millisecond)
	s.typed("nosuch\r:quit\r")
	s.waits(pasteOff)
	assert.NoError(t, s.child.Wait(), "at a terminal errors were seen, and are no failure of the program")
}

// A signal ends the program while it waits for a line.
func TestTerminalSignal(t *testing.T) {
	s := newScreen(t)
	s.waits("gizmo> ")
	require.NoError(t, s.child.Process.Signal(syscall.SIGTERM))
	s.waits(pasteOff)
	s.waits("gizmo: terminated signal received")
	var exit *exec.ExitError
	require.ErrorAs(t, s.child.Wait(), &exit)
	assert.Equal(t, 1, exit.ExitCode())
}
