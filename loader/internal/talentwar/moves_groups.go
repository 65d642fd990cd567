package talentwar

import "talentgraph.example/graph/vocab"

// movesOfGroups are the moves of people whom the survey does not name: a group for each company that
// they came from.
func movesOfGroups() topic {
	const (
		google    = "move-google-talent-bytedance"
		modelbest = "move-modelbest-talent-bytedance"
	)
	openList := note{
		"An open list: people came from other companies too. How many is not said.",
		"只是舉例，還有人來自別的公司。人數沒有說。", "只是举例，还有人来自别的公司。人数没有说。",
	}
	hired := func(move, group, from string) statement {
		return about(move, link(vocab.Person, group), link(vocab.From, from), link(vocab.To, "bytedance"),
			is(vocab.MoveKind, vocab.KindHire))
	}
	return topic{
		entities: []entity{
			record(vocab.ClassMove, google, "AI talent from Google, to ByteDance", "谷歌AI人才轉往字節跳動", "谷歌AI人才转往字节跳动"),
			record(vocab.ClassMove, modelbest, "AI talent from ModelBest, to ByteDance", "面壁智能AI人才轉往字節跳動", "面壁智能AI人才转往字节跳动"),
		},
		claims: []claim{
			stated("05-talent-from-google", at(5, 78, 167, "字節跳動內部", "人才"),
				hired(google, "group-google-talent", "google")).noted(openList),
			stated("05-talent-from-modelbest", at(5, 78, 167, "字節跳動內部", "人才"),
				hired(modelbest, "group-modelbest-talent", "modelbest")).noted(openList),
		},
	}
}
