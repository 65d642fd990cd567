package query

import (
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// claims gives the claims that put anything into a sector or a narrower one, ascending. Those of narrower sectors are
// remembered, and are shared by the sectors that add nothing to them, so that all rows together cost about what they
// tell. Sectors that are narrower than each other have theirs together: R. E. Tarjan, Depth-First Search and Linear
// Graph Algorithms, SIAM Journal on Computing 1 (1972).
func (t *sectorTree) claims(sector graph.ID) []graph.ID {
	const most = 1 << 22 // numbers remembered, 16 MB
	t.claiming.Lock()
	defer t.claiming.Unlock()
	if labels, known := t.claimed[sector]; known {
		return labels
	}
	if t.claimed == nil || t.claimedLength > most {
		t.claimed, t.claimedLength = map[graph.ID][]graph.ID{}, 0
	}
	w := sectorWalk{sectorTree: t, question: t.state.Question(), index: map[graph.ID]int{}}
	w.enter(sector)
	for len(w.path) > 0 {
		at := &w.path[len(w.path)-1]
		if narrower := t.below[at.sector]; at.next < len(narrower) {
			n := narrower[at.next]
			at.next++
			if _, known := t.claimed[n]; known {
				continue
			}
			if i := w.index[n]; i == 0 {
				w.enter(n)
			} else {
				at.low = min(at.low, i)
			}
			continue
		}
		w.leave()
	}
	return t.claimed[sector]
}

// sectorWalk is one depth-first search downwards.
type sectorWalk struct {
	*sectorTree
	question *ask.Question
	index    map[graph.ID]int // of the sectors visited, from 1 on
	open     []graph.ID       // visited, and their claims not known yet
	path     []sectorVisit
}

// sectorVisit is a sector on the way down.
type sectorVisit struct {
	sector graph.ID
	next   int // of those one step narrower
	low    int // the first sector visited that is known to be below it and open
	open   int // where it stands among the open ones
}

func (w *sectorWalk) enter(sector graph.ID) {
	n := len(w.index) + 1
	w.index[sector] = n
	w.path = append(w.path, sectorVisit{sector: sector, low: n, open: len(w.open)})
	w.open = append(w.open, sector)
}

// leave ends the visit of a sector. If it is the first of those that are below each other, their claims are known.
func (w *sectorWalk) leave() {
	at := w.path[len(w.path)-1]
	w.path = w.path[:len(w.path)-1]
	if at.low < w.index[at.sector] {
		above := &w.path[len(w.path)-1]
		above.low = min(above.low, at.low)
		return
	}
	together := w.open[at.open:]
	w.open = w.open[:at.open]
	labels := w.together(together)
	for _, sector := range together {
		w.claimed[sector] = labels
	}
}

// together gives the claims of some sectors and of all that are below them, whose own are known.
func (w *sectorWalk) together(sectors []graph.ID) []graph.ID {
	var all, longest []graph.ID
	for _, sector := range sectors {
		for _, l := range w.links[sector] {
			for _, f := range appendStatements(nil, w.state.Terms, l, sector) {
				if f.Subject != 0 {
					all = w.question.LabelsOf(all, f)
				}
			}
		}
	}
	all = ask.Distinct(all)
	for _, sector := range sectors {
		for _, n := range w.below[sector] {
			if below := w.claimed[n]; len(below) > len(longest) {
				longest = below
			}
		}
	}
	for _, sector := range sectors {
		for _, n := range w.below[sector] {
			if below := w.claimed[n]; len(below) > 0 && &below[0] != &longest[0] {
				all = append(all, below...)
			}
		}
	}
	all = slices.DeleteFunc(all, func(label graph.ID) bool { return ask.Contains(longest, label) })
	if len(all) == 0 {
		return longest
	}
	all = ask.Distinct(append(all, longest...))
	w.claimedLength += len(all)
	return all
}
