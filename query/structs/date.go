package structs

import (
	"fmt"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/sizes"
)

// Date is a year, a month, a day or a span that stays as exact as it was told: "2024", "2024-03" or "2024-03-15", as XML
// Schema 1.1 writes the types gYear, gYearMonth and date, with the time zone if there is one, or as EDTF (ISO 8601-2:2019)
// writes quarters, spans and dates that are not sure: "2023-35", "2022/2024", "2024~". Years may be negative, 0, and
// above 9999. The zero Date is none. Dates are one by == if they are written alike; in JSON they are strings.
type Date struct{ text string }

// ParseDate reads a date. A text that is none, or has a time of day, is an error.
func ParseDate(text string) (Date, error) {
	switch t, ok := dates.ParseTime(text); {
	case !ok:
		if _, ok := dates.ParseSpan(text); ok {
			return Date{text}, nil
		}
		return Date{}, fmt.Errorf("%q is no date; write a year, a month, a day or a span, such as \"2024\", \"2024-03\", \"2024-03-15\" or \"2022/2024\"", text)
	case t.Clock:
		return Date{}, fmt.Errorf("%q has a time of day, which a structs.Date does not hold; use a time.Time", text)
	}
	return Date{text}, nil
}

// time is what one date tells; of a span it is the year that it begins in.
func (d Date) time() dates.Time {
	t, ok := dates.ParseTime(strings.TrimRight(d.text, "~?%"))
	if s, isSpan := dates.ParseSpan(d.text); !ok && isSpan {
		return dates.Time{Year: s.Year()}
	}
	return t
}

// IsZero tells whether there is no date.
func (d Date) IsZero() bool { return d.text == "" }

// String is the date as it was written; empty for none.
func (d Date) String() string { return d.text }

// Year is 0 for no date, too.
func (d Date) Year() int { return d.time().Year }

// Month is 0 if only the year is told.
func (d Date) Month() time.Month { return time.Month(d.time().Month) }

// Day is 0 if only the year or the month is told.
func (d Date) Day() int { return d.time().Day }

// Compare orders dates by the moment they begin, then by the one they end: -1, 0 or 1. No date comes first.
func (d Date) Compare(other Date) int {
	switch {
	case d.IsZero() && other.IsZero():
		return 0
	case d.IsZero():
		return -1
	case other.IsZero():
		return 1
	}
	a, _ := sizes.OfTimeText(d.text)
	b, _ := sizes.OfTimeText(other.text)
	return a.Compare(b)
}

// MarshalText gives the date as it was written.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// UnmarshalText reads a date as [ParseDate] does, and "" as none.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	read, err := ParseDate(string(text))
	if err == nil {
		*d = read
	}
	return err
}

// literal is the date as a value of a datatype, or, if that is "", of the one that is as exact.
func (d Date) literal(datatype quad.IRI) (quad.Value, error) {
	if d.IsZero() {
		return nil, fmt.Errorf("it is the zero Date, and no time")
	}
	own := vocab.XSDDate
	switch t := d.time(); {
	case t.Month == 0:
		own = vocab.XSDGYear
	case t.Day == 0:
		own = vocab.XSDGYearMonth
	}
	if _, ok := dates.ParseTime(d.text); !ok {
		own = vocab.EDTF
	}
	switch datatype {
	case "":
		datatype = own
	case vocab.EDTF: // which can say all of them
	case vocab.XSDDate, vocab.XSDGYear, vocab.XSDGYearMonth, vocab.XSDDateTime:
		if datatype != own {
			return nil, fmt.Errorf("%q cannot be of the datatype %s", d.text, datatype)
		}
	}
	return term.TypedLiteral(d.text, string(datatype)), nil
}
