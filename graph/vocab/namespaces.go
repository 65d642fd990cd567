package vocab

// Namespaces. A term's IRI is its namespace followed by its name.
const (
	NS = "https://talentgraph.example/ns#" // tg:, the terms of this vocabulary
	ID = "https://talentgraph.example/id/" // id:, the entities of the bundled facts

	KeptQuad = ID + "kept-" // what the IRI of a record begins with that keeps a quad as it was told before a merge

	RDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	RDFS = "http://www.w3.org/2000/01/rdf-schema#"
	XSD  = "http://www.w3.org/2001/XMLSchema#"
	OWL  = "http://www.w3.org/2002/07/owl#"
	SKOS = "http://www.w3.org/2004/02/skos/core#"
	ORG  = "http://www.w3.org/ns/org#"
	PROV = "http://www.w3.org/ns/prov#"
	DCT  = "http://purl.org/dc/terms/"
)

// A Prefix is a short name for a namespace.
type Prefix struct {
	Name      string // without the colon: "tg"
	Namespace string // "https://talentgraph.example/ns#"
}

// Prefixes lists the prefixes that talentgraph knows, its own first. The slice is the caller's own.
func Prefixes() []Prefix {
	return []Prefix{
		{"tg", NS},
		{"id", ID},
		{"rdf", RDF},
		{"rdfs", RDFS},
		{"xsd", XSD},
		{"owl", OWL},
		{"skos", SKOS},
		{"org", ORG},
		{"prov", PROV},
		{"dct", DCT},
	}
}
