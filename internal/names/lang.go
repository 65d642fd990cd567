package names

import "strings"

// LangRank is the place of a language tag among the wanted ones; what was not asked for comes after
// them: English, no language, others.
func LangRank(tag string, langs []string) int {
	for i, want := range langs {
		for step := 0; want != ""; step++ {
			if tag == want || langMatches(tag, want) {
				return i*16 + min(step, 15)
			}
			// Lookup, RFC 4647 section 3.4: shorten the wanted tag from its end.
			want = want[:max(0, strings.LastIndexByte(want, '-'))]
		}
	}
	rest := len(langs) * 16
	switch {
	case langMatches(tag, "en"):
		return rest
	case tag == "":
		return rest + 1
	default:
		return rest + 2
	}
}

// langMatches is basic filtering, RFC 4647 section 3.3.1: the tag is the range or begins with it.
func langMatches(tag, langRange string) bool {
	if len(tag) < len(langRange) || !strings.EqualFold(tag[:len(langRange)], langRange) {
		return false
	}
	return len(tag) == len(langRange) || tag[len(langRange)] == '-'
}
