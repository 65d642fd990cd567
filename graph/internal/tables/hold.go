package tables

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"talentgraph.example/graph/engine"
)

// Hold is the use of the connection whose transaction has the writer's turn. While the writer runs, it is renewed: a server
// ends the transaction of whoever says nothing.
type Hold struct {
	sync.Mutex // of the connection, and of what follows
	ended      bool
	lost       error // why there is no turn any more
	stop       context.CancelFunc
	work       sync.WaitGroup
}

// Renew says something every so often, until the context or the hold ends.
func (h *Hold) Renew(life context.Context, every time.Duration, say func(ctx context.Context) error) {
	life, h.stop = context.WithCancel(life)
	h.work.Go(func() {
		for Pause(life, every) == nil {
			h.Lock()
			if h.lost == nil && !h.ended {
				soon, cancel := context.WithTimeout(life, every)
				if err := say(soon); err != nil && life.Err() == nil {
					h.lost = err
				}
				cancel()
			}
			h.Unlock()
		}
	})
}

// StopRenewing returns when nothing is said any more. The caller has not locked the hold.
func (h *Hold) StopRenewing() {
	if h.stop != nil {
		h.stop()
		h.work.Wait()
	}
}

// End ends the hold, and tells whether it had not ended. The caller has locked it.
func (h *Hold) End() bool {
	first := !h.ended
	h.ended = true
	return first
}

// Err is ErrConflict if the turn was lost, or the hold has ended. The caller has locked it.
func (h *Hold) Err() error {
	switch {
	case h.lost != nil:
		return &engine.Error{Class: engine.ErrConflict, Err: h.lost}
	case h.ended:
		return &engine.Error{Class: engine.ErrConflict, Err: errors.New("it has ended")}
	}
	return nil
}

// NotMade is the error of a change whose rows could not be written: where the connection was lost, it is ErrConflict.
func NotMade(err error) error {
	if away, ok := errors.AsType[*engine.Error](err); ok && away.Class == engine.ErrUnreachable {
		return &engine.Error{Class: engine.ErrConflict, Err: away.Err}
	}
	return err
}

// ErrNone: there is no graph that can be read, and none may be made.
func ErrNone(meta string) error {
	return fmt.Errorf("there is no graph in this database, or no table %s that this user may see; open it once without graph.ReadOnly() by a server that can be written, or wait if this is a copy of one: it has what was made there a little later", meta)
}

// ErrFull: terms have numbers of 32 bits.
func ErrFull(c *engine.Change) error {
	if c.First-1+uint64(len(c.Terms)) >= 1<<32 {
		return OwnError{errors.New("the graph is full: it has 4,294,967,294 terms")}
	}
	return nil
}
