package term

import "strings"

// SplitIRI parts an IRI behind its last "#", "/" or ":": its namespace, and the local name, which is empty where the
// IRI ends in one of them.
func SplitIRI(iri string) (namespace, local string) {
	i := strings.LastIndexAny(iri, "#/:") + 1
	return iri[:i], iri[i:]
}
