package talentwar

import "talentgraph.example/graph/vocab"

// moves are who went from where to where. A move that several passages tell has one node and a claim
// for each passage. No month or day is known; the year is at best inferred.
func moves() topic {
	const (
		jia   = "move-jia-yangqing-company"
		yang  = "move-yang-hongxia-bytedance"
		xu    = "move-xu-zhuhong-alibaba"
		zhou  = "move-zhou-chang-bytedance"
		zhang = "move-zhang-zhengyou-hunyuan"
		wang  = "move-wang-xiaochuan-baichuan"
		luo   = "move-luo-fuli-xiaomi"
		duo   = "move-zhang-duo-xiaomi"
		pay   = "figure-luo-fuli-pay"
	)
	inRecord := note{
		"The year is that of the paragraph's frame, Alibaba's losses in 2024. The public record has this move before 2024.",
		"年份取自該段的背景：阿里巴巴2024年流失人才。據公開記錄，此事發生在2024年以前。",
		"年份取自该段的背景：阿里巴巴2024年流失人才。据公开记录，此事发生在2024年以前。",
	}
	yangMoves := about(yang, link(vocab.Person, "yang-hongxia"), link(vocab.To, "bytedance"))
	xuJoins := about(xu, link(vocab.Person, "xu-zhuhong"), link(vocab.To, "alibaba"))
	luoJoins := about(luo, link(vocab.Person, "luo-fuli"), link(vocab.To, "xiaomi"))
	return topic{
		entities: []entity{
			record(vocab.ClassMove, jia, "Jia Yangqing, to a company of his own", "賈揚清離職創業", "贾扬清离职创业"),
			record(vocab.ClassMove, yang, "Yang Hongxia, to ByteDance", "楊紅霞轉往字節跳動", "杨红霞转往字节跳动"),
			record(vocab.ClassMove, xu, "Xu Zhuhong, to Alibaba", "許主洪轉往阿里巴巴", "许主洪转往阿里巴巴"),
			record(vocab.ClassMove, zhou, "Zhou Chang, to ByteDance", "周暢轉往字節跳動", "周畅转往字节跳动"),
			record(vocab.ClassMove, zhang, "Zhang Zhengyou, up within Tencent", "張正友在騰訊升任", "张正友在腾讯升任"),
			record(vocab.ClassMove, wang, "Wang Xiaochuan, to a company of his own", "王小川自行創業", "王小川自行创业"),
			record(vocab.ClassMove, luo, "Luo Fuli, to Xiaomi", "羅福莉轉往小米", "罗福莉转往小米"),
			record(vocab.ClassMove, duo, "Zhang Duo, to Xiaomi", "張鐸加入小米", "张铎加入小米"),
			record(vocab.ClassFigure, pay, "Pay offered to Luo Fuli", "羅福莉的薪酬", "罗福莉的薪酬"),
		},
		claims: []claim{
			stated("03-jia-yangqing-founds", at(3, 62, 128, "2024年的阿里", "公司"),
				about(jia, link(vocab.Person, "jia-yangqing"), link(vocab.From, "alibaba"), link(vocab.To, "jia-yangqing-company"),
					is(vocab.MoveKind, vocab.KindFounding)),
				words(jia, vocab.Role, "founder", "創辦人", "创办人"),
			).noted(note{"The text does not name the company.", "文中沒有說出公司的名稱。", "文中没有说出公司的名称。"}),
			disputed("03-jia-yangqing-year", at(3, 62, 128, "2024年", "公司"), inRecord, inYear(jia, 2024)),

			stated("03-yang-hongxia-leaves", at(3, 145, 189, "隨后", "字節跳動"),
				yangMoves,
				about(yang, yes(vocab.WithTeam), is(vocab.MoveKind, vocab.KindDeparture))),
			inferred("03-yang-hongxia-from", at(3, 68, 189, "阿里巴巴卻", "字節跳動"),
				about(yang, link(vocab.From, "alibaba")),
			).noted(note{
				"Told among Alibaba's losses; paragraph 12 says it outright.",
				"見於阿里巴巴流失人才的敘述；第12段有明言。",
				"見于阿里巴巴流失人才的叙述；第12段有明言。",
			}),
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
				note{
					"The public record has a company of his own between Salesforce and Alibaba.",
					"據公開記錄，他在Salesforce與阿里巴巴之間曾自辦公司。",
					"据公开记录，他在Salesforce与阿里巴巴之间曾自办公司。",
				},
				about(xu, link(vocab.From, "salesforce"))),

			stated("05-zhou-chang-leaves", at(5, 78, 143, "字節跳動內部", "周暢及其團隊"),
				about(zhou, link(vocab.Person, "zhou-chang"), link(vocab.From, "alibaba"), link(vocab.To, "bytedance"),
					yes(vocab.WithTeam), is(vocab.MoveKind, vocab.KindHire))),
			inferred("03-zhou-chang-year", at(3, 62, 85, "2024年", "困境"),
				inYear(zhou, 2024),
			).noted(note{
				"Paragraph 5 gives no year: it is that of Alibaba's losses as a whole.",
				"第5段沒有年份：這是阿里巴巴整體流失人才的年份。",
				"第5段没有年份：这是阿里巴巴整体流失人才的年份。",
			}),

			stated("07-zhang-zhengyou-rises", at(7, 0, 52, "騰訊則", "總負責人"),
				about(zhang, link(vocab.Person, "zhang-zhengyou"), link(vocab.From, "tencent"), link(vocab.To, "tencent"),
					is(vocab.MoveKind, vocab.KindPromotion)),
				words(zhang, vocab.Role, "overall head of the Hunyuan model", "混元大模型總負責人", "混元大模型总负责人"),
			).noted(note{
				"A rise within Tencent: from and to are the same, and nobody left.",
				"在騰訊內部升任：原屬與去向相同，並無人離開。",
				"在腾讯内部升任：原属与去向相同，并无人离开。",
			}),

			stated("10-wang-xiaochuan-founds", at(10, 105, 137, "王小川", "賽道"),
				about(wang, link(vocab.Person, "wang-xiaochuan"), is(vocab.MoveKind, vocab.KindFounding),
					link(vocab.Sector, "sector-healthcare")),
				words(wang, vocab.Role, "founder", "創辦人", "创办人"),
			).noted(note{
				"The text gives no organization that he left for it: the post at Sogou is told as a former one.",
				"文中沒有說他為此離開哪裡：搜狗一職已說是從前的。",
				"文中没有说他为此离开哪里：搜狗一职已说是从前的。",
			}),
			inferred("14-wang-xiaochuan-company", at(14, 133, 141, "王小川", "百川智能"),
				about(wang, link(vocab.To, "baichuan")),
			).noted(note{
				"Paragraph 10 does not name the company he set up; paragraph 14 calls Baichuan his.",
				"第10段沒有說出他所創公司的名稱；第14段說百川是他的。",
				"第10段没有说出他所创公司的名称；第14段说百川是他的。",
			}),

			stated("11-luo-fuli-hired", at(11, 71, 116, "小米以", "羅福莉"),
				luoJoins,
				about(luo, is(vocab.MoveKind, vocab.KindHire), link(vocab.Figure, pay)),
				figure(pay, 10000000, vocab.BoundOrderOf),
				words(pay, vocab.Measure, "yearly salary", "年薪", "年薪"),
				words(pay, vocab.Unit, "a year, currency not named", "每年，幣種未明", "每年，币种未明"),
			).noted(note{"The text names no currency.", "文中沒有說是哪種貨幣。", "文中没有说是哪种货币。"}),
			inferred("11-luo-fuli-from-deepseek", at(11, 71, 116, "小米以", "羅福莉"),
				about(luo, link(vocab.From, "deepseek")),
			).noted(note{
				"The text calls her a core developer of DeepSeek V2; that she came from the company is inferred.",
				"文中說她是DeepSeek V2的核心開發者；她來自該公司則屬推斷。",
				"文中说她是DeepSeek V2的核心开发者；她来自该公司则属推断。",
			}),
			stated("12-luo-fuli-joins", at(12, 204, 220, "小米", "加入"), luoJoins),

			stated("12-zhang-duo-joins", at(12, 204, 220, "小米", "加入"),
				about(duo, link(vocab.Person, "zhang-duo"), link(vocab.To, "xiaomi"), is(vocab.MoveKind, vocab.KindHire)),
			).noted(note{
				"Paragraph 11 calls him a veteran and does not say of what; both are kept, and they do not contradict each other. An open list: others join too.",
				"第11段稱他為元老，沒有說是哪裡的；兩說並存，並不矛盾。加入者只是舉例，另有他人。",
				"第11段称他为元老，没有说是哪里的；两说并存，并不矛盾。加入者只是举例，另有他人。",
			}),
		},
	}
}
