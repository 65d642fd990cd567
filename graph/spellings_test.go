package graph_test

import (
	"errors"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// A name is found however it can be spelled; what tells people apart stays apart.
func TestSpellings(t *testing.T) {
	for _, c := range []struct {
		label   string
		found   []string
		another []string
	}{
		{"陳啓宗", []string{"陳啟宗", "陈启宗", "Chen Qizong"}, []string{"陳其宗"}},
		{"陳啟宗", []string{"陳啓宗", "陈启宗"}, nil},
		{"陈启宗", []string{"陳啓宗", "陳啟宗"}, nil},
		{"高峯", []string{"高峰"}, nil},
		{"高峰", []string{"高峯"}, nil},
		{"羣核科技", []string{"群核科技"}, nil},
		{"衞哲", []string{"卫哲", "衛哲"}, []string{"衛喆"}},
		{"李汎", nil, []string{"李泛"}},
		{"吕布", []string{"Lü Bu", "Lv Bu", "lvbu", "LYU BU", "Lu Bu", "呂布"}, []string{"Li Bu"}},
		{"陆吕平", []string{"Lu Lvping", "Lu Lyuping", "Lu Luping", "lulvping"}, nil},
		{"徐世女", []string{"Xu Shinv", "Xu Shinyu", "Xu Shinü"}, nil},
		{"吕女略", []string{"Lv Nvlve", "Lyu Nyulyue", "LYUNYULYUE", "Lünülüe", "lunulue"}, nil},
		{"王绿女", []string{"Wang Lvnv", "wang lyunyu", "Wang Lünü"}, nil},
		{"略阳", []string{"Lveyang", "Lyueyang", "Lueyang", "Lüeyang"}, nil},
		{"O’Neil", []string{"O'Neil", "OʼNeil", "Oʻneil", "O‘Neil", "O`Neil", "O＇Neil", "ONeil", "o neil"}, nil},
		{"Hawaiʻi Labs", []string{"Hawai'i Labs", "Hawaii Labs", "Hawaiʼi Labs"}, nil},
		{"L’Oréal", []string{"L'Oreal", "LOREAL"}, nil},
		{"Işık Ltd", []string{"IŞIK LTD", "Isik Ltd", "işik ltd"}, nil},
		{"İnci", []string{"inci", "INCI", "Inci"}, nil},
		{"Nguyễn Văn Đức", []string{"nguyen van duc", "NGUYỄN VĂN ĐỨC"}, nil},
		{"Łukasz Kaiser", []string{"Lukasz Kaiser", "ŁUKASZ KAISER"}, nil},
		{"Søren Ærø", []string{"Soren Aero", "SØREN ÆRØ"}, nil},
		{"Strauß", []string{"Strauss", "STRAUSS"}, nil},
		{"Þórður", []string{"Thordur"}, nil},
	} {
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id("x"), Predicate: vocab.SKOSPrefLabel, Object: quad.String(c.label)}))
		for _, name := range c.found {
			e, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
			assert.NoError(t, err, "%s for %s", name, c.label)
			assert.Equal(t, id("x"), e.ID())
			hits := 0
			for f, err := range g.Snapshot().Search(t.Context(), name) {
				require.NoError(t, err)
				assert.Equal(t, c.label, f.Label)
				hits++
			}
			assert.Equal(t, 1, hits, "a search for %s", name)
		}
		for _, name := range c.another {
			_, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
			assert.ErrorIs(t, err, graph.ErrNotFound, "%s for %s", name, c.label)
		}
	}
}

// Names that people write otherwise than the facts do are not taken for the same, but suggested: the given name first, titles
// and endings of companies, initials, middle names, parts, in either script and in pinyin.
func TestSuggestedSpellings(t *testing.T) {
	for label, asked := range map[string][]string{
		"王小明":              {"Xiaoming Wang", "Xiao-ming Wang", "xiao ming wang", "XiaoMing WANG", "王小明博士", "Dr. 王小明", "Prof. Xiaoming Wang", "X. Wang", "Wang X.M.", "XM Wang", "Xiaomin Wang"},
		"Wang Xiaoming":    {"Xiaoming Wang", "王小明", "王小明教授", "X. Wang", "Wang Xiao-Ming, PhD"},
		"林美華 教授":           {"林美华", "Lin Meihua", "Meihua Lin", "林美華博士"},
		"Ada Lovelace":     {"lovelace ada", "Lovelace, Ada", "A. Lovelace", "Dr. Ada Lovelace", "Ada King Lovelace", "Ada K. Lovelace", "Prof. Ada Lovelacce"},
		"Dr. Ada Lovelace": {"Ada Lovelace", "Lovelace, Ada", "Ada Lovelace PhD"},
		"A. Lovelace":      {"Ada Lovelace", "Lovelace, Ada"},
		"Heron Works Inc.": {"Heron Works", "Heron Works, LLC", "HeronWorks", "Heron", "Heron Works Group"},
		"Heron Works":      {"Heron Works, Inc.", "Heron Works GmbH", "Heron Works Group", "The Heron Works"},
		"北京青鷺科技有限公司":       {"青鹭", "青鷺科技", "北京青鹭", "青鹭科技股份有限公司", "Qinglu", "Beijing Qinglu", "qinglu keji"},
		"青鷺":               {"青鹭科技", "青鷺集團", "青鹭有限公司"},
	} {
		g := graph.New()
		require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id("x"), Predicate: vocab.SKOSPrefLabel, Object: quad.String(label)},
			quad.Quad{Subject: id("other"), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Entirely Different")},
			quad.Quad{Subject: id("another"), Predicate: vocab.SKOSPrefLabel, Object: quad.String("張大千")}))
		for _, name := range asked {
			_, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
			var unknown *graph.NameError
			require.True(t, errors.As(err, &unknown), "%s for %s", name, label)
			if assert.Len(t, unknown.Suggestions, 1, "%s for %s", name, label) {
				assert.Equal(t, id("x"), unknown.Suggestions[0].ID(), name)
			}
			assert.ErrorContains(t, err, "did you mean")
		}
	}
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quad.Quad{Subject: id("x"), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Nan Li")},
		quad.Quad{Subject: id("y"), Predicate: vocab.SKOSPrefLabel, Object: quad.String("Inc.")},
		quad.Quad{Subject: id("z"), Predicate: vocab.SKOSPrefLabel, Object: quad.String("...")}))
	for _, name := range []string{"Dr.", "有限公司", "Li Bo", "B. Li", "Inc. Ltd"} {
		_, err := graph.Resolve(t.Context(), g, name, graph.AnyKind())
		assert.ErrorIs(t, err, graph.ErrNotFound)
		assert.NotContains(t, err.Error(), "Nan Li", name)
	}
}
