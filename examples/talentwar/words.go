package main

import (
	"fmt"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// words is what the program itself says, in one language.
type words struct {
	title                                             string // with one %d
	note, summary, comma                              string // sentences about a move and a strategy; in lists
	moves, disputed, flows, strategies, models        string
	person, from, to, year, kind, team, count         string
	model, organization, leader, fields               string
	certainty, passages, yes, unknown, openList, more string
	certainties                                       map[graph.Certainty]string
	kinds                                             map[quad.IRI]string
}

func wordsIn(lang string) (words, error) {
	switch lang {
	case "en":
		return words{
			title: "The fight over large-model talent in China, 2024: %d quads from one article",
			note:  "%s, ¶%d: %s", summary: "%s: %s (%s, %s)", comma: ", ",
			moves: "Who left whom for whom", disputed: "What the public record tells otherwise", flows: "The largest flows", strategies: "Strategies by sector", models: "Who leads which model",
			person: "person", from: "from", to: "to", year: "year", kind: "told as", team: "team", count: "moves",
			model: "model", organization: "of", leader: "led by", fields: "fields",
			certainty: "certainty", passages: "paragraphs", yes: "yes", unknown: "-",
			openList: "A dash means: not told in this text. The text's own lists are mostly open.",
			more:     "Each fact is tied to its passage: -json shows all evidence.",
			certainties: map[graph.Certainty]string{
				graph.Unknown: "unknown", graph.Stated: "stated", graph.Inferred: "inferred",
				graph.Speculative: "speculative", graph.Disputed: "disputed",
			},
			kinds: map[quad.IRI]string{
				vocab.KindHire: "hire", vocab.KindDeparture: "departure",
				vocab.KindFounding: "founding", vocab.KindPromotion: "promotion",
			},
		}, nil
	case "zh-Hant":
		return words{
			title: "2024年中國大模型人才爭奪：一篇文章，%d條四元組",
			note:  "%s，¶%d：%s", summary: "%s：%s（%s，%s）", comma: "、",
			moves: "誰離開誰、去了哪裡", disputed: "公開記錄有異的說法", flows: "最大的流向", strategies: "各行業的策略", models: "誰帶領哪個模型",
			person: "人物", from: "原屬", to: "去向", year: "年份", kind: "方式", team: "團隊", count: "次數",
			model: "模型", organization: "所屬", leader: "帶領者", fields: "領域",
			certainty: "確定程度", passages: "段落", yes: "有", unknown: "-",
			openList: "短橫線表示文中未提。文中的列舉多未窮盡。",
			more:     "每項事實都連到原文段落，用 -json 可看全部依據。",
			certainties: map[graph.Certainty]string{
				graph.Unknown: "未知", graph.Stated: "明言", graph.Inferred: "推斷",
				graph.Speculative: "推測", graph.Disputed: "存疑",
			},
			kinds: map[quad.IRI]string{
				vocab.KindHire: "受聘", vocab.KindDeparture: "出走",
				vocab.KindFounding: "創業", vocab.KindPromotion: "升任",
			},
		}, nil
	case "zh-Hans":
		return words{
			title: "2024年中国大模型人才争夺：一篇文章，%d条四元组",
			note:  "%s，¶%d：%s", summary: "%s：%s（%s，%s）", comma: "、",
			moves: "谁离开谁、去了哪里", disputed: "公开记录有异的说法", flows: "最大的流向", strategies: "各行业的策略", models: "谁带领哪个模型",
			person: "人物", from: "原属", to: "去向", year: "年份", kind: "方式", team: "团队", count: "次数",
			model: "模型", organization: "所属", leader: "带领者", fields: "领域",
			certainty: "确定程度", passages: "段落", yes: "有", unknown: "-",
			openList: "短横线表示文中未提。文中的列举多未穷尽。",
			more:     "每项事实都连到原文段落，用 -json 可看全部依据。",
			certainties: map[graph.Certainty]string{
				graph.Unknown: "未知", graph.Stated: "明言", graph.Inferred: "推断",
				graph.Speculative: "推测", graph.Disputed: "存疑",
			},
			kinds: map[quad.IRI]string{
				vocab.KindHire: "受聘", vocab.KindDeparture: "出走",
				vocab.KindFounding: "创业", vocab.KindPromotion: "升任",
			},
		}, nil
	}
	return words{}, fmt.Errorf("no language %q; use -lang en, zh-Hant or zh-Hans", lang)
}
