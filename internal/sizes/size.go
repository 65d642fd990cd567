package sizes

import (
	"cmp"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
)

// A Size is a value to order by. Its fields are there for cursors, which keep them.
type Size struct {
	Sort Sort   `json:",omitempty"`
	Sign int    `json:",omitempty"` // of a number: -1, 0 or 1
	At   int64  `json:",omitempty"` // of a time, its first second; of a number, where its point is
	End  int64  `json:",omitempty"` // of a time, the second behind its last
	Text string `json:",omitempty"` // of a time, the fraction of its second; of a number, its digits
}

// Sort tells what is compared, in the order in which sorts come.
type Sort int

// The sorts. What stands at Text and Missing is not measured: it is there for those who order other values too.
const (
	Number Sort = iota
	Time
	Text
	Missing
)

// Compare orders sizes: numbers by size, then times by the moment they begin, then by the one they end; then texts.
func (s Size) Compare(other Size) int {
	if c := cmp.Or(cmp.Compare(s.Sort, other.Sort), cmp.Compare(s.Sign, other.Sign)); c != 0 {
		return c
	}
	c := cmp.Or(cmp.Compare(s.At, other.At), strings.Compare(s.Text, other.Text), cmp.Compare(s.End, other.End))
	if s.Sign < 0 {
		return -c
	}
	return c
}

// CompareBegin is Compare, but looks at no time's end.
func (s Size) CompareBegin(other Size) int {
	s.End = other.End
	return s.Compare(other)
}

// Of gives the size of a literal whose datatype is one of numbers or times; false for what is neither.
func Of(t term.Term) (Size, bool) {
	if t.Kind != term.Literal || t.Lang != "" {
		return Size{}, false
	}
	switch number, timed := sortOf(t.Datatype); {
	case number:
		return OfNumber(t)
	case timed:
		return OfTimeText(t.Text)
	}
	return Size{}, false
}

// sortOf tells whether the values of a datatype are numbers or times.
func sortOf(datatype string) (number, timed bool) {
	if datatype == string(vocab.EDTF) {
		return false, true
	}
	name, own := strings.CutPrefix(datatype, term.XSD)
	if !own {
		if name, own = strings.CutPrefix(datatype, "http://schema.org/"); !own {
			return false, false
		}
		switch name {
		case "Integer", "Float", "Number":
			return true, false
		case "Date", "DateTime":
			return false, true
		}
		return false, false
	}
	switch name {
	case "integer", "decimal", "double", "float", "long", "int", "short", "byte",
		"unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
		"nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger":
		return true, false
	case "dateTime", "dateTimeStamp", "date", "gYearMonth", "gYear":
		return false, true
	}
	return false, false
}

// OfTimeText reads a time of XML Schema or EDTF.
func OfTimeText(text string) (Size, bool) {
	if at, ok := dates.ParseTime(text); ok {
		return OfTime(at), true
	}
	s, ok := dates.ParseSpan(text)
	first, end := s.Unix()
	return Size{Sort: Time, At: first, End: end}, ok
}

// OfTime is the size of a time.
func OfTime(t dates.Time) Size {
	first, end := t.Unix()
	return Size{Sort: Time, At: first, End: end, Text: t.Fraction}
}
