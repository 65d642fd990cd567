package query

import (
	"context"
	"slices"

	"talentgraph.example/graph"
)

// pathSearch finds paths between two nodes.
type pathSearch struct {
	*links
	from, to graph.ID
	most     int // hops
}

// candidate is a path, as its nodes; it leaves the paths found before it at the place at.
type candidate struct {
	nodes []graph.ID
	at    int
}

// inOrder yields the paths that come to no node twice, as their nodes, the shortest first: J. Y. Yen,
// Finding the K Shortest Loopless Paths in a Network, Management Science 17 (1971), with E. L. Lawler's
// remark that a path need be left only from where it left its own ancestor.
func (s *pathSearch) inOrder(ctx context.Context, yield func([]graph.ID) error) error {
	first, err := s.shortest(ctx, s.from, s.most, nil, nil)
	if err != nil || first == nil {
		return err
	}
	found := &branch{}
	for waiting := []candidate{{nodes: first}}; len(waiting) > 0; {
		next := 0
		for i, c := range waiting {
			if compareCandidates(c, waiting[next]) < 0 {
				next = i
			}
		}
		best := waiting[next]
		waiting = slices.Delete(waiting, next, next+1)
		if err := yield(best.nodes); err != nil {
			return err
		}
		found.add(best.nodes)
		more, err := s.leaving(ctx, best, found)
		if err != nil {
			return err
		}
		waiting = append(waiting, more...)
	}
	return nil
}

func compareCandidates(a, b candidate) int {
	if d := len(a.nodes) - len(b.nodes); d != 0 {
		return d
	}
	return slices.Compare(a.nodes, b.nodes)
}

// leaving gives for each place of a path the shortest path that leaves it there, and is none found before.
func (s *pathSearch) leaving(ctx context.Context, path candidate, found *branch) ([]candidate, error) {
	var candidates []candidate
	closed := map[graph.ID]bool{}
	for i, node := range path.nodes[:len(path.nodes)-1] {
		found = found.next[node]
		if i >= path.at {
			rest, err := s.shortest(ctx, node, s.most-i, closed, found.next)
			if err != nil {
				return nil, err
			}
			if rest != nil {
				candidates = append(candidates, candidate{append(slices.Clone(path.nodes[:i]), rest...), i})
			}
		}
		closed[node] = true
	}
	return candidates, nil
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
