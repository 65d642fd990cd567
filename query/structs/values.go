package structs

import (
	"encoding"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/sizes"
	"talentgraph.example/query/internal/ask"
)

// toGo puts a value of the graph into a Go value.
func toGo(into reflect.Value, v quad.Value, e graph.Entity) error {
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	switch into.Type() {
	case reflect.TypeFor[quad.Value]():
		into.Set(reflect.ValueOf(v))
		return nil
	case reflect.TypeFor[graph.Entity]():
		into.Set(reflect.ValueOf(e))
		return nil
	case reflect.TypeFor[quad.IRI]():
		iri, ok := v.(quad.IRI)
		if !ok {
			return fmt.Errorf("%s is no IRI; let the field be a quad.Value", quad.StringOf(v))
		}
		into.SetString(string(iri))
		return nil
	}
	t, err := term.Of(v)
	if err != nil {
		return err
	}
	if t.Kind != term.Literal {
		return fmt.Errorf("%s is no literal; let the field be a quad.IRI, quad.Value or graph.Entity", quad.StringOf(v))
	}
	return literalToGo(into, t)
}

func literalToGo(into reflect.Value, t term.Term) error {
	text, refuse := t.Text, func(why string) error { return fmt.Errorf("%q does not go into a %v: %s", t.Text, into.Type(), why) }
	switch t := into.Type(); {
	case t == reflect.TypeFor[time.Time]():
		at, ok := dates.ParseTime(text)
		switch {
		case !ok:
			return refuse("it is no date and no time of XML Schema; let the field be a string")
		case at.Day == 0:
			return refuse("it is a whole month or year; let the field be a structs.Date")
		}
		into.Set(reflect.ValueOf(goTime(at)))
		return nil
	case t == reflect.TypeFor[Date]() || isTextual(t):
		if err := into.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)); err != nil {
			return refuse(err.Error())
		}
		return nil
	}
	bits := 0
	if isNumber(into.Type()) {
		bits = into.Type().Bits()
	}
	switch into.Kind() {
	case reflect.String:
		into.SetString(text)
	case reflect.Slice:
		b, err := parseBytes(t)
		if err != nil {
			return refuse(err.Error())
		}
		into.SetBytes(b)
	case reflect.Bool:
		b, err := parseBool(text)
		into.SetBool(b)
		return err
	case reflect.Float32, reflect.Float64:
		x, ok := sizes.ParseFloat(text, bits)
		if !ok {
			return refuse("it is no number of XML Schema within range")
		}
		into.SetFloat(x)
	default:
		k, ok := sizes.OfDigits(text)
		if !ok {
			return refuse("it is no number of XML Schema")
		}
		whole, ok := k.Whole()
		if !ok {
			return refuse("it is no whole number within range")
		}
		var err error
		if into.CanUint() {
			var n uint64
			n, err = strconv.ParseUint(whole, 10, bits)
			into.SetUint(n)
		} else {
			var n int64
			n, err = strconv.ParseInt(whole, 10, bits)
			into.SetInt(n)
		}
		if err != nil {
			return refuse("it is out of range")
		}
	}
	return nil
}

// goTime is the first moment of a time, in its own time zone, or in UTC if it has none.
func goTime(t dates.Time) time.Time {
	zone := time.UTC
	if t.Offset != 0 {
		zone = time.FixedZone("", t.Offset)
	}
	nanoseconds, _ := strconv.Atoi((t.Fraction + "000000000")[:9])
	return time.Date(t.Year, time.Month(t.Month), t.Day, 0, 0, t.Second, nanoseconds, zone)
}

func parseBool(text string) (bool, error) {
	switch text {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, fmt.Errorf("%q is no xsd:boolean", text)
}

// parseBytes reads xsd:hexBinary, and anything else as xsd:base64Binary.
func parseBytes(t term.Term) ([]byte, error) {
	if t.Datatype == term.XSD+"hexBinary" {
		return hex.DecodeString(t.Text)
	}
	return base64.StdEncoding.Strict().DecodeString(t.Text)
}

// fromGo makes a value of the graph of a Go value that is no struct with tags.
func (f *shapeField) fromGo(v reflect.Value) (quad.Value, error) {
	switch x := v.Interface().(type) {
	case quad.IRI:
		if x == "" {
			return nil, errors.New("it is empty, and no IRI")
		}
		return x, nil
	case graph.Entity:
		if x.IsZero() {
			return nil, errors.New("it is the zero Entity, and no node")
		}
		return x.Node(), nil
	case quad.Value:
		return x, nil
	case time.Time:
		return f.fromTime(x)
	case Date:
		return x.literal(f.datatype)
	}
	switch {
	case v.Kind() == reflect.Interface:
		return nil, errors.New("it is nil, and no value")
	case isTextual(v.Type()):
		text, err := textOf(v)
		return f.literal(text, ""), err
	case isBytes(v.Type()):
		if f.datatype == term.XSD+"hexBinary" {
			return f.literal(hex.EncodeToString(v.Bytes()), ""), nil
		}
		return f.literal(base64.StdEncoding.EncodeToString(v.Bytes()), term.XSD+"base64Binary"), nil
	case v.Kind() == reflect.String:
		return f.literal(v.String(), ""), nil
	case v.Kind() == reflect.Bool:
		return f.literal(strconv.FormatBool(v.Bool()), vocab.XSDBoolean), nil
	case v.CanFloat():
		return f.fromFloat(v.Float(), v.Type().Bits())
	case v.CanUint():
		return f.literal(strconv.FormatUint(v.Uint(), 10), vocab.XSDInteger), nil
	}
	return f.literal(strconv.FormatInt(v.Int(), 10), vocab.XSDInteger), nil
}

// literal makes a literal with the language or the datatype of the tag, or else with a datatype.
func (f *shapeField) literal(text string, datatype quad.IRI) quad.Value {
	switch {
	case f.lang != "" && datatype == "":
		return quad.LangString{Value: quad.String(text), Lang: f.lang}
	case f.datatype != "":
		datatype = f.datatype
	}
	return term.TypedLiteral(text, string(datatype))
}

func (f *shapeField) fromFloat(x float64, bits int) (quad.Value, error) {
	text := sizes.FormatFloat(x, bits)
	if f.datatype == term.XSD+"decimal" {
		if k, ok := sizes.OfDigits(text); !ok || k.Text == "" && k.Sign != 0 {
			return nil, fmt.Errorf("%s is no xsd:decimal", text)
		}
		text = strconv.FormatFloat(x, 'f', -1, bits)
	}
	return f.literal(text, vocab.XSDDouble), nil
}

func (f *shapeField) fromTime(t time.Time) (quad.Value, error) {
	switch f.datatype {
	case "", vocab.XSDDateTime, term.XSD + "dateTimeStamp":
		return f.literal(ask.Lexical(quad.Time(t)), vocab.XSDDateTime), nil
	case vocab.XSDGYear, vocab.XSDGYearMonth:
		return nil, errors.New("a time.Time is more exact than its datatype; let the field be a structs.Date")
	}
	return f.literal(t.Format(time.DateOnly), ""), nil
}

// textOf is the text that a value writes of itself.
func textOf(v reflect.Value) (string, error) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return "", errors.New("it is nil, and has no text")
	}
	p := reflect.New(v.Type()) // the method may want a pointer
	p.Elem().Set(v)
	text, err := p.Interface().(encoding.TextMarshaler).MarshalText()
	return string(text), err
}

// datatypeOf is the datatype that RDF 1.1 gives a literal: plain strings and those with a language have one
// too. It is empty for what is no literal.
func datatypeOf(t term.Term) quad.IRI {
	switch {
	case t.Kind != term.Literal:
		return ""
	case t.Lang != "":
		return vocab.RDFLangString
	case t.Datatype == "":
		return vocab.XSDString
	}
	return quad.IRI(t.Datatype)
}
