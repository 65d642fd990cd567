package shared

import (
	"context"
	"math/rand/v2"
	"time"
)

// backoff is how long to wait before trying again: 50 ms, doubling to 5 s, and up to half as much again by chance.
type backoff time.Duration

func (b *backoff) wait(ctx context.Context) {
	const least, most = backoff(50 * time.Millisecond), backoff(5 * time.Second)
	*b = min(max(least, 2**b), most)
	timer := time.NewTimer(time.Duration(*b + rand.N(*b/2)))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
