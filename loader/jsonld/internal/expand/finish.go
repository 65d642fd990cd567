package expand

import (
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/grammar"
	"talentgraph.example/loader/jsonld/internal/contexts"
	"talentgraph.example/loader/jsonld/internal/json"
	"talentgraph.example/loader/jsonld/internal/problem"
)

// builder is an object while its entries are expanded, and it is not yet known of what kind it is.
type builder struct {
	Object
	properties  properties
	reverse     properties
	p           property          // whose value it is
	typeScoped  *contexts.Context // before the contexts of its own types
	inputType   string            // the type of its @value
	typeArray   bool              // @type is an array
	hasLanguage bool
	list        []*Object // nil: no @list
	set         result
	hasSet      bool
}

// has tells whether there is an entry for a keyword already.
func (b *builder) has(word string) bool {
	switch word {
	case "@id":
		return b.ID != nil
	case "@graph":
		return b.Graph != nil
	case "@value":
		return b.Value != nil
	case "@language":
		return b.hasLanguage
	case "@direction":
		return b.Direction != ""
	case "@index":
		return b.Index != nil
	case "@list":
		return b.list != nil
	case "@set":
		return b.hasSet
	}
	return false
}

// finish makes the object, or whatever it stands for.
func (b *builder) finish() (result, error) {
	b.Properties, b.Reverse = b.properties.list, b.reverse.list
	if b.Properties == nil && b.Reverse == nil && b.emptyReverse() {
		return result{}, nil
	}
	isNode := b.ID != nil || b.Graph != nil || b.Included != nil || b.Properties != nil || b.Reverse != nil
	switch {
	case b.Value != nil:
		return b.finishValue(isNode)
	case b.list != nil || b.hasSet:
		if isNode || b.Types != nil || b.hasLanguage || b.Direction != "" || b.list != nil && b.hasSet {
			return result{}, b.From.Error(problem.InvalidSetOrList, "no more than an @index beside @set or @list")
		}
		if b.hasSet {
			return b.set, nil
		}
		if b.p.free {
			return result{}, nil
		}
		return result{one: &Object{Kind: List, From: b.From, Index: b.Index, Items: b.list}}, nil
	case b.hasLanguage && !isNode && b.Types == nil && b.Direction == "" && b.Index == nil:
		return result{}, nil
	case b.p.free && !isNode && b.Types == nil && b.Index == nil && !b.hasLanguage && b.Direction == "":
		return result{}, nil // it is empty
	case b.p.free && b.onlyID() && b.Index == nil:
		return result{}, nil
	}
	o := b.Object
	o.Language, o.Direction = Ref{}, "" // which say nothing of a node
	return result{one: &o}, nil
}

// emptyReverse tells whether this is the value of an @reverse that has nothing in it.
func (b *builder) emptyReverse() bool { return b.p.name == "@reverse" && b.p.term == nil }

func (b *builder) finishValue(isNode bool) (result, error) {
	if isNode || b.list != nil || b.hasSet || b.Types != nil && (b.hasLanguage || b.Direction != "") {
		return result{}, b.From.Error(problem.InvalidValueObject, "beside @value no more than @type or @language, @direction and @index")
	}
	if b.inputType != "@json" || len(b.Types) != 1 || b.typeArray {
		switch {
		case b.Value.Kind == json.Null:
			return result{}, nil
		case b.hasLanguage && b.Value.Kind != json.String:
			return result{}, b.Value.Error(problem.InvalidLanguageValue, "a string, since it has a language")
		case b.Types != nil && (b.typeArray || grammar.CheckTerm(term.Term{Kind: term.IRI, Text: b.Types[0].IRI}) != nil):
			at := b.From
			if len(b.Types) > 0 {
				at = b.Types[0].At
			}
			return result{}, at.Error(problem.InvalidTypedValue, "one IRI as the type of a value")
		}
	}
	if b.p.free {
		return result{}, nil
	}
	o := &Object{Kind: Value, From: b.From, Index: b.Index, Value: b.Value, Language: b.Language, Direction: b.Direction}
	if len(b.Types) == 1 {
		o.Type = b.Types[0]
	}
	return result{one: o}, nil
}
