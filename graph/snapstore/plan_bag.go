package snapstore

import (
	"context"
	"math"
	"slices"

	"talentgraph.example/graph/internal/store"
)

// nodeRun is several nodes at once, and how often each comes: once if times is nil.
type nodeRun struct {
	nodes []ID
	times []uint32
}

// after is the run without its first n nodes.
func (r nodeRun) after(n int) nodeRun {
	if r.times != nil {
		r.times = r.times[n:]
	}
	r.nodes = r.nodes[n:]
	return r
}

// timesOf says how often node i comes.
func (r nodeRun) timesOf(i int) uint32 {
	if r.times == nil {
		return 1
	}
	return r.times[i]
}

// runner is a source that can give its nodes by the run, those that lie together in the store at once. A run
// has at most store.CheckEvery nodes and is empty at the end. The caller uses either this or next.
type runner interface {
	nextRun(ctx context.Context) nodeRun
}

// bagSource takes the results of a step by the block, and gives each block in ascending order, equal nodes
// as one that comes several times. The step that goes on from there looks at each node once, however many
// paths lead to it, and goes through the store's columns from one end to the other, where in the order of
// the paths nearly every node would be a cache miss. So the work of a long path grows with the nodes that it
// meets, not with the number of its ways, which mostly doubles with each hop or more.
//
// The first results go on as they come, since sorting a few is not worth it and they are wanted soon. Then each
// block is larger than the one before, so that the last has most of the nodes.
type bagSource struct {
	x  *run
	of *stepSource

	left  nodeRun   // of the block
	block []counted // the whole block, and room for the next
	spare []counted // room for sorting
	nodes []ID      // room for left
	times []uint32
	given int // results that went on as they came
	want  int // size of the block
}

const (
	notSorted = 512 // first results
	firstBag  = 1 << 12
	mostBag   = 1 << 18
)

func (b *bagSource) nextRun(ctx context.Context) nodeRun {
	if b.given < notSorted {
		run := b.of.nextRun(ctx)
		b.given += len(run.nodes)
		return run
	}
	if len(b.left.nodes) == 0 {
		b.fill(ctx)
	}
	run := b.left
	if len(run.nodes) > store.CheckEvery {
		run.nodes = run.nodes[:store.CheckEvery]
	}
	b.left = b.left.after(len(run.nodes))
	if !b.x.count(ctx, len(run.nodes)) {
		return nodeRun{}
	}
	return run
}

// fill gets the next block; it is empty at the end.
func (b *bagSource) fill(ctx context.Context) {
	b.want = min(max(firstBag, 4*b.want), mostBag)
	b.block = b.block[:0]
	for {
		run := b.of.nextRun(ctx)
		if len(run.nodes) == 0 {
			break
		}
		for i, id := range run.nodes {
			b.block = append(b.block, countedOf(id, run.timesOf(i)))
		}
		if len(b.block) >= b.want {
			// Where most of it are the same nodes again there is room for more.
			if b.combine(); len(b.block) > b.want/2 {
				break
			}
		}
	}
	b.combine()
	b.unpack()
}

// unpack makes a run of the block.
func (b *bagSource) unpack() {
	b.nodes, b.times = b.nodes[:0], b.times[:0]
	once := true
	for _, c := range b.block {
		b.nodes = append(b.nodes, c.id())
		b.times = append(b.times, c.times())
		once = once && c.times() == 1
	}
	if b.left = (nodeRun{b.nodes, b.times}); once {
		b.left.times = nil
	}
}

// combine sorts the block and makes equal nodes one.
func (b *bagSource) combine() {
	b.sort()
	kept := b.block[:0]
	for _, c := range b.block {
		if last := len(kept) - 1; last >= 0 && kept[last].id() == c.id() {
			if sum := uint64(kept[last].times()) + uint64(c.times()); sum <= math.MaxUint32 {
				kept[last] = countedOf(c.id(), uint32(sum))
				continue
			}
		}
		kept = append(kept, c)
	}
	b.block = kept
}

// counted is a node and how often it comes, such that they sort as numbers.
type counted uint64

func countedOf(id ID, times uint32) counted { return counted(id)<<32 | counted(times) }

func (c counted) id() ID        { return ID(c >> 32) }
func (c counted) times() uint32 { return uint32(c) }

// sort puts the block in ascending order of nodes: by digits of 11 bits, the lowest first, as soon as there
// are enough nodes to make that faster.
func (b *bagSource) sort() {
	const digit, mask = 11, 1<<11 - 1
	if len(b.block) < 512 {
		slices.Sort(b.block)
		return
	}
	b.spare = slices.Grow(b.spare[:0], len(b.block))
	from, to := b.block, b.spare[:len(b.block)]
	for shift := 32; b.x.snapshot.Terms()>>(shift-32) > 0; shift += digit {
		var starts [1 << digit]uint32
		for _, c := range from {
			starts[c>>shift&mask]++
		}
		sum := uint32(0)
		for d, n := range starts {
			starts[d], sum = sum, sum+n
		}
		for _, c := range from {
			at := &starts[c>>shift&mask]
			to[*at] = c
			*at++
		}
		from, to = to, from
	}
	b.block, b.spare = from, to
}
