package table_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/examples/internal/table"
)

func ExampleWrite() {
	_ = table.Write(os.Stdout, 80, []string{"Person", "From", "To"}, [][]string{
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

func ExampleWrite_narrow() {
	_ = table.Write(os.Stdout, 50, []string{"公司", "行業", "策略"}, [][]string{
		{"藍鶴", "教育、語音技術", "把輔導產品免費提供給學校，出售背後的語音模型。"},
		{"Nimbus", "雲計算", "Will build data centres on three continents."},
	})
	// Output:
	// 公司    行業            策略
	// ------  --------------  --------------------------
	// 藍鶴    教育、語音技術  把輔導產品免費提供給學校，
	//                           出售背後的語音模型。
	// Nimbus  雲計算          Will build data centres on
	//                           three continents.
}

// Columns for which there is no room at all follow below, with the first one again.
func ExampleWrite_parts() {
	_ = table.Write(os.Stdout, 30, []string{"機構", "自動駕駛", "智能家居", "數據通信"}, [][]string{
		{"華為", "", "", "有"},
		{"小米", "", "有", ""},
	})
	// Output:
	// 機構  自動駕駛  智能家居
	// ----  --------  --------
	// 華為
	// 小米            有
	//
	// 機構  數據通信
	// ----  --------
	// 華為  有
	// 小米
}

// Numbers stand at the right, and so does what is not known among them.
func ExampleWrite_numbers() {
	_ = table.Write(os.Stdout, 80, []string{"機構", "流入", "淨值", "年份", "時間"}, [][]string{
		{"阿里巴巴", "3", "-1.5", "2024", "2024"},
		{"小米", "10,000", "-", "", "2024-03"},
	})
	// Output:
	// 機構        流入  淨值  年份  時間
	// --------  ------  ----  ----  -------
	// 阿里巴巴       3  -1.5  2024  2024
	// 小米      10,000     -        2024-03
}

func TestParagraph(t *testing.T) {
	for _, c := range []struct {
		text            string
		width           int
		indent, hanging string
		want            string
	}{
		{"", 10, "", "", ""},
		{"one two three", 8, "", "    ", "one two\n    three"},
		{"a\n  b c d e\n", 7, "", "  ", "a\n  b c d\n    e"},
		{"one two", 0, "  ", "", "  one two"},
		{"one two\x1b[2J", 9, "  ", "  ", "  one\n    two\\u001b[2J"},
	} {
		assert.Equal(t, c.want, table.Paragraph(c.text, c.width, c.indent, c.hanging), "%q", c.text)
	}
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
		{"端側（少靠雲端）計算", 6, "端側\n  （少\n  靠雲\n  端）\n  計算"},
		{"AI 人才之戰", 8, "AI 人才\n  之戰"},
		{"用DeepSeek的人", 10, "用DeepSeek\n  的人"},
		{"小米 ←前往– 羅福莉轉往小米", 15, "小米 ←前往– 羅\n  福莉轉往小米"},
		{"小米 –of→ 小米", 7, "小米\n  –of→\n  小米"},
		{"第一行\n第二行也長", 8, "第一行\n  第二行\n  也長"},
		{"no limit\nat all", 0, "no limit\n  at all"},
	} {
		assert.Equal(t, c.want, table.Wrap(c.text, c.cells, "  "), c.text)
	}
	assert.Equal(t, 8, table.Width("阿里巴巴"))
	assert.Equal(t, 10, table.Width("Net 5.5G →"))
}

// words are what random cells are made of.
func words() []string {
	return []string{"楊紅霞", "阿里巴巴", "把輔導產品免費提供給學校，", "「語音」", "AI", "DeepSeek", "speech-models", "of", "", "（未具名）", "5%"}
}

func randomCell(random *rand.Rand) string {
	all := words()
	cell := ""
	for range random.IntN(8) {
		word := all[random.IntN(len(all))]
		cell += word
		if len(word) == table.Width(word) || random.IntN(2) == 0 {
			cell += " " // always after Latin letters, so that no word is longer than the longest
		}
	}
	return strings.TrimSpace(cell)
}

// Tables of random cells at random widths: nothing is lost, lines fit, and every piece of a cell stands in its
// column, by terminal cells.
func TestWriteKeepsEverythingInItsColumn(t *testing.T) {
	const longestWord = 13 // speech-models
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for range 300 {
		heading := make([]string, 2+random.IntN(5))
		for i := range heading {
			heading[i] = fmt.Sprintf("列%d", i)
		}
		rows := make([][]string, 1+random.IntN(5))
		for i := range rows {
			for range heading {
				rows[i] = append(rows[i], randomCell(random))
			}
			rows[i][0] = fmt.Sprintf("%d.", i) // tells where a row begins
		}
		width := 40 + random.IntN(100)
		var out strings.Builder
		require.NoError(t, table.Write(&out, width, heading, rows))

		got := make([][]string, len(rows))
		for i := range got {
			got[i] = make([]string, len(heading))
		}
		column := 0 // the first of the part, without the one that comes again
		for _, part := range strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n\n") {
			lines := strings.Split(part, "\n")
			dashes := strings.Split(lines[1], "  ")
			row := -1
			for _, line := range lines[2:] {
				assert.LessOrEqual(t, table.Width(line), max(width, 3+2+2+longestWord), line)
				cells := cutAt(line, dashes)
				if cells[0] != "" {
					row++
				}
				for i, cell := range cells {
					at := column + i
					if i == 0 {
						at = 0
						if column > 0 {
							continue
						}
					}
					got[row][at] += cell
				}
			}
			column += len(dashes) - 1
		}
		assert.Equal(t, len(heading)-1, column, "every column was printed")
		for i := range rows {
			for j := range heading {
				assert.Equal(t, strings.ReplaceAll(rows[i][j], " ", ""), strings.ReplaceAll(got[i][j], " ", ""), "row %d, column %d of\n%s", i, j, out.String())
			}
		}
	}
}

// cutAt cuts a line where the dashes of the columns begin, counted in terminal cells.
func cutAt(line string, dashes []string) []string {
	cells := make([]string, len(dashes))
	column, end, at := 0, len(dashes[0])+2, 0
	for _, r := range line {
		for at >= end && column < len(dashes)-1 {
			column++
			end += len(dashes[column]) + 2
		}
		cells[column] += string(r)
		at += table.Width(string(r))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}
