package talentwar

import "talentgraph.example/graph/vocab"

// products holds what else companies have: products, programmes, hardware, investments.
func products() topic {
	const (
		qingyun    = "qingyun-plan"
		expansion  = "figure-qingyun-plan-expansion"
		cluster    = "xiaomi-gpu-cluster"
		gpus       = "figure-xiaomi-gpu-cluster-size"
		investment = "investment-tencent-2024"
	)
	return topic{
		entities: []entity{
			named(vocab.ClassProduct, "douyin", "抖音", "抖音", "Douyin", pinyin("Dǒuyīn")),
			named(vocab.ClassProduct, "jianying", "剪映", "剪映", "Jianying", pinyin("Jiǎnyìng")),
			named(vocab.ClassProgramme, qingyun, "青雲計劃", "青云计划", "Qingyun Plan", hant("青云計劃"), pinyin("Qīngyún Jìhuà", "Qingyun Jihua")),
			named(vocab.ClassCluster, cluster, "小米GPU萬卡集群", "小米GPU万卡集群", "Xiaomi's 10,000-GPU cluster", zh("萬卡集群", "万卡集群")),
			record(vocab.ClassInvestment, investment, "Tencent's investments in young AI companies, 2024", "騰訊2024年對年輕AI公司的投資", "腾讯2024年对年轻AI公司的投资"),
			record(vocab.ClassFigure, expansion, "Growth in large-model recruits under the Qingyun Plan", "青雲計劃的大模型招募增幅", "青云计划的大模型招募增幅"),
			record(vocab.ClassFigure, gpus, "Size of Xiaomi's GPU cluster", "小米GPU集群的規模", "小米GPU集群的规模"),
		},
		claims: []claim{
			inferred("06-products-of-bytedance", at(6, 0, 84, "字節跳動", "剪映"),
				about("douyin", link(vocab.Of, "bytedance")),
				about("jianying", link(vocab.Of, "bytedance"))),
			stated("07-tencent-invests", at(7, 97, 116, "2024年", "公司"),
				about(investment, link(vocab.Investor, "tencent"), link(vocab.Investee, "tencent-investees-2024")),
				inYear(investment, 2024),
			).noted(note{"Several companies; the text names none of them.", "不止一家公司，文中都沒有說出名稱。", "不止一家公司，文中都没有说出名称。"}),
			stated("07-qingyun-plan", at(7, 97, 126, "2024年", "計劃"),
				about(qingyun, link(vocab.Of, "tencent")),
				inYear(qingyun, 2024)),
			stated("07-qingyun-plan-aims", at(7, 122, 175, "青云計劃", "薪酬待遇"),
				words(qingyun, vocab.Summary,
					"Recruit half as many large-model people again; offer top students worldwide tailored training and very competitive pay.",
					"大模型招募名額增加一半；為世界各地優秀學生度身安排培養，並給予很有吸引力的報酬。", "大模型招募名额增加一半；为世界各地优秀学生度身安排培养，并给予很有吸引力的报酬。"),
				about(qingyun, link(vocab.Figure, expansion)),
				figure(expansion, 50, vocab.BoundExactly),
				about(expansion, yes(vocab.Intended)),
				words(expansion, vocab.Measure, "growth in large-model recruits", "大模型人才招募增幅", "大模型人才招募增幅"),
				words(expansion, vocab.Unit, "percent", "%", "%"),
			).noted(note{"The 50 percent are a plan.", "百分之五十是計劃。", "百分之五十是计划。"}),
			stated("11-xiaomi-gpu-cluster", at(11, 71, 151, "小米以", "優化"),
				about(cluster, link(vocab.Of, "xiaomi"), link(vocab.LedBy, "lei-jun"), link(vocab.Figure, gpus)),
				words(cluster, vocab.Summary,
					"A cluster of some ten thousand GPUs, for training and optimizing large models.",
					"約一萬張GPU的集群，用來訓練及優化大模型。", "约一万张GPU的集群，用来训练及优化大模型。"),
				figure(gpus, 10000, vocab.BoundApproximately),
				words(gpus, vocab.Measure, "cluster size", "集群規模", "集群规模"),
				words(gpus, vocab.Unit, "GPUs", "張GPU", "张GPU"),
			).noted(note{
				"Lei Jun leads the building of the cluster; whether it is finished is not said.",
				"雷軍帶領建設集群；建成與否，文中沒有說。",
				"雷军带领建设集群；建成与否，文中没有说。",
			}),
		},
	}
}
