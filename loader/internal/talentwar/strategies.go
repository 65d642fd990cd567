package talentwar

import "talentgraph.example/graph/vocab"

// strategy makes the entity of a strategy; net5-5g is the only one that the survey names.
func strategy(local, hant, hans, en string, alternatives ...[]label) entity {
	return named(vocab.ClassStrategy, local, hant, hans, en, alternatives...)
}

// strategies are the courses of the large companies. A sector that the text does not name outright is
// inferred.
func strategies() topic {
	const (
		scenarios = "strategy-alibaba-industry-scenarios"
		hiring    = "strategy-bytedance-aggressive-hiring"
		helix     = "strategy-bytedance-double-helix"
		steady    = "strategy-tencent-steady-growth"
		trinity   = "strategy-tencent-trinity"
		net55g    = "net5-5g"
		knowHow   = "strategy-huawei-industry-know-how"
		verticals = "strategy-baidu-verticals"
		onDevice  = "strategy-xiaomi-on-device"
	)
	openSectors := note{"An open list of sectors.", "行業只是舉例。", "行业只是举例。"}
	return topic{
		entities: []entity{
			strategy(scenarios, "深耕行業場景", "深耕行业场景", "Deep in industry scenarios"),
			strategy(hiring, "激進搶人", "激进抢人", "Aggressive hiring"),
			strategy(helix, "人才與產品雙螺旋", "人才与产品双螺旋", "Talent–product double helix"),
			strategy(steady, "穩健擴充人才", "稳健扩充人才", "Steady growth of talent"),
			strategy(trinity, "產學研三位一體", "产学研三位一体", "Industry–academia–research trinity"),
			strategy(net55g, "Net5.5G", "Net5.5G", "Net5.5G"),
			strategy(knowHow, "以行業知識為護城河", "以行业知识为护城河", "Industry know-how as a moat"),
			strategy(verticals, "轉向垂直行業", "转向垂直行业", "Turn to vertical industries"),
			strategy(onDevice, "端側計算", "端侧计算", "On-device computing"),
		},
		claims: []claim{
			inferred("04-alibaba-strategy-of", at(4, 5, 144, "阿里巴巴", "壁壘"),
				about(scenarios, link(vocab.Of, "alibaba"), link(vocab.Sector, "sector-consumer-ai"), link(vocab.Sector, "sector-multimodal-ai")),
			).noted(note{
				"The text tells it as what Xu Zhuhong tries; the sectors are those of his post.",
				"文中說這是許主洪想做的事；行業是他職務所及的。",
				"文中说这是许主洪想做的事；行业是他职务所及的。",
			}),
			stated("04-alibaba-strategy", at(4, 82, 144, "許主洪正在", "壁壘"),
				about(scenarios, link(vocab.PromotedBy, "xu-zhuhong"), yes(vocab.Intended)),
				words(scenarios, vocab.Summary,
					"Work deep in the scenarios of industries, to make up for a technical barrier that open source can hardly sustain.",
					"開源已難以支撐技術門檻，改以深入各行各業的實際場景補足。", "开源已难以支撑技术门槛，改以深入各行各业的实际场景补足。")),

			stated("05-bytedance-strategy", at(5, 0, 48, "字節跳動則", "技術缺口"),
				about(hiring, link(vocab.Of, "bytedance"), yes(vocab.Intended)),
				words(hiring, vocab.Summary,
					"With traffic and capital behind it, hire aggressively to tear open the technology gap.",
					"以流量和資金為後盾大舉招人，要在技術上打開突破口。", "以流量和资金为后盾大举招人，要在技术上打开突破口。")),

			stated("06-bytedance-double-helix", at(6, 0, 129, "字節跳動", "戰略"),
				about(helix, link(vocab.Of, "bytedance"), link(vocab.Uses, "douyin"), link(vocab.Uses, "jianying")),
				words(helix, vocab.Summary,
					"Pay heavily for people, break the generation gap in technology, join academic stars and industry veterans in strike teams, and close the loop through super entry points such as Douyin and Jianying.",
					"高薪招人，縮小技術上的代際差距；學界名家與業界老手組成突擊小隊；再借抖音、剪映等大流量入口把技術落到產品。", "高薪招人，缩小技术上的代际差距；学界名家与业界老手组成突击小队；再借抖音、剪映等大流量入口把技术落到产品。"),
			).noted(note{"An open list of products.", "產品只是舉例。", "产品只是举例。"}),
			inferred("06-bytedance-double-helix-sector", at(6, 79, 101, "抖音", "閉環"),
				about(helix, link(vocab.Sector, "sector-consumer-apps"))),

			stated("07-tencent-steady", at(7, 0, 96, "騰訊則", "人才儲備"),
				about(steady, link(vocab.Of, "tencent")),
				words(steady, vocab.Summary,
					"Go about it more steadily, and enlarge the reserve of AI talent by investment and cooperation.",
					"步調較穩，以投資與合作充實AI人才庫。", "步调较稳，以投资与合作充实AI人才库。")),
			inferred("07-tencent-steady-uses", at(7, 72, 126, "騰訊還", "計劃"),
				about(steady, link(vocab.Uses, "investment-tencent-2024"), link(vocab.Uses, "qingyun-plan"))),

			stated("08-tencent-trinity", at(8, 0, 109, "騰訊", "護城河"),
				about(trinity, link(vocab.Of, "tencent")),
				words(trinity, vocab.Summary,
					"Run laboratories with universities, so that young scholars' theory quickly becomes engineering.",
					"與大學合辦實驗室，讓年輕學者的理論成果很快用到工程上。", "与大学合办实验室，让年轻学者的理论成果很快用到工程上。")),
			inferred("08-tencent-trinity-sector", at(8, 11, 37, "產學研", "實驗室"),
				about(trinity, link(vocab.Sector, "sector-academia"))),

			stated("09-huawei-net5-5g", at(9, 0, 78, "華為則", "普及"),
				about(net55g, link(vocab.Of, "huawei"), link(vocab.Sector, "sector-data-communication"),
					link(vocab.PromotedBy, "zhao-zhipeng")),
				words(net55g, vocab.Summary,
					"A network strategy for data communication, with network intelligence; it is to be spread by the vice president of communications.",
					"面向數據通信、帶智能化能力的網絡戰略，交由主管通信的副總裁推廣。", "面向数据通信、带智能化能力的网络战略，交由主管通信的副总裁推广。"),
			).noted(note{"That it spreads is the task given, not a result.", "普及是交下的任務，不是成果。", "普及是交下的任务，不是成果。"}),
			stated("09-huawei-know-how", at(9, 123, 207, "華為的", "加速器"),
				about(knowHow, link(vocab.Of, "huawei"), link(vocab.Sector, "sector-5g"), link(vocab.Sector, "sector-cloud-computing")),
				words(knowHow, vocab.Summary,
					"Avoid the frontal fight; build a moat of industry know-how, and let existing strengths such as 5G and cloud computing speed the landing of scenarios.",
					"不打正面戰，靠行業經驗築起技術壁壘；原有的5G、雲計算等長處用來加快應用落地。", "不打正面战，靠行业经验筑起技术壁垒；原有的5G、云计算等长处用来加快应用落地。"),
			).noted(openSectors),

			stated("10-baidu-verticals", at(10, 63, 98, "商業化", "領域"),
				about(verticals, link(vocab.Sector, "sector-healthcare"), link(vocab.Sector, "sector-finance")),
				words(verticals, vocab.Summary,
					"Under commercial pressure, turn to verticals such as healthcare and finance.",
					"商業化壓力之下，轉而做醫療、金融等垂直行業。", "商业化压力之下，转而做医疗、金融等垂直行业。"),
			).noted(openSectors),
			inferred("10-baidu-verticals-of", at(10, 0, 98, "百度", "領域"),
				about(verticals, link(vocab.Of, "baidu")),
			).noted(note{
				"The sentence speaks of the Wenxin team; that the course is Baidu's is inferred.",
				"句中說的是文心團隊；說這是百度的路線屬推斷。",
				"句中说的是文心团队；说这是百度的路线属推断。",
			}),

			stated("11-xiaomi-on-device", at(11, 152, 200, "小米試圖", "戰線"),
				about(onDevice, link(vocab.Of, "xiaomi"), yes(vocab.Intended), link(vocab.Sector, "sector-on-device-ai"),
					link(vocab.Sector, "sector-smartphones"), link(vocab.Sector, "sector-smart-home")),
				words(onDevice, vocab.Summary,
					"Compute on devices to depend less on cloud compute, and open a new front in smartphones, smart home and the like.",
					"把計算放到設備端，少依賴雲端算力，在手機、智能家居等場景另闢戰場。", "把计算放到设备端，少依赖云端算力，在手机、智能家居等场景另辟战场。"),
			).noted(openSectors),
		},
	}
}
