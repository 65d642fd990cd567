package guard

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/limit"
)

// What a script may have at most of what makes the parser or the compiler slow out of proportion: goja's parser
// keeps an error for each pair of equal labels, for one, and tries arrow functions twice.
const (
	maxBrackets  = 500   // open at once
	maxOpened    = 5_000 // in all
	maxArrows    = 1_000 // =>
	maxSameLabel = 400   // the same word before a colon: a key of object literals, or a label
	maxTreeDepth = 500   // levels of the syntax tree; a sum of so many terms is as deep
)

// precheck looks at a script's text before the parser does. It counts without regard to what is within quotes
// or comments, so that no trick of quoting gets around it; a script that it refuses for its long texts can pass
// them as parameters.
func precheck(script string) error {
	open, opened, operators := 0, 0, 0
	var labels map[string]int // made at the first: a chain of calls has none
	for i := 0; i < len(script); i++ {
		switch c := script[i]; {
		case strings.IndexByte("!~+-", c) >= 0:
			// The parser calls itself for each; the first deep call of a process takes long to make room.
			if operators++; operators > maxTreeDepth {
				return tooIntricate("operators in a row", maxTreeDepth, script, i)
			}
		case c > ' ':
			operators = 0
		}
		switch script[i] {
		case '(', '[', '{':
			open++
			if opened++; open > maxBrackets || opened > maxOpened {
				return tooIntricate("brackets", maxBrackets, script, i)
			}
		case ')', ']', '}':
			open = max(open-1, 0)
		case ':':
			if labels == nil {
				labels = make(map[string]int)
			}
			word := wordBefore(script[:i])
			if labels[word]++; labels[word] > maxSameLabel {
				return tooIntricate("labels or keys of one name", maxSameLabel, script, i)
			}
		}
	}
	if strings.Count(script, "=>") > maxArrows {
		return tooIntricate("arrow functions", maxArrows, script, strings.Index(script, "=>"))
	}
	return nil
}

// wordBefore is the name at the end of a text, white space after it aside; "" if what is there is no plain
// name, such as one with an escape.
func wordBefore(text string) string {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	start := len(text)
	for start > 0 && len(text)-start < 100 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if r == '\\' {
			return ""
		}
		if r != '_' && r != '$' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			break
		}
		start -= size
	}
	return text[start:]
}

// tooIntricate places the error at a byte of the script.
func tooIntricate(what string, most int64, script string, at int) error {
	err := fault.Of(limit.Error(what+" in a script, which has no option; pass data as parameters", most, ""))
	err.Line, err.Column = fault.Place(script, at)
	return err
}
