package talentwar

import "talentgraph.example/graph/vocab"

// readingsOfMoves are what the survey reads into the moves of people.
func readingsOfMoves() topic {
	return topic{
		entities: []entity{
			analysis("baidu-dilemma", "Baidu's dilemma", "百度的兩難", "百度的两难"),
			analysis("moves-are-signals", "Moves are signals", "人員動向就是信號", "人员动向就是信号"),
			analysis("multimodal-is-core", "Multimodal AI is the core battlefield", "多模態AI是主戰場", "多模态AI是主战场"),
			analysis("xiaomi-bets-on-device", "Xiaomi bets on on-device models", "小米押注端側模型", "小米押注端侧模型"),
			analysis("xiaomi-around-compute-race", "Xiaomi tries to go around the compute race", "小米想避開算力比拼", "小米想避开算力比拼"),
			analysis("conflict-erupts", "Moves are a conflict erupting", "人員流動是矛盾爆發", "人员流动是矛盾爆发"),
			analysis("scenario-fit", "Moves follow scenario data", "人員隨場景數據而動", "人员随场景数据而动"),
			analysis("from-parameters-to-scenarios", "From parameters to scenarios", "由比參數到比場景", "由比参数到比场景"),
		},
		claims: []claim{
			stated("10-baidu-dilemma", at(10, 105, 170, "王小川", "難題"),
				reads("baidu-dilemma",
					"Wang Xiaochuan's way shows Baidu's dilemma between an open ecosystem and its core ground.",
					"王小川的去向，顯出百度要生態開放又要守住根本的兩難。", "王小川的去向，显出百度要生态开放又要守住根本的两难。",
					aboutEntity("baidu"), aboutEntity("move-wang-xiaochuan-baichuan"))...),
			stated("12-moves-are-signals", at(12, 0, 81, "在這場", "押注"),
				reads("moves-are-signals",
					"The paths of people draw the companies' priorities: every leader's move signals where a camp bets.",
					"人往哪裡去，重心就在哪裡：領軍者每次動向都透露陣營押在何處。", "人往哪里去，重心就在哪里：领军者每次动向都透露阵营押在何处。")...),
			stated("12-multimodal-is-core", at(12, 82, 134, "楊紅霞", "核心戰場"),
				reads("multimodal-is-core",
					"Yang Hongxia's move marks multimodal AI as the core battlefield.", "楊紅霞之去，顯示多模態已是主戰場。", "杨红霞之去，显示多模态已是主战场。",
					aboutEntity("move-yang-hongxia-bytedance"), inSector("multimodal-ai"))...),
			stated("12-xiaomi-bets-on-device", at(12, 204, 231, "小米", "端側模型"),
				reads("xiaomi-bets-on-device",
					"Through those who join, Xiaomi bets on on-device models.", "小米藉新人之力押在端側模型。", "小米借新人之力押在端侧模型。",
					aboutEntity("xiaomi"), aboutEntity("move-zhang-duo-xiaomi"), aboutEntity("move-luo-fuli-xiaomi"),
					inSector("on-device-ai"))...),
			stated("12-xiaomi-around-compute-race", at(12, 204, 242, "小米", "競賽"),
				reads("xiaomi-around-compute-race",
					"Xiaomi tries to go around the race for compute.", "小米想避開算力比拼。", "小米想避开算力比拼。",
					aboutEntity("xiaomi"), yes(vocab.Intended))...,
			).noted(note{
				"Paragraph 11 has Xiaomi build a cluster of ten thousand GPUs; both are kept.",
				"第11段說小米在建一萬張GPU的集群；兩說並存。",
				"第11段说小米在建一万张GPU的集群；两说并存。",
			}).
				contradicting("11-xiaomi-gpu-cluster"),
			stated("13-conflict-erupts", at(13, 0, 34, "人才的流動", "爆發"),
				reads("conflict-erupts",
					"The flow of people is at bottom the conflict between technical route and allocation of resources, erupting.",
					"人員流動，歸根到底是路線之爭與資源之爭一起爆發。", "人员流动，归根到底是路线之争与资源之争一起爆发。")...),
			stated("13-scenario-fit", at(13, 35, 82, "當技術", "匹配度"),
				reads("scenario-fit",
					"As technology goes deep into use, moves depend more and more on how well scenario data and technical route fit.",
					"應用越深入，人員去留越看場景數據與路線是否相合。", "应用越深入，人员去留越看场景数据与路线是否相合。")...),
			stated("13-from-parameters-to-scenarios", at(13, 83, 167, "資源爭奪", "計算"),
				reads("from-parameters-to-scenarios",
					"Hidden rules of the fight for resources reshape the order: companies compete on scenarios instead of parameters, and technical idealism yields to commercial calculation.",
					"暗中的資源規則重排座次：由比參數改為比場景，技術理想讓步於商業盤算。", "暗中的资源规则重排座次：由比参数改为比场景，技术理想让步于商业盘算。")...),
		},
	}
}
