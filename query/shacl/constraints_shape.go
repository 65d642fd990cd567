package shacl

import (
	"cmp"
	"slices"

	"github.com/cayleygraph/quad"
)

// The constraints by other shapes: sh:not, and, or, xone (section 4.6), sh:node, sh:property and sh:qualifiedValueShape (4.7).

// byShapes is a constraint on each value by how many of some shapes it conforms to.
func byShapes(component string, shapes []*Shape, explained bool, fits func(fits, all int) bool) []constraint {
	names := make([]*naming, len(shapes))
	for i, s := range shapes {
		names[i] = s.naming
	}
	return []constraint{{component: component, shapes: names, bind: func(r *run) (check, error) {
		bound, err := r.bindAll(shapes)
		if err != nil {
			return nil, err
		}
		return func(at *at) error {
			for _, v := range at.values {
				n := 0
				for _, s := range bound {
					ok, err := at.conforms(s, v)
					if err != nil {
						return err
					}
					if ok {
						n++
					}
				}
				if fits(n, len(bound)) {
					continue
				}
				b := breach{value: v, number: n}
				if explained {
					b.inner = bound
				}
				if err := at.fail(b); err != nil {
					return err
				}
			}
			return nil
		}, nil
	}}}
}

func readNot(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	inner, err := r.shape(v, s)
	if err != nil {
		return nil, err
	}
	return byShapes("Not", []*Shape{inner}, false, func(fits, _ int) bool { return fits == 0 }), nil
}

func readNode(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	inner, err := r.shape(v, s)
	if err != nil {
		return nil, err
	}
	if inner.Path.kind != noPath {
		return nil, s.wrong("node", "%s is a property shape; sh:property takes those", inner.Name())
	}
	return byShapes("Node", []*Shape{inner}, true, func(fits, all int) bool { return fits == all }), nil
}

func readLogic(parameter, component string, fits func(fits, all int) bool) func(*reader, *Shape, quad.Value) ([]constraint, error) {
	return func(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
		items, err := r.list(s, parameter, v)
		if err != nil {
			return nil, err
		}
		shapes := make([]*Shape, len(items))
		for i, item := range items {
			if shapes[i], err = r.shape(item, s); err != nil {
				return nil, err
			}
		}
		return byShapes(component, shapes, true, fits), nil
	}
}

// readProperty makes a property shape a part of the shape. What breaks it is reported as its own.
func readProperty(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	inner, err := r.shape(v, s)
	if err != nil {
		return nil, err
	}
	if inner.Path.kind == noPath {
		return nil, s.wrong("property", "%s has no sh:path, and so is no property shape", inner.Name())
	}
	s.properties = append(s.properties, inner)
	inner.parents = append(inner.parents, s)
	return nil, nil
}

// readQualified counts the values that conform to a shape.
func readQualified(r *reader, s *Shape, v quad.Value) ([]constraint, error) {
	inner, err := r.shape(v, s)
	if err != nil {
		return nil, err
	}
	s.qualified = append(s.qualified, inner)
	disjoint, err := r.flag(s, "qualifiedValueShapesDisjoint")
	if err != nil {
		return nil, err
	}
	var made []constraint
	for _, end := range []struct {
		parameter, component string
		fits                 func(n, wanted int) bool
	}{
		{"qualifiedMinCount", "QualifiedMinCount", func(n, wanted int) bool { return n >= wanted }},
		{"qualifiedMaxCount", "QualifiedMaxCount", func(n, wanted int) bool { return n <= wanted }},
	} {
		given, err := r.one(s, end.parameter)
		if err != nil {
			return nil, err
		}
		if given == nil {
			continue
		}
		wanted, err := r.natural(s, end.parameter, given)
		if err != nil {
			return nil, err
		}
		made = append(made, constraint{component: end.component, wanted: r.show(given) + " × ", shapes: []*naming{inner.naming}, bind: func(run *run) (check, error) {
			bound, err := run.bind(inner)
			if err != nil {
				return nil, err
			}
			var siblings []*boundShape
			if disjoint {
				if siblings, err = run.siblings(s, inner); err != nil {
					return nil, err
				}
			}
			return func(at *at) error {
				n, err := at.countQualified(bound, siblings)
				if err == nil && !end.fits(n, wanted) {
					err = at.fail(breach{number: n})
				}
				return err
			}, nil
		}})
	}
	if made == nil {
		return nil, s.wrong("qualifiedValueShape", "it is given without sh:qualifiedMinCount and sh:qualifiedMaxCount, and asks for nothing")
	}
	return made, nil
}

func (a *at) countQualified(shape *boundShape, siblings []*boundShape) (int, error) {
	n := 0
	for _, v := range a.values {
		ok, err := a.conforms(shape, v)
		for _, s := range siblings {
			if err != nil || !ok {
				break
			}
			var other bool
			other, err = a.conforms(s, v)
			ok = !other
		}
		if err != nil {
			return 0, err
		}
		if ok {
			n++
		}
	}
	return n, nil
}

// siblings are the qualified value shapes of the other properties of the shapes that have a shape as property
// (section 4.7.3).
func (r *run) siblings(s, own *Shape) ([]*boundShape, error) {
	var found []*Shape
	for _, parent := range s.parents {
		for _, p := range parent.properties {
			for _, q := range p.qualified {
				if q != own && !slices.Contains(found, q) {
					found = append(found, q)
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b *Shape) int { return cmp.Compare(a.name, b.name) })
	return r.bindAll(found)
}
