package shacl

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// targets say which nodes a shape is about (section 2.1.3).
type targets struct {
	nodes      []quad.Value
	classes    []quad.Value
	subjectsOf []quad.IRI
	objectsOf  []quad.IRI
}

func (t targets) none() bool {
	return len(t.nodes)+len(t.classes)+len(t.subjectsOf)+len(t.objectsOf) == 0
}

func (r *reader) targets(s *Shape) (targets, error) {
	t := targets{nodes: r.objects(s.ID, sh+"targetNode")}
	for _, c := range r.objects(s.ID, sh+"targetClass") {
		if _, ok := c.(quad.IRI); !ok {
			return t, s.wrong("targetClass", "not an IRI: %s", r.show(c))
		}
		t.classes = append(t.classes, c)
	}
	// A shape that is a class is about its instances.
	if r.classes[s.ID] {
		t.classes = append(t.classes, s.ID)
	}
	for _, p := range []struct {
		name string
		to   *[]quad.IRI
	}{{"targetSubjectsOf", &t.subjectsOf}, {"targetObjectsOf", &t.objectsOf}} {
		for _, v := range r.objects(s.ID, sh+quad.IRI(p.name)) {
			iri, ok := v.(quad.IRI)
			if !ok {
				return t, s.wrong(p.name, "not an IRI: %s", r.show(v))
			}
			*p.to = append(*p.to, iri)
		}
	}
	return t, nil
}

// focusNodes gives a shape's focus nodes, ascending, each once.
func (r *run) focusNodes(t targets) ([]graph.ID, error) {
	var found []graph.ID
	for _, v := range t.nodes {
		found = append(found, r.id(v))
	}
	for _, c := range t.classes {
		m, err := r.members(c)
		if err != nil {
			return nil, err
		}
		found = append(found, m.list...)
	}
	for _, p := range t.subjectsOf {
		err := r.scan(p, func(subjects, _ []graph.ID) { found = append(found, subjects...) })
		if err != nil {
			return nil, err
		}
	}
	for _, p := range t.objectsOf {
		err := r.scan(p, func(_, objects []graph.ID) { found = append(found, objects...) })
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

func (r *run) scan(predicate quad.IRI, f func(subjects, objects []graph.ID)) error {
	p := r.numbers.ID(predicate)
	if p == 0 {
		return nil
	}
	return r.numbers.Scan(r.ctx, p, false, func(subjects, objects, _ []graph.ID) bool {
		f(subjects, objects)
		return true
	})
}

// members are the instances of a class and of those below it.
type members struct {
	list []graph.ID // ascending
	set  ask.Bitset
}

// members finds the instances of a class, once in a run.
func (r *run) members(class quad.Value) (*members, error) {
	id := r.id(class)
	if m := r.classes[id]; m != nil {
		return m, nil
	}
	m := &members{}
	typ, below := r.numbers.ID(rdfType), r.numbers.ID(rdfsSubClassOf)
	classes := []graph.ID{id}
	for level := classes; len(level) > 0; {
		var next []graph.ID
		err := r.expand(level, quad.Object, below, func(_ int, others, _ []graph.ID) {
			for _, c := range others {
				if !slices.Contains(classes, c) {
					classes, next = append(classes, c), append(next, c)
				}
			}
		})
		if err != nil {
			return nil, err
		}
		level = next
	}
	err := r.expand(classes, quad.Object, typ, func(_ int, others, _ []graph.ID) { m.list = append(m.list, others...) })
	if err != nil {
		return nil, err
	}
	slices.Sort(m.list)
	m.list = slices.Compact(m.list)
	for _, n := range m.list {
		m.set.Set(n)
	}
	r.classes[id] = m
	return m, nil
}
