package syntax

import (
	"fmt"
	"strings"

	"github.com/agnivade/levenshtein"

	"talentgraph.example/query/internal/algebra"
)

// Error says where a text is no SPARQL, and why.
type Error struct {
	// Line and Column are where, from 1, columns in runes.
	Line, Column int
	// Expected says what could have stood there, in words; empty where Text says all.
	Expected string
	// Found is what stands there.
	Found string
	// Text says what is wrong, where it is no matter of what was expected.
	Text string
	// Meant is what may have been meant; empty if nothing comes near.
	Meant string
	// Hint says how it is written in SPARQL, or which bracket is open, where that can be told; else empty.
	Hint string
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%d:%d: ", e.Line, e.Column)
	if e.Expected != "" {
		s += "expected " + e.Expected + " before " + e.Found
	} else {
		s += e.Text
	}
	if e.Meant != "" {
		s += "; did you mean " + e.Meant + "?"
	}
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// failure is how the parser leaves from within; Parse turns it into an error.
type failure struct{ err error }

func failAt(at algebra.Place, format string, args ...any) {
	panic(failure{&Error{Line: int(at.Line), Column: int(at.Column), Text: fmt.Sprintf(format, args...)}})
}

// likeWord finds the keyword that a word comes near.
func likeWord(word string) string {
	if len(word) < 3 || len(word) > 30 {
		return ""
	}
	upper := strings.ToUpper(word)
	best, least := "", len(word)/3+1
	try := func(known string) {
		if d := levenshtein.ComputeDistance(upper, strings.ToUpper(known)); d < least {
			best, least = known, d
		}
	}
	for _, known := range strings.Fields(keywords) {
		try(known)
	}
	for f := algebra.FnBound; f.Signature().Name != ""; f++ {
		try(f.String())
	}
	if least == 0 {
		return "" // it is one, in the wrong place
	}
	return best
}

const keywords = "BASE PREFIX SELECT CONSTRUCT DESCRIBE ASK DISTINCT REDUCED WHERE FROM NAMED GROUP HAVING ORDER BY ASC DESC " +
	"LIMIT OFFSET VALUES OPTIONAL GRAPH SERVICE SILENT BIND UNION MINUS FILTER UNDEF EXISTS SEPARATOR COUNT SUM MIN MAX AVG SAMPLE " +
	"GROUP_CONCAT INSERT DELETE DATA WITH USING LOAD INTO CLEAR DROP CREATE ADD MOVE COPY DEFAULT ALL TO true false"

// shorten keeps a message readable.
func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

// nearest finds the name that one comes near.
func nearest(name string, names []string) string {
	best, least := "", max(1, len(name)/2)+1
	for _, n := range names {
		if d := levenshtein.ComputeDistance(name, n); d < least {
			best, least = n, d
		}
	}
	return best
}
