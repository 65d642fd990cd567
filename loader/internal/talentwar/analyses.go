package talentwar

import (
	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/vocab"
)

// analysis makes the entity of an analysis.
func analysis(local, en, hant, hans string) entity {
	return record(vocab.ClassAnalysis, "analysis-"+local, en, hant, hans)
}

// reads states an analysis: what it says, and what it is about.
func reads(local, en, hant, hans string, subjects ...property) []statement {
	s := []statement{words("analysis-"+local, vocab.Summary, en, hant, hans)}
	if len(subjects) > 0 {
		s = append(s, about("analysis-"+local, subjects...))
	}
	return s
}

func aboutEntity(local string) property   { return link(vocab.About, local) }
func aboutKind(orgKind quad.IRI) property { return is(vocab.About, orgKind) }
func inSector(local string) property      { return link(vocab.Sector, "sector-"+local) }
func theYear(year int) property           { return number(vocab.Year, year) }

// analyses are how the survey sees the field and the standing of its companies. What it reads into
// moves is in readings.go.
func analyses() topic {
	return topic{
		entities: []entity{
			analysis("contest", "Talent is the weapon of the contest", "人才是較量的武器", "人才是较量的武器"),
			analysis("stakes", "What is at stake", "勝負關乎什麼", "胜负关乎什么"),
			analysis("alibaba-lead", "Alibaba's early lead", "阿里巴巴早年領先", "阿里巴巴早年领先"),
			analysis("alibaba-losses", "Alibaba loses people", "阿里巴巴失去人才", "阿里巴巴失去人才"),
			analysis("huawei-network-intelligence", "Huawei is first with network intelligence", "華為率先做到網絡智能化", "华为率先做到网络智能化"),
			analysis("pangu-results", "Pangu's results", "盤古的成績", "盘古的成绩"),
			analysis("baidu-standing", "Baidu under attack", "百度受到圍攻", "百度受到围攻"),
			analysis("xiaomi-knack", "Xiaomi's knack", "小米以巧取勝", "小米以巧取胜"),
			analysis("wenxin-no-core-loss", "The Wenxin team has kept its core", "文心團隊核心未失", "文心团队核心未失"),
			analysis("giants-hybrids", "Giants try hybrids of technology", "巨頭嘗試技術雜交", "巨头尝试技术杂交"),
			analysis("cooperation", "Cooperation across trades", "跨行業合作", "跨行业合作"),
			analysis("start-ups-say", "Start-ups take a say", "初創公司取得發言權", "初创公司取得发言权"),
			analysis("plural-coexistence", "Toward plural coexistence", "走向多元並存", "走向多元并存"),
		},
		claims: []claim{
			stated("01-contest", at(1, 0, 177, "2024年", "人才"),
				reads("contest",
					"No longer a contest of technology alone but a melee of giants and newcomers: each marks out its territory, and talent is the weapon.",
					"較量的已不單是技術，而是新舊勢力的混戰：各佔地盤，以人才為武器。", "较量的已不单是技术，而是新旧势力的混战：各占地盘，以人才为武器。",
					aboutEntity("alibaba"), aboutEntity("tencent"), aboutEntity("bytedance"), aboutEntity("huawei"),
					aboutEntity("xiaomi"), aboutEntity("liang-wenfeng"), aboutEntity("wang-xiaochuan"), theYear(2024))...,
			).noted(note{"Open lists of companies and entrepreneurs.", "公司與創業者都只是舉例。", "公司与创业者都只是举例。"}),
			stated("02-stakes", at(2, 0, 111, "在這場", "格局"),
				reads("stakes",
					"Fast technology, capital and strategy meet in a fight for top people; at stake are firms' survival and the shape of AI in China.",
					"技術、資金、布局匯成搶奪頂尖人才之戰；企業存亡與中國AI產業的面貌都繫於此。", "技术、资金、布局汇成抢夺顶尖人才之战；企业存亡与中国AI产业的面貌都系于此。")...),
			stated("03-alibaba-lead", at(3, 0, 58, "阿里巴巴", "交椅"),
				reads("alibaba-lead",
					"The earliest of the Chinese companies in large models; once the leader of the trade by its open-source framework and the technology of DAMO Academy.",
					"在中國公司中最早進入大模型，曾靠開源框架與達摩院的技術居於業界首位。", "在中国公司中最早进入大模型，曾靠开源框架与达摩院的技术居于业界首位。",
					aboutEntity("alibaba"), aboutEntity("damo-academy"))...),
			stated("03-alibaba-losses", at(3, 62, 85, "2024年", "困境"),
				reads("alibaba-losses", "In 2024 Alibaba loses people.", "2024年，阿里巴巴人才外流。", "2024年，阿里巴巴人才外流。",
					aboutEntity("alibaba"), theYear(2024))...),
			stated("09-huawei-network-intelligence", at(9, 0, 44, "華為則", "技術"),
				reads("huawei-network-intelligence",
					"Huawei takes another path: first to put network intelligence to use in data communication.",
					"華為走另一條路：網絡智能化在數據通信中首先落地。", "华为走另一条路：网络智能化在数据通信中首先落地。",
					aboutEntity("huawei"), inSector("data-communication"))...),
			stated("09-pangu-results", at(9, 98, 122, "盤古", "成果"),
				reads("pangu-results",
					"Notable results in autonomous driving and other fields.", "在自動駕駛等方面成績突出。", "在自动驾驶等方面成绩突出。",
					aboutEntity("pangu-3"), inSector("autonomous-driving"))...,
			).noted(note{"An open list of fields.", "領域只是舉例。", "领域只是举例。"}),
			stated("10-baidu-standing", at(10, 0, 27, "百度", "沖擊"),
				reads("baidu-standing",
					"An early evangelist of Chinese large models, now attacked by later comers on all sides.",
					"早年倡導中文大模型，如今被後來者四面圍攻。", "早年倡导中文大模型，如今被后来者四面围攻。", aboutEntity("baidu"))...),
			stated("10-wenxin-no-core-loss", at(10, 28, 61, "王海峰", "流失"),
				reads("wenxin-no-core-loss", "The Wenxin team has lost none of its core people.", "文心團隊的核心人員沒有離開。", "文心团队的核心人员没有离开。",
					aboutEntity("wenxin"))...),
			stated("11-xiaomi-knack", at(11, 0, 31, "小米則", "巧勁"),
				reads("xiaomi-knack",
					"On the emerging battlefield of on-device models, Xiaomi shows a knack.",
					"端側模型是新戰場，小米以巧取勝。", "端侧模型是新战场，小米以巧取胜。",
					aboutEntity("xiaomi"), inSector("on-device-ai"))...),
			stated("14-giants-hybrids", at(14, 18, 43, "巨頭們", "僵局"),
				reads("giants-hybrids",
					"Giants try hybrids of technology, to break out of sameness.", "巨頭想靠技術雜交擺脫彼此雷同。", "巨头想靠技术杂交摆脱彼此雷同。",
					aboutKind(vocab.OrgKindGiant), yes(vocab.Intended))...),
			stated("14-cooperation", at(14, 44, 54, "跨界合作", "法則"),
				reads("cooperation", "Cooperation across trades becomes a rule of survival.", "要生存，就得跨行業合作。", "要生存，就得跨行业合作。")...),
			stated("14-start-ups-say", at(14, 58, 102, "初創公司", "話語權"),
				reads("start-ups-say",
					"With flexible mechanisms and innovation at the bottom layer, start-ups begin to take a say from the giants.",
					"初創公司機制靈活、重底層創新，開始向巨頭爭取發言權。", "初创公司机制灵活、重底层创新，开始向巨头争取发言权。",
					aboutKind(vocab.OrgKindStartUp))...),
			stated("14-plural-coexistence", at(14, 146, 197, "小而精", "演進"),
				reads("plural-coexistence",
					"The field of large models moves toward a plural coexistence.", "大模型領域走向多元並存。", "大模型领域走向多元并存。",
					aboutKind(vocab.OrgKindStartUp))...),
		},
	}
}
