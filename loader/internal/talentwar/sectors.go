package talentwar

import "talentgraph.example/graph/vocab"

// sectors are concepts. The broader ones, and what is narrower than what, are the data set's own: the
// survey names single sectors only, in open lists.
func sectors() topic {
	concept := func(local, hant, hans, en string, alternatives ...[]label) entity {
		return named(vocab.SKOSConcept, "sector-"+local, hant, hans, en, alternatives...)
	}
	under := func(local string) property { return link(vocab.SKOSBroader, "sector-"+local) }
	return topic{entities: []entity{
		concept("artificial-intelligence", "人工智能", "人工智能", "artificial intelligence",
			en("AI"), pinyin("réngōng zhìnéng", "rengong zhineng")),
		concept("ai-infrastructure", "AI基礎設施", "AI基础设施", "AI infrastructure",
			zh("人工智能基礎設施", "人工智能基础设施"), pinyin("AI jīchǔ shèshī", "AI jichu sheshi")).with(under("artificial-intelligence")),
		concept("consumer-ai", "消費者AI", "消费者AI", "consumer AI",
			en("AI to consumer", "AI-to-consumer", "AI To C"), zh("面向消費者的AI", "面向消费者的AI"), pinyin("xiāofèizhě AI", "xiaofeizhe AI")).with(under("artificial-intelligence")),
		concept("multimodal-ai", "多模態AI", "多模态AI", "multimodal AI",
			en("multimodal"), zh("多模態", "多模态"), zh("多模態人工智能", "多模态人工智能"), pinyin("duō mótài", "duo motai")).with(under("artificial-intelligence")),
		concept("on-device-ai", "端側AI", "端侧AI", "on-device AI",
			en("on-device models", "edge AI"), zh("端側模型", "端侧模型"), zh("端側", "端侧"), pinyin("duāncè", "duance")).with(under("artificial-intelligence")),

		concept("telecommunications", "電信", "电信", "telecommunications",
			en("telecoms"), pinyin("diànxìn", "dianxin")),
		concept("5g", "5G", "5G", "5G").with(under("telecommunications")),
		concept("data-communication", "數據通信", "数据通信", "data communication",
			en("data communications"), pinyin("shùjù tōngxìn", "shuju tongxin")).with(under("telecommunications")),

		concept("consumer-electronics", "消費電子", "消费电子", "consumer electronics",
			pinyin("xiāofèi diànzǐ", "xiaofei dianzi")),
		concept("smartphones", "智能手機", "智能手机", "smartphones",
			en("smartphone", "mobile phones"), zh("手機", "手机"), pinyin("zhìnéng shǒujī", "zhineng shouji", "shouji")).with(under("consumer-electronics")),
		concept("smart-home", "智能家居", "智能家居", "smart home",
			en("smart homes"), pinyin("zhìnéng jiājū", "zhineng jiaju")).with(under("consumer-electronics")),

		concept("academia", "學術界", "学术界", "academia",
			en("universities"), zh("高校", "高校"), pinyin("xuéshùjiè", "xueshujie")),
		concept("autonomous-driving", "自動駕駛", "自动驾驶", "autonomous driving",
			en("self-driving"), pinyin("zìdòng jiàshǐ", "zidong jiashi")),
		concept("cloud-computing", "雲計算", "云计算", "cloud computing",
			hant("云計算"), pinyin("yún jìsuàn", "yun jisuan")),
		concept("consumer-apps", "消費類應用", "消费类应用", "consumer apps",
			en("consumer applications"), pinyin("xiāofèilèi yìngyòng", "xiaofeilei yingyong")),
		concept("finance", "金融", "金融", "finance", en("financial services"), pinyin("jīnróng", "jinrong")),
		concept("healthcare", "醫療", "医疗", "healthcare",
			en("health care", "medical care"), pinyin("yīliáo", "yiliao")),
	}}
}
