package questions

// Words is a text in the languages that answers are given in.
type Words struct{ En, Hant, Hans string }

// In gives the text in one language, "en", "zh-Hant" or "zh-Hans"; in English for any other.
func (w Words) In(lang string) string {
	switch lang {
	case "zh-Hant":
		return w.Hant
	case "zh-Hans":
		return w.Hans
	}
	return w.En
}

// shared gives words that several questions have in common, by their English form. A test sees to it that there are
// all.
func shared(english string) Words {
	for _, w := range allShared() {
		if w.En == english {
			return w
		}
	}
	return Words{english, english, english}
}

// allShared lists what answers are made of beside names and texts.
func allShared() []Words {
	return []Words{
		// Contradictions.
		{"two destinations", "兩個去向", "两个去向"}, {"two origins", "兩個原屬", "两个原属"}, {"two times", "兩個時間", "两个时间"},
		{"founder or not", "是否創辦人", "是否创办人"}, {"before after", "先離後到", "先离后到"},
		{"contradicted", "有牴觸", "有抵触"}, {"two persons", "兩個人", "两个人"}, {"two values", "兩個值", "两个值"}, {"two amounts", "兩個金額", "两个金额"},
		// Why things are likely one.
		{"reports of one move", "同一次流動的報導", "同一次流动的报道"}, {"same name", "同名", "同名"}, {"same name but for a title or ending", "除頭銜或公司字樣外同名", "除头衔或公司字样外同名"},
		{"same words in another order", "詞序不同", "词序不同"}, {"same pinyin, same employer", "同音且同一機構", "同音且同一机构"},
		{"initial for a given name, same place and year", "名字縮寫，同處同年", "名字缩写，同处同年"}, {"one name inside the other", "名稱互為部分", "名称互为部分"},
		// Headings.
		{"person", "人物", "人物"}, {"from", "原屬", "原属"}, {"to", "去向", "去向"}, {"when", "時間", "时间"}, {"kind", "方式", "方式"},
		{"team", "團隊", "团队"}, {"what", "事項", "事项"}, {"at", "所在", "所在"}, {"role", "職務", "职务"}, {"status", "狀態", "状态"},
		{"leads", "帶領", "带领"}, {"of", "所屬", "所属"}, {"fields", "領域", "领域"}, {"led by", "帶領者", "带领者"},
		{"figures", "數字", "数字"}, {"investor", "投資方", "投资方"}, {"investee", "被投資方", "被投资方"}, {"intended", "計劃中", "计划中"}, {"founded", "創辦", "创办"}, {"organization", "機構", "机构"},
		{"founders", "創辦人", "创办人"}, {"took", "挖走", "挖走"}, {"gave", "流出", "流出"}, {"both in", "共同涉足", "共同涉足"},
		{"sectors", "行業", "行业"}, {"uses", "憑藉", "凭借"}, {"strategy", "策略", "策略"}, {"sector", "行業", "行业"},
		{"organizations", "機構", "机构"}, {"through", "憑藉", "凭借"}, {"moves", "人次", "人次"}, {"people", "人數", "人数"}, {"people gained", "流入人數", "流入人数"}, {"people lost", "流出人數", "流出人数"},
		{"people took", "挖走人數", "挖走人数"}, {"people gave", "流出人數", "流出人数"}, {"year", "年份", "年份"}, {"quarter", "季度", "季度"}, {"month", "月份", "月份"}, {"period", "時期", "时期"}, {"things", "事物", "事物"}, {"ids", "各標識", "各标识"}, {"reason", "緣由", "缘由"}, {"score", "分數", "分数"},
		{"since", "始於", "始于"}, {"went on to", "去向經過", "去向经过"}, {"now at", "如今所在", "如今所在"}, {"for", "前往", "前往"}, {"came back", "回歸時間", "回归时间"}, {"together", "共處時間", "共处时间"}, {"sure", "確定", "确定"},
		{"from sector", "原屬行業", "原属行业"}, {"to sector", "去向行業", "去向行业"},
		{"gained", "流入", "流入"}, {"lost", "流出", "流出"}, {"net", "淨流入", "净流入"}, {"way", "路徑", "路径"}, {"name", "名稱", "名称"}, {"shown as", "顯示為", "显示为"},
		{"match", "吻合", "吻合"}, {"id", "標識", "标识"}, {"language", "語言", "语言"}, {"claims", "說法", "说法"}, {"certainty", "確定程度", "确定程度"}, {"passages", "段落", "段落"},
		// Arguments and options.
		{"source", "來源", "来源"}, {"entity", "事物", "事物"}, {"thing", "事物", "事物"}, {"subject", "主語", "主语"}, {"predicate", "謂詞", "谓词"},
		{"object", "賓語", "宾语"}, {"text", "文字", "文字"}, {"hops", "步數", "步数"}, {"class", "類別", "类别"}, {"number", "數目", "数目"},
		{"date", "日期", "日期"}, {"flag", "是否", "是否"}, {"document", "全文", "全文"}, {"cursor", "游標", "游标"}, {"grade", "確定程度", "确定程度"},
		// Cells.
		{"yes", "是", "是"}, {"no", "否", "否"}, {"undated", "時間不詳", "时间不详"}, {"went along", "隨行團隊", "随行团队"}, {"founding", "創辦", "创办"},
		{"move", "流動", "流动"}, {"post", "任職", "任职"}, {"founder's post", "創辦人職位", "创办人职位"}, {"x", "有", "有"},
		{"unknown", "未知", "未知"}, {"stated", "明言", "明言"}, {"inferred", "推斷", "推断"}, {"speculative", "推測", "推测"}, {"disputed", "存疑", "存疑"},
		{"exact", "相同", "相同"}, {"prefix", "開頭", "开头"}, {"word", "詞首", "词首"}, {"part", "部分", "部分"}, {"sound", "讀音", "读音"}, {"typo", "近似", "近似"},
		// Lines.
		{"units", "下屬機構", "下属机构"}, {"part of", "屬於", "属于"}, {"models", "模型", "模型"}, {"products", "產品", "产品"},
		{"programmes", "計劃", "计划"}, {"clusters", "算力集群", "算力集群"}, {"investments", "投資", "投资"},
		{"siblings", "兄弟姊妹", "兄弟姐妹"}, {"in contact with", "曾接觸", "曾接触"},
		{"%s leads %s", "%s帶領%s", "%s带领%s"}, {"%s founded %s", "%s創辦%s", "%s创办%s"}, {"only %s in", "僅%s涉足", "仅%s涉足"},
		{"%s, led by %s", "%s，由%s帶領", "%s，由%s带领"}, {"team that went along with %s", "隨%s而去的團隊", "随%s而去的团队"},
		{"moves: %d gained, %d lost", "人員流動：流入%d，流出%d", "人员流动：流入%d，流出%d"}, {"against %s", "與之不合：%s", "与之不合：%s"},
		{"post at %s", "任職於%s", "任职于%s"}, {"founder's post at %s", "以創辦人身分任職於%s", "以创办人身份任职于%s"},
		{"founding of %s", "創辦%s", "创办%s"}, {"move %s → %s", "%s → %s", "%s → %s"}, {"founding %s → %s", "創辦，%s → %s", "创办，%s → %s"},
		{"unitOf", "屬於", "属于"},
		// Ties.
		{"people: %d, organizations: %d, things: %d", "人物：%d，機構：%d，事物：%d", "人物：%d，机构：%d，事物：%d"},
		{"left out: %d nodes, %d ties", "略去：%d個節點、%d條聯繫", "略去：%d个节点、%d条联系"},
		{"moved to", "人員去往", "人员去往"}, {"left", "離開", "离开"}, {"joined", "加入", "加入"}, {"rose at", "升任於", "升任于"},
		{"has a post at", "任職於", "任职于"}, {"invested in", "投資", "投资"}, {"is part of", "隸屬", "隶属"},
		{"is of", "屬於", "属于"}, {"is led by", "帶領者為", "带领者为"}, {"is a sibling of", "手足為", "手足为"}, {"was in contact with", "曾接觸", "曾接触"},
		// Punctuation.
		{"%s, %s", "%s，%s", "%s，%s"}, {"%s: %s", "%s：%s", "%s：%s"}, {"%s; %s", "%s；%s", "%s；%s"}, {" (%s)", "（%s）", "（%s）"},
		{", ", "、", "、"}, {"; ", "；", "；"},
		// Answers without rows.
		{"Nothing is disputed.", "沒有存疑之處。", "没有存疑之处。"},
		{"No such investments.", "沒有這樣的投資。", "没有这样的投资。"},
		{"No such moves.", "沒有這樣的流動。", "没有这样的流动。"},
		{"Nobody is known to have come back.", "沒有已知的回歸者。", "没有已知的回归者。"},
		{"Nobody is known to have been there at the same time.", "沒有已知的同事。", "没有已知的同事。"},
		{"Nothing looks like a double.", "沒有疑似重複者。", "没有疑似重复者。"},
		{"Nothing is called that.", "沒有這樣的名稱。", "没有这样的名称。"},
		{"The facts do not say.", "這些事實沒有說。", "这些事实没有说。"},
		{"No way leads from one to the other.", "兩者之間沒有路徑。", "两者之间没有路径。"},
		{"No way of so few hops; the option hops allows longer ones (8 without it).", "沒有這麼短的路徑；選項 hops 可放寬（預設為 8）。", "没有这么短的路径；选项 hops 可放宽（默认为 8）。"},
	}
}
