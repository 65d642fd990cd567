package hanscript

import (
	"slices"
	"strings"
	"testing"
)

func TestSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"楊紅霞", "杨红霞", true}, {"張鐸", "张铎", true}, {"阿里巴巴", "阿里巴巴", true}, {"字節跳動", "字节跳动", true},
		{"賈揚清", "贾揚清", true}, // mixed scripts
		{"鍾明", "钟明", true}, {"鐘明", "钟明", true}, {"鍾明", "鐘明", false},
		{"鍾明", "锺明", true}, {"乾隆", "乾隆", true}, {"乾", "干", true}, {"幹", "干", true}, {"乾", "幹", false},
		{"楊宏霞", "杨红霞", false}, {"楊紅", "杨红霞", false}, {"楊紅霞", "杨红", false}, {"", "", true}, {"", "楊", false},
		{"陳啓宗", "陳啟宗", true}, {"陳啓宗", "陈启宗", true}, {"陳啟宗", "陈启宗", true}, {"裏", "裡", true}, {"裏", "里", true},
		{"鷄", "雞", true}, {"鷄", "鸡", true}, {"高峯", "高峰", true}, {"説", "说", true}, {"衞", "卫", true}, {"綫", "线", true},
		{"汎", "泛", false}, {"喆", "哲", false}, {"邨", "村", false}, {"皓", "颢", false}, {"淼", "渺", false}, {"弢", "韬", false},
		{"騰訊遊戲", "腾讯游戏", true}, {"中信信託", "中信信托", true}, {"諮詢", "咨询", true}, {"崑崙萬維", "昆仑万维", true}, {"白巖松", "白岩松", true},
		{"閲", "阅", true}, {"閲", "閱", true}, {"産", "产", true}, {"産", "產", true}, {"顔", "颜", true}, {"緑", "綠", true}, {"録", "錄", true},
		{"眞", "真", true}, {"牀", "床", true}, {"卽", "即", true}, {"麪", "麵", true}, {"麪", "面", true}, {"豔", "艷", true}, {"豔", "艳", true},
		{"昇", "升", false}, {"甯", "寧", false}, {"湧", "勇", false}, {"週", "調", false},
		{"DeepSeek 深度", "DeepSeek 深度", true}, {"\xff", "\xff", true},
	} {
		if Same(c.a, c.b) != c.want || Same(c.b, c.a) != c.want {
			t.Errorf("%s and %s: want %v", c.a, c.b, c.want)
		}
		common := slices.ContainsFunc(Simplified(c.a), func(f string) bool { return slices.Contains(Simplified(c.b), f) })
		if c.want && !common {
			t.Errorf("%s and %s have no form in common: %q, %q", c.a, c.b, Simplified(c.a), Simplified(c.b))
		}
	}
}

func TestSimplified(t *testing.T) {
	for name, want := range map[string][]string{
		"楊紅霞": {"杨红霞"}, "杨红霞": {"杨红霞"}, "鍾書": {"钟书", "锺书"}, "": {""}, "Ada": {"Ada"},
	} {
		if got := Simplified(name); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if n := len(Simplified(strings.Repeat("鍾", 100))); n > maxForms {
		t.Errorf("%d forms", n)
	}
}

// The table is searched by halves, and is what the package's doc says.
func TestTable(t *testing.T) {
	if len(pairs)%pairSize != 0 || len(others)%pairSize != 0 {
		t.Fatal("a character of another size")
	}
	for _, table := range []string{pairs, others} {
		for i := range len(table) / pairSize {
			pair := table[i*pairSize : (i+1)*pairSize]
			if i > 0 && pair <= table[(i-1)*pairSize:i*pairSize] {
				t.Errorf("%s is out of order", pair)
			}
			runes := []rune(pair)
			if len(runes) != 2 {
				t.Fatalf("pair %d is %q", i, pair)
			}
			if !Same(string(runes[0]), string(runes[1])) {
				t.Errorf("%s are not the same", pair)
			}
			if table == others && usual(runes[1]) != runes[1] {
				t.Errorf("%s leads to another variant", pair)
			}
		}
	}
}
