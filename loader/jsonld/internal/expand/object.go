package expand

import "talentgraph.example/loader/jsonld/internal/json"

// Kind tells what an object is.
type Kind uint8

// The kinds of objects.
const (
	Node Kind = iota
	Value
	List
)

// Object is a node, a value or a list of an expanded document.
type Object struct {
	Kind  Kind
	From  json.Place
	Index *string // @index

	// Of values.
	Value     *json.Value // a scalar, or any JSON if Type is "@json"
	Type      Ref         // the datatype; the zero Ref: none
	Language  Ref
	Direction string

	// Of lists.
	Items []*Object

	// Of nodes. Without an entry, a slice is nil.
	ID         *Ref
	Types      []Ref
	Graph      []*Object
	Included   []*Object
	Properties []Property
	Reverse    []Property
}

// Ref is an IRI, a blank node or a word, and where it stands. Null is what a text expanded to that stands for
// nothing.
type Ref struct {
	IRI  string
	Null bool
	At   json.Place
}

// Property is what a node has by one predicate.
type Property struct {
	IRI    string
	At     json.Place
	Values []*Object
}

// IsGraph tells whether an object is a graph object: a node that is but a graph, with an @id and an @index perhaps.
func (o *Object) IsGraph() bool {
	return o.Kind == Node && o.Graph != nil && o.Types == nil && o.Included == nil && o.Properties == nil && o.Reverse == nil
}

// IsReference tells whether an object is a node of which no more is said than its @id.
func (o *Object) IsReference() bool { return o.onlyID() && o.Index == nil }

// onlyID tells whether an object has an @id, and nothing else but an @index perhaps.
func (o *Object) onlyID() bool {
	return o.Kind == Node && o.ID != nil && o.Graph == nil && o.Types == nil && o.Included == nil && o.Properties == nil && o.Reverse == nil
}

// properties collects what a node has by its predicates, each of which comes once.
type properties struct {
	list  []Property
	index map[string]int // of a long list
}

// add adds values to a predicate.
func (p *properties) add(iri string, at json.Place, values []*Object) {
	const long = 16
	if p.index == nil && len(p.list) == long {
		p.index = make(map[string]int, 2*long)
		for i := range p.list {
			p.index[p.list[i].IRI] = i
		}
	}
	i, ok := p.index[iri]
	if p.index == nil {
		for i < len(p.list) && p.list[i].IRI != iri {
			i++
		}
		ok = i < len(p.list)
	}
	if ok {
		p.list[i].Values = append(p.list[i].Values, values...)
		return
	}
	if p.index != nil {
		p.index[iri] = len(p.list)
	}
	p.list = append(p.list, Property{iri, at, orEmpty(values)})
}
