package stop

import (
	"runtime"
	"runtime/metrics"
)

// Growth bounds by how much the memory of this process grows beyond the first look. It is for one Watch.
type Growth struct {
	most    int64
	reached error
	base    int64 // bytes in use at the first look
	sampled bool
	// floor is what was in use after the last forced collection: the next waits until well above it.
	floor int64
}

// NewGrowth makes a bound of so many bytes, and gives its error.
func NewGrowth(most int64, reached error) *Growth { return &Growth{most: most, reached: reached} }

// TooMuch is the error of the limit, when it is due. What is over it may be garbage, so the collector is run first,
// unless the growth is so fast that there is no time for it.
func (g *Growth) TooMuch() error {
	now := MemoryInUse()
	if !g.sampled {
		g.sampled, g.base, g.floor = true, now, now
	}
	switch growth := now - g.base; {
	case growth <= g.most:
		return nil
	case growth > g.most+g.most/2:
		return g.reached
	}
	if now >= g.floor+g.most/8 {
		runtime.GC()
		g.floor = MemoryInUse()
	}
	if g.floor-g.base > g.most {
		return g.reached
	}
	return nil
}

// MemoryInUse gives the bytes of objects, dead ones not yet swept included, and of stacks.
func MemoryInUse() int64 {
	samples := [...]metrics.Sample{
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/memory/classes/heap/stacks:bytes"},
	}
	metrics.Read(samples[:])
	var total uint64
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			total += s.Value.Uint64()
		}
	}
	return int64(total)
}
