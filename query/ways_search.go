package query

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"slices"

	"talentgraph.example/graph"
)

// longWay is how many nodes a path has at most if a search from each of them is no more than a look at all nodes.
const longWay = 64

// pathSearch finds paths between two nodes.
type pathSearch struct {
	*links
	from, to graph.ID
	most     int        // hops
	found    *branch    // the paths so far
	waiting  candidates // for their turn
	made     int        // candidates
}

// candidate is a path, as its nodes; it leaves the paths found before it at the place at. Of one that is not whole, only
// what it has in common with them is known, and its number of hops.
type candidate struct {
	nodes []graph.ID
	at    int
	hops  int
	whole bool
	made  int // after how many others
}

func compareCandidates(a, b candidate) int {
	switch d := cmp.Compare(a.hops, b.hops); {
	case d != 0:
		return d
	case a.whole && b.whole:
		return slices.Compare(a.nodes, b.nodes)
	case a.whole:
		return -1
	case b.whole:
		return 1
	}
	return cmp.Compare(a.made, b.made)
}

// candidates is a heap of them, the next one on top.
type candidates []candidate

func (c candidates) Len() int           { return len(c) }
func (c candidates) Less(i, j int) bool { return compareCandidates(c[i], c[j]) < 0 }
func (c candidates) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *candidates) Push(x any)        { *c = append(*c, x.(candidate)) }

func (c *candidates) Pop() any {
	last := len(*c) - 1
	x := (*c)[last]
	*c = (*c)[:last]
	return x
}

// inOrder yields the paths that come to no node twice, as their nodes, the shortest first: J. Y. Yen,
// Finding the K Shortest Loopless Paths in a Network, Management Science 17 (1971), with E. L. Lawler's
// remark that a path need be left only from where it left its own ancestor. A long path can be left in so many places
// that it would take its square to search from each; there, first only the number of hops is found, and a path is
// searched for when its turn has come.
func (s *pathSearch) inOrder(ctx context.Context, yield func([]graph.ID) error) error {
	first, err := s.shortest(ctx, s.from, s.most, nil, nil)
	if err != nil || first == nil {
		return err
	}
	s.found = &branch{}
	s.wait(candidate{nodes: first, hops: len(first) - 1, whole: true})
	for len(s.waiting) > 0 {
		best := heap.Pop(&s.waiting).(candidate)
		if !best.whole {
			if err := s.complete(ctx, best); err != nil {
				return err
			}
			continue
		}
		if err := yield(best.nodes); err != nil {
			return err
		}
		s.found.add(best.nodes)
		if err := s.leave(ctx, best); err != nil {
			return err
		}
	}
	return nil
}

func (s *pathSearch) wait(c candidate) {
	s.made++
	c.made = s.made
	heap.Push(&s.waiting, c)
}

// leave makes candidates wait that leave a path, one for each of its places.
func (s *pathSearch) leave(ctx context.Context, path candidate) error {
	if len(path.nodes) > longWay {
		return s.leaveLong(ctx, path)
	}
	found, closed := s.found, map[graph.ID]bool{}
	for i, node := range path.nodes[:len(path.nodes)-1] {
		found = found.next[node]
		if i >= path.at {
			if err := s.completeWith(ctx, candidate{nodes: path.nodes[:i+1], at: i}, closed, found); err != nil {
				return err
			}
		}
		closed[node] = true
	}
	return nil
}

// leaveLong is leave for a long path. It goes back from the end, and knows at each place how far from the end all nodes
// are without those before that place. Their distances only shrink on the way, and few do.
func (s *pathSearch) leaveLong(ctx context.Context, path candidate) error {
	places := path.nodes[:len(path.nodes)-1]
	branches := make([]*branch, len(places))
	closed := map[graph.ID]bool{}
	for i, found := 0, s.found; i < len(places); i++ {
		found = found.next[places[i]]
		branches[i], closed[places[i]] = found, true
	}
	hopsLeft := map[graph.ID]int{}
	if err := s.spread(ctx, hopsLeft, closed, s.to, 0); err != nil {
		return err
	}
	leaving := make([]int, len(places)) // the fewest hops of a path that leaves here; 0 for none
	for i := len(places) - 1; i >= path.at; i-- {
		nearest := math.MaxInt
		err := s.neighbours(ctx, places[i:i+1], func(_ int, n graph.ID) bool {
			if hops, known := hopsLeft[n]; known {
				nearest = min(nearest, hops)
				if total := i + 1 + hops; branches[i].next[n] == nil && total <= s.most && (leaving[i] == 0 || total < leaving[i]) {
					leaving[i] = total
				}
			}
			return true
		})
		if err != nil {
			return err
		}
		delete(closed, places[i])
		if nearest < math.MaxInt {
			if err := s.spread(ctx, hopsLeft, closed, places[i], nearest+1); err != nil {
				return err
			}
		}
	}
	for i, hops := range leaving {
		if hops > 0 {
			s.wait(candidate{nodes: path.nodes[:i+1], at: i, hops: hops})
		}
	}
	return nil
}

// spread notes that a node is so many hops from the end, and what follows for those around it that are not closed.
func (s *pathSearch) spread(ctx context.Context, hopsLeft map[graph.ID]int, closed map[graph.ID]bool, node graph.ID, hops int) error {
	hopsLeft[node] = hops
	for frontier := []graph.ID{node}; len(frontier) > 0 && hops < s.most; {
		hops++
		var next []graph.ID
		err := s.neighbours(ctx, frontier, func(_ int, n graph.ID) bool {
			if known, ok := hopsLeft[n]; !closed[n] && (!ok || hops < known) {
				hopsLeft[n] = hops
				next = append(next, n)
			}
			return true
		})
		if err != nil {
			return err
		}
		slices.Sort(next)
		frontier = next
	}
	return ctx.Err()
}

// complete searches the rest of a candidate.
func (s *pathSearch) complete(ctx context.Context, c candidate) error {
	found, closed := s.found, map[graph.ID]bool{}
	for i, node := range c.nodes {
		found = found.next[node]
		if i < c.at {
			closed[node] = true
		}
	}
	return s.completeWith(ctx, c, closed, found)
}

// completeWith is complete for who knows what is closed, and where the paths found before go on to.
func (s *pathSearch) completeWith(ctx context.Context, c candidate, closed map[graph.ID]bool, found *branch) error {
	rest, err := s.shortest(ctx, c.nodes[c.at], s.most-c.at, closed, found.next)
	if rest != nil {
		nodes := append(slices.Clone(c.nodes[:c.at]), rest...)
		s.wait(candidate{nodes: nodes, at: c.at, hops: len(nodes) - 1, whole: true})
	}
	return err
}

// branch is a tree of paths from their beginning on, by the nodes that they go on to.
type branch struct{ next map[graph.ID]*branch }

func (b *branch) add(path []graph.ID) {
	for _, node := range path {
		if b.next == nil {
			b.next = map[graph.ID]*branch{}
		}
		if b.next[node] == nil {
			b.next[node] = &branch{}
		}
		b = b.next[node]
	}
}

// side is one end's part of a search from both ends.
type side struct {
	came     map[graph.ID]graph.ID // each node reached, with the one it was reached from; 0 for the end itself
	depth    map[graph.ID]int
	frontier []graph.ID
	level    int
}

func newSide(end graph.ID) *side {
	return &side{map[graph.ID]graph.ID{end: 0}, map[graph.ID]int{end: 0}, []graph.ID{end}, 0}
}

// shortest finds a shortest path of at most so many hops, as its nodes, both ends included; nil if there
// is none. It does not come to closed nodes, and does not go from its beginning to those of not.
//
// It searches from both ends, a level at a time, from the end with the smaller frontier. The first level
// that meets the other side has all shortest paths in it; of these it takes the first by node numbers where
// they meet.
func (s *pathSearch) shortest(ctx context.Context, from graph.ID, most int, closed map[graph.ID]bool, not map[graph.ID]*branch) ([]graph.ID, error) {
	if from == s.to {
		return []graph.ID{from}, ctx.Err()
	}
	end := s.Trace.Begin("search a path from both ends", "by subject, by object", 2)
	near, far := newSide(from), newSide(s.to)
	defer func() { end(len(near.came) + len(far.came)) }()
	for near.level+far.level < most && len(near.frontier) > 0 && len(far.frontier) > 0 {
		this, other := near, far
		if len(far.frontier) < len(near.frontier) {
			this, other = far, near
		}
		meeting, err := s.level(ctx, this, other, func(a, b graph.ID) bool {
			return closed[b] || a == from && not[b] != nil || b == from && not[a] != nil
		})
		if err != nil {
			return nil, err
		}
		if meeting != 0 {
			return joinSides(near, far, meeting), nil
		}
	}
	return nil, nil
}

// level takes one side a level further. It gives the node by which the shortest way meets the other side,
// or 0.
func (s *pathSearch) level(ctx context.Context, this, other *side, bars func(a, b graph.ID) bool) (graph.ID, error) {
	var next []graph.ID
	meeting, length := graph.ID(0), 0
	err := s.neighbours(ctx, this.frontier, func(i int, n graph.ID) bool {
		at := this.frontier[i]
		if bars(at, n) {
			return true
		}
		if _, seen := this.came[n]; seen {
			return true
		}
		this.came[n], this.depth[n] = at, this.level+1
		next = append(next, n)
		if d, ok := other.depth[n]; ok && (meeting == 0 || d < length || d == length && n < meeting) {
			meeting, length = n, d
		}
		return true
	})
	this.level++
	slices.Sort(next)
	this.frontier = next
	return meeting, err
}

func joinSides(near, far *side, meeting graph.ID) []graph.ID {
	var nodes []graph.ID
	for n := meeting; n != 0; n = near.came[n] {
		nodes = append(nodes, n)
	}
	slices.Reverse(nodes)
	for n := far.came[meeting]; n != 0; n = far.came[n] {
		nodes = append(nodes, n)
	}
	return nodes
}
