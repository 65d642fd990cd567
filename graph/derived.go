package graph

// Derived is something that follows from a state of a graph alone, such as the numbers of a vocabulary's
// terms. It is worked out when it is first asked for, and kept for as long as the state is. Make one for
// each such thing, not one for each question. Safe for concurrent use.
type Derived[T any] struct{ from func(*Snapshot) T }

// NewDerived says how to work it out. Several goroutines may do so for one state at the same time; one result
// stays. It must not hold on to the snapshot.
func NewDerived[T any](from func(*Snapshot) T) *Derived[T] { return &Derived[T]{from} }

// Of gives it for a snapshot. In a transaction it is worked out again after each write.
func (d *Derived[T]) Of(s *Snapshot) T {
	if s.derived == nil {
		return d.from(s)
	}
	if v, ok := s.derived.Load(d); ok {
		return v.(T)
	}
	v, _ := s.derived.LoadOrStore(d, d.from(s))
	return v.(T)
}
