package compact

import (
	"talentgraph.example/loader/internal/pace"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
)

// Expanded gives objects as JSON in expanded form.
func Expanded(p *pace.Pace, objects []*expand.Object) *json.Value {
	out := json.NewArray(make([]*json.Value, 0, len(objects))...)
	for _, o := range objects {
		if !p.Step() {
			break
		}
		out.Items = append(out.Items, expanded(p, o))
	}
	return out
}

func expanded(p *pace.Pace, o *expand.Object) *json.Value {
	v := json.NewObject()
	set := func(name string, value *json.Value) {
		v.Members = append(v.Members, json.Member{Name: name, Value: value})
	}
	switch o.Kind {
	case expand.Value:
		set("@value", o.Value)
		for _, m := range [][2]string{{"@type", o.Type.IRI}, {"@language", o.Language.IRI}, {"@direction", o.Direction}} {
			if m[1] != "" {
				set(m[0], json.NewString(m[1]))
			}
		}
	case expand.List:
		set("@list", Expanded(p, o.Items))
	default:
		if o.ID != nil {
			set("@id", refValue(*o.ID))
		}
		if o.Types != nil {
			types := json.NewArray()
			for _, t := range o.Types {
				types.Items = append(types.Items, refValue(t))
			}
			set("@type", types)
		}
		for _, p2 := range o.Properties {
			set(p2.IRI, Expanded(p, p2.Values))
		}
		if o.Reverse != nil {
			reverse := json.NewObject()
			for _, p2 := range o.Reverse {
				reverse.Members = append(reverse.Members, json.Member{Name: p2.IRI, Value: Expanded(p, p2.Values)})
			}
			set("@reverse", reverse)
		}
		if o.Graph != nil {
			set("@graph", Expanded(p, o.Graph))
		}
		if o.Included != nil {
			set("@included", Expanded(p, o.Included))
		}
	}
	if o.Index != nil {
		set("@index", json.NewString(*o.Index))
	}
	return v
}

func refValue(r expand.Ref) *json.Value {
	if r.Null {
		return &json.Value{Kind: json.Null}
	}
	return json.NewString(r.IRI)
}
