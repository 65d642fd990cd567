package expr

import (
	"regexp"
	"strings"
)

// mostRegexps is how many compiled patterns a query keeps, mostMatches how many of one pattern REPLACE puts something
// else in the place of: they are all found at once.
const (
	mostRegexps = 64
	mostMatches = 1_000_000
)

// regex tells whether a text matches a pattern, anywhere.
func (e *Env) regex(args []Value) Value {
	text, pattern := args[0], args[1]
	if !text.isString() || pattern.kind != String {
		return Value{}
	}
	re := e.compiled(pattern, args[2:])
	if re == nil {
		return Value{}
	}
	return NewBoolean(re.MatchString(text.text))
}

// replace puts a text in the place of each match, as XPath's fn:replace. A pattern that matches nothing at all is an
// error.
func (e *Env) replace(args []Value) Value {
	text, pattern, by := args[0], args[1], args[2]
	if !text.isString() || pattern.kind != String || by.kind != String {
		return Value{}
	}
	re := e.compiled(pattern, args[3:])
	if re == nil || re.MatchString("") {
		return Value{}
	}
	pieces, ok := replacement(by.text, re.NumSubexp())
	if len(args) > 3 && strings.Contains(args[3].text, "q") {
		pieces, ok = []piece{{text: by.text}}, true
	}
	if !ok {
		return Value{}
	}
	var b strings.Builder
	end, n := 0, 0
	put := func(m []int) bool {
		b.WriteString(text.text[end:m[0]])
		for _, p := range pieces {
			b.WriteString(p.text)
			if g := 2 * p.group; p.isGroup && m[g] >= 0 {
				b.WriteString(text.text[m[g]:m[g+1]])
			}
		}
		end = m[1]
		n++
		return m[1] > m[0] && e.room(b.Len()) && (n%4096 != 0 || e.look())
	}
	for _, m := range re.FindAllStringSubmatchIndex(text.text, mostMatches+1) {
		if n == mostMatches {
			if e.Limit != nil {
				e.Fail(e.Limit())
			}
			return Value{}
		}
		if !put(m) {
			return Value{} // a match of nothing, such as a word's boundary, is an error as well
		}
	}
	if !e.room(b.Len() + len(text.text) - end) {
		return Value{}
	}
	b.WriteString(text.text[end:])
	return sameKind(b.String(), text)
}

// A piece of a replacement is a text, and then a group of the match.
type piece struct {
	text    string
	group   int
	isGroup bool
}

// replacement reads $N and the escapes \$ and \\; false for anything else after a backslash or a dollar sign.
func replacement(s string, groups int) ([]piece, bool) {
	var pieces []piece
	var text strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			if i++; i == len(s) || s[i] != '\\' && s[i] != '$' {
				return nil, false
			}
			text.WriteByte(s[i])
		case s[i] == '$':
			if i+1 == len(s) || s[i+1] < '0' || s[i+1] > '9' {
				return nil, false
			}
			i++
			group := int(s[i] - '0')
			// More digits belong to the number as long as there is such a group.
			for i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' && group*10+int(s[i+1]-'0') <= groups {
				i++
				group = group*10 + int(s[i]-'0')
			}
			pieces = append(pieces, piece{text: text.String(), group: group, isGroup: group <= groups})
			text.Reset()
		default:
			text.WriteByte(s[i])
		}
	}
	return append(pieces, piece{text: text.String()}), true
}

// compiled gives the program of a pattern with XPath's flags, nil for one that is none.
func (e *Env) compiled(pattern Value, flags []Value) *regexp.Regexp {
	key := [2]string{pattern.text, ""}
	if len(flags) > 0 {
		if flags[0].kind != String {
			return nil
		}
		key[1] = flags[0].text
	}
	re, known := e.regexps[key]
	if !known {
		re = compile(key[0], key[1])
		if len(e.regexps) >= mostRegexps || e.regexps == nil {
			e.regexps = map[[2]string]*regexp.Regexp{}
		}
		e.regexps[key] = re
	}
	return re
}

// compile translates what XPath and Go write differently.
func compile(pattern, flags string) *regexp.Regexp {
	if strings.Trim(flags, "smixq") != "" {
		return nil
	}
	goFlags := ""
	for _, f := range "sm" {
		if strings.ContainsRune(flags, f) {
			goFlags += string(f)
		}
	}
	if strings.Contains(flags, "i") {
		goFlags += "i"
	}
	if strings.Contains(flags, "q") {
		pattern = regexp.QuoteMeta(pattern)
	} else {
		var ok bool
		if pattern, ok = translated(pattern, strings.Contains(flags, "x")); !ok {
			return nil
		}
	}
	if goFlags != "" {
		pattern = "(?" + goFlags + ")" + pattern
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil
	}
	return re
}

// Escapes of classes of characters, alone and within brackets.
var classEscapes = map[byte][2]string{
	'd': {`\p{Nd}`, `\p{Nd}`},
	'D': {`\P{Nd}`, `\P{Nd}`},
	's': {`[\t\n\r ]`, `\t\n\r `},
	'S': {`[^\t\n\r ]`, ``},
	'w': {`[^\p{P}\p{Z}\p{C}]`, `\p{L}\p{M}\p{N}\p{S}`},
	'W': {`[\p{P}\p{Z}\p{C}]`, `\p{P}\p{Z}\p{C}`},
	'i': {`[\p{L}_:]`, `\p{L}_:`},
	'I': {`[^\p{L}_:]`, ``},
	'c': {`[-.\p{L}\p{M}\p{Nd}_:\x{B7}]`, `\-.\p{L}\p{M}\p{Nd}_:\x{B7}`},
	'C': {`[^-.\p{L}\p{M}\p{Nd}_:\x{B7}]`, ``},
}

// translated writes a pattern of XPath as one of Go; false for what Go does not have: references to groups, and the
// subtraction of classes.
func translated(pattern string, spaced bool) (string, bool) {
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '\\' && i+1 < len(pattern):
			i++
			forms, class := classEscapes[pattern[i]]
			switch {
			case class && !inClass:
				b.WriteString(forms[0])
			case class && forms[1] == "":
				return "", false
			case class:
				b.WriteString(forms[1])
			default:
				b.WriteByte('\\')
				b.WriteByte(pattern[i])
			}
		case spaced && !inClass && (c == ' ' || c == '\t' || c == '\n' || c == '\r'):
		case c == '[' && inClass:
			if i > 0 && pattern[i-1] == '-' {
				return "", false
			}
			b.WriteString(`\[`)
		case c == '[':
			inClass = true
			b.WriteByte(c)
		case c == ']':
			inClass = false
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), true
}
