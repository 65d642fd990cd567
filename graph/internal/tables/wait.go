package tables

import (
	"context"
	"net"
	"time"

	"talentgraph.example/graph/engine"
)

// PatienceFor is how long each of several servers is waited for.
func PatienceFor(servers int) time.Duration {
	if servers > 1 {
		return engine.Patience / 3
	}
	return engine.Patience
}

// Dialer finds within half a minute that the machine at the other end is gone, which an idle connection does not tell.
func Dialer() *net.Dialer {
	return &net.Dialer{KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: engine.Patience, Interval: engine.Patience / 2, Count: 4}}
}

// Pause waits.
func Pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}
