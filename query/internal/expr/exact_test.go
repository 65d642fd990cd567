package expr

import (
	"math/big"
	oldrand "math/rand"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestArithmetic(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(arithmeticCases), "\n") {
		expression, want, ok := strings.Cut(line, " = ")
		require.True(t, ok, line)
		parts := strings.Split(expression, " ")
		op := map[string]Op{"+": Add, "-": Subtract, "*": Multiply, "/": Divide}[parts[1]]
		assert.Equal(t, want, show(Arithmetic(op, read(t, parts[0]), read(t, parts[2]))), line)
	}
	assert.Equal(t, "9223372036854775808", show(Negate(read(t, "-9223372036854775808"))))
	assert.Equal(t, "-1.5", show(Negate(read(t, "1.50"))))
	assert.Equal(t, "7", show(Plus(read(t, `"7"^^byte`))))
	assert.False(t, Negate(NewString("1")).OK())
	assert.False(t, Plus(NewString("1")).OK())
}

const arithmeticCases = `
1 + 2 = 3
1 + 2.50 = 3.5
1 - 0.1e0 = 9.0E-1
9223372036854775807 + 1 = 9223372036854775808
-9223372036854775808 - 1 = -9223372036854775809
9223372036854775808 - 1 = 9223372036854775807
4294967296 * 4294967296 = 18446744073709551616
-4294967296 * 2147483648 = -9223372036854775808
0.1 * 0.1 = 0.01
0.5 * 2 = 1
1 / 3 = 0.333333333333333333333333
2 / 3 = 0.666666666666666666666667
-2 / 3 = -0.666666666666666666666667
4 / 2 = 2
1 / 8 = 0.125
123456789012345678901234567890 / 10 = 12345678901234567890123456789
1 / 0 = err
1 / 0.0 = err
1 / 0e0 = INF
-1 / 0e0 = -INF
0e0 / 0 = NaN
"1"^^float + 1.5 = "2.5E0"^^float
"0.1"^^float + 0.1e0 = 2.0000000149011612E-1
"7"^^byte + "7"^^unsignedLong = 14
"x"^^integer + 1 = err
"1" + 1 = err
true + 1 = err
`

func TestHugeNumbersAreErrors(t *testing.T) {
	v := literal(strings.Repeat("9", 10_000), xsd+"integer")
	require.Equal(t, Integer, v.kind)
	for range 3 {
		v = Arithmetic(Multiply, v, v)
	}
	assert.Len(t, v.Text(), 80_000)
	assert.False(t, Arithmetic(Multiply, v, v).OK())
	assert.Equal(t, Unknown, literal(strings.Repeat("9", 10_000_000), xsd+"integer").kind)
}

// Exact numbers are held to big.Rat.
func TestExactNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	number := func() (exact, *big.Rat) {
		n := new(big.Int).Rand(oldrand.New(oldrand.NewSource(r.Int64())), new(big.Int).Lsh(big.NewInt(1), uint(r.IntN(140)+1)))
		if r.IntN(2) == 0 {
			n.Neg(n)
		}
		x, ok := ofBig(n, r.IntN(30))
		require.True(t, ok)
		return x, rat(x)
	}
	for range 1000 {
		x, rx := number()
		y, ry := number()
		sum, _ := x.add(y)
		require.Zero(t, rat(sum).Cmp(new(big.Rat).Add(rx, ry)), "%s + %s", x, y)
		product, _ := x.mul(y)
		require.Zero(t, rat(product).Cmp(new(big.Rat).Mul(rx, ry)), "%s * %s", x, y)
		require.Equal(t, rx.Cmp(ry), x.compare(y), "%s ? %s", x, y)
		again, ok := parseExact(x.String())
		require.True(t, ok)
		require.Zero(t, rat(again).Cmp(rx), "%s", x)
		require.Equal(t, x.String(), again.String())
		require.Equal(t, floorOf(rx).String(), x.whole(down).String(), "%s", x)
		require.Equal(t, new(big.Int).Neg(floorOf(new(big.Rat).Neg(rx))).String(), x.whole(up).String(), "%s", x)
		require.Equal(t, floorOf(new(big.Rat).Add(rx, big.NewRat(1, 2))).String(), x.whole(nearest).String(), "%s", x)
		if quotient, ok := x.div(y); ok {
			off := new(big.Rat).Sub(rat(quotient), new(big.Rat).Quo(rx, ry))
			half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Mul(big.NewInt(2), bigPower(places)))
			require.LessOrEqual(t, off.Abs(off).Cmp(half), 0, "%s / %s", x, y)
		}
		want, _ := rx.Float64()
		require.Equal(t, want, x.nearestFloat(64), "%s", x)
		require.Zero(t, rat(ofBinary(want)).Cmp(new(big.Rat).SetFloat64(want)))
	}
}

func rat(x exact) *big.Rat { return new(big.Rat).SetFrac(x.coefficient(), bigPower(x.scale)) }

func floorOf(r *big.Rat) *big.Int { return floorQuotient(r.Num(), r.Denom()) }
