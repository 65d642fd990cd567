package talentwar

import (
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// claimsOn lists the claims that state a fact.
func (f table) claimsOn(subject string, predicate quad.IRI, object quad.Value) []quad.Value {
	var claims []quad.Value
	for _, q := range f {
		if q.Subject == id(subject) && q.Predicate == predicate && q.Object == object {
			claims = append(claims, q.Label)
		}
	}
	return claims
}

// How firmly the delicate facts stand: all their claims, by paragraph and grade.
func TestCertaintyOfDelicateFacts(t *testing.T) {
	f := readTable(t)
	type claim struct {
		paragraph quad.Int
		certainty quad.IRI
	}
	const (
		stated      = vocab.CertaintyStated
		inferred    = vocab.CertaintyInferred
		speculative = vocab.CertaintySpeculative
		disputed    = vocab.CertaintyDisputed
	)
	for _, c := range []struct {
		subject   string
		predicate quad.IRI
		object    quad.Value
		want      []claim
	}{
		{"move-jia-yangqing-company", vocab.From, id("alibaba"), []claim{{3, stated}}},
		{"move-jia-yangqing-company", vocab.Year, quad.Int(2024), []claim{{3, disputed}}},
		{"move-yang-hongxia-bytedance", vocab.From, id("alibaba"), []claim{{3, inferred}, {12, stated}}},
		{"move-yang-hongxia-bytedance", vocab.To, id("bytedance"), []claim{{3, stated}, {5, stated}, {12, stated}}},
		{"move-yang-hongxia-bytedance", vocab.Year, quad.Int(2024), []claim{{3, disputed}}},
		{"move-zhou-chang-bytedance", vocab.From, id("alibaba"), []claim{{5, stated}}},
		{"move-zhou-chang-bytedance", vocab.Year, quad.Int(2024), []claim{{3, inferred}}},
		{"move-xu-zhuhong-alibaba", vocab.To, id("alibaba"), []claim{{4, stated}, {12, stated}}},
		{"move-xu-zhuhong-alibaba", vocab.From, id("salesforce"), []claim{{12, disputed}}},
		{"move-luo-fuli-xiaomi", vocab.To, id("xiaomi"), []claim{{11, stated}, {12, stated}}},
		{"move-luo-fuli-xiaomi", vocab.From, id("deepseek"), []claim{{11, inferred}}},
		{"move-zhang-duo-xiaomi", vocab.To, id("xiaomi"), []claim{{12, stated}}},
		{"move-wang-xiaochuan-baichuan", vocab.To, id("baichuan"), []claim{{14, inferred}}},
		{"damo-academy", vocab.ORGUnitOf, id("alibaba"), []claim{{3, inferred}}},
		{"huawei-cloud", vocab.ORGUnitOf, id("huawei"), []claim{{9, inferred}}},
		{"douyin", vocab.Of, id("bytedance"), []claim{{6, inferred}}},
		{"post-zhang-zhengyou-ai-lab", vocab.At, id("tencent-ai-lab"), []claim{{7, disputed}}},
		{"post-chen-yunji-zhipu-ai", vocab.At, id("zhipu-ai"), []claim{{14, disputed}}},
		{"post-liang-wenfeng-deepseek", vocab.At, id("deepseek"), []claim{{14, inferred}}},
		{"chen-yunji", vocab.Sibling, id("chen-tianshi"), []claim{{14, stated}}},
		{"strategy-baidu-verticals", vocab.Of, id("baidu"), []claim{{10, inferred}}},
		{"strategy-baidu-verticals", vocab.Sector, id("sector-finance"), []claim{{10, stated}}},
		{"strategy-tencent-trinity", vocab.Sector, id("sector-academia"), []claim{{8, inferred}}},
		{"strategy-alibaba-industry-scenarios", vocab.Of, id("alibaba"), []claim{{4, inferred}}},
		{"investment-tencent-2024", vocab.Year, quad.Int(2024), []claim{{7, stated}}},
		{"qingyun-plan", vocab.Year, quad.Int(2024), []claim{{7, stated}}},
		{"effect-xu-zhuhong-joining", vocab.Affects, id("alibaba"), []claim{{12, speculative}}},
	} {
		var got []claim
		for _, node := range f.claimsOn(c.subject, c.predicate, c.object) {
			got = append(got, claim{f.objects(node, vocab.Paragraph)[0].(quad.Int), f.objects(node, vocab.Certainty)[0].(quad.IRI)})
		}
		slices.SortFunc(got, func(a, b claim) int { return int(a.paragraph - b.paragraph) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s %v: got %v, want %v", c.subject, c.predicate, c.object, got, c.want)
		}
	}
}

// Moves that the text gives no year have none.
func TestOnlySomeMovesHaveAYear(t *testing.T) {
	f := readTable(t)
	var withYear []quad.Value
	for _, m := range f.instances(t, vocab.ClassMove) {
		if len(f.objects(m, vocab.Year)) > 0 {
			withYear = append(withYear, m)
		}
	}
	want := []quad.Value{id("move-jia-yangqing-company"), id("move-yang-hongxia-bytedance"), id("move-zhou-chang-bytedance")}
	if !slices.Equal(withYear, want) {
		t.Errorf("got %v, want %v", withYear, want)
	}
}

// What is planned or tried is marked, and nothing else.
func TestIntentionsAreMarked(t *testing.T) {
	f := readTable(t)
	var got []string
	for _, node := range f.subjects(vocab.Intended, quad.Bool(true)) {
		got = append(got, string(node.(quad.IRI)[len(vocab.ID):]))
	}
	slices.Sort(got)
	want := []string{
		"analysis-giants-hybrids", "analysis-xiaomi-around-compute-race",
		"figure-qingyun-plan-expansion", "figure-xu-zhuhong-team-size", "group-xu-zhuhong-research-team",
		"strategy-alibaba-industry-scenarios", "strategy-bytedance-aggressive-hiring", "strategy-xiaomi-on-device",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The figures, as the text gives them.
func TestFigures(t *testing.T) {
	f := readTable(t)
	for thing, want := range map[string]struct {
		value quad.Int
		bound quad.IRI
		unit  string
	}{
		"group-xu-zhuhong-research-team": {100, vocab.BoundMoreThan, "people"},
		"qingyun-plan":                   {50, vocab.BoundExactly, "percent"},
		"move-luo-fuli-xiaomi":           {10_000_000, vocab.BoundOrderOf, "a year, currency not named"},
		"xiaomi-gpu-cluster":             {10_000, vocab.BoundApproximately, "GPUs"},
		"luo-fuli":                       {1995, vocab.BoundAtLeast, "year"},
	} {
		figures := f.objects(id(thing), vocab.Figure)
		if len(figures) != 1 {
			t.Errorf("%s has %d figures, want one", thing, len(figures))
			continue
		}
		unit := quad.LangString{Value: quad.String(want.unit), Lang: "en"}
		if !f.has(figures[0], vocab.Value, want.value) || !f.has(figures[0], vocab.Bound, want.bound) || !f.has(figures[0], vocab.Unit, unit) {
			t.Errorf("%s: want %s %d %s", figures[0], want.bound, want.value, want.unit)
		}
	}
}
