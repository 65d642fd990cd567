package main

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query"
)

func article(t *testing.T) *graph.Graph {
	g := graph.New()
	_, err := loader.Article(t.Context(), g)
	require.NoError(t, err)
	return g
}

func labels[E interface{ Label(...string) string }](entities []E, lang string) []string {
	var names []string
	for _, e := range entities {
		names = append(names, e.Label(lang))
	}
	slices.Sort(names)
	return names
}

func people(moves []query.Move) []string {
	var all []graph.Entity
	for _, m := range moves {
		all = append(all, m.Person)
	}
	return labels(all, "en")
}

func TestWhoLeft(t *testing.T) {
	g := article(t)
	for _, c := range []struct {
		from, to string
		opts     []query.Option
		want     []string
	}{
		{"Alibaba", "ByteDance", nil, []string{"Yang Hongxia", "Zhou Chang"}},
		{"阿里巴巴", "字節跳動", nil, []string{"Yang Hongxia", "Zhou Chang"}},
		{"阿里巴巴", "字节跳动", nil, []string{"Yang Hongxia", "Zhou Chang"}},
		{"alibaba", "zijie tiaodong", nil, []string{"Yang Hongxia", "Zhou Chang"}},
		{"阿里", "bytedance", nil, []string{"Yang Hongxia", "Zhou Chang"}},
		{"id:alibaba", "<id:bytedance>", nil, []string{"Yang Hongxia", "Zhou Chang"}},
		{"阿里巴巴", "", nil, []string{"Jia Yangqing", "Yang Hongxia", "Zhou Chang"}},
		{"騰訊", "", nil, nil}, // a promotion is no departure
		{"華為", "", nil, nil},
		{"百度", "", nil, nil},
		{"小米", "", nil, nil},
		{"Salesforce", "", nil, []string{"Xu Zhuhong"}},
		{"Salesforce", "", []query.Option{query.CertaintyAtLeast(graph.Speculative)}, nil}, // only disputed
		{"DeepSeek", "", []query.Option{query.CertaintyAtLeast(graph.Inferred)}, []string{"Luo Fuli"}},
		{"DeepSeek", "", []query.Option{query.CertaintyAtLeast(graph.Stated)}, nil},
		{"Alibaba", "", []query.Option{query.Kind(vocab.KindFounding)}, []string{"Jia Yangqing"}},
		{"Alibaba", "", []query.Option{query.Person("周暢")}, []string{"Zhou Chang"}},
		{"Alibaba", "", []query.Option{query.Years(2024, 2024)}, []string{"Jia Yangqing", "Yang Hongxia", "Zhou Chang"}},
		{"Alibaba", "", []query.Option{query.Years(2024, 2024), query.CertaintyAtLeast(graph.Inferred)}, []string{"Zhou Chang"}},
		{"Alibaba", "", []query.Option{query.Source("id:talentwar2024")}, []string{"Jia Yangqing", "Yang Hongxia", "Zhou Chang"}},
	} {
		moves, err := query.WhoLeft(t.Context(), g, c.from, c.to, c.opts...)
		require.NoError(t, err)
		assert.Equal(t, c.want, people(moves), "%s, %s, %d options", c.from, c.to, len(c.opts))
	}
}

func TestTakingATeam(t *testing.T) {
	moves, err := query.WhoLeft(t.Context(), article(t), "阿里巴巴", "")
	require.NoError(t, err)
	moves = slices.DeleteFunc(moves, func(m query.Move) bool { return !m.WithTeam() })
	assert.Equal(t, []string{"Yang Hongxia", "Zhou Chang"}, people(moves))
}

func TestJoined(t *testing.T) {
	var from []string
	var joined []query.Move
	for m, err := range query.Moves(t.Context(), article(t), query.To("阿里巴巴")) {
		require.NoError(t, err)
		joined = append(joined, m)
		from = append(from, m.From.Label())
	}
	assert.Equal(t, []string{"Xu Zhuhong"}, people(joined))
	assert.Equal(t, []string{"Salesforce"}, from)
	assert.Equal(t, graph.Disputed, joined[0].Certainty())
	assert.Equal(t, "Alibaba", joined[0].To.Label())
}

func TestFlows(t *testing.T) {
	g := article(t)
	flows, err := query.Flows(t.Context(), g)
	require.NoError(t, err)
	require.NotEmpty(t, flows)
	assert.Equal(t, "Alibaba → ByteDance: 2", flows[0].String())
	gained, lost := map[string]bool{}, map[string]bool{}
	for _, f := range flows {
		assert.NotEqual(t, f.From, f.To)
		gained[f.To.Label()], lost[f.From.Label()] = true, true
	}
	var both []string
	for name := range gained {
		if lost[name] {
			both = append(both, name)
		}
	}
	assert.Equal(t, []string{"Alibaba"}, both, "who both gained and lost people")
	moves, err := flows[0].Moves(t.Context())
	require.NoError(t, err)
	assert.Equal(t, []string{"Yang Hongxia", "Zhou Chang"}, people(moves))
}

func TestDownstream(t *testing.T) {
	reached, err := query.Downstream(t.Context(), article(t), "Salesforce", 2)
	require.NoError(t, err)
	assert.Equal(t, []string{"字節跳動", "賈揚清創辦的公司（未具名）"}, labels(reached, "zh-Hant"))
}

func TestStrategies(t *testing.T) {
	g := article(t)
	for sector, want := range map[string][]string{"healthcare": {"Baidu"}, "金融": {"Baidu"}, "医疗": {"Baidu"}, "5G": {"Huawei"}} {
		strategies, err := query.StrategiesBySector(t.Context(), g, sector)
		require.NoError(t, err)
		var of []graph.Entity
		for _, s := range strategies {
			of = append(of, s.Organization)
			assert.NotEmpty(t, s.Summary("zh-Hans"))
			assert.NotEmpty(t, s.Evidence())
		}
		assert.Equal(t, want, labels(of, "en"), sector)
	}
}

func TestWhoLeads(t *testing.T) {
	g := article(t)
	leads := map[string]string{}
	for l, err := range query.Leaders(t.Context(), g) {
		require.NoError(t, err)
		leads[l.Leads.Label("zh-Hant")] = l.Person.Label("zh-Hant")
	}
	assert.Equal(t, "張正友", leads["混元"])
	assert.Equal(t, "王海峰", leads["文心"])
	for m, err := range query.Moves(t.Context(), g, query.Kind(vocab.KindPromotion)) {
		require.NoError(t, err)
		assert.Equal(t, "張正友", m.Person.Label("zh-Hant"), "promoted inside a company")
	}
}

func TestUnknownNames(t *testing.T) {
	g := article(t)
	_, err := query.WhoLeft(t.Context(), g, "Alibabba", "")
	assert.ErrorIs(t, err, graph.ErrNotFound)
	assert.EqualError(t, err, `no organization named "Alibabba"; did you mean "Alibaba" (阿里巴巴)?`)
	_, err = query.WhoLeft(t.Context(), g, "楊紅霞", "")
	assert.ErrorContains(t, err, "that name belongs to id:yang-hongxia, a person")
	_, err = query.StrategiesBySector(t.Context(), g, "helthcare")
	assert.ErrorContains(t, err, `did you mean "healthcare"`)
}
