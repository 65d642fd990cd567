package terminal_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/terminal"
)

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"":                            "",
		"楊紅霞, Luo Fuli\n\té 👩‍🔬":      "楊紅霞, Luo Fuli\n\té 👩‍🔬",
		"\x1b]0;title\a":              `\u001b]0;title\u0007`,
		"Acme\x1b[2J":                 `Acme\u001b[2J`,
		"over\rwritten\b":             `over\u000dwritten\u0008`,
		"\u202eamcA\u202c":            `\u202eamcA\u202c`,
		"\u2066a\u2069 \u200e\u061cb": `\u2066a\u2069 \u200e\u061cb`,
		"\x00\x7f\u009b2J\u0085":      `\u0000\u007f\u009b2J\u0085`,
		"a\u2028b":                    `a\u2028b`,
		"8-bit \x9b2J":                `8-bit \ufffd2J`,
	} {
		assert.Equal(t, want, terminal.Plain(text))
		assert.Equal(t, want, terminal.Plain(terminal.Plain(text)), "once is enough")
	}
}

// A writer does the same wherever writes are cut.
func TestWriter(t *testing.T) {
	text := strings.Repeat("楊\x1b[2J\u202e霞\n", 2000)
	want := terminal.Plain(text)
	for _, size := range []int{1, 2, 3, 5, 4096, len(text)} {
		var out bytes.Buffer
		w := terminal.NewWriter(&out)
		for rest := text; rest != ""; {
			n := min(size, len(rest))
			written, err := w.Write([]byte(rest[:n]))
			require.NoError(t, err)
			require.Equal(t, n, written)
			rest = rest[n:]
		}
		assert.True(t, want == out.String(), "in pieces of %d bytes", size)
		assert.Same(t, &out, terminal.Raw(w))
	}
}

// JSON says the same through a writer.
func TestJSON(t *testing.T) {
	const text = "\x1b[2J\u202e\u009b \u2028楊\""
	var out bytes.Buffer
	require.NoError(t, json.NewEncoder(terminal.NewWriter(&out)).Encode(text))
	assert.NotContains(t, out.String(), "\u202e")
	var back string
	require.NoError(t, json.Unmarshal(out.Bytes(), &back))
	assert.Equal(t, text, back)
}

func TestColumns(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out.txt"))
	require.NoError(t, err)
	defer file.Close()
	for variable, want := range map[string]int{"": 0, "72": 72, "wide": 0, "-5": 0} {
		t.Setenv("COLUMNS", variable)
		assert.Equal(t, want, terminal.Columns(terminal.NewWriter(file)), variable)
		assert.Equal(t, want, terminal.Columns(&strings.Builder{}), variable)
	}
	_, ok := terminal.Of(file)
	assert.False(t, ok)
}
