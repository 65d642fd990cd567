package talentwar

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

const (
	articleID = "talentwar2024"
	dataSetID = "talentwar2024-facts"
)

// provenance describes the source, the data set made from it, and who made that.
func provenance() topic {
	return topic{entities: []entity{
		record(vocab.ClassSource, articleID, "An undated survey, in traditional Chinese, of the contest for large-model talent in China in 2024", "2024年中國大模型人才之爭的綜述，繁體中文，未註日期", "2024年中国大模型人才之争的综述，繁体中文，未注日期").with(
			property{vocab.DCTLanguage, quad.String("zh-Hant")},
			property{vocab.SHA256, quad.String("35bb74524ebc6b8e893329c7517db75658f6b23170c5f96e75370342a6cb796d")},
			number(vocab.ParagraphCount, 14),
		),
		record(vocab.ClassDataSet, dataSetID, "Facts of the talent contest, 2024", "2024年人才之爭的事實", "2024年人才之争的事实").with(
			text(vocab.DCTDescription, "The facts of one survey of the contest for large-model talent, as quads. "+
				"This label stands for names, types and claim records; every fact carries the claim that states it. "+
				"The survey's lists are mostly open, so what is missing here is missing in its text only.", "en"),
			text(vocab.DCTDescription, "一篇綜述所述大模型人才之爭的事實，寫成四元組。這個標籤代表名稱、類型與主張的記錄；"+
				"每項事實則標有提出它的主張。綜述中的列舉多未窮盡，所以這裡沒有的，只是文中沒有。", "zh-Hant"),
			text(vocab.DCTDescription, "一篇综述所述大模型人才之争的事实，写成四元组。这个标签代表名称、类型与主张的记录；"+
				"每项事实则标有提出它的主张。综述中的列举多未穷尽，所以这里没有的，只是文中没有。", "zh-Hans"),
			link(vocab.PROVHadPrimarySource, articleID),
			link(vocab.PROVWasAttributedTo, "talentgraph"),
			is(vocab.DCTLicense, "https://www.apache.org/licenses/LICENSE-2.0"),
		),
		record(vocab.PROVAgent, "talentgraph", "The talentgraph project", "talentgraph項目", "talentgraph项目"),
	}}
}
