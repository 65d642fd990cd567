package talentwar

import "talentgraph.example/graph/vocab"

// units are parts of organizations. They are organizations as well.
func units() topic {
	unit := func(local, hant, hans, en string, alternatives ...[]label) entity {
		return named(vocab.ORGOrganization, local, hant, hans, en, alternatives...).
			with(is(vocab.RDFType, vocab.ORGOrganizationalUnit))
	}
	return topic{
		entities: []entity{
			unit("damo-academy", "達摩院", "达摩院", "DAMO Academy", en("DAMO", "Alibaba DAMO Academy"), pinyin("Dámóyuàn", "Damoyuan", "Damo yuan")),
			unit("huawei-cloud", "華為雲", "华为云", "Huawei Cloud", hant("華為云"), pinyin("Huáwéi Yún", "Huawei Yun")),
			unit("tencent-ai-lab", "騰訊AI Lab", "腾讯AI Lab", "Tencent AI Lab", en("AI Lab")),
			unit("xiaomi-ai-platform-department", "AI平臺部", "AI平台部", "AI Platform Department", en("Xiaomi AI Platform Department"), zh("小米AI平臺部", "小米AI平台部"), pinyin("AI píngtái bù", "AI pingtai bu")),
		},
		claims: []claim{
			inferred("03-damo-academy-unit", at(3, 0, 36, "阿里巴巴", "達摩院"),
				about("damo-academy", link(vocab.ORGUnitOf, "alibaba"))),
			inferred("07-ai-lab-unit", at(7, 0, 27, "騰訊則", "AI Lab"),
				about("tencent-ai-lab", link(vocab.ORGUnitOf, "tencent"))),
			inferred("09-huawei-cloud-unit", at(9, 79, 89, "華為云", "田奇"),
				about("huawei-cloud", link(vocab.ORGUnitOf, "huawei"))),
			stated("11-ai-platform-department-unit", at(11, 0, 51, "小米則", "平臺部"),
				about("xiaomi-ai-platform-department", link(vocab.ORGUnitOf, "xiaomi"))),
			stated("11-ai-platform-department-head", at(11, 46, 67, "AI平臺部", "總負責人"),
				about("xiaomi-ai-platform-department", link(vocab.LedBy, "zhang-duo"))),
		},
	}
}
