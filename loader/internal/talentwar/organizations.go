package talentwar

import "talentgraph.example/graph/vocab"

// organizations are companies, named and unnamed. What camp they are in is in frame.go, who founded
// them in posts.go and moves.go.
func organizations() topic {
	company := func(local, hant, hans, en string, alternatives ...[]label) entity {
		return named(vocab.ORGOrganization, local, hant, hans, en, alternatives...)
	}
	return topic{
		entities: []entity{
			company("alibaba", "阿里巴巴", "阿里巴巴", "Alibaba", en("Alibaba Group"), zh("阿里", "阿里"), pinyin("Ālǐ Bābā", "Ali Baba")),
			company("baichuan", "百川智能", "百川智能", "Baichuan AI", en("Baichuan Intelligence", "Baichuan"), zh("百川", "百川"), pinyin("Bǎichuān Zhìnéng", "Baichuan Zhineng")),
			company("baidu", "百度", "百度", "Baidu", pinyin("Bǎidù")),
			company("bytedance", "字節跳動", "字节跳动", "ByteDance", zh("字節", "字节"), pinyin("Zìjié Tiàodòng", "Zijie Tiaodong", "Zijie")),
			company("deepseek", "DeepSeek", "DeepSeek", "DeepSeek", en("Deepseek"), zh("深度求索", "深度求索"), pinyin("Shēndù Qiúsuǒ", "Shendu Qiusuo")),
			company("google", "谷歌", "谷歌", "Google", pinyin("Gǔgē", "Guge")),
			company("huawei", "華為", "华为", "Huawei", pinyin("Huáwéi")),
			company("modelbest", "面壁智能", "面壁智能", "ModelBest", zh("面壁", "面壁"), pinyin("Miànbì Zhìnéng", "Mianbi Zhineng", "Mianbi")),
			company("salesforce", "Salesforce", "Salesforce", "Salesforce"),
			company("sogou", "搜狗", "搜狗", "Sogou", pinyin("Sōugǒu")),
			company("tencent", "騰訊", "腾讯", "Tencent", pinyin("Téngxùn", "Tengxun")),
			company("xiaomi", "小米", "小米", "Xiaomi", pinyin("Xiǎomǐ")),
			company("zhipu-ai", "智譜AI", "智谱AI", "Zhipu AI", en("Zhipu", "Z.ai"), zh("智譜", "智谱"), pinyin("Zhìpǔ")),

			company("jia-yangqing-company", "賈揚清創辦的公司（未具名）", "贾扬清创办的公司（未具名）", "Jia Yangqing's AI infrastructure company (unnamed)").with(yes(vocab.Unnamed)),
			company("tencent-investees-2024", "騰訊投資的年輕AI公司（未具名）", "腾讯投资的年轻AI公司（未具名）", "Young AI companies that Tencent invested in (unnamed)").with(yes(vocab.Unnamed)),
		},
		claims: []claim{
			stated("03-jia-yangqing-company-sector", at(3, 98, 128, "賈揚清", "公司"),
				about("jia-yangqing-company", link(vocab.Sector, "sector-ai-infrastructure")),
			).noted(note{"The text does not name the company.", "文中沒有說出公司的名稱。", "文中没有说出公司的名称。"}),
			inferred("10-baichuan-healthcare", at(10, 105, 137, "王小川", "賽道"),
				about("baichuan", link(vocab.Sector, "sector-healthcare")),
			).noted(note{
				"Paragraph 10 gives the sector of the company that Wang Xiaochuan set up and does not name it; that it is Baichuan is inferred from paragraph 14.",
				"第10段說了王小川所創公司的行業，沒有說出名稱；那是百川，乃據第14段推斷。",
				"第10段说了王小川所创公司的行业，没有说出名称；那是百川，乃据第14段推断。",
			}),
		},
	}
}
