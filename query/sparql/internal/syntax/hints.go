package syntax

import (
	"fmt"
	"strings"
)

// hint says how what was probably meant is written in SPARQL, to those who come from other languages; empty if that cannot be told.
// what was expected at the present token.
func (p *parser) hint(what string) string {
	if s := p.unclosed(what); s != "" {
		return s
	}
	t := &p.tok
	behind := t.from == p.last // nothing stands between it and the token before
	before := p.text[:p.last]
	ends := strings.Contains(what, "the end of")
	pattern := strings.Contains(what, "a triple pattern")
	operator := strings.Contains(what, "an operator")
	switch t.kind {
	case tokWord:
		return p.wordHint(strings.ToUpper(t.text), what)
	case ',':
		switch {
		case what == selectEnd:
			return "variables in SELECT stand without commas"
		case ends && strings.HasSuffix(before, "LIMIT "+lastWord(before)):
			return "what is passed over is written OFFSET 10, and what is given LIMIT 20"
		case ends:
			return "the keys of ORDER BY and GROUP BY stand without commas"
		case strings.Contains(what, "UNDEF"):
			return "values stand without commas"
		case operator && p.grouped:
			return `an aggregate has one expression; GROUP_CONCAT has its text as in GROUP_CONCAT(?x; SEPARATOR=", ")`
		}
	case '=', '>', '<', '!', tokNotEqual, tokLessEqual, tokGreaterEqual, tokAnd, tokOr:
		switch {
		case t.kind == '=' && behind && strings.HasSuffix(before, "="):
			return "equality is one ="
		case strings.HasSuffix(before, "="):
			return "<= and >= are written with the = behind"
		case t.kind == '<':
		case ends || pattern:
			return "the whole condition of FILTER and HAVING stands in brackets"
		case what == aPredicate || what == anObject:
			return "values are compared within FILTER( ... )"
		}
	case tokIRI:
		if operator && t.text == "" {
			return "unequal is !="
		}
	case '|':
		if operator {
			return "or is ||"
		}
	case '^':
		if pattern && (strings.HasSuffix(before, `"`) || strings.HasSuffix(before, "'")) {
			return "a datatype stands behind ^^"
		}
	case '-':
		if pattern && behind && isDigitAt(before, len(before)-1) {
			return `a date is a text with a datatype, as in "2024-01-31"^^xsd:date`
		}
	case tokName:
		if iri := p.text[t.from:]; web(t.text) && strings.HasPrefix(iri, t.text+"://") {
			return "an IRI stands in <>"
		}
	}
	switch {
	case ends && t.kind == '}':
		return `there is one "}" too many`
	case pattern && t.kind == ')':
		return `there is one ")" too many`
	case ends && (t.kind == '/' || t.kind == '-'):
		return "a comment begins with #"
	case ends && t.kind == ';':
		return "a query does not end with ;"
	case what == `"("` && (t.kind == tokEnd || t.kind == '}') && (lastWord(before) == "DESC" || lastWord(before) == "ASC"):
		return "ORDER BY has the word before, as in DESC(?x)"
	case what == "EXISTS":
		return notIs
	case what == "AS":
		return "a value is given a name, as in (COUNT(?x) AS ?n)"
	case t.kind == '{' && behind && what == anObject:
		return "a path is repeated by ?, * or +, not by numbers"
	case behind && strings.IndexByte("/(&", byte(t.kind)) >= 0 && (pattern || what == aPredicate):
		return `such characters in a name have a backslash before them, as in ex:a\/b; or write the IRI in <>`
	case what == queryBegins && (t.kind == '.' || t.kind == ';'):
		return "PREFIX and BASE end without . and ;"
	case what == queryBegins && t.kind == tokLang:
		return "PREFIX and BASE stand without @"
	}
	return ""
}

const notIs = "the negation of a condition is !( ... ); there are NOT EXISTS and NOT IN"

// What is expected where people write something else.
const (
	selectEnd   = `WHERE or "{"`
	selected    = `"*", a variable or "("`
	aPredicate  = "a predicate"
	queryBegins = "SELECT, ASK, CONSTRUCT or DESCRIBE"
)

// wordHint is for a word that cannot stand here, in capitals.
func (p *parser) wordHint(word, what string) string {
	ends := strings.Contains(what, "the end of")
	_, aggregate := aggregateOf(word)
	_, known := function(word)
	switch {
	case what == selected || what == selectEnd:
		switch {
		case aggregate || known:
			return fmt.Sprintf("an expression stands in brackets with a name, as in (%s(?x) AS ?name)", word)
		case word == "AS":
			return "a value with a name stands in brackets, as in (?x AS ?name)"
		case what == selected:
			return "a variable begins with ?"
		}
	case strings.HasPrefix(what, "the variable"):
		return "a variable begins with ?"
	case ends:
		switch word {
		case "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET":
			return "the order is GROUP BY, HAVING, ORDER BY, LIMIT"
		case "WHERE", "AND":
			return "conditions stand within the braces, as FILTER( ... )"
		case "UNION", "OPTIONAL", "MINUS", "FILTER":
			return fmt.Sprintf("%s stands within the braces of the query", word)
		}
	case what == queryBegins:
		switch word {
		case "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "WITH", "ADD", "MOVE", "COPY", "UPDATE":
			return "a query only reads; what changes the graph is an update, for sparql.Update or, over HTTP, update=..."
		case "MATCH":
			return "a pattern of SPARQL is a row of subject, predicate and object, as in SELECT * { ?a ?relation ?b }"
		}
	case strings.HasPrefix(what, "an operation"):
		switch word {
		case "SELECT", "ASK", "CONSTRUCT", "DESCRIBE":
			return "this is a query, which is no update"
		}
	case what == "EXISTS":
		return notIs
	case what == "NAMED or an IRI":
		return "a graph is named by its IRI"
	case what == "an expression" && word == "DISTINCT":
		return "it stands behind SELECT, or in an aggregate, as in COUNT(DISTINCT ?x)"
	case what == `"("` && word == "DISTINCT":
		return "it stands within the brackets, as in COUNT(DISTINCT ?x)"
	}
	if s, ok := elsewhere(word); ok && (strings.Contains(what, "an operator") || what == "an expression" || strings.Contains(what, "pattern")) {
		return s
	}
	if term := what == aPredicate || what == anObject || strings.Contains(what, "a triple pattern"); term && likeWord(word) == "" && !isKeyword(word) {
		if word == "A" {
			return "a for rdf:type is a small letter"
		}
		return "a name has a prefix, as in ex:name, a variable begins with ?, and a text stands in quotes"
	}
	return ""
}

// elsewhere tells what words of other languages are here.
func elsewhere(word string) (string, bool) {
	switch word {
	case "AND":
		return "and is &&", true
	case "OR":
		return "or is ||", true
	case "LIKE", "ILIKE", "RLIKE", "MATCHES":
		return "texts are compared by CONTAINS, STRSTARTS, STRENDS and REGEX", true
	case "IS":
		return "whether there is a value tells BOUND(?x), or !BOUND(?x)", true
	case "BETWEEN":
		return "a range is ?x >= 1 && ?x <= 2", true
	case "LENGTH", "LEN", "SIZE":
		return "the length of a text is STRLEN", true
	case "LOWER", "TOLOWER":
		return "small letters are made by LCASE", true
	case "UPPER", "TOUPPER":
		return "capitals are made by UCASE", true
	case "NVL", "IFNULL", "ISNULL":
		return "the first value there is gives COALESCE", true
	case "CASE":
		return "a choice is IF(condition, then, else)", true
	case "CAST":
		return "a cast is the datatype as a function, as in xsd:integer(?x)", true
	case "LET":
		return "a variable gets a value by BIND(expression AS ?x)", true
	case "NULL":
		return "there is no NULL: what is missing is unbound, or UNDEF in VALUES", true
	}
	return "", false
}

// unclosed tells which bracket is open where another closes, or the text ends.
func (p *parser) unclosed(what string) string {
	if len(p.open) == 0 {
		return ""
	}
	at := p.open[len(p.open)-1]
	switch open := p.text[at]; {
	case p.tok.kind == tokEnd:
	case p.tok.kind == '}' && open != '{' && strings.Contains(what, `"`+string(rune(closing(open)))+`"`):
	default:
		return ""
	}
	s := newSource(p.typed)
	return fmt.Sprintf("the \"%c\" at %s is not closed", p.text[at], s.placeOf(at))
}

func closing(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}

// bracket keeps count of what is open, as a token is passed.
func (p *parser) bracket() {
	switch p.tok.kind {
	case '{', '(', '[':
		p.open = append(p.open, p.tok.from)
	case '}', ')', ']':
		if len(p.open) > 0 {
			p.open = p.open[:len(p.open)-1]
		}
	}
}

func isKeyword(word string) bool {
	return strings.Contains(" "+keywords+" ", " "+word+" ")
}

// lastWord gives the word or number at the end of a text, in capitals.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && (s[i-1] >= '0' && s[i-1] <= '9' || s[i-1]|0x20 >= 'a' && s[i-1]|0x20 <= 'z') {
		i--
	}
	return strings.ToUpper(s[i:])
}

func web(prefix string) bool { return prefix == "http" || prefix == "https" }

// strange says what to write instead of a character that SPARQL does not have.
func strange(c rune) string {
	switch c {
	case '&':
		return `and is &&; in a name it is \&`
	case '`', '“', '”', '„', '‘', '’', '«', '»', '「', '」':
		return `texts stand in " or '`
	case '，', '；', '。', '（', '）', '｛', '｝', '：', '？':
		return "punctuation is that of ASCII"
	}
	return ""
}

// wellKnown gives the namespaces of prefixes that other programs know without being told.
func wellKnown(prefix string) string {
	switch prefix {
	case "wd":
		return "http://www.wikidata.org/entity/"
	case "wdt":
		return "http://www.wikidata.org/prop/direct/"
	case "p", "ps", "pq":
		return "http://www.wikidata.org/prop/" + map[string]string{"p": "", "ps": "statement/", "pq": "qualifier/"}[prefix]
	case "wikibase":
		return "http://wikiba.se/ontology#"
	case "bd":
		return "http://www.bigdata.com/rdf#"
	case "foaf":
		return "http://xmlns.com/foaf/0.1/"
	case "schema":
		return "https://schema.org/"
	case "dbo":
		return "http://dbpedia.org/ontology/"
	case "dbr":
		return "http://dbpedia.org/resource/"
	case "owl":
		return "http://www.w3.org/2002/07/owl#"
	case "dc":
		return "http://purl.org/dc/elements/1.1/"
	case "dct", "dcterms":
		return "http://purl.org/dc/terms/"
	case "geo":
		return "http://www.opengis.net/ont/geosparql#"
	case "sh":
		return "http://www.w3.org/ns/shacl#"
	}
	return ""
}
