package sparql_test

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/cayleygraph/quad"
)

// A randomQuery writes queries over all constructs, for graphs of randomQuads. Not all of them are valid: what the parser
// refuses is not asked.
type randomQuery struct {
	*rand.Rand
	depth int
	names int
}

func (r *randomQuery) one(choices ...string) string { return choices[r.IntN(len(choices))] }

// often is true n times in 100.
func (r *randomQuery) often(n int) bool { return r.IntN(100) < n }

const prefix = "PREFIX : <http://e/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"

// randomQuads makes a graph of so many quads at most: few names, some literals, claims that say the same, claims about
// claims.
func randomQuads(r *rand.Rand, most int) []quad.Quad {
	iri := func(names string) quad.IRI { return quad.IRI("http://e/" + string(names[r.IntN(len(names))])) }
	objects := []quad.Value{quad.Int(1), quad.Int(2), quad.TypedString{Value: "1.0", Type: "http://www.w3.org/2001/XMLSchema#decimal"},
		quad.Float(1.5), quad.Bool(true), quad.String("x"), quad.String("yx"), quad.LangString{Value: "x", Lang: "en"},
		quad.TypedString{Value: "z", Type: "http://www.w3.org/2001/XMLSchema#integer"}, quad.BNode("n"), quad.TypedString{Value: "2020-01-01", Type: "http://www.w3.org/2001/XMLSchema#date"}}
	var quads []quad.Quad
	for range r.IntN(most) + 1 {
		q := quad.Quad{Subject: iri("abcd"), Predicate: iri("pqr"), Object: iri("abcdg")}
		if r.IntN(3) == 0 {
			q.Object = objects[r.IntN(len(objects))]
		}
		switch r.IntN(8) {
		case 0:
			q.Subject = quad.BNode("n")
		case 1:
			q.Subject = iri("gh")
		}
		if r.IntN(3) > 0 {
			q.Label = iri("ghi")
		}
		quads = append(quads, q)
	}
	return quads
}

func (r *randomQuery) variable() string { return r.one("?a", "?b", "?c", "?d") }

func (r *randomQuery) literal() string {
	return r.one("1", "2", "1.5", "1.0", "true", `"x"`, `"yx"`, `"x"@en`, `"z"^^xsd:integer`, `"2020-01-01"^^xsd:date`, "3")
}

func (r *randomQuery) node() string {
	switch n := r.IntN(10); {
	case n < 7:
		return r.variable()
	case n < 9:
		return ":" + r.one("a", "b", "c", "d", "g")
	}
	return r.literal()
}

func (r *randomQuery) subject() string {
	if r.often(75) {
		return r.variable()
	}
	return r.one(":a", ":b", ":g", "_:x", ":zz")
}

func (r *randomQuery) triple() string {
	predicate := r.one(":p", ":q", ":r")
	if r.often(15) {
		predicate = r.variable()
	} else if r.often(20) {
		predicate = r.path(2)
	}
	return r.subject() + " " + predicate + " " + r.node() + " . "
}

func (r *randomQuery) path(depth int) string {
	if depth == 0 {
		return r.one(":p", ":q", ":r", "^:p", "!:p", "!(:p|^:q)", "!^:r")
	}
	inner := r.path(depth - 1)
	switch r.IntN(6) {
	case 0:
		return "(" + inner + ")" + r.one("*", "+", "?")
	case 1:
		return "(" + inner + "/" + r.path(depth-1) + ")"
	case 2:
		return "(" + inner + "|" + r.path(depth-1) + ")"
	case 3:
		return "^(" + inner + ")"
	}
	return "(" + inner + ")"
}

func (r *randomQuery) group(depth int) string {
	var b strings.Builder
	b.WriteString("{ ")
	for range 1 + r.IntN(3) {
		b.WriteString(r.element(depth))
	}
	b.WriteString("} ")
	return b.String()
}

func (r *randomQuery) element(depth int) string {
	if depth == 0 || r.often(45) {
		return r.triple()
	}
	switch r.IntN(13) {
	case 12:
		return r.edges()
	case 0, 1:
		return "OPTIONAL " + r.group(depth-1)
	case 2:
		return r.group(depth-1) + "UNION " + r.group(depth-1)
	case 3, 4:
		return "FILTER (" + r.condition(2, depth-1) + ") "
	case 5:
		r.names++
		name := fmt.Sprintf("?n%d", r.names)
		if r.often(30) {
			name = r.variable()
		}
		return "BIND (" + r.expression(2, depth-1) + " AS " + name + ") "
	case 6:
		return "MINUS " + r.group(depth-1)
	case 7:
		return r.values()
	case 8, 9:
		return "GRAPH " + r.one("?a", "?g", "?g", ":g", ":zz") + " " + r.group(depth-1)
	case 10:
		return "{ " + r.query(depth-1, true) + " } "
	}
	return r.group(depth - 1)
}

// edges are a chain of pairs of triples with a subject of their own.
func (r *randomQuery) edges() string {
	var b strings.Builder
	at := r.variable()
	for range 1 + r.IntN(3) {
		r.names++
		to := r.variable()
		fmt.Fprintf(&b, "?m%d %s %s ; %s %s . ", r.names, r.one(":p", ":q"), at, r.one(":q", ":r"), to)
		at = to
	}
	return b.String()
}

func (r *randomQuery) values() string {
	cell := func() string { return r.one("UNDEF", ":a", ":b", "1", `"x"`, ":zz", "7") }
	if r.often(50) {
		return fmt.Sprintf("VALUES %s { %s %s } ", r.variable(), cell(), cell())
	}
	return fmt.Sprintf("VALUES (?a ?b) { (%s %s) (%s %s) } ", cell(), cell(), cell(), cell())
}

func (r *randomQuery) condition(depth, patterns int) string {
	if depth == 0 || r.often(30) {
		switch r.IntN(6) {
		case 0:
			return "BOUND(" + r.variable() + ")"
		case 1:
			return r.one("isIRI", "isBLANK", "isLITERAL", "isNUMERIC") + "(" + r.variable() + ")"
		case 2:
			return r.variable()
		}
		return r.expression(1, patterns) + r.one(" = ", " != ", " < ", " >= ", " <= ", " > ") + r.expression(1, patterns)
	}
	switch r.IntN(7) {
	case 0, 1:
		return "(" + r.condition(depth-1, patterns) + " && " + r.condition(depth-1, patterns) + ")"
	case 2:
		return "(" + r.condition(depth-1, patterns) + " || " + r.condition(depth-1, patterns) + ")"
	case 3:
		return "!(" + r.condition(depth-1, patterns) + ")"
	case 4:
		return r.variable() + r.one(" IN (", " NOT IN (") + r.node() + ", " + r.node() + ")"
	}
	if patterns > 0 {
		return r.one("EXISTS ", "NOT EXISTS ") + r.group(patterns-1)
	}
	return "sameTerm(" + r.node() + ", " + r.variable() + ")"
}

func (r *randomQuery) expression(depth, patterns int) string {
	if depth == 0 || r.often(30) {
		return r.one(r.variable(), r.variable(), r.variable(), r.literal(), ":a")
	}
	inner := r.expression(depth-1, patterns)
	switch r.IntN(8) {
	case 0, 1:
		return "(" + inner + r.one(" + ", " - ", " * ", " / ") + r.expression(depth-1, patterns) + ")"
	case 2:
		return "COALESCE(" + inner + ", " + r.expression(depth-1, patterns) + ")"
	case 3:
		return "IF(" + r.condition(1, patterns) + ", " + inner + ", " + r.expression(depth-1, patterns) + ")"
	case 4:
		return r.one("STRLEN", "UCASE", "ABS", "CEIL", "STR", "LANG", "DATATYPE", "xsd:integer", "xsd:string", "xsd:boolean", "xsd:double", "-", "MD5") + "(" + inner + ")"
	case 5:
		return "CONCAT(STR(" + inner + "), " + r.expression(depth-1, patterns) + ")"
	case 6:
		return r.one("STRBEFORE", "STRAFTER", "CONTAINS", "STRDT", "STRLANG") + "(" + inner + ", " + r.one(`"x"`, "xsd:integer", `"en"`) + ")"
	}
	return inner
}

// query is a SELECT. A subquery has no limit that leaves rows out, since nothing says which.
func (r *randomQuery) query(depth int, within bool) string {
	where := r.group(depth)
	distinct := r.one("", "", "", "DISTINCT ")
	if !r.often(30) {
		columns := r.one("*", "?a ?b", "?a", "?b ?c ?d", "?a ?d ?g")
		if r.often(20) {
			columns = "?a (" + r.expression(2, 0) + " AS ?e)"
		}
		return "SELECT " + distinct + columns + " WHERE " + where + r.modifiers(within)
	}
	key := r.variable()
	columns, by := "", ""
	if r.often(70) {
		columns, by = key+" ", "GROUP BY "+key+" "
		if r.often(20) {
			columns, by = "?k ", "GROUP BY ("+r.expression(2, 0)+" AS ?k) "
		} else if r.often(30) {
			columns, by = "?a ?b ", "GROUP BY ?a ?b "
		}
	}
	for i := range 1 + r.IntN(2) {
		columns += fmt.Sprintf("(%s AS ?x%d) ", r.aggregate(), i)
	}
	having := ""
	if r.often(20) {
		having = "HAVING (" + r.one("COUNT(*) > 1", "COUNT(?b) < 3", "MAX(?c) != 1") + ") "
	}
	return "SELECT " + distinct + columns + "WHERE " + where + by + having + r.modifiers(within)
}

func (r *randomQuery) aggregate() string {
	what := r.one("", "", "DISTINCT ") + r.one(r.variable(), r.variable(), "?b + 1")
	return r.one("COUNT(*)", "COUNT(DISTINCT *)", "COUNT("+what+")", "SUM("+what+")", "AVG("+what+")",
		"COALESCE(xsd:double(MIN("+what+")), MIN("+what+"))", "COALESCE(xsd:double(MAX("+what+")), MAX("+what+"))", // of 1 and 1.0 either will do
		"STRLEN(GROUP_CONCAT("+what+"))")
}

func (r *randomQuery) modifiers(within bool) string {
	order := ""
	if r.often(25) {
		order = "ORDER BY " + r.one("?a", "DESC(?b)", "?c ?a", "(?a + 1)") + " "
	}
	if within && r.often(20) {
		return order + r.one("LIMIT 100000", "OFFSET 0", "LIMIT 0")
	}
	return order
}

func (r *randomQuery) text() string {
	q := r.query(r.depth, false)
	if r.often(15) {
		q = strings.Replace(q, " WHERE ", r.one(" FROM :g", " FROM :g FROM :h", " FROM NAMED :g", " FROM :g FROM NAMED :h FROM NAMED :g")+" WHERE ", 1)
	}
	return prefix + q
}
