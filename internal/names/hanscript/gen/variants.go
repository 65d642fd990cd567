package main

import (
	"regexp"
	"slices"
	"strings"
)

// variants gives pairs of a character that is no more than another way to write one, such as Hong Kong's 啓, 綫 and 峯,
// and the usual one, 啟, 線 and 峰. A character that the Table of General Standard Chinese Characters has (kTGH) is none,
// since in names it is another one than its variants (淼, 邨, 喆); nor is one that has a simplified form of its own that
// is in use.
// The database must list it for its glyph (kHKGlyph, kZVariant), or by two dictionaries and with a usual form that is
// simplified to one of the standard's or, where Big Five has no code for the variant, is one of these: 牀 is 床 and 眞 is
// 真, while 汎 and 泛, which both have codes, tell people apart.
func variants(text, mappings []byte) (pairs []string) {
	standard, bigFive := having("kTGH", mappings), having("kBigFive", mappings)
	simplified := map[string]string{} // to one of the standard's, if there is one
	own := map[string]bool{}
	for _, p := range read(text) {
		from, to := p[:3], p[3:]
		own[from] = true
		if from != to && standard[to] && simplified[from] == "" {
			simplified[from] = to
		}
	}
	for _, f := range regexp.MustCompile(`(?m)^U\+([0-9A-F]{4})\tkTraditionalVariant\t`).FindAllSubmatch(text, -1) {
		own[char(f[1])] = true
	}
	usual := map[string][]string{} // by a variant
	for _, f := range regexp.MustCompile(`(?m)^U\+([0-9A-F]{4})\tk(Semantic|Z)Variant\t(.*)$`).FindAllSubmatch(text, -1) {
		from := char(f[1])
		if len(from) != 3 || standard[from] || own[from] {
			continue
		}
		for v := range strings.FieldsSeq(string(f[3])) {
			hex, dictionaries, _ := strings.Cut(strings.TrimPrefix(v, "U+"), "<")
			if len(hex) != 4 {
				continue
			}
			to := char([]byte(hex))
			glyph := string(f[2]) == "Z" || strings.Contains(dictionaries, "kHKGlyph")
			several := strings.Contains(dictionaries, ",")
			if simplified[to] != "" && (glyph || several) || standard[to] && (glyph || several && !bigFive[from]) {
				usual[from] = append(usual[from], to)
			}
		}
	}
	for from, to := range usual {
		if to, ok := one(to, simplified); ok {
			pairs = append(pairs, from+to)
		}
	}
	slices.Sort(pairs)
	return pairs
}

// having gives the characters that a file of the database has a field of.
func having(field string, text []byte) map[string]bool {
	all := map[string]bool{}
	for _, f := range regexp.MustCompile(`(?m)^U\+([0-9A-F]{4})\t`+field+`\t`).FindAllSubmatch(text, -1) {
		all[char(f[1])] = true
	}
	return all
}

// printed gives pairs of a character of GB/T 12345, mainland China's set for traditional texts, and the one of Big Five that
// is simplified alike: 産 and 產, 閲 and 閱. The first has the place of the simplified one, 产 and 阅, in GB 2312; where Big
// Five has several such characters, or none, that one is the second of the pair. Those that are in a pair already are left out.
func printed(mappings []byte, known, others []string) (pairs []string) {
	place := regexp.MustCompile(`(?m)^U\+([0-9A-F]{4})\tkGB([01])\t(\d+)`)
	simplified := map[string]string{}
	for _, f := range place.FindAllSubmatch(mappings, -1) {
		if string(f[2]) == "0" {
			simplified[string(f[3])] = char(f[1])
		}
	}
	standard, bigFive := having("kTGH", mappings), having("kBigFive", mappings)
	done := map[string]bool{}
	for _, p := range slices.Concat(others, known) {
		done[p[:3]] = true
	}
	for _, f := range place.FindAllSubmatch(mappings, -1) {
		from, to := char(f[1]), simplified[string(f[3])]
		if string(f[2]) == "0" || to == "" || to == from || standard[from] || done[from] {
			continue
		}
		var alike []string
		for _, p := range known {
			if p[3:] == to && bigFive[p[:3]] && p[:3] != to {
				alike = append(alike, p[:3])
			}
		}
		if len(alike) == 1 {
			to = alike[0]
		}
		pairs = append(pairs, from+to)
	}
	return pairs
}

// glyphs are variants that the database has by one dictionary or not at all, as Hong Kong and old print have them, each with
// the usual form.
func glyphs() []string {
	return strings.Fields("麪麵 糭粽 靑青 淸清 旣既 吿告 姸妍 効效 豔艷")
}

// words are pairs that the database does not have: a character of words of everyday, as they are written in Hong Kong and
// Taiwan, and the one that serves for it in simplified texts: 騰訊遊戲 and 腾讯游戏, 信託 and 信托.
func words() []string {
	return strings.Fields("遊游 託托 諮咨 週周 佈布 佔占 僱雇 慾欲 兇凶 籤签 砲炮 盃杯 鍊炼 嚮向 彫雕 倣仿 餵喂 讚赞 譟噪 燬毁 癒愈 稜棱 " +
		"崑昆 崙仑 嶽岳 巖岩 樑梁 喫吃 嚐尝 淒凄 姪侄 菸烟")
}

// one picks the usual form, the traditional one if there is one; false if there are several.
func one(forms []string, simplified map[string]string) (string, bool) {
	traditional := slices.DeleteFunc(slices.Clone(forms), func(f string) bool { return simplified[f] == "" })
	if len(traditional) > 0 {
		forms = traditional
	}
	for _, f := range forms {
		if simplified[f] != simplified[forms[0]] || simplified[f] == "" && f != forms[0] {
			return "", false
		}
	}
	return slices.Min(forms), true
}
