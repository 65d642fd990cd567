package snapstore

import (
	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// nodeRef is Cayley's reference to a node. It holds the dictionary that it belongs to, not the whole
// snapshot: it always has its value, and stands for the node with that value in any snapshot.
type nodeRef struct {
	terms *terms
	id    ID
}

// nodeKey is the key of a nodeRef: the term's serial number.
type nodeKey uint64

func (r *nodeRef) Key() interface{} { return nodeKey(r.terms.dict.serial(r.id)) }

func (r *nodeRef) String() string { return quad.StringOf(r.terms.value(r.id)) }

// quadRef is Cayley's reference to a quad.
type quadRef struct {
	terms *terms
	quad  Quad
}

// quadKey is the key of a quadRef: the serial numbers of its terms. The same quad added again after it
// was removed has the same key.
type quadKey [4]uint64

func (r *quadRef) Key() interface{} {
	d, q := r.terms.dict, r.quad
	return quadKey{d.serial(q.Subject), d.serial(q.Predicate), d.serial(q.Object), d.serial(q.Label)}
}

// get gives the number at a direction; 0 for quad.Any.
func (q Quad) get(d quad.Direction) ID {
	switch d {
	case quad.Subject:
		return q.Subject
	case quad.Predicate:
		return q.Predicate
	case quad.Object:
		return q.Object
	case quad.Label:
		return q.Label
	default:
		return 0
	}
}

// node gives the ref of a number; nil for 0.
func (s *Snapshot) node(id ID) graph.Ref {
	if id == 0 {
		return nil
	}
	return &nodeRef{s.terms, id}
}

// resolve gives the number in this snapshot of the node that a ref stands for, wherever the ref came
// from; 0 if there is none.
func (s *Snapshot) resolve(r graph.Ref) ID {
	switch r := r.(type) {
	case *nodeRef:
		return s.translate(r.terms, r.id)
	case graph.PreFetchedValue:
		return s.ID(r.NameOf())
	default:
		return 0
	}
}

// translate gives this snapshot's number of a number of other terms.
func (s *Snapshot) translate(from *terms, id ID) ID {
	switch {
	case id == 0 || s.terms == from:
		return id
	case s.terms.dict == from.dict:
		if int(id) > len(s.terms.pos) {
			return 0
		}
		return id
	default:
		k, text := from.get(id)
		return s.terms.find(k.hashText(text), k, text)
	}
}

// resolveQuad gives the quad that a ref stands for, if this snapshot has it.
func (s *Snapshot) resolveQuad(r graph.Ref) (Quad, bool) {
	ref, ok := r.(*quadRef)
	if !ok {
		return Quad{}, false
	}
	if ref.terms == s.terms {
		return ref.quad, true
	}
	q := Quad{
		Subject:   s.translate(ref.terms, ref.quad.Subject),
		Predicate: s.translate(ref.terms, ref.quad.Predicate),
		Object:    s.translate(ref.terms, ref.quad.Object),
		Label:     s.translate(ref.terms, ref.quad.Label),
	}
	if q.Subject == 0 || q.Predicate == 0 || q.Object == 0 || (q.Label == 0) != (ref.quad.Label == 0) {
		return Quad{}, false
	}
	return q, s.over.has(q, s.base.has(q))
}
