package ask

import (
	"context"
	"sync/atomic"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// State is a question bound to one state of a graph: what rows and steps have in common. What it says does not
// change once it is made, so rows that point to it are safe for concurrent use.
type State struct {
	Snapshot *graph.Snapshot
	Numbers  *graph.Numbers // of the snapshot
	floor    graph.Certainty
	source   graph.ID // 0 is any
	Times    times
	Terms    *Terms

	coming atomic.Pointer[coming]
	spare  atomic.Pointer[Said] // with the node that a row was last asked about
}

// Bind resolves the options that say which claims and which times count.
func Bind(ctx context.Context, s *graph.Snapshot, o *Options) (*State, error) {
	terms := termsOf.Of(s)
	a := &State{Snapshot: s, Numbers: s.Numbers(), floor: o.Floor, Times: newTimes(terms, o), Terms: terms}
	if o.Has(OptSource) {
		source, err := s.Resolve(ctx, o.Source, graph.SourceKind())
		if err != nil {
			return nil, err
		}
		a.source = source.Number()
	}
	return a, nil
}

// filtered tells whether some claims do not count. If not, labels need not be looked at.
func (s *State) filtered() bool { return s.floor != graph.Unknown || s.source != 0 }

// counts tells whether the claim behind a label counts.
func (s *State) counts(label graph.ID) bool {
	return (s.source == 0 || s.Numbers.Source(label) == s.source) && s.Numbers.Certainty(label).AtLeast(s.floor)
}

// Asks tells whether claims of a source count, as far as the source goes.
func (s *State) Asks(source graph.ID) bool { return s.source == 0 || s.source == source }

// Question makes a question of a row: what rows are asked afterwards is no part of a plan.
func (s *State) Question() *Question {
	return &Question{State: s, All: !s.filtered()}
}

// Unfiltered lets every claim count: for what a data set says in its own name, such as types.
func (s *State) Unfiltered() *Question { return &Question{State: s, All: true} }

// IDs gives the numbers of the values that the graph has.
func IDs[V quad.Value](s *State, values ...V) []graph.ID {
	ids := make([]graph.ID, 0, len(values))
	for _, v := range values {
		if id := s.Numbers.ID(v); id != 0 {
			ids = append(ids, id)
		}
	}
	return ids
}

// Holds tells whether a claim that counts stands for a fact.
func (s *State) Holds(f Statement) bool {
	var room [8]graph.ID
	for _, label := range s.Numbers.LabelsOf(room[:0], f.Subject, f.Predicate, f.Object) {
		if !s.filtered() || s.counts(label) {
			return true
		}
	}
	return false
}

// IsA tells whether a node has a class. Types are the data set's own statements, which filters of claims leave
// alone.
func (s *State) IsA(node, class graph.ID) (found bool) {
	if class != 0 && s.Terms.Type != 0 {
		s.Numbers.Row(node, quad.Subject, []graph.ID{s.Terms.Type}, func(r graph.Run) { found = Contains(r.Others, class) })
	}
	return found
}
