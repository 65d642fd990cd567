package talentwar

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// movers lists the names of who moves, for the moves that a condition picks.
func (f table) movers(t *testing.T, pick func(move quad.Value, from, to []quad.Value) bool) []string {
	t.Helper()
	var names []string
	for _, m := range f.instances(t, vocab.ClassMove) {
		if pick(m, f.objects(m, vocab.From), f.objects(m, vocab.To)) {
			names = append(names, f.name(f.objects(m, vocab.Person)[0], "zh-Hant"))
		}
	}
	slices.Sort(names)
	return names
}

func (f table) namesOf(nodes []quad.Value, lang string) []string {
	var names []string
	for _, n := range nodes {
		names = append(names, f.name(n, lang))
	}
	slices.Sort(names)
	return names
}

func sorted(names ...string) []string {
	slices.Sort(names)
	return names
}

func want(t *testing.T, question string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", question, got, want)
	}
}

func TestWhoLeftAndWhoJoined(t *testing.T) {
	f := readTable(t)
	alibaba := f.find(t, "阿里巴巴")
	left := func(from, to []quad.Value, org quad.Value) bool {
		return slices.Contains(from, org) && !slices.Contains(to, org)
	}
	want(t, "left Alibaba", f.movers(t, func(_ quad.Value, from, to []quad.Value) bool {
		return left(from, to, alibaba)
	}), sorted("賈揚清", "楊紅霞", "周暢"))
	want(t, "left Alibaba with a team", f.movers(t, func(m quad.Value, from, to []quad.Value) bool {
		return left(from, to, alibaba) && f.has(m, vocab.WithTeam, quad.Bool(true))
	}), sorted("楊紅霞", "周暢"))
	want(t, "left Alibaba for ByteDance", f.movers(t, func(_ quad.Value, from, to []quad.Value) bool {
		return left(from, to, alibaba) && slices.Contains(to, f.find(t, "字节跳动"))
	}), sorted("楊紅霞", "周暢"))
	want(t, "joined Alibaba from Salesforce", f.movers(t, func(_ quad.Value, from, to []quad.Value) bool {
		return slices.Contains(to, alibaba) && slices.Contains(from, f.find(t, "Salesforce"))
	}), sorted("許主洪"))
	want(t, "joined Alibaba", f.movers(t, func(_ quad.Value, from, to []quad.Value) bool {
		return slices.Contains(to, alibaba)
	}), sorted("許主洪"))
	want(t, "left Tencent, Huawei, Baidu or Xiaomi", f.movers(t, func(_ quad.Value, from, to []quad.Value) bool {
		return slices.ContainsFunc([]string{"騰訊", "華為", "百度", "小米"}, func(name string) bool {
			return left(from, to, f.find(t, name))
		})
	}), nil)
	want(t, "promoted", f.movers(t, func(m quad.Value, from, to []quad.Value) bool {
		return f.has(m, vocab.MoveKind, vocab.KindPromotion)
	}), sorted("張正友"))
}

func TestWhoGainedAndLost(t *testing.T) {
	f := readTable(t)
	var gained, lost []quad.Value
	for _, m := range f.instances(t, vocab.ClassMove) {
		from, to := f.objects(m, vocab.From), f.objects(m, vocab.To)
		if !slices.Equal(from, to) {
			lost, gained = append(lost, from...), append(gained, to...)
		}
	}
	var both []quad.Value
	for _, org := range gained {
		if slices.Contains(lost, org) && !slices.Contains(both, org) {
			both = append(both, org)
		}
	}
	want(t, "gained and lost people", f.namesOf(both, "zh-Hant"), []string{"阿里巴巴"})
}

func TestLargestFlow(t *testing.T) {
	f := readTable(t)
	type flow struct{ from, to string }
	count := map[flow]int{}
	for _, m := range f.instances(t, vocab.ClassMove) {
		for _, from := range f.objects(m, vocab.From) {
			for _, to := range f.objects(m, vocab.To) {
				if from != to {
					count[flow{f.name(from, "en"), f.name(to, "en")}]++
				}
			}
		}
	}
	for between, n := range count {
		expected := 1
		if between == (flow{"Alibaba", "ByteDance"}) {
			expected = 2
		}
		if n != expected {
			t.Errorf("%v: %d, want %d", between, n, expected)
		}
	}
	if len(count) != 6 {
		t.Errorf("%d flows, want 6: %v", len(count), count)
	}
}

func TestTwoMovesFromSalesforce(t *testing.T) {
	f := readTable(t)
	next := func(orgs []quad.Value) []quad.Value {
		var found []quad.Value
		for _, org := range orgs {
			for _, m := range f.subjects(vocab.From, org) {
				for _, to := range f.objects(m, vocab.To) {
					if to != org && !slices.Contains(found, to) {
						found = append(found, to)
					}
				}
			}
		}
		return found
	}
	reached := next(next([]quad.Value{f.find(t, "Salesforce")}))
	want(t, "two moves from Salesforce", f.namesOf(reached, "en"),
		sorted("ByteDance", "Jia Yangqing's AI infrastructure company (unnamed)"))
	for _, org := range reached {
		if f.unnamed(org) != (f.name(org, "en") != "ByteDance") {
			t.Errorf("unnamed is wrong for %s", org)
		}
	}
}

func TestWhoLeadsWhat(t *testing.T) {
	f := readTable(t)
	for model, leader := range map[string]string{"混元": "張正友", "文心": "王海峰", "盤古": "田奇", "AI平臺部": "張鐸", "萬卡集群": "雷軍"} {
		want(t, "leads "+model, f.namesOf(f.objects(f.find(t, model), vocab.LedBy), "zh-Hant"), []string{leader})
	}
	want(t, "leads Tongyi", f.namesOf(f.objects(f.find(t, "Tongyi"), vocab.LedBy), "zh-Hant"), nil)
	want(t, "fields of Pangu", f.namesOf(f.objects(f.find(t, "Pangu 3.0"), vocab.Field), "en"), []string{"autonomous driving"})
}

func TestStrategiesBySector(t *testing.T) {
	f := readTable(t)
	owners := func(sector string) []string {
		var orgs []quad.Value
		for _, s := range f.subjects(vocab.Sector, f.find(t, sector)) {
			if f.isA(s, vocab.ClassStrategy) {
				orgs = append(orgs, f.objects(s, vocab.Of)...)
			}
		}
		return f.namesOf(orgs, "en")
	}
	for sector, orgs := range map[string][]string{
		"finance": {"Baidu"}, "healthcare": {"Baidu"}, "smart home": {"Xiaomi"}, "smartphones": {"Xiaomi"}, "on-device AI": {"Xiaomi"},
		"5G": {"Huawei"}, "cloud computing": {"Huawei"}, "data communication": {"Huawei"}, "academia": {"Tencent"},
		"consumer apps": {"ByteDance"}, "multimodal AI": {"Alibaba"}, "consumer AI": {"Alibaba"}, "autonomous driving": nil,
	} {
		want(t, "strategies in "+sector, owners(sector), orgs)
	}
}

// The names that people type, in each script, find their entity.
func TestNamesPeopleType(t *testing.T) {
	f := readTable(t)
	for local, names := range map[string][]string{
		"alibaba":       {"阿里巴巴", "阿里", "Alibaba"},
		"bytedance":     {"字節跳動", "字节跳动", "字節", "字节", "ByteDance", "Zijie Tiaodong"},
		"deepseek":      {"DeepSeek", "Deepseek", "深度求索"},
		"huawei-cloud":  {"華為雲", "華為云", "华为云", "Huawei Cloud"},
		"yang-hongxia":  {"楊紅霞", "杨红霞", "Yang Hongxia", "Hongxia Yang"},
		"xu-zhuhong":    {"許主洪", "许主洪", "Xu Zhuhong", "Steven Hoi"},
		"liang-wenfeng": {"梁文鋒", "梁文峰", "梁文锋", "Wenfeng Liang"},
		"chen-yunji":    {"陳雲霽", "陳云霽", "陈云霁"},
		"qingyun-plan":  {"青雲計劃", "青云計劃", "青云计划"},
		"wenxin":        {"文心", "ERNIE"},
	} {
		for _, name := range names {
			if got := f.find(t, name); got != id(local) {
				t.Errorf("%q finds %s, want %s", name, got, id(local))
			}
		}
	}
}
