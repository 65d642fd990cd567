package talentwar

import "talentgraph.example/graph/vocab"

// posts are who is or was what, at which organization, unit or model. A founder's post, and one that
// the survey tells as a deed, has no status.
func posts() topic {
	const (
		duo       = "post-zhang-duo-ai-platform-department"
		haifeng   = "post-wang-haifeng-wenxin"
		hunyuan   = "post-zhang-zhengyou-hunyuan"
		aiLab     = "post-zhang-zhengyou-ai-lab"
		jia       = "post-jia-yangqing-founder"
		liang     = "post-liang-wenfeng-deepseek"
		luo       = "post-luo-fuli-deepseek-v2"
		pangu     = "post-tian-qi-pangu"
		huaweiYun = "post-tian-qi-huawei-cloud"
		sogou     = "post-wang-xiaochuan-sogou"
		baichuan  = "post-wang-xiaochuan-baichuan"
		tianshi   = "post-chen-tianshi-zhipu-ai"
		yunji     = "post-chen-yunji-zhipu-ai"
		xu        = "post-xu-zhuhong-alibaba"
		zhao      = "post-zhao-zhipeng-huawei"
		zhou      = "post-zhou-chang-tongyi"
	)
	his := note{
		"The text calls the company his; that he founded it is a reading.",
		"文中說公司是他的；說他是創辦人則是解讀。", "文中说公司是他的；说他是创办人则是解读。",
	}
	notInZhipu := note{
		"The text calls the company theirs, which reads as founders. The public record has them as founders of Cambricon, not of Zhipu AI.",
		"文中說公司是他們的，讀來即是創辦人。據公開記錄，他們創辦的是寒武紀，不是智譜AI。",
		"文中说公司是他们的，读来即是创办人。据公开记录，他们创办的是寒武纪，不是智谱AI。",
	}
	post := func(local, en, hant, hans string) entity {
		return record(vocab.ClassPost, local, en, hant, hans).with(is(vocab.RDFType, vocab.ORGMembership))
	}
	holds := func(post, person, at string) statement {
		return about(post, link(vocab.Holder, person), link(vocab.At, at))
	}
	current, former := is(vocab.Status, vocab.StatusCurrent), is(vocab.Status, vocab.StatusFormer)
	founder := func(post string) statement {
		return words(post, vocab.Role, "founder", "創辦人", "创办人")
	}
	return topic{
		entities: []entity{
			post(tianshi, "Chen Tianshi, Zhipu AI", "陳天石在智譜AI的職位", "陈天石在智谱AI的职位"),
			post(yunji, "Chen Yunji, Zhipu AI", "陳雲霽在智譜AI的職位", "陈云霁在智谱AI的职位"),
			post(jia, "Jia Yangqing, a company of his own", "賈揚清在自創公司的職位", "贾扬清在自创公司的职位"),
			post(liang, "Liang Wenfeng, DeepSeek", "梁文鋒在DeepSeek的職位", "梁文锋在DeepSeek的职位"),
			post(luo, "Luo Fuli, DeepSeek V2", "羅福莉在DeepSeek V2的職位", "罗福莉在DeepSeek V2的职位"),
			post(huaweiYun, "Tian Qi, Huawei Cloud", "田奇在華為雲的職位", "田奇在华为云的职位"),
			post(pangu, "Tian Qi, Pangu 3.0", "田奇在盤古大模型3.0的職位", "田奇在盘古大模型3.0的职位"),
			post(haifeng, "Wang Haifeng, Wenxin", "王海峰在文心的職位", "王海峰在文心的职位"),
			post(baichuan, "Wang Xiaochuan, Baichuan AI", "王小川在百川智能的職位", "王小川在百川智能的职位"),
			post(sogou, "Wang Xiaochuan, Sogou", "王小川在搜狗的職位", "王小川在搜狗的职位"),
			post(xu, "Xu Zhuhong, Alibaba", "許主洪在阿里巴巴的職位", "许主洪在阿里巴巴的职位"),
			post(duo, "Zhang Duo, AI Platform Department", "張鐸在AI平臺部的職位", "张铎在AI平台部的职位"),
			post(aiLab, "Zhang Zhengyou, Tencent AI Lab", "張正友在騰訊AI Lab的職位", "张正友在腾讯AI Lab的职位"),
			post(hunyuan, "Zhang Zhengyou, Hunyuan", "張正友在混元的職位", "张正友在混元的职位"),
			post(zhao, "Zhao Zhipeng, Huawei", "趙志鵬在華為的職位", "赵志鹏在华为的职位"),
			post(zhou, "Zhou Chang, Tongyi", "周暢在通義的職位", "周畅在通义的职位"),
		},
		claims: []claim{
			stated("03-jia-yangqing-founder", at(3, 98, 128, "賈揚清", "公司"),
				holds(jia, "jia-yangqing", "jia-yangqing-company"), founder(jia),
			).noted(note{"The text does not name the company.", "文中沒有說出公司的名稱。", "文中没有说出公司的名称。"}),
			stated("04-xu-zhuhong-post", at(4, 5, 81, "阿里巴巴", "應用"),
				holds(xu, "xu-zhuhong", "alibaba"), about(xu, current,
					link(vocab.Field, "sector-multimodal-ai"), link(vocab.Field, "sector-consumer-ai")),
				words(xu, vocab.Role,
					"responsible for research and application of multimodal foundation models and agents, AI-to-consumer business",
					"主管面向消費者的AI業務：多模態基礎模型與智能體的研究和應用", "主管面向消费者的AI业务：多模态基础模型与智能体的研究和应用")),
			stated("05-zhou-chang-post", at(5, 126, 139, "通義", "周暢"),
				holds(zhou, "zhou-chang", "tongyi"),
				words(zhou, vocab.Role, "technical head", "技術主管", "技术主管")),
			inferred("05-zhou-chang-post-former", at(5, 119, 139, "阿里巴巴", "周暢"), about(zhou, former)).noted(note{"He left Alibaba, whose model it is.", "模型屬於阿里巴巴，而他已離開。", "模型属于阿里巴巴，而他已离开。"}),
			disputed("07-zhang-zhengyou-ai-lab", at(7, 21, 41, "AI Lab", "張正友"),
				note{
					"The public record has him join Tencent AI Lab after its founding.",
					"據公開記錄，他在騰訊AI Lab成立之後才加入。",
					"据公开记录，他在腾讯AI Lab成立之后才加入。",
				},
				holds(aiLab, "zhang-zhengyou", "tencent-ai-lab"), founder(aiLab)),
			stated("07-zhang-zhengyou-hunyuan", at(7, 38, 52, "張正友", "總負責人"),
				holds(hunyuan, "zhang-zhengyou", "hunyuan"), about(hunyuan, current),
				words(hunyuan, vocab.Role, "overall head", "總負責人", "总负责人")),
			stated("09-zhao-zhipeng-post", at(9, 0, 74, "華為則", "趙志鵬"),
				holds(zhao, "zhao-zhipeng", "huawei"), about(zhao, current),
				words(zhao, vocab.Role, "vice president of communications", "通信副總裁", "通信副总裁")),
			stated("09-tian-qi-huawei-cloud", at(9, 79, 89, "華為云", "田奇"),
				holds(huaweiYun, "tian-qi", "huawei-cloud"), about(huaweiYun, current),
				words(huaweiYun, vocab.Role, "chief scientist", "首席科學家", "首席科学家")),
			stated("09-tian-qi-pangu", at(9, 87, 106, "田奇", "3.0"),
				holds(pangu, "tian-qi", "pangu-3"),
				words(pangu, vocab.Role, "led the research and development", "主持研發", "主持研发")),
			stated("10-wang-haifeng-wenxin", at(10, 28, 47, "王海峰", "團隊"),
				holds(haifeng, "wang-haifeng", "wenxin"), about(haifeng, current),
				words(haifeng, vocab.Role, "commands the team", "團隊統帥", "团队统帅")),
			stated("10-wang-xiaochuan-sogou", at(10, 99, 108, "原搜狗", "王小川"),
				holds(sogou, "wang-xiaochuan", "sogou"), about(sogou, former),
				words(sogou, vocab.Role, "chief executive", "首席執行官", "首席执行官")),
			stated("11-zhang-duo-post", at(11, 46, 67, "AI平臺部", "總負責人"),
				holds(duo, "zhang-duo", "xiaomi-ai-platform-department"), about(duo, current),
				words(duo, vocab.Role, "overall head", "總負責人", "总负责人")),
			stated("11-luo-fuli-deepseek-v2", at(11, 82, 116, "DeepSeek", "羅福莉"),
				holds(luo, "luo-fuli", "deepseek-v2"),
				words(luo, vocab.Role, "one of the core developers", "核心開發者之一", "核心开发者之一")),
			inferred("11-luo-fuli-deepseek-v2-former", at(11, 71, 116, "小米以", "羅福莉"), about(luo, former)).noted(note{"Xiaomi hired her away.", "她已被小米聘走。", "她已被小米聘走。"}),
			inferred("14-liang-wenfeng-deepseek", at(14, 104, 116, "梁文峰", "Deepseek"),
				holds(liang, "liang-wenfeng", "deepseek"), founder(liang)).noted(his),
			disputed("14-chen-brothers-zhipu", at(14, 117, 131, "陳云霽", "智譜AI"), notInZhipu,
				holds(yunji, "chen-yunji", "zhipu-ai"), founder(yunji),
				holds(tianshi, "chen-tianshi", "zhipu-ai"), founder(tianshi)),
			inferred("14-wang-xiaochuan-baichuan", at(14, 133, 141, "王小川", "百川智能"),
				holds(baichuan, "wang-xiaochuan", "baichuan"), founder(baichuan)).noted(his),
		},
	}
}
