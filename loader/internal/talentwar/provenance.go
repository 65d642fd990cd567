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
		record(vocab.ClassSource, articleID, "An undated survey, in traditional Chinese, of the contest for large-model talent in China in 2024").with(
			property{vocab.DCTLanguage, quad.String("zh-Hant")},
			property{vocab.SHA256, quad.String("35bb74524ebc6b8e893329c7517db75658f6b23170c5f96e75370342a6cb796d")},
			number(vocab.ParagraphCount, 14),
		),
		record(vocab.ClassDataSet, dataSetID, "Facts of the talent contest, 2024").with(
			text(vocab.DCTDescription, "The facts of one survey of the contest for large-model talent, as quads. "+
				"This label stands for names, types and claim records; every fact carries the claim that states it. "+
				"The survey's lists are mostly open, so what is missing here is missing in its text only.", "en"),
			link(vocab.PROVHadPrimarySource, articleID),
			link(vocab.PROVWasAttributedTo, "talentgraph"),
			is(vocab.DCTLicense, "https://www.apache.org/licenses/LICENSE-2.0"),
		),
		record(vocab.PROVAgent, "talentgraph", "The talentgraph project"),
	}}
}
