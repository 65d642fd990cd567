package talentwar

import "talentgraph.example/graph/vocab"

// groups are people that the survey does not name. Their moves are in moves_groups.go.
func groups() topic {
	group := func(local, hant, hans, en string) entity {
		return named(vocab.ClassGroup, "group-"+local, hant, hans, en).with(yes(vocab.Unnamed))
	}
	const teamSize = "figure-xu-zhuhong-team-size"
	return topic{
		entities: []entity{
			group("bytedance-model-teams", "字節跳動的多個大模型團隊（未具名）", "字节跳动的多个大模型团队（未具名）", "ByteDance's large-model teams (unnamed)"),
			group("google-talent", "來自谷歌的AI人才（未具名）", "来自谷歌的AI人才（未具名）", "AI talent from Google (unnamed)"),
			group("modelbest-talent", "來自面壁智能的AI人才（未具名）", "来自面壁智能的AI人才（未具名）", "AI talent from ModelBest (unnamed)"),
			group("xu-zhuhong-research-team", "許主洪籌備的研究團隊", "许主洪筹备的研究团队", "Xu Zhuhong's research team"),
			record(vocab.ClassFigure, teamSize, "Size of Xu Zhuhong's research team", "許主洪研究團隊的規模", "许主洪研究团队的规模"),
		},
		claims: []claim{
			stated("04-xu-zhuhong-research-team", at(4, 82, 113, "許主洪正在", "團隊"),
				about("group-xu-zhuhong-research-team", link(vocab.LedBy, "xu-zhuhong"), yes(vocab.Intended), link(vocab.Figure, teamSize)),
				figure(teamSize, 100, vocab.BoundMoreThan),
				about(teamSize, yes(vocab.Intended)),
				words(teamSize, vocab.Measure, "team size", "團隊規模", "团队规模"),
				words(teamSize, vocab.Unit, "people", "人", "人"),
			).noted(note{"The team is being prepared: the number is a plan.", "團隊仍在籌組，人數是計劃。", "团队仍在筹组，人数是计划。"}),
			inferred("04-xu-zhuhong-research-team-of", at(4, 5, 113, "阿里巴巴", "團隊"),
				about("group-xu-zhuhong-research-team", link(vocab.Of, "alibaba"))),
			stated("05-bytedance-model-teams", at(5, 78, 116, "字節跳動內部", "團隊"),
				about("group-bytedance-model-teams", link(vocab.Of, "bytedance")),
				words("group-bytedance-model-teams", vocab.Summary, "several teams for large-model research and development", "數個從事大模型研發的團隊", "数个从事大模型研发的团队")),
		},
	}
}
