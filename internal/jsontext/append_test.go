package jsontext

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Texts come out as encoding/json writes them, wherever in them something stands that is escaped.
func TestStringsAsEncodingJSON(t *testing.T) {
	check := func(text string) {
		want, err := json.Marshal(text)
		require.NoError(t, err)
		require.Equal(t, string(want), string(AppendString(nil, text)), "%q", text)
	}
	for c := range 256 {
		for at := range 17 {
			check(strings.Repeat("a", at) + string([]byte{byte(c)}) + strings.Repeat("b", 16-at))
		}
	}
	odd := []string{"a", "bcdefgh", " ", "\x7f", "\x00", "\x1f", "\"", "\\", "<", ">", "&", "$", "'", "=", ":", "]", "é", "楊", "𠮷", "\u2028", "\u2029", "\ufffd", "\xff", "\xe6"}
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 1))
		var b strings.Builder
		for range r.IntN(12) {
			b.WriteString(odd[r.IntN(len(odd))])
		}
		check(b.String())
	}
}

// A text without anything to escape is not given to the slow way, so that the test above sees the quick one.
func TestPlainTexts(t *testing.T) {
	for _, text := range []string{"", "a", "https://talentgraph.example/id/person/7", "a line of more than 8 bytes, with $ and ' and ;", "第7人", "~\x7f"} {
		require.True(t, plain(text), "%q", text)
	}
}
