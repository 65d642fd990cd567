package shacl

import (
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/expr"
)

// The constraints by the values of another property of the same node (section 4.5), and sh:closed, by all of them (4.8.1).

// beside is a constraint that also looks at the values of another predicate: ascending, each once.
func beside(r *reader, s *Shape, parameter, component string, v quad.Value, f func(at *at, others []graph.ID) error) ([]constraint, error) {
	other, ok := v.(quad.IRI)
	if !ok {
		return nil, s.wrong(parameter, "not an IRI: %s", r.show(v))
	}
	return []constraint{{component: component, wanted: r.show(v), bind: func(run *run) (check, error) {
		path := run.bindPath(Path{kind: predicatePath, predicate: other})
		return func(at *at) error {
			others, err := at.follow(path, []graph.ID{at.node})
			if err != nil {
				return err
			}
			return f(at, others)
		}, nil
	}}}, nil
}

func readEquals(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	return beside(r, s, "equals", "Equals", v, func(at *at, others []graph.ID) error {
		if err := failOutside(at, at.values, others); err != nil {
			return err
		}
		return failOutside(at, others, at.values)
	})
}

// failOutside reports the values that are not among others.
func failOutside(at *at, values, others []graph.ID) error {
	for _, v := range values {
		if _, found := slices.BinarySearch(others, v); !found {
			if err := at.fail(breach{value: v}); err != nil {
				return err
			}
		}
	}
	return nil
}

func readDisjoint(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	return beside(r, s, "disjoint", "Disjoint", v, func(at *at, others []graph.ID) error {
		for _, v := range at.values {
			if _, found := slices.BinarySearch(others, v); found {
				if err := at.fail(breach{value: v}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func readLess(parameter, component string, fits func(order int) bool) func(*reader, *Shape, quad.Value) ([]constraint, error) {
	return func(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
		return beside(r, s, parameter, component, v, func(at *at, others []graph.ID) error {
			for _, v := range at.values {
				for _, other := range others {
					if err := at.look(); err != nil {
						return err
					}
					order, ordered, ok := expr.Compare(expr.Of(at.term(v)), expr.Of(at.term(other)))
					if ok && ordered && fits(order) {
						continue
					}
					if err := at.fail(breach{value: v}); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
}

// readClosed lets a node have only the predicates that the shape's properties have, and some more.
func readClosed(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	on, err := isTrue(s, "closed", v, r)
	if !on || err != nil {
		return nil, err
	}
	var allowed []quad.Value
	ignored, err := r.one(s, "ignoredProperties")
	if err == nil && ignored != nil {
		allowed, err = r.list(s, "ignoredProperties", ignored)
	}
	if err != nil {
		return nil, err
	}
	for _, p := range allowed {
		if _, ok := p.(quad.IRI); !ok {
			return nil, s.wrong("ignoredProperties", "its members are IRIs, which %s is not", r.show(p))
		}
	}
	for _, p := range r.objects(s.ID, sh+"property") {
		for _, path := range r.objects(p, sh+"path") {
			if _, ok := path.(quad.IRI); ok {
				allowed = append(allowed, path)
			}
		}
	}
	return []constraint{{component: "Closed", wanted: r.shows(allowed), bind: func(run *run) (check, error) {
		known := map[graph.ID]bool{}
		for _, p := range allowed {
			known[run.numbers.ID(p)] = true
		}
		return func(at *at) error {
			for _, v := range at.values {
				if err := at.failUnknown(v, known); err != nil {
					return err
				}
			}
			return nil
		}, nil
	}}}, nil
}

func (a *at) failUnknown(node graph.ID, known map[graph.ID]bool) (err error) {
	if a.isExtra(node) {
		return nil
	}
	expandErr := a.numbers.Expand(a.ctx, []graph.ID{node}, quad.Subject, nil, func(run graph.Run) bool {
		if known[run.Predicate] {
			return true
		}
		iri, _ := a.value(run.Predicate).(quad.IRI)
		path := &Path{kind: predicatePath, predicate: iri, text: a.state.CompactIRI(iri)}
		for i, v := range run.Others {
			if i == 0 || v != run.Others[i-1] {
				if err = a.fail(breach{value: v, path: path}); err != nil {
					return false
				}
			}
		}
		return true
	})
	if err == nil {
		err = expandErr
	}
	return err
}
