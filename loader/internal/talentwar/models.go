package talentwar

import "talentgraph.example/graph/vocab"

// models are the large models that the survey names. Only for Pangu does it give a field. Whose a
// model is follows from who works on it, and is inferred.
func models() topic {
	model := func(local, hant, hans, en string, alternatives ...[]label) entity {
		return named(vocab.ClassModel, local, hant, hans, en, alternatives...)
	}
	return topic{
		entities: []entity{
			model("deepseek-v2", "DeepSeek V2", "DeepSeek V2", "DeepSeek V2", en("DeepSeek-V2")),
			model("hunyuan", "混元", "混元", "Hunyuan", zh("混元大模型", "混元大模型"), pinyin("Hùnyuán")),
			model("pangu-3", "盤古大模型3.0", "盘古大模型3.0", "Pangu 3.0", en("Pangu", "Pangu model 3.0"), zh("盤古", "盘古"), zh("盤古大模型", "盘古大模型"), pinyin("Pángǔ")),
			model("tongyi", "通義", "通义", "Tongyi", zh("通義大模型", "通义大模型"), pinyin("Tōngyì")),
			model("wenxin", "文心", "文心", "Wenxin", en("ERNIE"), zh("文心大模型", "文心大模型"), pinyin("Wénxīn")),
		},
		claims: []claim{
			inferred("05-tongyi-of-alibaba", at(5, 119, 139, "阿里巴巴", "周暢"),
				about("tongyi", link(vocab.Of, "alibaba"))),
			inferred("07-hunyuan-of-tencent", at(7, 0, 52, "騰訊則", "總負責人"),
				about("hunyuan", link(vocab.Of, "tencent"))),
			stated("07-hunyuan-leader", at(7, 38, 52, "張正友", "總負責人"),
				about("hunyuan", link(vocab.LedBy, "zhang-zhengyou"))),
			inferred("09-pangu-of-huawei", at(9, 79, 106, "華為云", "3.0"),
				about("pangu-3", link(vocab.Of, "huawei-cloud"), link(vocab.Of, "huawei"))),
			stated("09-pangu-leader", at(9, 79, 106, "華為云", "3.0"),
				about("pangu-3", link(vocab.LedBy, "tian-qi")),
			).noted(note{"He led its research and development.", "他主持其研發。", "他主持其研发。"}),
			stated("09-pangu-field", at(9, 98, 122, "盤古", "成果"),
				about("pangu-3", link(vocab.Field, "sector-autonomous-driving")),
			).noted(note{
				"An open list: the text speaks of notable results in other fields too, and names none.",
				"領域只是舉例：文中說其他方面也有成績，但沒有點明。",
				"领域只是举例：文中说其他方面也有成绩，但没有点明。",
			}),
			inferred("10-wenxin-of-baidu", at(10, 0, 47, "百度", "團隊"),
				about("wenxin", link(vocab.Of, "baidu"))),
			stated("10-wenxin-leader", at(10, 28, 47, "王海峰", "團隊"),
				about("wenxin", link(vocab.LedBy, "wang-haifeng"))),
			inferred("11-deepseek-v2-of-deepseek", at(11, 82, 93, "DeepSeek", "V2"),
				about("deepseek-v2", link(vocab.Of, "deepseek")),
			).noted(note{"From the model's name.", "據模型的名稱。", "据模型的名称。"}),
		},
	}
}
