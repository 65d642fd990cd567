package talentwar

import "talentgraph.example/graph/vocab"

// effects are what the survey says follows from moves, strategies and investments.
func effects() topic {
	effect := func(local, en, hant, hans string) entity {
		return record(vocab.ClassEffect, "effect-"+local, en, hant, hans)
	}
	// follows states an effect: its cause, whom it touches, and what it is.
	follows := func(local, cause, affected, en, hant, hans string) []statement {
		return []statement{
			about("effect-"+local, link(vocab.Cause, cause), link(vocab.Affects, affected)),
			words("effect-"+local, vocab.Summary, en, hant, hans),
		}
	}
	return topic{
		entities: []entity{
			effect("jia-yangqing-leaving", "Jia Yangqing's leaving hits Alibaba", "賈揚清離職對阿里巴巴的打擊", "贾扬清离职对阿里巴巴的打击"),
			effect("yang-hongxia-leaving", "Yang Hongxia's leaving hurts DAMO Academy", "楊紅霞離職對達摩院的損害", "杨红霞离职对达摩院的损害"),
			effect("yang-hongxia-joining", "Yang Hongxia's joining strengthens ByteDance", "楊紅霞加入對字節跳動的助力", "杨红霞加入对字节跳动的助力"),
			effect("double-helix", "The double helix changes the rules", "雙螺旋改變規則", "双螺旋改变规则"),
			effect("zhang-zhengyou-rising", "Zhang Zhengyou's rise brings rigour to Tencent", "張正友升任為騰訊帶來嚴謹", "张正友升任为腾讯带来严谨"),
			effect("tencent-investment", "Investment and cooperation enlarge Tencent's reserve of talent", "投資與合作擴大騰訊的人才庫", "投资与合作扩大腾讯的人才库"),
			effect("tencent-trinity", "The trinity makes talent cheaper for Tencent, and builds a moat", "三位一體為騰訊省下人才開支並築起壁壘", "三位一体为腾讯省下人才开支并筑起壁垒"),
			effect("xu-zhuhong-joining", "Xu Zhuhong's joining may bring Alibaba breakthroughs", "許主洪加入或可為阿里巴巴帶來突破", "许主洪加入或可为阿里巴巴带来突破"),
		},
		claims: []claim{
			stated("03-jia-yangqing-effect", at(3, 98, 144, "賈揚清", "護城河"),
				follows("jia-yangqing-leaving", "move-jia-yangqing-company", "alibaba",
					"A direct hit at Alibaba's technical moat.", "阿里巴巴的技術壁壘直接受損。", "阿里巴巴的技术壁垒直接受损。")...),
			stated("03-yang-hongxia-effect", at(3, 163, 212, "楊紅霞", "重創"),
				follows("yang-hongxia-leaving", "move-yang-hongxia-bytedance", "damo-academy",
					"DAMO Academy's reserves of technology are badly hurt.", "達摩院的技術積累大受損傷。", "达摩院的技术积累大受损伤。")...),
			stated("05-yang-hongxia-effect", at(5, 0, 77, "字節跳動則", "競爭力"),
				append(follows("yang-hongxia-joining", "move-yang-hongxia-bytedance", "bytedance",
					"ByteDance is stronger in multimodal AI.", "字節跳動在多模態方面更有競爭力。", "字节跳动在多模态方面更有竞争力。"),
					about("effect-yang-hongxia-joining", link(vocab.Sector, "sector-multimodal-ai")))...),
			stated("06-double-helix-effect", at(6, 118, 149, "雙螺旋", "規則"),
				about("effect-double-helix", link(vocab.Cause, "strategy-bytedance-double-helix")),
				words("effect-double-helix", vocab.Summary,
					"It changes the rules of the contest in large models.", "大模型之爭的規則因此改變。", "大模型之争的规则因此改变。")),
			stated("07-zhang-zhengyou-effect", at(7, 38, 71, "張正友", "基因"),
				follows("zhang-zhengyou-rising", "move-zhang-zhengyou-hunyuan", "tencent",
					"Tencent takes on rigorous academic genes.", "騰訊添了學術上的嚴謹。", "腾讯添了学术上的严谨。")...),
			stated("07-tencent-investment-effect", at(7, 72, 96, "騰訊還", "儲備"),
				follows("tencent-investment", "strategy-tencent-steady-growth", "tencent",
					"Tencent's reserve of AI talent grows.", "騰訊的AI人才庫擴大。", "腾讯的AI人才库扩大。")...),
			stated("08-tencent-trinity-effect", at(8, 0, 109, "騰訊", "護城河"),
				follows("tencent-trinity", "strategy-tencent-trinity", "tencent",
					"The fight for people costs less, and a moat in depth grows.", "搶人的開支下降，技術上也有了縱深的壁壘。", "抢人的开支下降，技术上也有了纵深的壁垒。")...),
			speculative("12-xu-zhuhong-effect", at(12, 135, 202, "許主洪", "突破"),
				append(follows("xu-zhuhong-joining", "move-xu-zhuhong-alibaba", "alibaba",
					"It may bring Alibaba breakthroughs in multimodal research and in its commercial use.",
					"或可令阿里巴巴的多模態研發及商用有所突破。", "或可令阿里巴巴的多模态研发及商用有所突破。"),
					about("effect-xu-zhuhong-joining", link(vocab.Sector, "sector-multimodal-ai")))...,
			).noted(note{"The text says that it may.", "文中只說有此可能。", "文中只说有此可能。"}),
		},
	}
}
