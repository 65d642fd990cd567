package servers

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// Proxy stands between a server and its clients, and makes a bad network.
type Proxy struct {
	Port int

	target   string
	listener net.Listener
	work     sync.WaitGroup

	mu      sync.Mutex
	moved   *sync.Cond // something below has changed
	conns   map[net.Conn]bool
	delay   time.Duration
	stalled bool
	refuses bool
	left    int // how many more pieces pass before all connections are cut; less than 0 for any number
	closed  bool

	thenRefuses bool // when left is used up
}

// NewProxy makes a proxy for a server; it ends with the test.
func NewProxy(t testing.TB, target string) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{Port: l.Addr().(*net.TCPAddr).Port, target: target, listener: l, conns: map[net.Conn]bool{}, left: -1}
	p.moved = sync.NewCond(&p.mu)
	p.work.Go(p.accept)
	t.Cleanup(func() {
		p.set(func() { p.closed, p.refuses, p.stalled = true, true, false })
		l.Close()
		p.Cut()
		p.work.Wait()
	})
	return p
}

func (p *Proxy) set(f func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f()
	p.moved.Broadcast()
}

// SetDelay makes everything that is said arrive later.
func (p *Proxy) SetDelay(d time.Duration) { p.set(func() { p.delay = d }) }

// Stall holds everything back, and lets it go on.
func (p *Proxy) Stall(stalled bool) { p.set(func() { p.stalled = stalled }) }

// Refuse cuts all connections and takes no others, until it is told to take them again.
func (p *Proxy) Refuse(refuses bool) {
	p.set(func() { p.refuses = refuses })
	if refuses {
		p.Cut()
	}
}

// CutAfter cuts all connections after so many more pieces of what either side says.
func (p *Proxy) CutAfter(pieces int) { p.set(func() { p.left = pieces }) }

// RefuseAfter is CutAfter, and takes no other connections afterwards.
func (p *Proxy) RefuseAfter(pieces int) { p.set(func() { p.left, p.thenRefuses = pieces, true }) }

// Uncut takes CutAfter or RefuseAfter back, and tells whether it has come to that.
func (p *Proxy) Uncut() (cut bool) {
	p.set(func() { cut, p.left, p.thenRefuses = p.left == cutNow, -1, false })
	return cut
}

// cutNow is what left is once CutAfter has cut.
const cutNow = -2

// Cut cuts all connections.
func (p *Proxy) Cut() {
	p.set(func() {
		for c := range p.conns {
			c.Close()
		}
	})
}

func (p *Proxy) accept() {
	for {
		client, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.mu.Lock()
		refuses := p.refuses
		p.mu.Unlock()
		server, err := net.Dial("tcp", p.target)
		if err != nil || refuses {
			client.Close()
			if err == nil {
				server.Close()
			}
			continue
		}
		p.set(func() { p.conns[client], p.conns[server] = true, true })
		p.work.Go(func() { p.pass(client, server) })
		p.work.Go(func() { p.pass(server, client) })
	}
}

// pass hands on what one side says, piece by piece.
func (p *Proxy) pass(from, to net.Conn) {
	defer func() {
		from.Close()
		to.Close()
		p.set(func() { delete(p.conns, from) })
	}()
	piece := make([]byte, 1<<16)
	for {
		n, err := from.Read(piece)
		if n > 0 && p.let() {
			if _, err := to.Write(piece[:n]); err != nil {
				return
			}
		} else if n > 0 {
			p.Cut()
			return
		}
		if err == io.EOF || err != nil {
			return
		}
	}
}

// let waits until a piece may pass; false if it must not.
func (p *Proxy) let() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if d := p.delay; d > 0 {
		p.mu.Unlock()
		time.Sleep(d)
		p.mu.Lock()
	}
	for p.stalled {
		p.moved.Wait()
	}
	switch {
	case p.left == 0:
		p.left, p.refuses = cutNow, p.refuses || p.thenRefuses
		return false
	case p.left > 0:
		p.left--
	}
	return true
}
