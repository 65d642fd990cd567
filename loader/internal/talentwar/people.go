package talentwar

import "talentgraph.example/graph/vocab"

// people are the persons that the survey names, and what it says of them outside of moves and posts.
func people() topic {
	person := func(local, hant, hans, en string, alternatives ...[]label) entity {
		return named(vocab.ClassPerson, local, hant, hans, en, alternatives...)
	}
	const birthYear = "figure-luo-fuli-birth-year"
	return topic{
		entities: []entity{
			person("chen-tianshi", "陳天石", "陈天石", "Chen Tianshi", en("Tianshi Chen"), pinyin("Chén Tiānshí")),
			person("chen-yunji", "陳雲霽", "陈云霁", "Chen Yunji", en("Yunji Chen"), hant("陳云霽"), pinyin("Chén Yúnjì")),
			person("jia-yangqing", "賈揚清", "贾扬清", "Jia Yangqing", en("Yangqing Jia"), pinyin("Jiǎ Yángqīng")),
			person("lei-jun", "雷軍", "雷军", "Lei Jun", en("Jun Lei"), pinyin("Léi Jūn")),
			person("liang-wenfeng", "梁文鋒", "梁文锋", "Liang Wenfeng", en("Wenfeng Liang"), hant("梁文峰"), pinyin("Liáng Wénfēng")),
			person("luo-fuli", "羅福莉", "罗福莉", "Luo Fuli", en("Fuli Luo"), pinyin("Luó Fúlì")),
			person("tian-qi", "田奇", "田奇", "Tian Qi", en("Qi Tian"), pinyin("Tián Qí")),
			person("wang-haifeng", "王海峰", "王海峰", "Wang Haifeng", en("Haifeng Wang"), pinyin("Wáng Hǎifēng")),
			person("wang-xiaochuan", "王小川", "王小川", "Wang Xiaochuan", en("Xiaochuan Wang"), pinyin("Wáng Xiǎochuān")),
			person("xu-zhuhong", "許主洪", "许主洪", "Xu Zhuhong", en("Steven Hoi", "Zhuhong Xu", "Xu Zhuhong (Steven Hoi)"), pinyin("Xǔ Zhǔhóng")),
			person("yang-hongxia", "楊紅霞", "杨红霞", "Yang Hongxia", en("Hongxia Yang"), pinyin("Yáng Hóngxiá")),
			person("zhang-duo", "張鐸", "张铎", "Zhang Duo", en("Duo Zhang"), pinyin("Zhāng Duó")),
			person("zhang-zhengyou", "張正友", "张正友", "Zhang Zhengyou", en("Zhengyou Zhang"), pinyin("Zhāng Zhèngyǒu")),
			person("zhao-zhipeng", "趙志鵬", "赵志鹏", "Zhao Zhipeng", en("Zhipeng Zhao"), pinyin("Zhào Zhìpéng")),
			person("zhou-chang", "周暢", "周畅", "Zhou Chang", en("Chang Zhou"), pinyin("Zhōu Chàng")),
			record(vocab.ClassFigure, birthYear, "Year of birth of Luo Fuli", "羅福莉的出生年份", "罗福莉的出生年份"),
		},
		claims: []claim{
			stated("03-jia-yangqing-known-for", at(3, 86, 101, "被譽為", "賈揚清"),
				words("jia-yangqing", vocab.KnownFor, "called the godfather of AI frameworks", "人稱AI框架教父", "人称AI框架教父")),
			stated("03-yang-hongxia-known-for", at(3, 148, 166, "多模態", "楊紅霞"),
				words("yang-hongxia", vocab.KnownFor, "leading figure in multimodal AI", "多模態領軍人物", "多模态领军人物"),
				about("yang-hongxia", link(vocab.Field, "sector-multimodal-ai"))),
			stated("04-xu-zhuhong-known-for", at(4, 23, 38, "全球頂尖", "許主洪"),
				words("xu-zhuhong", vocab.KnownFor, "one of the world's top AI scientists", "世界頂級人工智能科學家", "世界顶级人工智能科学家")),
			stated("04-xu-zhuhong-fields", at(4, 35, 81, "許主洪", "應用"),
				about("xu-zhuhong", link(vocab.Field, "sector-multimodal-ai"), link(vocab.Field, "sector-consumer-ai"))),
			stated("10-wang-xiaochuan-contact", at(10, 105, 116, "王小川", "接觸"),
				about("wang-xiaochuan", link(vocab.ContactWith, "baidu"))),
			stated("11-zhang-duo-known-for", at(11, 52, 61, "元老級", "張鐸"),
				words("zhang-duo", vocab.KnownFor, "technical veteran", "技術元老", "技术元老"),
			).noted(note{
				"Paragraph 12 names him among those who join; both are kept, and they do not contradict each other.",
				"第12段把他列在加入的人之中；兩說並存，並不矛盾。",
				"第12段把他列在加入的人之中；两说并存，并不矛盾。",
			}),
			stated("11-luo-fuli-known-for", at(11, 82, 116, "DeepSeek", "羅福莉"),
				words("luo-fuli", vocab.KnownFor, "one of the core developers of DeepSeek V2; a prodigy born in 1995 or later",
					"DeepSeek V2核心開發者之一，1995年或以後出生的天才", "DeepSeek V2核心开发者之一，1995年或以后出生的天才"),
				about("luo-fuli", link(vocab.Figure, birthYear)),
				figure(birthYear, 1995, vocab.BoundAtLeast),
				words(birthYear, vocab.Measure, "year of birth", "出生年份", "出生年份"),
				words(birthYear, vocab.Unit, "year", "年", "年")),
			stated("14-chen-brothers", at(14, 117, 126, "陳云霽", "兄弟"),
				about("chen-yunji", link(vocab.Sibling, "chen-tianshi")),
				about("chen-tianshi", link(vocab.Sibling, "chen-yunji"))),
		},
	}
}
