package amounts

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestText is more bytes than any amount needs.
const longestText = 200

// Reader reads amounts. It may be used by several goroutines at once.
type Reader struct{ lexicon *lexicon }

// NewReader makes a reader.
func NewReader() *Reader { return &Reader{newLexicon()} }

// Read reads one amount, or the two ends of a range, the lower one first: "$5-10 million" is at least 5 and at most 10
// millions. An amount that is said to be undisclosed is none. Unit says what is told elsewhere, as in a heading "Amount
// (USD m)", and is taken for what the text itself does not say; see [Reader.Unit]. The error says what could have been
// written.
func (r *Reader) Read(text string, unit Unit) ([]Amount, error) {
	if len(text) > longestText {
		return nil, errNoAmount()
	}
	t := tidy(text)
	if isUndisclosed(t) {
		return nil, nil
	}
	s := scan{r: r, rest: t}
	if err := s.all(); err != nil {
		return nil, err
	}
	return s.amounts(unit)
}

func tidy(text string) string {
	text = strings.NewReplacer("–", "-", "—", "-", "−", "-", "〜", "~", "，", ",").Replace(strings.ToLower(norm.NFKC.String(text)))
	return strings.Join(strings.Fields(text), " ")
}

func errNoAmount() error {
	return errors.New("this must be an amount of money, such as US$2.5bn, RMB 300 million, 25亿元, more than 10 million euros, $5-10 million, or undisclosed")
}

func isUndisclosed(t string) bool {
	switch strings.Trim(t, "()[]. ") {
	case "undisclosed", "not disclosed", "undisclosed amount", "undisclosed sum", "amount undisclosed", "not announced", "not public", "confidential", "unspecified", "n/d", "nd", "private",
		"未披露", "未公开", "未公開", "未透露", "未公布", "未公佈", "保密", "金额未披露", "金額未披露", "金额不详", "金額不詳", "未披露金额", "未披露金額":
		return true
	}
	return false
}

// Unit is the currency and the scale that a heading gives.
type Unit struct {
	currency string
	scale    *big.Int // nil for 1
}

// Unit reads what a heading says of the amounts below it: "USD m", "万元", "in US$ million".
func (r *Reader) Unit(text string) (Unit, bool) {
	s := scan{r: r, rest: strings.ReplaceAll(tidy(text), ":", " ")}
	if len(text) > longestText || s.all() != nil || len(s.numbers) > 1 || s.bound != 0 {
		return Unit{}, false
	}
	u := Unit{currency: s.currency()}
	if len(s.numbers) == 1 {
		n := s.numbers[0]
		if n.told || n.scaled == nil || n.total.Sign() != 0 {
			return Unit{}, false
		}
		u.scale = n.scaled
	}
	return u, u.currency != "" || u.scale != nil
}

// number is one of an amount's numbers, as it is put together.
type number struct {
	total, section, last *big.Rat
	open                 bool     // last has a number that no word has multiplied
	told                 bool     // there is a digit, or a word for some
	scaled               *big.Int // what all of it is multiplied by; nil if nothing
	several              bool
	mixed                bool // of several parts, as 1亿5000万
}

func newNumber() *number {
	return &number{total: new(big.Rat), section: new(big.Rat), last: new(big.Rat)}
}

// scan reads a text word by word.
type scan struct {
	r       *Reader
	rest    string
	numbers []*number
	next    bool // another number is to come
	named   string
	generic string
	yen     bool
	chinese bool
	bound   Bound
}

func (s *scan) number() *number {
	if len(s.numbers) == 0 || s.next {
		s.numbers, s.next = append(s.numbers, newNumber()), false
	}
	return s.numbers[len(s.numbers)-1]
}

// all reads all words.
func (s *scan) all() error {
	s.chinese = strings.ContainsFunc(s.rest, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	for s.rest != "" {
		if s.rest[0] == ' ' {
			s.rest = s.rest[1:]
			continue
		}
		if s.rest[0] >= '0' && s.rest[0] <= '9' {
			if err := s.digits(); err != nil {
				return err
			}
			continue
		}
		word, m, ok := s.r.lexicon.longest(s.rest)
		if !ok {
			return errNoAmount()
		}
		s.rest = s.rest[len(word):]
		if word == "~" && len(s.numbers) > 0 {
			m = meaning{kind: to}
		}
		if err := s.word(m); err != nil {
			return err
		}
	}
	return nil
}

// digits reads a number of digits: 2500, 2,500, 2.5, 2.5e9.
func (s *scan) digits() error {
	end := strings.IndexFunc(s.rest, func(r rune) bool { return (r < '0' || r > '9') && r != ',' && r != '.' })
	if end < 0 {
		end = len(s.rest)
	}
	text := strings.TrimRight(s.rest[:end], ".,")
	rest := s.rest[len(text):]
	if power := exponent(rest); power != "" && !strings.Contains(text, ",") {
		text, rest = text+power, rest[len(power):]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for i, g := range groups {
			if i == 0 && (len(g) < 1 || len(g) > 3) || i > 0 && len(g) != 3 {
				return fmt.Errorf("the comma in %q divides no thousands; write a point before decimals", text)
			}
		}
		whole = strings.Join(groups, "")
	}
	if strings.ContainsAny(fraction, ".,") {
		return fmt.Errorf("the points in %q are more than one; write 1,000,000 or 1000000", text)
	}
	text = whole
	if fraction != "" {
		text += "." + fraction
	}
	value, ok := new(big.Rat).SetString(text)
	n := s.number()
	if !ok || n.open {
		return errNoAmount()
	}
	n.mixed = n.mixed || n.told
	n.last, n.open, n.told, s.rest = value, true, true, rest
	return nil
}

// exponent is the end of a number as programs write it: e9, e+09.
func exponent(rest string) string {
	if rest == "" || rest[0] != 'e' {
		return ""
	}
	digits := strings.TrimLeft(rest[1:], "+")
	n := 0
	for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
		n++
	}
	if n == 0 || n > 2 || len(rest)-1-len(digits) > 1 {
		return ""
	}
	return rest[:len(rest)-len(digits)+n]
}

// word takes a word in.
func (s *scan) word(m meaning) error {
	switch m.kind {
	case money:
		c := s.r.lexicon.money[m.currency]
		at := &s.named
		if c.generic {
			at = &s.generic
		}
		if *at != "" && *at != c.code {
			return fmt.Errorf("the amount is in two currencies, %s and %s; write one of them, and the other in a note", *at, c.code)
		}
		*at = c.code
	case yenSign:
		s.yen = true
	case boundary:
		if s.bound != 0 && s.bound != m.bound && m.bound != OrderOf {
			return errors.New("the amount is told in two ways, as in \"about\" beside \"more than\"; write one of them")
		}
		s.bound = m.bound
	case to:
		if len(s.numbers) != 1 || s.next || !s.numbers[0].told {
			return errNoAmount()
		}
		s.next = true
	case digit, several:
		n := s.number()
		if n.open {
			return errNoAmount()
		}
		n.mixed = n.mixed || n.told
		n.last.SetInt64(1)
		if m.kind == digit {
			n.last.SetInt(m.scale)
		}
		n.several = n.several || m.kind == several
		n.open, n.told = true, true
	case unit:
		n := s.number()
		if !n.open {
			n.last.SetInt64(1)
		}
		n.section.Add(n.section, new(big.Rat).Mul(n.last, new(big.Rat).SetInt(m.scale)))
		n.last, n.open, n.told, n.several = new(big.Rat), false, true, n.several || m.bound == OrderOf
	case power:
		n := s.number()
		n.power(m.scale)
		if m.bound == OrderOf && !n.told {
			n.told, n.several = true, true
			n.total.SetInt(n.scaled)
		}
	}
	return nil
}

// power multiplies what stands before a word for a large number: 3 million, 3千万, 万亿.
func (n *number) power(scale *big.Int) {
	section := new(big.Rat).Add(n.section, n.last)
	by := new(big.Rat).SetInt(scale)
	if section.Sign() == 0 && !n.open { // 万亿
		n.total.Mul(n.total, by)
	} else {
		n.total.Add(n.total, section.Mul(section, by))
	}
	if n.scaled == nil || n.open || n.mixed {
		n.scaled = scale
	} else {
		n.scaled = new(big.Int).Mul(n.scaled, scale)
	}
	n.section, n.last, n.open = new(big.Rat), new(big.Rat), false
}

func (s *scan) currency() string {
	switch {
	case s.named != "":
		return s.named
	case s.generic != "":
		return s.generic
	case s.yen && s.chinese:
		return "CNY"
	}
	return ""
}

// amounts puts together what was read.
func (s *scan) amounts(unit Unit) ([]Amount, error) {
	code := s.currency()
	if code == "" {
		code = unit.currency
	}
	if s.yen && code == "" {
		return nil, errors.New("¥ can be yuan or yen; write CNY or JPY")
	}
	if len(s.numbers) == 0 || s.next {
		return nil, errNoAmount()
	}
	values := make([]*big.Rat, len(s.numbers))
	bound := s.bound
	for i, n := range s.numbers {
		if !n.told && n.scaled != nil && (bound == AtLeast || bound == MoreThan || bound == About) { // 上亿, 近亿
			n.told = true
			n.total.SetInt(n.scaled)
		}
		if !n.told {
			return nil, errNoAmount()
		}
		if n.several {
			bound = OrderOf
		}
		values[i] = new(big.Rat).Add(n.total, new(big.Rat).Add(n.section, n.last))
	}
	last := s.numbers[len(s.numbers)-1]
	if last.scaled == nil && unit.scale != nil {
		for i, n := range s.numbers {
			if n.scaled == nil {
				values[i].Mul(values[i], new(big.Rat).SetInt(unit.scale))
			}
		}
	}
	if len(values) == 1 {
		return []Amount{{decimal(values[0]), code, bound}}, nil
	}
	if first := s.numbers[0]; first.scaled == nil && last.scaled != nil { // 5-10 million
		if scaled := new(big.Rat).Mul(values[0], new(big.Rat).SetInt(last.scaled)); scaled.Cmp(values[1]) < 0 {
			values[0] = scaled
		} else if values[0].Cmp(big.NewRat(1000, 1)) < 0 { // but $500,000 - $1 million
			values[0] = scaled
		}
	}
	if values[0].Cmp(values[1]) >= 0 {
		return nil, errors.New("the range of the amount does not ascend")
	}
	return []Amount{{decimal(values[0]), code, AtLeast}, {decimal(values[1]), code, AtMost}}, nil
}

// decimal writes a number whose denominator is a power of ten.
func decimal(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(longestText), "0")
}
