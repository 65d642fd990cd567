package turtle_test

import (
	"errors"
	"strings"
	"testing"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

// TestLenient: what is no RDF is left out, each with its place, in whatever pieces the file comes; all else stays.
func TestLenient(t *testing.T) {
	const file = prefix + `:a :p <a b>, :b ; :q <c|d> .
<e f> :p :c ; :q [ :p :d, <g^h> ] .
:e <i{j> :f ; :p :g .
:h :p ( <k l> 1 ) .
:i :p <m\u0020n>, <relative>, 'x'^^<o p>, 'y'^^<` + term.RDF + `langString>, 'z'@en .
[ <q r> :j ] :p <s t> .
`
	want, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(strings.NewReplacer("rdf:", term.RDF, "xsd:", term.XSD).Replace(`<a:a> <a:p> <a:b> .
_:b <a:p> <a:d> .
<a:e> <a:p> <a:g> .
<a:h> <a:p> _:l .
_:l <rdf:rest> _:m .
_:m <rdf:first> "1"^^<xsd:integer> .
_:m <rdf:rest> <rdf:nil> .
<a:i> <a:p> "z"@en .
`))))
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{1, 2, 3, 7, 1000} {
		var places []string
		lenient := syntax.WithLenient(func(e *syntax.Error) error {
			place, _, _ := strings.Cut(e.Error(), ": ")
			places = append(places, place)
			return nil
		})
		got, err := readertest.ReadAll(turtle.NewReader(readertest.Stutter{R: strings.NewReader(file), N: size}, lenient))
		if err != nil || !isotest.Isomorphic(got, want) {
			t.Errorf("%d bytes at a time: %v, %v", size, got, err)
		}
		if p := strings.Join(places, " "); p != "2:9 2:24 3:3 3:29 4:6 5:11 6:9 6:19 6:38 6:48 7:5 7:19" {
			t.Errorf("%d bytes at a time: %s", size, p)
		}
	}
	stop := errors.New("enough")
	if _, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(file), syntax.WithLenient(func(*syntax.Error) error { return stop }))); err != stop {
		t.Error(err)
	}
	for _, strict := range []string{"@prefix b: <c d> .", "@base <c d> .", ":a :p <b c\n> .", ":a :p <b c", ":a :p <b\\c> .", ":a :p :b c .", ":a :p <<:a :b :c>> ."} {
		if _, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(prefix+strict), syntax.WithLenient(func(*syntax.Error) error { return nil }))); err == nil {
			t.Errorf("%s is passed over", strict)
		}
	}
}

// TestNothingSmallStandsForMuch: long prefixes and bases are counted.
func TestNothingSmallStandsForMuch(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	repeat := func(begin, statement string) string { return begin + strings.Repeat(statement, 2500) }
	const limit = 8 << 20
	for name, file := range map[string]string{
		"a prefix":            repeat("@prefix a: <a:"+long+"> .", "a:b a:c 1 ."),
		"a datatype":          repeat("@prefix a: <a:"+long+"> .", "<a:> <a:> ''^^a:b ."),
		"a base":              repeat("@base <a:/"+long+"/> .", "<b> <c> 1 ."),
		"a base that grows":   strings.Repeat("@base <"+long[:1000]+"/> .", 1000),
		"prefixes on a base":  repeat("@base <a:/"+long+"/> .", "@prefix a: <b> ."),
		"a prefix of objects": repeat("@prefix a: <a:"+long+"> . <a:> <a:> ", "a:b, "),
	} {
		var limited *graph.LimitError
		_, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(file), syntax.WithMaxExpansion(limit), syntax.WithBase("a:/")))
		if !errors.As(err, &limited) || limited.Raise != "syntax.WithMaxExpansion" || len(err.Error()) > 1000 {
			t.Errorf("%s: %.300v", name, err)
		}
	}
	// What is short may come as often as it likes.
	short := repeat("@prefix a: <a:"+long[:250]+"> .", "a:b a:c 1 .")
	if _, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(short), syntax.WithMaxExpansion(1))); err != nil {
		t.Error(err)
	}
}
