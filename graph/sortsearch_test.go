package graph

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Entries are sorted as texts are compared, byte by byte, whatever they begin with and wherever they end.
func TestSortSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	beginnings := []string{"", "a", "company ", "company 1", "第一公司第一公司", "a\x00", strings.Repeat("long ", 20), strings.Repeat("\x00", 9)}
	for range 200 {
		var entries []searchEntry
		for range 1 + r.IntN(300) {
			key := beginnings[r.IntN(len(beginnings))] + []string{"", "\x00", "x", "yz", "公"}[r.IntN(5)]
			entries = append(entries, newSearchEntry(key, ID(r.IntN(5))))
		}
		want := slices.Clone(entries)
		slices.SortFunc(want, func(a, b searchEntry) int { return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id)) })
		assert.Equal(t, slices.Clip(slices.Compact(want)), sortSearch(entries))
	}
}
