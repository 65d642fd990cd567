package syntax

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/term"
	"talentgraph.example/internal/talentgen"
)

// BenchmarkData reads INSERT DATA of 100,000 quads.
func BenchmarkData(b *testing.B) {
	const n = 100_000
	var text strings.Builder
	text.WriteString("INSERT DATA {\n")
	for q := range talentgen.Quads(1, n) {
		label := q.Label
		q.Label = nil
		fmt.Fprintf(&text, "GRAPH %v { %s }\n", label, term.AppendQuad(nil, q))
	}
	text.WriteString("}")
	request := text.String()
	b.SetBytes(int64(len(request)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := ParseUpdate(request, Options{MaxNesting: 200})
		require.NoError(b, err)
	}
}
