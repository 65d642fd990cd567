package talentwar

import "talentgraph.example/graph/vocab"

// posts are who is or was what, at which organization, unit or model. A founder's post, and one that
// the survey tells as a deed, has no status.
func posts() topic {
	const (
		duo        = "post-zhang-duo-ai-platform-department"
		haifeng    = "post-wang-haifeng-wenxin"
		hunyuan    = "post-zhang-zhengyou-hunyuan"
		aiLab      = "post-zhang-zhengyou-ai-lab"
		jia        = "post-jia-yangqing-founder"
		liang      = "post-liang-wenfeng-deepseek"
		luo        = "post-luo-fuli-deepseek-v2"
		pangu      = "post-tian-qi-pangu"
		huaweiYun  = "post-tian-qi-huawei-cloud"
		sogou      = "post-wang-xiaochuan-sogou"
		baichuan   = "post-wang-xiaochuan-baichuan"
		tianshi    = "post-chen-tianshi-zhipu-ai"
		yunji      = "post-chen-yunji-zhipu-ai"
		xu         = "post-xu-zhuhong-alibaba"
		zhao       = "post-zhao-zhipeng-huawei"
		zhou       = "post-zhou-chang-tongyi"
		his        = "The text calls the company his; that he founded it is a reading."
		notInZhipu = "The text calls the company theirs, which reads as founders. The public record has them as founders of Cambricon, not of Zhipu AI."
	)
	post := func(local, description string) entity {
		return record(vocab.ClassPost, local, description).with(is(vocab.RDFType, vocab.ORGMembership))
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
			post(tianshi, "Chen Tianshi, Zhipu AI"),
			post(yunji, "Chen Yunji, Zhipu AI"),
			post(jia, "Jia Yangqing, a company of his own"),
			post(liang, "Liang Wenfeng, DeepSeek"),
			post(luo, "Luo Fuli, DeepSeek V2"),
			post(huaweiYun, "Tian Qi, Huawei Cloud"),
			post(pangu, "Tian Qi, Pangu 3.0"),
			post(haifeng, "Wang Haifeng, Wenxin"),
			post(baichuan, "Wang Xiaochuan, Baichuan AI"),
			post(sogou, "Wang Xiaochuan, Sogou"),
			post(xu, "Xu Zhuhong, Alibaba"),
			post(duo, "Zhang Duo, AI Platform Department"),
			post(aiLab, "Zhang Zhengyou, Tencent AI Lab"),
			post(hunyuan, "Zhang Zhengyou, Hunyuan"),
			post(zhao, "Zhao Zhipeng, Huawei"),
			post(zhou, "Zhou Chang, Tongyi"),
		},
		claims: []claim{
			stated("03-jia-yangqing-founder", at(3, 98, 128, "賈揚清", "公司"),
				holds(jia, "jia-yangqing", "jia-yangqing-company"), founder(jia),
			).noted("The text does not name the company."),
			stated("04-xu-zhuhong-post", at(4, 5, 81, "阿里巴巴", "應用"),
				holds(xu, "xu-zhuhong", "alibaba"), about(xu, current,
					link(vocab.Field, "sector-multimodal-ai"), link(vocab.Field, "sector-consumer-ai")),
				words(xu, vocab.Role,
					"responsible for research and application of multimodal foundation models and agents, AI-to-consumer business",
					"主管面向消費者的AI業務：多模態基礎模型與智能體的研究和應用", "主管面向消费者的AI业务：多模态基础模型与智能体的研究和应用")),
			stated("05-zhou-chang-post", at(5, 126, 139, "通義", "周暢"),
				holds(zhou, "zhou-chang", "tongyi"),
				words(zhou, vocab.Role, "technical head", "技術主管", "技术主管")),
			inferred("05-zhou-chang-post-former", at(5, 119, 139, "阿里巴巴", "周暢"), about(zhou, former)).noted("He left Alibaba, whose model it is."),
			disputed("07-zhang-zhengyou-ai-lab", at(7, 21, 41, "AI Lab", "張正友"),
				"The public record has him join Tencent AI Lab after its founding.",
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
			inferred("11-luo-fuli-deepseek-v2-former", at(11, 71, 116, "小米以", "羅福莉"), about(luo, former)).noted("Xiaomi hired her away."),
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
