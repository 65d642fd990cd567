package names

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"github.com/stretchr/testify/assert"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

func randomText(r *rand.Rand, letters string, n int) string {
	runes := []rune(letters)
	var b strings.Builder
	for range n {
		b.WriteRune(runes[r.IntN(len(runes))])
	}
	return b.String()
}

// changed makes some edits.
func changed(r *rand.Rand, text, letters string, edits int) string {
	runes := []rune(text)
	for range edits {
		at := r.IntN(len(runes) + 1)
		switch insert := []rune(randomText(r, letters, 1)); r.IntN(3) {
		case 0:
			runes = append(runes[:at:at], append(insert, runes[at:]...)...)
		case 1:
			if at < len(runes) {
				runes = append(runes[:at:at], runes[at+1:]...)
			}
		default:
			if at < len(runes) {
				runes[at] = insert[0]
			}
		}
	}
	return string(runes)
}

func TestEditsAgainstTheTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	near := 0
	for range 20_000 {
		letters := []string{"ab", "abcdefghij klmnop", "楊紅霞杨红阿里巴巴a", "éáßж\xff"}[r.IntN(4)]
		a := randomText(r, letters, r.IntN([]int{4, 20, 70, 240}[r.IntN(4)]))
		b := changed(r, a, letters, r.IntN(8))
		if r.IntN(3) == 0 {
			b = randomText(r, letters, r.IntN(20))
		}
		na, nb := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
		want := levenshtein.ComputeDistance(a, b)
		assert.GreaterOrEqual(t, want, LettersOf(a).Lacks(LettersOf(b)), "%q %q", a, b)
		d, ok := NewPattern(a).Edits(b)
		assert.Equal(t, want <= max(1, max(na, nb)/3) && want < max(na, nb), ok, "%q %q", a, b)
		if ok {
			near++
			assert.Equal(t, want, d, "%q %q", a, b)
		}
	}
	assert.Greater(t, near, 5_000)
}

func TestEditsOfLongTexts(t *testing.T) {
	long := strings.Repeat("a long name 很長 ", 10_000)
	p := NewPattern(long + "x" + long)
	d, ok := p.Edits(long + "yz" + long)
	assert.True(t, ok)
	assert.Equal(t, 2, d)
	_, ok = p.Edits("y" + long + long + "y") // near, and too far apart to be found
	assert.False(t, ok)
	_, ok = NewPattern("x").Edits(long)
	assert.False(t, ok)
}

// What is folded and squeezed by the short way comes out as by the long one.
func TestShortWays(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	short := 0
	for range 50_000 {
		text := randomText(r, []string{"aB z", "第楊九一鿿人3 X", "aZ~ -'", "é\u0301aＡ 9", "a\x00\x7fb", "〇豈﨎\xff\u3000"}[r.IntN(6)], r.IntN(6))
		want := strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(text))), " ")
		assert.Equal(t, want, Fold(text), "%q", text)
		assert.Equal(t, squeezeAny(want), Squeeze(want), "%q", text)
		if ok, _ := simple(text); ok {
			short++
		}
	}
	assert.Greater(t, short, 10_000)
}
