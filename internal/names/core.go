package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Titles and endings of companies, folded. Words of Latin letters stand apart, Chinese ones at the end of a name. The
// longer of two that end alike come first.
func isTitle(word string) bool {
	switch word {
	case "dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "miss", "sir", "phd":
		return true
	}
	return false
}

func chineseTitles() []string {
	return []string{"博士", "教授", "先生", "女士", "小姐", "院士", "老師", "老师"}
}

func isEnding(word string) bool {
	switch word {
	case "inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "corp", "corporation", "co", "company", "plc",
		"gmbh", "ag", "kg", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "oy", "ab", "as", "pte", "pty", "kk":
		return true
	}
	return false
}

func chineseEndings() []string {
	return []string{"股份有限公司", "有限責任公司", "有限责任公司", "有限公司", "股份公司", "株式會社", "株式会社", "集團", "集团", "公司"}
}

// Words gives the words of a folded name, without what is neither letter nor digit, and accents.
func Words(folded string) []string {
	words := strings.FieldsFunc(folded, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !IsApostrophe(r) && r != '.'
	})
	for i, w := range words {
		words[i] = Squeeze(w)
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// PersonWords gives the words of a person's folded name without titles: "wang xiaoming" of "Dr. Wang Xiaoming", 王小明 of
// 王小明博士.
func PersonWords(folded string) []string {
	return without(Words(folded), isTitle, chineseTitles, true)
}

// OrganizationWords gives the words of an organization's folded name without what tells the form of a company: "openai" of
// "OpenAI, Inc.", 深度求索 of 深度求索有限公司.
func OrganizationWords(folded string) []string {
	return without(Words(folded), isEnding, chineseEndings, false)
}

// coreWords gives the words of any folded name without titles and endings.
func coreWords(folded string) []string {
	return without(without(Words(folded), isTitle, chineseTitles, true), isEnding, chineseEndings, false)
}

// without leaves out words at either end, or at the last one only, as long as a word is left.
func without(words []string, apart func(word string) bool, chinese func() []string, first bool) []string {
	for len(words) > 1 {
		n := len(words)
		switch {
		case apart(words[n-1]) || HasHan(words[n-1]) && slices.Contains(chinese(), words[n-1]):
			words = words[:n-1]
		case first && apart(words[0]):
			words = words[1:]
		default:
			return cutChinese(words, chinese)
		}
	}
	return cutChinese(words, chinese)
}

// cutChinese cuts one off the last word, if two characters are left of it.
func cutChinese(words []string, endings func() []string) []string {
	if len(words) == 0 || !HasHan(words[len(words)-1]) {
		return words
	}
	last := &words[len(words)-1]
	for _, ending := range endings() {
		if rest, ok := strings.CutSuffix(*last, ending); ok && utf8.RuneCountInString(rest) >= 2 {
			*last = rest
			return words
		}
	}
	return words
}
