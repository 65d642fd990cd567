package json

import (
	"encoding/json"
	"errors"
	"sort"
	"strconv"
	"unicode/utf16"

	"talentgraph.example/loader/internal/pace"
)

var errRange = errors.New("the number is beyond what a double can be")

// AppendCanonical writes a value in the JSON Canonicalization Scheme (RFC 8785), where numbers are doubles.
func AppendCanonical(p *pace.Pace, dst []byte, v *Value) ([]byte, error) {
	if !p.Step() {
		return nil, p.Err()
	}
	var err error
	switch v.Kind {
	case Number:
		f, err := strconv.ParseFloat(v.Text, 64)
		if err != nil {
			return nil, v.Error(errRange, "")
		}
		// encoding/json writes doubles as ECMAScript does, but for the sign of zero.
		text, err := json.Marshal(f + 0)
		return append(dst, text...), err
	case String:
		return AppendString(dst, v.Text), nil
	case Array:
		dst = append(dst, '[')
		for i, item := range v.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = AppendCanonical(p, dst, item); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	case Object:
		sorted := make([]keyed, len(v.Members))
		for i, m := range v.Members {
			sorted[i] = keyed{utf16.Encode([]rune(m.Name)), m}
		}
		sort.Slice(sorted, func(i, j int) bool { return lessUnits(sorted[i].units, sorted[j].units) })
		dst = append(dst, '{')
		for i, m := range sorted {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = AppendCanonical(p, append(AppendString(dst, m.Name), ':'), m.Value); err != nil {
				return nil, err
			}
		}
		return append(dst, '}'), nil
	}
	return append(dst, word(v.Kind)...), nil
}

// keyed is a member with its key in UTF-16, by which RFC 8785 orders.
type keyed struct {
	units []uint16
	Member
}

func lessUnits(a, b []uint16) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return len(a) < len(b)
}

func word(k Kind) string {
	switch k {
	case True:
		return "true"
	case False:
		return "false"
	}
	return "null"
}

// AppendString writes a string with the fewest escapes.
func AppendString(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			dst = append(dst, '\\', c)
		case c >= 0x20:
			dst = append(dst, c)
		case c == '\b':
			dst = append(dst, `\b`...)
		case c == '\t':
			dst = append(dst, `\t`...)
		case c == '\n':
			dst = append(dst, `\n`...)
		case c == '\f':
			dst = append(dst, `\f`...)
		case c == '\r':
			dst = append(dst, `\r`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		}
	}
	return append(dst, '"')
}

// AppendIndented writes a value for people: a line for each member, in the value's order. If p ends it, the text
// breaks off.
func AppendIndented(p *pace.Pace, dst []byte, v *Value, depth int) []byte {
	switch v.Kind {
	case Object:
		open := byte('{')
		for _, m := range v.Members {
			if !p.Step() {
				return dst
			}
			dst = AppendString(appendLine(append(dst, open), depth+1), m.Name)
			dst = AppendIndented(p, append(dst, ": "...), m.Value, depth+1)
			open = ','
		}
		if len(v.Members) == 0 {
			return append(dst, "{}"...)
		}
		return append(appendLine(dst, depth), '}')
	case Array:
		open := byte('[')
		for _, item := range v.Items {
			if !p.Step() {
				return dst
			}
			dst = AppendIndented(p, appendLine(append(dst, open), depth+1), item, depth+1)
			open = ','
		}
		if len(v.Items) == 0 {
			return append(dst, "[]"...)
		}
		return append(appendLine(dst, depth), ']')
	case String:
		return AppendString(dst, v.Text)
	case Number:
		return append(dst, v.Text...)
	}
	return append(dst, word(v.Kind)...)
}

func appendLine(dst []byte, depth int) []byte {
	dst = append(dst, '\n')
	for range depth {
		dst = append(dst, "  "...)
	}
	return dst
}
