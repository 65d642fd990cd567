package storetest

import "context"

// Countdown is a context that is canceled when its Err is asked for the nth time.
type Countdown struct {
	context.Context
	Left int
}

// Err counts down.
func (c *Countdown) Err() error {
	if c.Left--; c.Left < 0 {
		return context.Canceled
	}
	return nil
}
