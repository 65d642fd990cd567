package naive

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"talentgraph.example/graph/term"
)

// cast is a constructor function of XML Schema: SPARQL 1.1, section 17.5.
func cast(iri string, args []term.Term) (term.Term, error) {
	name, known := strings.CutPrefix(iri, term.XSD)
	if !known || len(args) != 1 || args[0].Kind == term.Blank {
		return term.Term{}, errExpr
	}
	t, v := args[0], valueOf(args[0])
	if name == "string" {
		return plain(castText(t, v)), nil
	}
	if t.Kind == term.IRI || v.kind == isLang || v.kind == isUnknown {
		return term.Term{}, errExpr
	}
	if v.kind == isString { // the text must be one of the datatype
		made := typed(strings.Trim(t.Text, " \t\r\n"), name)
		if valueOf(made).kind == isUnknown {
			return term.Term{}, errExpr
		}
		if name == "boolean" {
			return boolTerm(valueOf(made).truth), nil
		}
		return made, nil
	}
	switch name {
	case "boolean":
		switch v.kind {
		case isBoolean:
			return boolTerm(v.truth), nil
		case isNumber:
			f := v.number.asFloat()
			return boolTerm(f != 0 && !math.IsNaN(f)), nil
		}
	case "dateTime", "date", "time":
		if name == trimXSD(t.Datatype) {
			return t, nil
		}
	case "integer", "decimal", "float", "double":
		return castNumber(name, v)
	}
	return term.Term{}, errExpr
}

func castNumber(name string, v value) (term.Term, error) {
	n := v.number
	switch v.kind {
	case isBoolean:
		n = number{rat: new(big.Rat).SetInt64(boolNumber(v.truth))}
	case isNumber:
	default:
		return term.Term{}, errExpr
	}
	if name == "float" || name == "double" {
		f := number{kind: 3, float: n.asFloat()}
		if name == "float" {
			f = number{kind: 2, float: float64(float32(f.float))}
		}
		return f.termOf(), nil
	}
	if n.rat == nil {
		if math.IsNaN(n.float) || math.IsInf(n.float, 0) {
			return term.Term{}, errExpr
		}
		n.rat = new(big.Rat).SetFloat64(n.float)
	}
	if name == "decimal" {
		return number{kind: 1, rat: n.rat}.termOf(), nil
	}
	whole := new(big.Int).Quo(n.rat.Num(), n.rat.Denom())
	return number{rat: new(big.Rat).SetInt(whole)}.termOf(), nil
}

// castText is the text that a cast to xsd:string gives: floats of a common size have no exponent.
func castText(t term.Term, v value) string {
	switch v.kind {
	case isBoolean:
		return strconv.FormatBool(v.truth)
	case isNumber:
		if a := math.Abs(v.number.float); v.number.rat == nil && (a == 0 || 1e-6 <= a && a < 1e6) {
			bits := 64
			if v.number.kind == 2 {
				bits = 32
			}
			return strconv.FormatFloat(v.number.float, 'f', -1, bits)
		}
		return v.number.termOf().Text
	}
	return t.Text
}
