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
// simplified to one of the standard's: 汎 and 泛, which tell people apart, have none.
func variants(text, mappings []byte) (pairs []string) {
	standard := map[string]bool{}
	for _, f := range regexp.MustCompile(`(?m)^U\+([0-9A-F]{4})\tkTGH\t`).FindAllSubmatch(mappings, -1) {
		standard[char(f[1])] = true
	}
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
			if simplified[to] != "" && (glyph || several) || standard[to] && glyph {
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
