package syntax

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
)

// samples use every construct.
var samples = []string{
	`SELECT ?p ?y { ?m tg:from ?org ; tg:person ?p OPTIONAL { ?m tg:year ?y FILTER(?y > -2) } }`,
	`PREFIX : <http://example/> SELECT DISTINCT (COUNT(DISTINCT *) AS ?n) (SUM(?x + 1) / 2 AS ?s) WHERE { ?a :p/(^:q|!(:r|^:s))*|a+ [ :t ( 1 2.5 1e3 "x"@en '''y''' ) ] }
	 GROUP BY ?b (STR(?c) AS ?d) UCASE(?e) HAVING (COUNT(?x) > 1) (AVG(?y) < ?z) ORDER BY DESC(?n) ?b ASC(MIN(?x)) LIMIT 5 OFFSET 2 VALUES (?b ?d) { (UNDEF 1) (:x "2"^^:dt) }`,
	`BASE <http://example/a/> ASK FROM <x> FROM NAMED <../y> { { ?x ?y ?z } UNION { GRAPH ?g { ?x <p> ?z } } UNION {} MINUS { ?x a ?z } BIND(IRI("z") AS ?w)
	 FILTER(!BOUND(?x) || ?x IN (1, 2) && ?y NOT IN () || NOT EXISTS { ?x ?y ?z . FILTER EXISTS { ?z ?z ?z } }) SERVICE SILENT <e> { ?x ?y ?z } }`,
	`CONSTRUCT { ?x <http://p> _:b . _:b <http://q> [] } WHERE { { SELECT ?x (GROUP_CONCAT(?y; SEPARATOR=", ") AS ?all) { ?x ?p ?y } GROUP BY ?x } }`,
	`CONSTRUCT WHERE { ?x <http://p> [ <http://q> ?y ] }`,
	`DESCRIBE ?x <http://y> WHERE { ?x <http://p> 'a\u00e9\t\\' } LIMIT 1`, `DESCRIBE <http://y>`, `SELECT REDUCED * {}`,
	`SELECT (IF(?x, 1, 2) AS ?y) (REGEX(STR(?z), "a", "i") AS ?r) (<http://f>(?x) AS ?f) (-?x * +?z - -3 AS ?m) { VALUES ?x { true false UNDEF } ?x ^<http://p>? ?z }`,
}

var updates = []string{
	`PREFIX : <http://example/> INSERT DATA { :a :b 1 , "x" . GRAPH :g { :c :d _:e } } ; DELETE DATA { :a :b 1 } ; DELETE WHERE { ?x :b ?y . GRAPH ?g { ?x :d ?y } }`,
	`PREFIX : <http://example/> WITH :g DELETE { ?x :b ?y } INSERT { GRAPH ?x { _:n :d ?y . _:n :e [] } } USING :h USING NAMED :i WHERE { ?x :b ?y } ; INSERT { ?x :p ?y } WHERE { ?x :q ?y };`,
	`LOAD SILENT <http://a> INTO GRAPH <http://b> ; LOAD <http://a> ; CLEAR SILENT ALL ; DROP NAMED ; CLEAR DEFAULT ; CREATE GRAPH <http://g> ; ADD DEFAULT TO <http://g> ; MOVE GRAPH <http://g> TO DEFAULT ; BASE <http://h> COPY SILENT <x> TO <y>`,
	`PREFIX : <http://example/> INSERT DATA { :a a :T ; :b [ :c ( 1 [ :d _:x ] ( ) ( "y"@en ) ) , [] ] , _:x ; . [ :b 1 ] . ( 2 ) :b 3 . GRAPH :g { :a :b 1 . :a :b "1"^^:t } . :a :b <http://example/a> ; :b true , -1.5 , +2e0 }`,
	``,
}

func known(prefix string) (string, bool) {
	return "https://talentgraph.example/ns#", prefix == "tg"
}

// FuzzText holds any text to what is promised: no panic, places within the text, limits kept, and a printed form that
// reads as the same algebra.
func FuzzText(f *testing.F) {
	for _, s := range samples {
		f.Add(s, false)
	}
	for _, s := range updates {
		f.Add(s, true)
	}
	f.Fuzz(check)
}

func check(t *testing.T, text string, update bool) {
	opts := Options{MaxSize: 64 << 10, MaxNesting: 200, Expand: known}
	first, printed, err := translate(text, update, opts)
	var bad *Error
	switch {
	case errors.As(err, &bad):
		lines := strings.Split(text, "\n")
		require.True(t, 1 <= bad.Line && bad.Line <= len(lines), "%v in %q", err, text)
		require.True(t, 1 <= bad.Column && bad.Column <= len([]rune(lines[bad.Line-1]))+1, "%v in %q", err, text)
		return
	case err != nil:
		require.ErrorIs(t, err, limit.Err)
		return
	}
	second, again, err := translate(printed, update, Options{})
	require.NoError(t, err, "%q prints as %q", text, printed)
	require.Equal(t, printed, again, "%q", text)
	require.Equal(t, withoutPlaces(listed(first)), withoutPlaces(listed(second)), "%q prints as %q", text, printed)
}

// listed has data as lists of terms, which can be compared.
func listed(v any) any {
	r, ok := v.(*algebra.Request)
	if !ok {
		return v
	}
	var all []any
	for _, o := range r.Operations {
		d, ok := o.(*algebra.Data)
		if !ok {
			all = append(all, o)
			continue
		}
		all = append(all, d.Delete)
		for _, q := range d.Quads {
			all = append(all, [4]term.Term{d.Terms[q.Subject], d.Terms[q.Predicate], d.Terms[q.Object], d.Terms[q.Graph]})
		}
	}
	return all
}

func TestSamples(t *testing.T) {
	for _, s := range samples {
		_, _, err := translate(s, false, Options{Expand: known})
		require.NoError(t, err, s)
		check(t, s, false)
	}
	for _, s := range updates {
		_, _, err := translate(s, true, Options{})
		require.NoError(t, err, s)
		check(t, s, true)
	}
}

// Texts cut off anywhere, and with a byte taken out anywhere.
func TestDamagedSamples(t *testing.T) {
	for _, s := range samples {
		for i := range s {
			check(t, s[:i], false)
			check(t, s[:i]+s[i+1:], false)
		}
	}
	for _, s := range updates {
		for i := range s {
			check(t, s[:i], true)
			check(t, s[:i]+s[i+1:], true)
		}
	}
}

func TestErrors(t *testing.T) {
	for text, want := range map[string]string{
		"SELECT ?x WHERE { ?x ?y }":                             `1:25: expected an object: a variable, an IRI, a literal or a blank node before "}"`,
		"SELECT ?x WHERE { ?x a ?y ?z a ?y }":                   `1:27: expected "}", a triple pattern or a keyword such as OPTIONAL, FILTER or BIND before ?z`,
		"SELCT ?x { }":                                          `1:1: expected SELECT, ASK, CONSTRUCT or DESCRIBE before SELCT; did you mean SELECT?`,
		"SELECT * { ?x tg:from ?y . OPTINAL { ?x ?y ?z } }":     `1:28: expected "}", a triple pattern or a keyword such as OPTIONAL, FILTER or BIND before OPTINAL; did you mean OPTIONAL?`,
		"SELECT * { ?x th:from ?y }":                            `1:15: the prefix th: is not known; declare it by "PREFIX th: <...>" at the top; did you mean tg:?`,
		"SELECT * {\n  ?名 a <x> }":                              `2:8: the IRI <x> is relative, and there is no base: write it in full, or a BASE at the top`,
		"SELECT ?x (?x AS ?x) { ?x ?y ?z }":                     `1:18: ?x is in use already; give the value another name`,
		"SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z }":               `1:8: ?x is neither a key of GROUP BY nor in an aggregate: a group may have many values of it`,
		"SELECT * { ?x ?y ?z BIND(1 AS ?x) }":                   `1:31: BIND gives a value to ?x, which the patterns before it use already; take another name, or FILTER`,
		"SELECT * { VALUES (?x ?y) { (1) } }":                   `1:29: a row of VALUES with 1 value for 2 variables`,
		"SELECT * { _:a ?y ?z OPTIONAL { _:a ?y ?z } }":         `1:33: the label _:a is used in another group of patterns already; a blank node belongs to one of them: use a variable`,
		"SELECT * { ?x ?y 'abc }":                               `1:18: the text that begins here never ends: expected '`,
		`SELECT * { ?x ?y "a\qc" }`:                             `1:20: "\q" is no escape; there are \t \b \n \r \f \\ \" \' and \u`,
		`SELECT * { ?x \u00`:                                    `1:15: the escape is cut short: \u is followed by 4 hexadecimal digits`,
		`SELECT * { ?\u0078 ?y }`:                               `1:23: expected an object: a variable, an IRI, a literal or a blank node before "}"`,
		"SELECT * { FILTER(COUNT(?x) > 1) }":                    `1:19: COUNT cannot stand in a pattern: it belongs into SELECT, HAVING or ORDER BY`,
		"SELECT * { FILTER(SUBSTR(?x)) }":                       `1:19: SUBSTR takes 2 to 3 arguments, here are 1`,
		"SELECT * { FILTER(SUBSTRING(?x)) }":                    `1:19: expected an expression before SUBSTRING; did you mean SUBSTR?`,
		"SELECT * { <http://a b> ?y ?z }":                       `1:12: "<" begins no IRI here: an IRI ends with ">" and has no spaces, quotes or braces in it`,
		"SELECT * { ?x <http://p>*+ ?z }":                       `1:25: a path is repeated once: put brackets around it, as in (ex:p+)*`,
		"SELECT * { ?x ?y ?z } LIMIT 99999999999999999999":      `1:29: the number is larger than there can be rows`,
		"SELECT * { ?x ?y ?z } GROUP BY ?x":                     `1:1: SELECT * has no meaning with GROUP BY or an aggregate: list what is to be shown`,
		"SELECT * { ?x ?y ?z } \x80":                            `1:23: the text is not valid UTF-8`,
		"SELECT * { ?x ?y ~ }":                                  `1:18: '~' cannot stand here`,
		"SELECT * { ?x ?y ?z } ASK {}":                          `1:23: expected the end of the query before ASK`,
		"SELECT * { ?x ?y ?z FILTER(BOUND(1)) }":                `1:28: BOUND takes a variable`,
		"SELECT * { ?x ?y ?z FILTER <http://f> }":               `1:39: expected "(" before "}"`,
		"CONSTRUCT { ?x ?y ?z } WHERE { ?x ?y ?z } GROUP":       `1:48: expected BY before the end`,
		"SELECT (1 AS ?x) (2 AS ?x) {}":                         `1:24: ?x is in use already; give the value another name`,
		"SELECT ?d { ?x ?y ?z } GROUP BY (STR(?x) AS ?z)":       `1:45: ?z has a value already; give the key another name`,
		"SELECT * { ?x ?y ?z } ORDER BY LIMIT 1":                `1:32: expected ASC, DESC, a variable, a function or an expression in brackets before LIMIT`,
		"SELECT ?y { { SELECT (COUNT(?x) AS ?n) ?z { ?x a 1}}}": `1:40: ?z is neither a key of GROUP BY nor in an aggregate: a group may have many values of it`,
	} {
		_, err := ParseQuery(text, Options{Expand: known, Known: func() []string { return []string{"tg", "id"} }})
		assert.EqualError(t, err, want, text)
	}
	for text, want := range map[string]string{
		"INSERT DATA { ?x <http://p> 1 }":                                             `1:15: a variable cannot stand in INSERT DATA`,
		"DELETE DATA { _:x <http://p> 1 }":                                            `1:15: a blank node cannot stand in DELETE DATA`,
		"DELETE { [] <http://p> 1 } WHERE {}":                                         `1:10: a blank node cannot stand in DELETE`,
		"INSERT DATA { _:x <http://p> 1 } ; INSERT DATA { _:x <http://p> 1 }":         `1:50: the label _:x is used in another group of patterns already; a blank node belongs to one of them: use a variable`,
		"INSERT { ?x ?y ?z }":                                                         `1:20: expected WHERE before the end`,
		"INSRT DATA {}":                                                               `1:1: expected an operation: INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY before INSRT; did you mean INSERT?`,
		"CLEAR <http://g>":                                                            `1:7: expected GRAPH, DEFAULT, NAMED or ALL before <http://g>`,
		"INSERT DATA { 'a' <http://p> 1 }":                                            `1:15: a literal cannot be a subject in INSERT DATA`,
		"INSERT DATA {\n<http://a> <http://b> \"\\u00e9\" . 'a' <http://p> 1 }":       `2:34: a literal cannot be a subject in INSERT DATA`,
		"INSERT DATA { <http://a> <http://b> 1 <http://a> <http://b> 2 }":             `1:39: expected "." or "}" before <http://a>`,
		"INSERT { ?x ?y 1 ?x ?y 2 } WHERE {}":                                         `1:18: expected "." or "}" before ?x`,
		"INSERT DATA { <http://a> ?y 1 }":                                             `1:26: a variable cannot stand in INSERT DATA`,
		"INSERT DATA { <http://a> <http://b> [ <http://c> ( 1 ?y ) ] }":               `1:54: a variable cannot stand in INSERT DATA`,
		"INSERT DATA { <http://a> <http://b> [ <http://c> ( 1 }":                      `1:54: expected ")" or a member of the list before "}"; the "(" at 1:50 is not closed`,
		"INSERT DATA { <http://a> <b> 1 }":                                            `1:26: the IRI <b> is relative, and there is no base: write it in full, or a BASE at the top`,
		"INSERT DATA { <http://a> <http://b> <http://a> <http://a> }":                 `1:48: expected "." or "}" before <http://a>`,
		"INSERT DATA { <http://a> <http://a b> 1 }":                                   `1:26: "<" begins no IRI here: an IRI ends with ">" and has no spaces, quotes or braces in it`,
		"DELETE DATA { GRAPH <http://g> { <http://a> <http://b> [] } }":               `1:56: a blank node cannot stand in DELETE DATA`,
		"INSERT DATA { GRAPH _:g { <http://a> <http://b> 1 } }":                       `1:21: expected an IRI before _:g`,
		"CLEAR ALL CLEAR ALL":                                                         `1:11: expected ";" or the end of the request before CLEAR`,
		"WITH <http://g> DELETE DATA { <http://a> <http://b> <http://c> }":            `1:24: expected "{" before DATA`,
		"DELETE { ?x ?y ?z } WHERE { { SELECT ?x (1 AS ?x) { } } }":                   `1:47: ?x is in use already; give the value another name`,
		"INSERT DATA { GRAPH ?g { <http://a> <http://b> <http://c> } }":               `1:21: a variable cannot stand in INSERT DATA`,
		"INSERT DATA { GRAPH <http://g> { GRAPH <http://h> { <http://a> <http://b> 1": `1:34: expected a subject: a variable, an IRI, a literal or a blank node before GRAPH`,
	} {
		_, err := ParseUpdate(text, Options{})
		assert.EqualError(t, err, want, text)
	}
}

// What nests without end, or is longer than is allowed, ends in the error of a limit.
func TestLimits(t *testing.T) {
	const many = 200_000
	for name, text := range map[string]string{
		"braces":    "SELECT * " + strings.Repeat("{", many),
		"brackets":  "SELECT * { FILTER" + strings.Repeat("(", many),
		"paths":     "SELECT * { ?x " + strings.Repeat("(", many),
		"lists":     "SELECT * { ?x ?y " + strings.Repeat("(", many),
		"blanks":    "SELECT * { ?x ?y " + strings.Repeat("[ ?y ", many),
		"nots":      "SELECT * { FILTER(" + strings.Repeat("!", many),
		"exists":    "SELECT * " + strings.Repeat("{ FILTER NOT EXISTS ", many/10),
		"functions": "SELECT * { FILTER(" + strings.Repeat("STR(", many),
		"sums":      "SELECT * { FILTER(1" + strings.Repeat("+1", many) + ")}",
		"optionals": "SELECT * {" + strings.Repeat("OPTIONAL {}", many/10) + "}",
		"filters":   "SELECT * {" + strings.Repeat("FILTER(1)", many/10) + "}",
		"subs":      "SELECT * " + strings.Repeat("{ SELECT * ", many/10),
	} {
		_, err := ParseQuery(text, Options{MaxNesting: 200})
		assert.ErrorIs(t, err, limit.Err, name)
		_, err = ParseQuery(text, Options{MaxSize: 64 << 10})
		assert.ErrorIs(t, err, limit.Err, name)
	}
	for _, text := range []string{"SELECT * {" + strings.Repeat("{} UNION ", many/10) + "{}}", "SELECT * { FILTER(1" + strings.Repeat("||1", many/10) + ")}",
		"SELECT * { ?x <http://p>" + strings.Repeat("/<http://p>", many/10) + " ?y }"} {
		q, err := ParseQuery(text, Options{MaxNesting: 200})
		if assert.NoError(t, err) {
			q.Algebra()
		}
	}
}

func BenchmarkQ1(b *testing.B) {
	const text = `SELECT ?p ?y { ?m tg:from ?x ; tg:to ?y ; tg:person ?p ; tg:year ?z }`
	for b.Loop() {
		q, err := ParseQuery(text, Options{Expand: known, MaxSize: 64 << 10, MaxNesting: 200})
		if err != nil {
			b.Fatal(err)
		}
		q.Algebra()
	}
}
