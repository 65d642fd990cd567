package talentwar

import "talentgraph.example/graph/vocab"

// startUpStrategies are the courses that the last paragraph gives to start-ups as a whole.
func startUpStrategies() topic {
	const verticals = "strategy-start-ups-verticals"
	return topic{
		entities: []entity{
			strategy(verticals, "小而精的垂直路線", "小而精的垂直路线", "Small but refined, in verticals"),
		},
		claims: []claim{
			stated("14-start-ups-verticals", at(14, 58, 178, "初創公司", "巨頭防線"),
				about(verticals, link(vocab.Of, "deepseek"), link(vocab.Of, "zhipu-ai"), link(vocab.Of, "baichuan")),
				words(verticals, vocab.Summary,
					"Small but refined: by flexible mechanisms, innovation at the bottom layer and differentiated, vertical strategies, break the giants' line.",
					"小而精：機制靈活、重底層創新，走與眾不同的垂直路線，在巨頭的防線上打開缺口。", "小而精：机制灵活、重底层创新，走与众不同的垂直路线，在巨头的防线上打开缺口。"),
			).noted(note{
				"An open list of start-ups. The text tells one course for all of them and names no sector.",
				"初創公司只是舉例。文中把它們的路線一併敘述，沒有說是哪些行業。",
				"初创公司只是举例。文中把它们的路线一并叙述，没有说是哪些行业。",
			}),
		},
	}
}
