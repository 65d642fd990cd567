package enginetest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"talentgraph.example/graph/engine"
	"talentgraph.example/graph/term"
)

// Server is an engine in memory, for tests. Each graph that is opened by its Source has a connection of its own.
type Server struct {
	scheme string
	turn   chan struct{} // has one element while somebody has it

	mu      sync.Mutex
	graph   engine.ID
	terms   []term.Term
	changes []*engine.Change // change 1 first
	oldest  engine.Version
	holder  *turn
	down    bool
	delay   time.Duration
	news    chan struct{} // closed at the next change

	loses   Loss
	losing  bool
	commits int
	copies  int
}

// Loss says what becomes of a commit whose answer is lost.
type Loss int

// What can become of it.
const (
	NotMade Loss = iota
	Made
)

// NewServer makes a server with an empty graph, under a scheme of its own.
func NewServer() *Server {
	s := &Server{turn: make(chan struct{}, 1), news: make(chan struct{})}
	rand.Read(s.graph[:])
	s.scheme = fmt.Sprintf("fake%x", s.graph[:4])
	engine.Register(s.scheme, func(_ context.Context, _ string, o engine.Options) (engine.Engine, error) {
		if s.isDown() {
			return nil, unreachable()
		}
		return &connection{s: s, options: o}, nil
	})
	return s
}

// Source is what graph.Open takes.
func (s *Server) Source() string { return s.scheme + "://user:secret@memory" }

// SetDown makes the server unreachable, or reachable again. Whoever has the turn loses it.
func (s *Server) SetDown(down bool) {
	s.mu.Lock()
	s.down = down
	s.mu.Unlock()
	if down {
		s.EndTurn()
	}
}

// EndTurn takes the turn away from whoever has it.
func (s *Server) EndTurn() {
	s.mu.Lock()
	holder := s.holder
	s.mu.Unlock()
	if holder != nil {
		holder.Release()
	}
}

// SetDelay makes every answer take longer.
func (s *Server) SetDelay(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delay = d
}

// LoseNext loses the answer of the next commit, and takes the server down.
func (s *Server) LoseNext(what Loss) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.losing, s.loses = true, what
}

// Commits counts the changes that were asked for.
func (s *Server) Commits() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commits
}

// Copies counts the states that were handed out whole.
func (s *Server) Copies() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.copies
}

// Forget forgets the last changes, as a copy of a server that was promoted too early has, and those before oldest.
func (s *Server) Forget(last int, oldest engine.Version) {
	s.EndTurn()
	s.mu.Lock()
	defer s.mu.Unlock()
	for range last {
		c := s.changes[len(s.changes)-1]
		s.terms = s.terms[:len(s.terms)-len(c.Terms)]
		s.changes = s.changes[:len(s.changes)-1]
	}
	s.oldest = max(s.oldest, oldest)
}

func (s *Server) isDown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.down
}

func unreachable() error {
	return &engine.Error{Class: engine.ErrUnreachable, Err: errors.New("the test's server is down")}
}

func (s *Server) writer(v engine.Version) (writer engine.ID) {
	if v > 0 {
		writer = s.changes[v-1].Writer
	}
	return writer
}

func (s *Server) head() engine.Head {
	v := engine.Version(len(s.changes))
	return engine.Head{Mark: engine.Mark{Version: v, Writer: s.writer(v)}, Graph: s.graph, Oldest: s.oldest, Terms: uint64(len(s.terms))}
}

// connection is one process's.
type connection struct {
	s       *Server
	options engine.Options
}

// begin waits for the delay and locks the server, if it can be reached.
func (c *connection) begin(ctx context.Context) error {
	c.s.mu.Lock()
	delay := c.s.delay
	c.s.mu.Unlock()
	if delay > 0 {
		select {
		case <-time.After(delay):
		case <-ctx.Done():
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c.s.mu.Lock()
	if c.s.down {
		c.s.mu.Unlock()
		return unreachable()
	}
	return nil
}

func (c *connection) Head(ctx context.Context) (engine.Head, error) {
	if err := c.begin(ctx); err != nil {
		return engine.Head{}, err
	}
	defer c.s.mu.Unlock()
	return c.s.head(), nil
}

func (c *connection) Copy(ctx context.Context, at engine.Version, terms func([]term.Term) error, quads func([]engine.Quad) error) (engine.Mark, error) {
	if err := c.begin(ctx); err != nil {
		return engine.Mark{}, err
	}
	defer c.s.mu.Unlock()
	c.s.copies++
	if at > engine.Version(len(c.s.changes)) || at < c.s.oldest {
		return engine.Mark{}, engine.ErrGone
	}
	there, n := map[engine.Quad]bool{}, 0
	for _, change := range c.s.changes[:at] {
		n += len(change.Terms)
		for _, q := range change.Removed {
			delete(there, q)
		}
		for _, q := range change.Added {
			there[q] = true
		}
	}
	err := terms(c.s.terms[:n])
	for q := range there {
		if err == nil {
			err = quads([]engine.Quad{q})
		}
	}
	return engine.Mark{Version: at, Writer: c.s.writer(at)}, err
}

func (c *connection) Changes(ctx context.Context, after engine.Mark, until engine.Version) ([]*engine.Change, error) {
	if err := c.begin(ctx); err != nil {
		return nil, err
	}
	defer c.s.mu.Unlock()
	if after.Version < c.s.oldest || until > engine.Version(len(c.s.changes)) {
		return nil, engine.ErrGone
	}
	if after.Writer != (engine.ID{}) && c.s.writer(after.Version) != after.Writer {
		return nil, engine.ErrGone
	}
	return c.s.changes[after.Version:min(until, after.Version+2)], nil
}

func (c *connection) Wait(ctx context.Context) error {
	if err := c.begin(ctx); err != nil {
		return err
	}
	news := c.s.news
	c.s.mu.Unlock()
	select {
	case <-news:
	case <-time.After(100 * time.Millisecond):
	case <-ctx.Done():
	}
	return ctx.Err()
}

func (c *connection) Sweep(ctx context.Context) error { return ctx.Err() }

func (c *connection) Close() error { return nil }

// turn is the writer's.
type turn struct {
	c     *connection
	head  engine.Head
	ended bool // under the server's mu
}

func (c *connection) Turn(ctx context.Context) (engine.Turn, error) {
	if c.s.isDown() {
		return nil, unreachable()
	}
	select {
	case c.s.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := c.begin(ctx); err != nil {
		<-c.s.turn
		return nil, err
	}
	defer c.s.mu.Unlock()
	t := &turn{c: c, head: c.s.head()}
	c.s.holder = t
	return t, nil
}

func (t *turn) Head() engine.Head { return t.head }

func (t *turn) Made(ctx context.Context, writer engine.ID) (bool, error) {
	if err := t.c.begin(ctx); err != nil {
		return false, err
	}
	defer t.c.s.mu.Unlock()
	for _, c := range t.c.s.changes {
		if c.Writer == writer {
			return true, nil
		}
	}
	return false, nil
}

func (t *turn) Commit(ctx context.Context, c *engine.Change) error {
	s := t.c.s
	err := t.c.begin(ctx)
	if err != nil {
		return &engine.Error{Class: engine.ErrConflict, Err: err}
	}
	defer t.Release()
	defer s.mu.Unlock()
	s.commits++
	if t.ended {
		return &engine.Error{Class: engine.ErrConflict, Err: errors.New("the turn has ended")}
	}
	if c.Version != t.head.Version+1 || len(c.Terms) > 0 && c.First != t.head.Terms+1 {
		return fmt.Errorf("change %d with terms from %d on follows change %d with %d terms", c.Version, c.First, t.head.Version, t.head.Terms)
	}
	lost := s.losing
	if s.losing = false; lost {
		s.down = true
	}
	if !lost || s.loses == Made {
		kept := *c
		kept.At = time.Now()
		s.terms = append(s.terms, c.Terms...)
		s.changes = append(s.changes, &kept)
		close(s.news)
		s.news = make(chan struct{})
	}
	if lost {
		return &engine.Error{Class: engine.ErrUnknownOutcome, Err: errors.New("the connection was lost")}
	}
	return nil
}

func (t *turn) Release() {
	s := t.c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if !t.ended {
		t.ended = true
		s.holder = nil
		<-s.turn
	}
}
