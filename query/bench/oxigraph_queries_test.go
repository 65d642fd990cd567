package bench

import (
	"strings"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/talentgen"
)

// An asked query. Loose says that rows that are equal in order may be cut anywhere, so that only numbers are compared.
type asked struct {
	name, text string
	least      float64 // how many times as long Oxigraph is to take, 0 for no bar
	loose      bool
}

const prefixes = `PREFIX tg: <` + vocab.NS + `> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
`

// filled writes the entities of the data into a text.
func filled(text string) string {
	return prefixes + strings.NewReplacer("$X", talentgen.Organization(1).String(), "$Y", talentgen.Organization(3).String(), "$Z", talentgen.Organization(0).String(),
		"$P", talentgen.Person(2).String(), "$Q", talentgen.Person(5).String(), "$S", talentgen.Sector(71).String(), "$T", talentgen.Sector(1).String(),
		"$C", vocab.StatusCurrent.String()).Replace(text)
}

// barred are the queries that have a bar of their own.
func barred() []asked {
	return []asked{
		{name: "Q1", least: 100, text: `SELECT ?p ?y { ?m tg:from $X ; tg:to $Y ; tg:person ?p ; tg:year ?y }`},
		{name: "Q2", least: 30, text: `SELECT ?s ?l { ?s tg:sector $S ; a tg:Strategy ; tg:of ?o . ?o skos:prefLabel ?l FILTER(LANG(?l) = "en") }`},
		{name: "Q3", least: 100, loose: true, text: `SELECT ?a ?b (COUNT(?m) AS ?n) { ?m tg:from ?a ; tg:to ?b } GROUP BY ?a ?b ORDER BY DESC(?n) LIMIT 100`},
		{name: "Q4", least: 80, text: `SELECT DISTINCT ?d { { SELECT DISTINCT ?c { { SELECT DISTINCT ?b { ?m tg:from $X ; tg:to ?b } } ?n tg:from ?b ; tg:to ?c } } ?o tg:from ?c ; tg:to ?d }`},
	}
}

// constructs are forty queries over all that SPARQL has, in about the shares in which people use it: paths, orders and groups most.
func constructs() []asked {
	queries := barred()
	for name, text := range map[string]string{
		"path up":            `SELECT ?s { $S skos:broader+ ?s }`,
		"path down":          `SELECT ?n { ?n skos:broader* $T }`,
		"path all":           `SELECT (COUNT(*) AS ?n) { ?a skos:broader+ ?b }`,
		"path and type":      `SELECT ?st { ?st tg:sector/skos:broader* $T ; a tg:Strategy }`,
		"path two moves":     `SELECT DISTINCT ?o { $X ^tg:from/tg:to/^tg:from/tg:to ?o }`,
		"path reach":         `SELECT (COUNT(DISTINCT ?o) AS ?n) { $X (^tg:from/tg:to)+ ?o }`,
		"path inverse":       `SELECT ?p { $X ^tg:from/tg:person ?p }`,
		"path alternative":   `SELECT ?q { $P ^tg:person/(tg:from|tg:to) ?q }`,
		"path between":       `ASK { $P ^tg:person/tg:to/^tg:to/tg:person $Q }`,
		"path negated":       `SELECT ?x { $X !(tg:sector|rdf:type) ?x }`,
		"path grouped":       `SELECT ?o (COUNT(?n) AS ?c) { ?n skos:broader+ ?o } GROUP BY ?o ORDER BY DESC(?c) ?o`,
		"path optional step": `SELECT DISTINCT ?s { $X tg:sector/skos:broader? ?s }`,
		"order by year":      `SELECT ?m ?y { ?m tg:from $X ; tg:year ?y } ORDER BY DESC(?y) ?m LIMIT 10`,
		"order by label":     `SELECT ?l { ?o a org:Organization ; skos:prefLabel ?l } ORDER BY STR(?l) LIMIT 20`,
		"order all":          `SELECT ?m { ?m a tg:Move } ORDER BY ?m LIMIT 5`,
		"order claims":       `SELECT ?c ?st { ?c a tg:Claim ; tg:start ?st ; tg:paragraph 7 } ORDER BY ?st ?c LIMIT 50`,
		"group by year":      `SELECT ?y (COUNT(*) AS ?n) { ?m tg:year ?y } GROUP BY ?y ORDER BY ?y`,
		"group distinct":     `SELECT ?o (COUNT(DISTINCT ?p) AS ?n) { ?m tg:to ?o ; tg:person ?p } GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 20`,
		"group none":         `SELECT (AVG(?y) AS ?a) (MIN(?y) AS ?i) (MAX(?y) AS ?x) { ?m tg:from $X ; tg:year ?y }`,
		"group having":       `SELECT ?o (SUM(?y) AS ?s) { ?m tg:to ?o ; tg:year ?y } GROUP BY ?o HAVING (COUNT(*) > 100)`,
		"group roles":        `SELECT ?r (COUNT(*) AS ?n) { ?m tg:role ?r ; tg:from ?o . ?o tg:sector $S } GROUP BY ?r`,
		"optional post":      `SELECT ?p ?post { ?m tg:from $X ; tg:person ?p OPTIONAL { ?post tg:holder ?p ; tg:status $C } }`,
		"optional label":     `SELECT ?o ?l { ?o tg:sector $S OPTIONAL { ?o skos:prefLabel ?l FILTER(LANG(?l) = "zh-Hant") } }`,
		"optional not":       `SELECT (COUNT(*) AS ?n) { ?p a tg:Person OPTIONAL { ?post tg:holder ?p } FILTER(!BOUND(?post)) }`,
		"filter years":       `SELECT ?m { ?m tg:from $X ; tg:year ?y FILTER(?y >= 2010 && ?y < 2015) }`,
		"filter all years":   `SELECT (COUNT(*) AS ?n) { ?m tg:year ?y FILTER(?y > 2020) }`,
		"filter regex":       `SELECT ?o { ?o a org:Organization ; skos:prefLabel ?l FILTER(REGEX(STR(?l), "^Company 1[0-9]$")) }`,
		"filter contains":    `SELECT ?o (STRLEN(?l) AS ?n) { ?o tg:sector $S ; skos:prefLabel ?l FILTER(CONTAINS(?l, "Company")) }`,
		"bind if":            `SELECT ?m ?d { ?m tg:from $X ; tg:year ?y BIND(IF(?y < 2010, "old", "new") AS ?d) }`,
		"values":             `SELECT ?o ?m { VALUES ?o { $X $Y } ?m tg:from ?o ; tg:to $Z }`,
		"union":              `SELECT DISTINCT ?p { { ?m tg:from $X ; tg:person ?p } UNION { ?m tg:to $X ; tg:person ?p } }`,
		"minus":              `SELECT ?p { ?m tg:from $X ; tg:person ?p MINUS { ?n tg:to $X ; tg:person ?p } }`,
		"not exists":         `SELECT ?p { ?m tg:from $X ; tg:person ?p FILTER NOT EXISTS { ?post tg:holder ?p } }`,
		"exists":             `SELECT (COUNT(*) AS ?n) { ?m tg:to $X FILTER EXISTS { ?m tg:from ?o . ?o tg:sector $S } }`,
		"subquery":           `SELECT ?o ?n ?s { { SELECT ?o (COUNT(*) AS ?n) { ?m tg:from ?o } GROUP BY ?o } FILTER(?n > 100) ?o tg:sector ?s }`,
		"graph":              `SELECT ?claim ?p { GRAPH ?claim { ?m tg:from $X ; tg:person ?p } ?claim tg:certainty ?c FILTER(?c = tg:stated) }`,
	} {
		queries = append(queries, asked{name: name, text: text})
	}
	return queries
}
