package isolate

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/remote"
	"talentgraph.example/query/gizmo/internal/wire"
)

// process is a child as its parent has it. One run at a time uses it; Stop and Kill may come from anywhere.
type process struct {
	cmd     *exec.Cmd
	conn    *wire.Conn
	in, out *os.File // of the parent
	said    first    // of its last words
	ended   chan struct{}
	watch   watched
	memory  int64

	birth int64 // bytes resident when it began
	base  int64 // when the run began
	most  int64 // bytes that the run may add
	boxed bool  // which are those of the child

	killed atomic.Bool
	run    atomic.Uint64 // counts runs
	mu     sync.Mutex    // guards what follows
	killer *time.Timer   // of a run that was stopped
	reason error         // for which it was killed
}

var _ remote.Process = (*process)(nil)

const (
	// grace is how long a script may take to hear that it is to end.
	grace = 50 * time.Millisecond
	// patience is how long a child may take to begin.
	patience = 10 * time.Second
	// over is how many bytes more than its limit may be resident for a moment.
	over = 16 << 20
	// replaced is how many bytes a child may have grown by, to be used for another script.
	replaced = 32 << 20
)

// begin starts a child, and waits until it is ready.
func begin(o options) (p *process, err error) {
	folder, err := os.MkdirTemp("", "gizmo-")
	if err != nil {
		return nil, err
	}
	defer os.Remove(folder) // while the child is in it, where the system allows that: then nothing can be put there
	in, childOut, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	childIn, out, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, in.Close(), childOut.Close())
	}
	p = &process{in: in, out: out, ended: make(chan struct{}), memory: o.memory}
	p.cmd = exec.Command(o.command[0], append(o.command[1:len(o.command):len(o.command)], mark)...)
	p.cmd.Dir, p.cmd.Env = folder, environment()
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = childIn, childOut, &p.said
	p.cmd.WaitDelay = time.Second
	p.cmd.SysProcAttr = attributes()
	if err := p.cmd.Start(); err != nil {
		return nil, errors.Join(err, in.Close(), out.Close(), childIn.Close(), childOut.Close())
	}
	_, _ = childIn.Close(), childOut.Close() // the child has its own
	p.conn = wire.NewConn(in, out, 1<<16)
	p.watch = watch(p.cmd.Process, o.memory)
	go func() {
		_ = p.cmd.Wait() // its state is looked at
		close(p.ended)
	}()
	if err := p.hello(); err != nil {
		p.end()
		return nil, err
	}
	p.birth = p.watch.resident()
	return p, nil
}

// hello tells the child how to begin, and hears that it is ready.
func (p *process) hello() error {
	late := time.AfterFunc(patience, p.Kill)
	defer late.Stop()
	var w wire.Writer
	w.Int(p.memory)
	_ = p.conn.Send(sayBegin, w.Body) // what has ended already is told from what it says, and how it ends
	f, err := p.conn.Read()
	r := wire.NewReader(f.Body, -1)
	switch spoken := r.Uint(); {
	case err == nil && f.Kind == tellHere && r.End() == nil && spoken == version:
		return nil
	case err == nil && f.Kind == tellHere:
		return errors.New("its program is of another version of this library")
	case err == nil, errors.Is(err, wire.ErrBroken):
		p.Kill()
		return errors.New("its program does not call isolate.Init() first in main")
	}
	select {
	case <-p.ended:
	case <-time.After(grace):
		p.Kill()
		<-p.ended
	}
	if said := p.said.line(); said != "" {
		return fmt.Errorf("it ended before it was ready, saying %q", said)
	}
	return errors.New("it ended before it was ready; does its program call isolate.Init() first in main?")
}

// environment is that of a child: how its Go begins, where its local time is, and nothing else. Two threads run at once,
// the script and the collector, whatever the machine has; and nothing is counted for profiles that nobody reads.
func environment() []string {
	env := []string{
		"GOMAXPROCS=" + strconv.Itoa(min(2, runtime.NumCPU())),
		"GODEBUG=memprofilerate=0,containermaxprocs=0,updatemaxprocs=0",
	}
	if name := time.Local.String(); name != "Local" {
		return append(env, "TZ="+name)
	}
	if zone, set := os.LookupEnv("TZ"); set {
		return append(env, "TZ="+zone)
	}
	return env
}

func (p *process) Conn() *wire.Conn { return p.conn }

func (p *process) Begin(memory int64) (number uint64, most int64) {
	p.most, p.boxed = min(memory, p.memory), p.memory < memory
	p.base = p.watch.begin(p.most + 2*over)
	return p.run.Add(1), p.most
}

func (p *process) Stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.killer != nil {
		return
	}
	p.killer = time.AfterFunc(grace, func() {
		p.because(errStubborn)
		p.Kill()
	})
	var w wire.Writer
	w.Uint(p.run.Load())
	// A child that does not read is killed, which ends the sending.
	go func() { _ = p.conn.Send(remote.SayStop, w.Body) }()
}

func (p *process) Rest() (killed bool) {
	p.mu.Lock()
	killer := p.killer
	p.killer = nil
	p.mu.Unlock()
	if killer == nil || killer.Stop() {
		return false
	}
	p.because(errStubborn)
	p.Kill() // which the timer has done, or is about to do
	return true
}

// Kill does not wait for the end, nor does who reads or writes: the system takes its time with what has much memory.
func (p *process) Kill() {
	p.killed.Store(true)
	_ = p.cmd.Process.Kill() // which fails only if it has ended
	now := time.Now()
	_, _ = p.in.SetReadDeadline(now), p.out.SetWriteDeadline(now) // where pipes have none, their end is waited for
}

// errStubborn is the reason when a child was asked to end its run, and did not; why it was asked is known elsewhere.
var errStubborn = errors.New("the script did not end when it was to")

// because notes why the child is to be killed; the first reason counts.
func (p *process) because(reason error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reason == nil {
		p.reason = reason
	}
}

func (p *process) TooMuch() error {
	if p.watch.resident()-p.base <= p.most+over {
		return nil
	}
	err := p.memoryLimit()
	p.because(err)
	p.Kill()
	return err
}

// memoryLimit is the error of the limit that holds: of the run, or of the child.
func (p *process) memoryLimit() error {
	if p.boxed {
		return limit.BoxMemory(p.most)
	}
	return limit.Memory(p.most)
}

func (p *process) alive() bool {
	select {
	case <-p.ended:
		return false
	default:
		return !p.killed.Load()
	}
}

// grown tells that the child has more memory than one should have that is to be used again.
func (p *process) grown() bool { return p.watch.resident()-p.birth > replaced }

// end ends the child, and waits for it.
func (p *process) end() {
	p.Kill()
	<-p.ended
	p.watch.close()
	_, _ = p.in.Close(), p.out.Close()
}

// known is the reason for which it was killed; nil if it was not.
func (p *process) known() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reason
}

// Why gives the reason for which a child was killed, or waits for one that is about to end, and gives its own.
func (p *process) Why() error {
	if reason := p.known(); reason != nil {
		return reason
	}
	select {
	case <-p.ended:
	case <-time.After(grace):
		p.Kill()
		<-p.ended
	}
	said := p.said.line()
	switch reason := p.known(); {
	case reason != nil:
		return reason
	case strings.Contains(said, "stack overflow"), strings.Contains(said, "stack exceeds"):
		return fmt.Errorf("%w: a recursion inside the engine had no end", ErrEnded)
	case saysMemory(said), p.watch.refused(p.cmd.ProcessState):
		return p.memoryLimit()
	case p.cmd.ProcessState.ExitCode() == exitTooLong:
		return limit.Error("seconds of processor time of the script's process, which has no option", int64(p.cmd.ProcessState.UserTime()/time.Second), "")
	}
	if said == "" {
		return fmt.Errorf("%w (%v)", ErrEnded, p.cmd.ProcessState)
	}
	return fmt.Errorf("%w, which said %q", ErrEnded, said)
}

// saysMemory tells by what a child said at its end that it was given no more memory. Parts of the runtime use what they
// are given without a look at whether there is any: nothing else makes a program without unsafe code fail so.
func saysMemory(said string) bool {
	return strings.Contains(said, "memory") || strings.Contains(said, "thread") || strings.HasPrefix(said, "SIGSEGV") ||
		strings.Contains(said, "unexpected signal during runtime execution")
}

// first keeps the beginning of what a child says where its errors go.
type first struct {
	mu   sync.Mutex
	text []byte
}

func (f *first) Write(b []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	const most = 1000
	f.text = append(f.text, b[:min(len(b), most-len(f.text))]...)
	return len(b), nil
}

// line gives it, shortened.
func (f *first) line() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.ToValidUTF8(string(bytes.TrimSpace(f.text[:min(len(f.text), 300)])), "?")
}
