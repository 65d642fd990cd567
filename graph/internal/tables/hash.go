package tables

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"talentgraph.example/graph/term"
)

// Hash gives 128 bits of the SHA-256 of a term: an IRI may be longer than an entry of an index. Languages are the same
// in whatever case.
func Hash(t term.Term) (hash [16]byte) {
	data := make([]byte, 0, 256)
	data = append(data, byte(t.Kind))
	for _, part := range [...]string{t.Datatype, strings.ToLower(t.Lang), t.Text} {
		data = binary.AppendUvarint(data, uint64(len(part)))
		data = append(data, part...)
	}
	sum := sha256.Sum256(data)
	copy(hash[:], sum[:])
	return hash
}
