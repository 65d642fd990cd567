package main

import "fmt"

// languages are those that answers can be in.
func languages() []string { return []string{"en", "zh-Hant", "zh-Hans"} }

// wordsIn gives what answers are made of beside names and texts, by its English form. In English everything
// is what it is.
func wordsIn(lang string) (map[string]string, error) {
	words := map[string]string{}
	for _, w := range allWords() {
		switch lang {
		case "en":
			words[w[0]] = w[0]
		case "zh-Hant":
			words[w[0]] = w[1]
		case "zh-Hans":
			words[w[0]] = w[2]
		default:
			return nil, fmt.Errorf("no language %q; use -lang en, zh-Hant or zh-Hans", lang)
		}
	}
	return words, nil
}

// allWords lists words in English, in traditional and in simplified Chinese.
func allWords() [][3]string {
	return [][3]string{
		// Headings.
		{"person", "人物", "人物"}, {"from", "原屬", "原属"}, {"to", "去向", "去向"}, {"when", "時間", "时间"}, {"kind", "方式", "方式"},
		{"team", "團隊", "团队"}, {"what", "事項", "事项"}, {"at", "所在", "所在"}, {"role", "職務", "职务"}, {"status", "狀態", "状态"},
		{"leads", "帶領", "带领"}, {"of", "所屬", "所属"}, {"fields", "領域", "领域"}, {"led by", "帶領者", "带领者"},
		{"figures", "數字", "数字"}, {"intended", "計劃中", "计划中"}, {"founded", "創辦", "创办"}, {"organization", "機構", "机构"},
		{"founders", "創辦人", "创办人"}, {"took", "挖入", "挖入"}, {"gave", "流出", "流出"}, {"both in", "同在行業", "同在行业"},
		{"sectors", "行業", "行业"}, {"uses", "憑藉", "凭借"}, {"strategy", "策略", "策略"}, {"sector", "行業", "行业"},
		{"organizations", "機構", "机构"}, {"through", "依據", "依据"}, {"moves", "流動", "流动"}, {"year", "年份", "年份"},
		{"gained", "得", "得"}, {"lost", "失", "失"}, {"net", "淨", "净"}, {"name", "名稱", "名称"}, {"shown as", "顯示為", "显示为"},
		{"match", "符合", "符合"}, {"id", "標識", "标识"}, {"certainty", "確定程度", "确定程度"}, {"passages", "段落", "段落"},
		// Cells.
		{"yes", "是", "是"}, {"undated", "無時間", "无时间"}, {"went along", "隨行", "随行"}, {"founding", "創辦", "创办"},
		{"move", "流動", "流动"}, {"post", "職位", "职位"}, {"founder's post", "創辦人職位", "创办人职位"}, {"x", "有", "有"},
		{"unknown", "未知", "未知"}, {"stated", "明言", "明言"}, {"inferred", "推斷", "推断"}, {"speculative", "揣測", "揣测"}, {"disputed", "有爭議", "有争议"},
		{"exact", "相同", "相同"}, {"prefix", "開頭", "开头"}, {"word", "詞首", "词首"}, {"part", "部分", "部分"}, {"sound", "讀音", "读音"}, {"typo", "近似", "近似"},
		// Lines.
		{"units", "單位", "单位"}, {"part of", "屬於", "属于"}, {"models", "模型", "模型"}, {"products", "產品", "产品"},
		{"programmes", "計劃", "计划"}, {"clusters", "算力集群", "算力集群"}, {"investments", "投資", "投资"},
		{"siblings", "兄弟姊妹", "兄弟姐妹"}, {"in contact with", "曾接觸", "曾接触"},
		{"%s leads %s", "%s帶領%s", "%s带领%s"}, {"%s founded %s", "%s創辦%s", "%s创办%s"}, {"only %s in", "只有%s在", "只有%s在"},
		{"%s, led by %s", "%s，帶領者%s", "%s，带领者%s"}, {"team that went along with %s", "隨%s而去的團隊", "随%s而去的团队"},
		{"moves: %d gained, %d lost", "流動: 得%d，失%d", "流动: 得%d，失%d"}, {"against", "相對於", "相对于"},
		{"post at %s", "任職於%s", "任职于%s"}, {"founder's post at %s", "以創辦人任職於%s", "以创办人任职于%s"},
		{"founding of %s", "創辦%s", "创办%s"}, {"move %s → %s", "%s → %s", "%s → %s"}, {"founding %s → %s", "創辦，%s → %s", "创办，%s → %s"},
		{"unitOf", "屬於", "属于"},
		// Answers without rows.
		{"The facts do not say.", "這些事實沒有說。", "这些事实没有说。"},
		{"No way of so few hops; -hops allows longer ones (8 without it).", "沒有這麼短的路徑；-hops 可放寬（預設為 8）。", "没有这么短的路径；-hops 可放宽（默认为 8）。"},
	}
}
