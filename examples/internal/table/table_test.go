package table_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/examples/internal/table"
)

func ExampleWrite() {
	_ = table.Write(os.Stdout, []string{"Person", "From", "To"}, [][]string{
		{"楊紅霞", "阿里巴巴", "字節跳動"},
		{"Luo Fuli", "DeepSeek", "Xiaomi"},
		{"張鐸", "-"},
	})
	// Output:
	// Person    From      To
	// --------  --------  --------
	// 楊紅霞    阿里巴巴  字節跳動
	// Luo Fuli  DeepSeek  Xiaomi
	// 張鐸      -
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		cells int
		want  string
	}{
		{"", 10, ""},
		{"one two three four", 9, "one two\n  three\n  four"},
		{"a-very-long-word fits nowhere", 6, "a-very-long-word\n  fits\n  nowhere"},
		{"在端側計算，少靠雲端。", 12, "在端側計算，\n  少靠雲端。"},
		{"AI 人才之戰", 6, "AI 人\n  才之戰"},
	} {
		got := table.Wrap(c.text, c.cells, "  ")
		assert.Equal(t, c.want, got)
		assert.NotContains(t, got, " \n")
	}
	assert.Equal(t, 8, table.Width("阿里巴巴"))
	assert.Equal(t, 10, table.Width("Net 5.5G →"))
	assert.True(t, strings.HasPrefix(table.Wrap("中文", 2, ""), "中"))
}
