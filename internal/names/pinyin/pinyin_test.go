package pinyin

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// Each line is found by its character, and nothing else is found.
func TestReadings(t *testing.T) {
	lines := map[rune]string{}
	last := rune(0)
	for line := range strings.Lines(table) {
		char, readings, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		r := []rune(char)
		require.Len(t, r, 1, line)
		require.True(t, unicode.Is(unicode.Han, r[0]), line)
		require.Greater(t, r[0], last, line)
		require.NotEmpty(t, readings, line)
		last, lines[r[0]] = r[0], readings
	}
	require.Greater(t, len(lines), 40_000)
	for r := range last + 5000 {
		if got := strings.Join(Readings(r), " "); got != lines[r] {
			t.Fatalf("%U is read as %q, not %q", r, got, lines[r])
		}
	}
	require.Nil(t, Readings(-1))
	require.Nil(t, Readings(unicode.MaxRune+1))
	for char, want := range map[rune][]string{'〇': {"ling", "yuan", "xing"}, '㐀': {"qiu"}, '女': {"nv", "ru"}, '重': {"zhong", "chong", "tong"}, 'a': nil, '。': nil} {
		require.Equal(t, want, Readings(char), string(char))
	}
}

func BenchmarkReadings(b *testing.B) {
	chars := []rune("楊紅霞從阿里巴巴到字節跳動")
	for i := 0; b.Loop(); i++ {
		if Readings(chars[i%len(chars)]) == nil {
			b.Fatal("no reading")
		}
	}
}
