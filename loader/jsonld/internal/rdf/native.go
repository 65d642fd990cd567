package rdf

import (
	"math"
	"strconv"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/jsonld/internal/expand"
	"talentgraph.example/loader/jsonld/internal/json"
)

func setNative(o *expand.Object, kind json.Kind, text string) {
	o.Value, o.Type.IRI = &json.Value{Kind: kind, Text: text}, ""
}

// native makes a number or truth value of a literal that is one, as the option useNativeTypes asks.
func native(o *expand.Object, t term.Term) {
	switch t.Datatype {
	case term.XSD + "boolean":
		switch t.Text {
		case "true", "1":
			setNative(o, json.True, "")
		case "false", "0":
			setNative(o, json.False, "")
		}
	case xsdInteger, xsdDouble:
		if strings.Trim(t.Text, "+-0123456789.eE") != "" {
			return
		}
		f, err := strconv.ParseFloat(t.Text, 64)
		switch {
		case err != nil || math.IsInf(f, 0) || math.IsNaN(f):
		case f == math.Trunc(f) && math.Abs(f) < 1e21:
			setNative(o, json.Number, strconv.FormatFloat(f+0, 'f', -1, 64))
		default:
			setNative(o, json.Number, strconv.FormatFloat(f, 'g', -1, 64))
		}
	}
}

// exact makes a number or truth value of a literal if it is read back as it was, by readers whose numbers are doubles,
// too. It tells whether it did.
func exact(o *expand.Object, t term.Term) bool {
	const exactly = 1 << 53 // below this, doubles have all integers
	switch t.Datatype {
	case term.XSD + "boolean":
		if t.Text == "true" || t.Text == "false" {
			native(o, t)
		}
	case xsdInteger:
		if n, err := strconv.ParseInt(t.Text, 10, 64); err == nil && -exactly < n && n < exactly && strconv.FormatInt(n, 10) == t.Text {
			setNative(o, json.Number, t.Text)
		}
	case xsdDouble:
		probe := expand.Object{}
		native(&probe, t)
		if probe.Value == nil || json.Whole(probe.Value.Text) {
			return false // it would be an integer
		}
		again := term.Term{Kind: term.Literal}
		s := Deserializer{}
		if err := s.number(&again, probe.Value); err == nil && again.Text == t.Text && again.Datatype == xsdDouble {
			setNative(o, json.Number, probe.Value.Text)
		}
	}
	return o.Value.Kind != json.String
}
