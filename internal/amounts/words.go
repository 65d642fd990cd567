package amounts

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// meaning is what a word of an amount says.
type meaning struct {
	kind     kind
	currency int // index in currencies
	scale    *big.Int
	bound    Bound
}

type kind uint8

const (
	nothing  kind = iota // "of", a comma
	money                // a currency
	yenSign              // which is that of two currencies
	digit                // a Chinese one
	unit                 // 十, 百, 千, hundred: multiplies the number before it
	power                // 万, 亿, million: multiplies all since the last one
	several              // 数, several: stands for a number
	boundary             // how the number is meant
	to                   // between two numbers
)

// lexicon has all words, by the word in small letters.
type lexicon struct {
	words map[string]meaning
	most  int // letters of the longest
	money []currency
}

func newLexicon() *lexicon {
	l := &lexicon{words: map[string]meaning{}, money: currencies()}
	add := func(words string, m meaning) {
		for _, w := range strings.Split(words, "|") {
			if w != "" {
				l.words[w] = m
				l.most = max(l.most, utf8.RuneCountInString(w))
			}
		}
	}
	for i, c := range l.money {
		m := meaning{kind: money, currency: i}
		add(c.words, m)
		if !c.generic {
			add(strings.Join([]string{strings.ToLower(c.code), strings.ToLower(c.english), c.hant, c.hans}, "|"), m)
		}
	}
	add("元", meaning{kind: money, currency: slices.IndexFunc(l.money, func(c currency) bool { return c.generic && c.code == "CNY" })})
	add("¥", meaning{kind: yenSign})
	for i, words := range []string{"零|〇", "一|壹", "二|两|兩|贰|貳", "三|叁|參", "四|肆", "五|伍", "六|陆|陸", "七|柒", "八|捌", "九|玖"} {
		add(words, meaning{kind: digit, scale: big.NewInt(int64(i))})
	}
	for n, words := range map[int64]string{10: "十|拾", 100: "百|佰|hundred", 1000: "千|仟"} {
		add(words, meaning{kind: unit, scale: big.NewInt(n)})
	}
	for n, words := range map[int64]string{
		1_000: "k|thousand", 10_000: "万|萬|w", 100_000: "lakh|lakhs", 1_000_000: "m|mm|mn|mio|mln|mil|million", 10_000_000: "crore|crores|cr",
		100_000_000: "亿|億", 1_000_000_000: "b|bn|bln|billion", 1_000_000_000_000: "t|tn|trn|trillion|兆",
	} {
		add(words, meaning{kind: power, scale: big.NewInt(n)})
	}
	for n, words := range map[int64]string{10: "tens", 100: "hundreds"} {
		add(words, meaning{kind: unit, scale: big.NewInt(n), bound: OrderOf})
	}
	for n, words := range map[int64]string{1_000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions", 1_000_000_000_000: "trillions"} {
		add(words, meaning{kind: power, scale: big.NewInt(n), bound: OrderOf})
	}
	add("数|數|several|a few|multi|multi-|couple", meaning{kind: several, bound: OrderOf})
	for b, words := range map[Bound]string{
		Exactly:  "exactly|precisely|正好",
		MoreThan: "more than|over|above|exceeding|in excess of|upwards of|>|超过|超過|逾|超|多于|多於|余|餘|多|过|過|破|有余|有餘",
		AtLeast:  "at least|minimum|min.|not less than|no less than|≥|>=|至少|不少于|不少於|不低于|不低於|上|+|plus|or more|以上|起",
		About:    "about|around|approximately|approx|approx.|circa|c.|ca.|~|≈|roughly|nearly|almost|close to|some|estimated|est.|est|约|約|大约|大約|近|将近|將近|接近|左右|上下|估计|估計|估|约合|約合",
		OrderOf:  "in the order of|on the order of|级|級|量级|量級",
		AtMost:   "at most|up to|as much as|no more than|not more than|maximum|max.|≤|<=|至多|最多|不超过|不超過|不多于|不多於|以内|以內|上限",
		LessThan: "less than|under|below|<|低于|低於|少于|少於|不到|不足|以下",
	} {
		add(words, meaning{kind: boundary, bound: b})
	}
	add("-|to|至|到|and", meaning{kind: to})
	add("of|in|a|an|the|worth|between|from|total|totalling|共|合计|合計|总额|總額|总计|總計|整|,", meaning{})
	return l
}

// longest gives the longest word that a text begins with. A word of Latin letters is not the beginning of a longer one that
// is not known.
func (l *lexicon) longest(text string) (word string, m meaning, ok bool) {
	at, n := 0, 0
	for i, r := range text {
		if n++; n > l.most {
			break
		}
		at = i + utf8.RuneLen(r)
		if got, known := l.words[text[:at]]; known {
			word, m, ok = text[:at], got, true
		}
	}
	return word, m, ok
}
