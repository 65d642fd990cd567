package sizes

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

// Numbers order as exact fractions do.
func TestNumbersAgainstFractions(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	digits := []string{"", "0", "00", "1", "10", "12", "120", "9", "99", "9007199254740993"}
	random := func() string {
		text := []string{"", "-", "+"}[rng.IntN(3)] + digits[1+rng.IntN(len(digits)-1)]
		if rng.IntN(2) == 0 {
			text += "." + digits[rng.IntN(len(digits))]
		}
		if rng.IntN(2) == 0 {
			text += fmt.Sprint("eE"[rng.IntN(2):][:1], rng.IntN(7)-3)
		}
		return text
	}
	for range 20_000 {
		a, b := random(), random()
		x, okX := new(big.Rat).SetString(a)
		y, okY := new(big.Rat).SetString(b)
		sizeA, okA := OfDigits(a)
		sizeB, okB := OfDigits(b)
		require.True(t, okX && okY && okA && okB, "%s %s", a, b)
		require.Equal(t, x.Cmp(y), sizeA.Compare(sizeB), "%s %s", a, b)
		whole, ok := sizeA.Whole()
		require.Equal(t, x.IsInt(), ok, a)
		if ok {
			require.Equal(t, x.Num().String(), whole)
		}
	}
}
