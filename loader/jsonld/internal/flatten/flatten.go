// Package flatten has the flattening algorithms of JSON-LD 1.1 Processing Algorithms and API (section 7): all that is
// said of a node, wherever it stands in an expanded document, comes together in one object.
package flatten

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// nodes is a node map: section 7.2.
type nodes struct {
	pace   *pace.Pace
	graphs map[string]map[string]*node // by name, and by @id
	names  map[string]string           // of blank nodes
	issued int
}

// defaultGraph is the default graph's name among others.
const defaultGraph = "@default"

// node is what is known of one node in one graph.
type node struct {
	*expand.Object
	properties map[string]int      // where they are in the object
	seen       map[string]struct{} // values, by property
}

// Flatten gives the nodes of a document, ordered by their @id; those of other graphs are in the @graph of the node that
// names the graph. Blank nodes get new names.
func Flatten(p *pace.Pace, objects []*expand.Object) ([]*expand.Object, error) {
	m := &nodes{pace: p, graphs: map[string]map[string]*node{defaultGraph: {}}, names: map[string]string{}}
	for _, o := range objects {
		if o.Kind != expand.Node {
			continue
		}
		if _, err := m.node(o, defaultGraph); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.graphs)) {
		if name != defaultGraph {
			m.at(defaultGraph, name, json.Place{}).Graph = m.list(name)
		}
	}
	return m.list(defaultGraph), p.Err()
}

// list gives those nodes of a graph of which something is said.
func (m *nodes) list(graph string) []*expand.Object {
	out := []*expand.Object{}
	for _, n := range m.graphs[graph] {
		if !m.pace.Step() {
			break
		}
		if !n.IsReference() {
			out = append(out, n.Object)
		}
	}
	pace.Sort(m.pace, out, func(a, b *expand.Object) int { return cmp.Compare(a.ID.IRI, b.ID.IRI) })
	return out
}

// at gives a node of a graph, which it makes if need be.
func (m *nodes) at(graph, id string, from json.Place) *node {
	if m.graphs[graph] == nil {
		m.graphs[graph] = map[string]*node{}
	}
	n := m.graphs[graph][id]
	if n == nil {
		n = &node{&expand.Object{From: from, ID: &expand.Ref{IRI: id, At: from}}, map[string]int{}, map[string]struct{}{}}
		m.graphs[graph][id] = n
	}
	return n
}

// name gives a blank node its new name. IRIs stay as they are.
func (m *nodes) name(id string) string {
	if !strings.HasPrefix(id, "_:") {
		return id
	}
	if m.names[id] == "" {
		m.names[id] = m.issue()
	}
	return m.names[id]
}

func (m *nodes) issue() string {
	m.issued++
	return "_:b" + strconv.Itoa(m.issued-1)
}

// node collects what an object says, and gives its @id.
func (m *nodes) node(o *expand.Object, graph string) (string, error) {
	if !m.pace.Step() {
		return "", m.pace.Err()
	}
	id := ""
	if o.ID != nil {
		id = m.name(o.ID.IRI)
	} else {
		id = m.issue()
	}
	n := m.at(graph, id, o.From)
	for _, t := range o.Types {
		t.IRI = m.name(t.IRI)
		if n.first("@type", t.IRI) {
			n.Types = append(n.Types, t)
		}
	}
	if o.Index != nil {
		if n.Index != nil && *n.Index != *o.Index {
			return id, o.From.Error(problem.ConflictingIndexes, "the same @index for one node")
		}
		n.Index = o.Index
	}
	for _, p := range o.Reverse {
		for _, other := range p.Values {
			subject, err := m.node(other, graph)
			if err != nil {
				return id, err
			}
			m.at(graph, subject, other.From).add(m.name(p.IRI), p.At, reference(id, o.From))
		}
	}
	if o.Graph != nil {
		if m.graphs[id] == nil {
			m.graphs[id] = map[string]*node{}
		}
		if err := m.all(o.Graph, id); err != nil {
			return id, err
		}
	}
	if err := m.all(o.Included, graph); err != nil {
		return id, err
	}
	properties := slices.Clone(o.Properties)
	pace.Sort(m.pace, properties, func(a, b expand.Property) int { return cmp.Compare(a.IRI, b.IRI) })
	for _, p := range properties {
		predicate := m.name(p.IRI)
		n.property(predicate, p.At)
		for _, value := range p.Values {
			v, err := m.value(value, graph)
			if err != nil {
				return id, err
			}
			n.add(predicate, p.At, v)
		}
	}
	return id, nil
}

func (m *nodes) all(objects []*expand.Object, graph string) error {
	for _, o := range objects {
		if o.Kind != expand.Node {
			continue
		}
		if _, err := m.node(o, graph); err != nil {
			return err
		}
	}
	return nil
}

// value gives what stands for a property's value: itself, or a reference to a node.
func (m *nodes) value(o *expand.Object, graph string) (*expand.Object, error) {
	switch o.Kind {
	case expand.Node:
		id, err := m.node(o, graph)
		return reference(id, o.From), err
	case expand.Value:
		if typ := m.name(o.Type.IRI); typ != o.Type.IRI {
			renamed := *o
			renamed.Type.IRI = typ
			o = &renamed
		}
		return o, nil
	}
	list := &expand.Object{Kind: expand.List, From: o.From, Items: []*expand.Object{}}
	for _, item := range o.Items {
		v, err := m.value(item, graph)
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, v)
	}
	return list, nil
}

func reference(id string, from json.Place) *expand.Object {
	return &expand.Object{From: from, ID: &expand.Ref{IRI: id, At: from}}
}

// first tells whether a property has had no such value yet.
func (n *node) first(property, value string) bool {
	key := property + "\x00" + value
	_, found := n.seen[key]
	n.seen[key] = struct{}{}
	return !found
}

// property gives the place of a property's values.
func (n *node) property(iri string, at json.Place) *expand.Property {
	i, ok := n.properties[iri]
	if !ok {
		i = len(n.Properties)
		n.properties[iri] = i
		n.Properties = append(n.Properties, expand.Property{IRI: iri, At: at, Values: []*expand.Object{}})
	}
	return &n.Properties[i]
}

// add adds a value that is not there yet. Lists are added each time.
func (n *node) add(iri string, at json.Place, o *expand.Object) {
	p := n.property(iri, at)
	if o.Kind == expand.List || n.first(iri, key(o)) {
		p.Values = append(p.Values, o)
	}
}

// key is a text that equal values and references share, and no others.
func key(o *expand.Object) string {
	if o.Kind == expand.Node {
		return "n" + o.ID.IRI
	}
	index := "-"
	if o.Index != nil {
		index = "i" + *o.Index
	}
	value := json.AppendIndented(new(pace.Pace), nil, o.Value, 0)
	return strings.Join([]string{"v", index, o.Type.IRI, o.Language.IRI, o.Direction, string(value)}, "\x00")
}
