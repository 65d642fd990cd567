package servers

import (
	"slices"
	"testing"
	"time"
)

// Took tells how long something takes.
func Took(f func()) time.Duration {
	begun := time.Now()
	f()
	return time.Since(begun)
}

// Median tells how long something takes that is done several times.
func Median(times int, f func()) time.Duration {
	var all []time.Duration
	for range times {
		all = append(all, Took(f))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// Hold compares how long something takes with something else, by a ratio that it is to keep to on a machine that has nothing
// else to do. It measures up to three times, and fails if the ratio is beyond the double each time.
func Hold(t *testing.T, what string, most float64, measure func() (took, against time.Duration)) {
	t.Helper()
	ratio := 0.0
	for range 3 {
		took, against := measure()
		ratio = float64(took) / float64(against)
		t.Logf("%s: %v to %v, %.2f times; at most %.0f", what, took, against, ratio, most)
		if ratio <= 2*most {
			return
		}
	}
	t.Errorf("%s: %.2f times", what, ratio)
}
