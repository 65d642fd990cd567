package bench

import (
	"slices"
	"testing"
	"time"
)

// A side is one of several ways to do the same, and how long it took each time.
type side struct {
	name string
	do   func() error
	took []time.Duration
}

// turns lets all sides do their work in turn, and reports the least times: that of the first in microseconds, and how
// many times those of the others it is, as x-NAME.
func turns(b *testing.B, sides ...*side) {
	b.Helper()
	for b.Loop() {
		for _, s := range sides {
			start := time.Now()
			err := s.do()
			s.took = append(s.took, time.Since(start))
			if err != nil {
				b.Fatalf("%s: %v", s.name, err)
			}
		}
	}
	first := sides[0]
	b.ReportMetric(0, "ns/op") // which is that of all turns
	b.ReportMetric(float64(first.least().Nanoseconds())/1000, "µs-least")
	for _, s := range sides[1:] {
		b.ReportMetric(float64(first.least())/float64(s.least()), "x-"+s.name)
		b.ReportMetric(float64(first.median())/float64(s.median()), "x-median-"+s.name)
	}
}

func (s *side) least() time.Duration { return slices.Min(s.took) }

func (s *side) median() time.Duration {
	slices.Sort(s.took)
	return s.took[len(s.took)/2]
}
