package snapstore

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/internal/store"
)

// nodeRef is Cayley's reference to a node. It holds the dictionary that it belongs to, not the whole
// snapshot: it always has its value, and stands for the node with that value in any snapshot.
type nodeRef struct {
	terms *store.Dictionary
	id    ID
}

// nodeKey is the key of a nodeRef: the term's serial number.
type nodeKey uint64

func (r *nodeRef) Key() interface{} { return nodeKey(r.terms.Serial(r.id)) }

func (r *nodeRef) String() string { return quad.StringOf(r.terms.Value(r.id)) }

// quadRef is Cayley's reference to a quad.
type quadRef struct {
	terms *store.Dictionary
	quad  Quad
}

// quadKey is the key of a quadRef: the serial numbers of its terms. The same quad added again after it
// was removed has the same key.
type quadKey [4]uint64

func (r *quadRef) Key() interface{} {
	d, q := r.terms, r.quad
	return quadKey{d.Serial(q.Subject), d.Serial(q.Predicate), d.Serial(q.Object), d.Serial(q.Label)}
}

// nodeOf gives the ref of a number; nil for 0.
func nodeOf(t *store.Dictionary, id ID) graph.Ref {
	if id == 0 {
		return nil
	}
	return &nodeRef{t, id}
}

// resolve gives the number in this snapshot of the node that a ref stands for, wherever the ref came
// from; 0 if there is none.
func resolve(s *store.Snapshot, r graph.Ref) ID {
	switch r := r.(type) {
	case *nodeRef:
		return s.Translate(r.terms, r.id)
	case graph.PreFetchedValue:
		return s.ID(r.NameOf())
	default:
		return 0
	}
}

// resolveQuad gives the quad that a ref stands for, if this snapshot has it.
func resolveQuad(s *store.Snapshot, r graph.Ref) (Quad, bool) {
	ref, ok := r.(*quadRef)
	if !ok {
		return Quad{}, false
	}
	if ref.terms == s.Dictionary() {
		return ref.quad, true
	}
	q := Quad{
		Subject:   s.Translate(ref.terms, ref.quad.Subject),
		Predicate: s.Translate(ref.terms, ref.quad.Predicate),
		Object:    s.Translate(ref.terms, ref.quad.Object),
		Label:     s.Translate(ref.terms, ref.quad.Label),
	}
	if q.Subject == 0 || q.Predicate == 0 || q.Object == 0 || (q.Label == 0) != (ref.quad.Label == 0) {
		return Quad{}, false
	}
	return q, s.Has(q)
}
