package talentwar

import "talentgraph.example/graph/vocab"

// moves are who went from where to where. A move that several passages tell has one node and a claim
// for each passage. No month or day is known; the year is at best inferred.
func moves() topic {
	const (
		jia      = "move-jia-yangqing-company"
		yang     = "move-yang-hongxia-bytedance"
		xu       = "move-xu-zhuhong-alibaba"
		zhou     = "move-zhou-chang-bytedance"
		zhang    = "move-zhang-zhengyou-hunyuan"
		wang     = "move-wang-xiaochuan-baichuan"
		luo      = "move-luo-fuli-xiaomi"
		duo      = "move-zhang-duo-xiaomi"
		pay      = "figure-luo-fuli-pay"
		frame    = "The year is that of the paragraph's frame, Alibaba's losses in 2024. "
		inRecord = frame + "The public record has this move before 2024."
	)
	yangMoves := about(yang, link(vocab.Person, "yang-hongxia"), link(vocab.To, "bytedance"))
	xuJoins := about(xu, link(vocab.Person, "xu-zhuhong"), link(vocab.To, "alibaba"))
	luoJoins := about(luo, link(vocab.Person, "luo-fuli"), link(vocab.To, "xiaomi"))
	return topic{
		entities: []entity{
			record(vocab.ClassMove, jia, "Jia Yangqing, to a company of his own"),
			record(vocab.ClassMove, yang, "Yang Hongxia, to ByteDance"),
			record(vocab.ClassMove, xu, "Xu Zhuhong, to Alibaba"),
			record(vocab.ClassMove, zhou, "Zhou Chang, to ByteDance"),
			record(vocab.ClassMove, zhang, "Zhang Zhengyou, up within Tencent"),
			record(vocab.ClassMove, wang, "Wang Xiaochuan, to a company of his own"),
			record(vocab.ClassMove, luo, "Luo Fuli, to Xiaomi"),
			record(vocab.ClassMove, duo, "Zhang Duo, to Xiaomi"),
			record(vocab.ClassFigure, pay, "Pay offered to Luo Fuli"),
		},
		claims: []claim{
			stated("03-jia-yangqing-founds", at(3, 62, 128, "2024年的阿里", "公司"),
				about(jia, link(vocab.Person, "jia-yangqing"), link(vocab.From, "alibaba"), link(vocab.To, "jia-yangqing-company"),
					is(vocab.MoveKind, vocab.KindFounding)),
				words(jia, vocab.Role, "founder", "創辦人", "创办人"),
			).noted("The text does not name the company."),
			disputed("03-jia-yangqing-year", at(3, 62, 128, "2024年", "公司"), inRecord, inYear(jia, 2024)),

			stated("03-yang-hongxia-leaves", at(3, 145, 189, "隨后", "字節跳動"),
				yangMoves,
				about(yang, yes(vocab.WithTeam), is(vocab.MoveKind, vocab.KindDeparture))),
			inferred("03-yang-hongxia-from", at(3, 68, 189, "阿里巴巴卻", "字節跳動"),
				about(yang, link(vocab.From, "alibaba")),
			).noted("Told among Alibaba's losses; paragraph 12 says it outright."),
			disputed("03-yang-hongxia-year", at(3, 62, 189, "2024年", "字節跳動"), inRecord, inYear(yang, 2024)),
			stated("05-yang-hongxia-joins", at(5, 0, 55, "字節跳動則", "加盟"), yangMoves),
			stated("12-yang-hongxia-moves", at(12, 82, 108, "楊紅霞", "字節跳動"),
				yangMoves, about(yang, link(vocab.From, "alibaba"))),

			stated("04-xu-zhuhong-hired", at(4, 5, 81, "阿里巴巴", "應用"),
				xuJoins,
				about(xu, is(vocab.MoveKind, vocab.KindHire)),
				words(xu, vocab.Role,
					"responsible for research and application of multimodal foundation models and agents, AI-to-consumer business",
					"主管面向消費者的AI業務：多模態基礎模型與智能體的研究和應用", "主管面向消费者的AI业务：多模态基础模型与智能体的研究和应用")),
			stated("12-xu-zhuhong-moves", at(12, 135, 162, "許主洪", "阿里巴巴"), xuJoins),
			disputed("12-xu-zhuhong-from-salesforce", at(12, 135, 162, "許主洪", "阿里巴巴"),
				"The public record has a company of his own between Salesforce and Alibaba.",
				about(xu, link(vocab.From, "salesforce"))),

			stated("05-zhou-chang-leaves", at(5, 78, 143, "字節跳動內部", "周暢及其團隊"),
				about(zhou, link(vocab.Person, "zhou-chang"), link(vocab.From, "alibaba"), link(vocab.To, "bytedance"),
					yes(vocab.WithTeam), is(vocab.MoveKind, vocab.KindHire))),
			inferred("03-zhou-chang-year", at(3, 62, 85, "2024年", "困境"),
				inYear(zhou, 2024),
			).noted("Paragraph 5 gives no year: it is that of Alibaba's losses as a whole."),

			stated("07-zhang-zhengyou-rises", at(7, 0, 52, "騰訊則", "總負責人"),
				about(zhang, link(vocab.Person, "zhang-zhengyou"), link(vocab.From, "tencent"), link(vocab.To, "tencent"),
					is(vocab.MoveKind, vocab.KindPromotion)),
				words(zhang, vocab.Role, "overall head of the Hunyuan model", "混元大模型總負責人", "混元大模型总负责人"),
			).noted("A rise within Tencent: from and to are the same, and nobody left."),

			stated("10-wang-xiaochuan-founds", at(10, 105, 137, "王小川", "賽道"),
				about(wang, link(vocab.Person, "wang-xiaochuan"), is(vocab.MoveKind, vocab.KindFounding),
					link(vocab.Sector, "sector-healthcare")),
				words(wang, vocab.Role, "founder", "創辦人", "创办人"),
			).noted("The text gives no organization that he left for it: the post at Sogou is told as a former one."),
			inferred("14-wang-xiaochuan-company", at(14, 133, 141, "王小川", "百川智能"),
				about(wang, link(vocab.To, "baichuan")),
			).noted("Paragraph 10 does not name the company he set up; paragraph 14 calls Baichuan his."),

			stated("11-luo-fuli-hired", at(11, 71, 116, "小米以", "羅福莉"),
				luoJoins,
				about(luo, is(vocab.MoveKind, vocab.KindHire), link(vocab.Figure, pay)),
				figure(pay, 10000000, vocab.BoundOrderOf),
				words(pay, vocab.Measure, "yearly salary", "年薪", "年薪"),
				words(pay, vocab.Unit, "a year, currency not named", "每年，幣種未明", "每年，币种未明"),
			).noted("The text names no currency."),
			inferred("11-luo-fuli-from-deepseek", at(11, 71, 116, "小米以", "羅福莉"),
				about(luo, link(vocab.From, "deepseek")),
			).noted("The text calls her a core developer of DeepSeek V2; that she came from the company is inferred."),
			stated("12-luo-fuli-joins", at(12, 204, 220, "小米", "加入"), luoJoins),

			stated("12-zhang-duo-joins", at(12, 204, 220, "小米", "加入"),
				about(duo, link(vocab.Person, "zhang-duo"), link(vocab.To, "xiaomi"), is(vocab.MoveKind, vocab.KindHire)),
			).noted("Paragraph 11 calls him a veteran and does not say of what; both are kept, and they do not contradict each other. An open list: others join too."),
		},
	}
}
