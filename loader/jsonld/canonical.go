package jsonld

import (
	"encoding/json"
	"errors"
	"sort"
	"unicode/utf16"
)

// appendCanonical writes a JSON value in the JSON Canonicalization Scheme (RFC 8785), which JSON-LD asks
// for in @json values. Numbers are doubles there: one that is not can not be kept.
func appendCanonical(dst []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...), nil
	case bool:
		if v {
			return append(dst, "true"...), nil
		}
		return append(dst, "false"...), nil
	case json.Number:
		f, err := v.Float64()
		if err != nil {
			return nil, err
		}
		if significant(v.String()) > 17 {
			return nil, errNumber
		}
		// encoding/json writes doubles as ECMAScript does, but for the sign of zero.
		if f == 0 {
			return append(dst, '0'), nil
		}
		text, err := json.Marshal(f)
		return append(dst, text...), err
	case string:
		return appendJSONString(dst, v), nil
	case []any:
		dst = append(dst, '[')
		for i, item := range v {
			if i > 0 {
				dst = append(dst, ',')
			}
			var err error
			if dst, err = appendCanonical(dst, item); err != nil {
				return nil, err
			}
		}
		return append(dst, ']'), nil
	case map[string]any:
		return appendCanonicalObject(dst, v)
	}
	return nil, errors.New("no JSON value")
}

func appendCanonicalObject(dst []byte, object map[string]any) ([]byte, error) {
	keys := make([]string, 0, len(object))
	for k := range object {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return lessUTF16(keys[i], keys[j]) })
	dst = append(dst, '{')
	for i, k := range keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		var err error
		if dst, err = appendCanonical(append(appendJSONString(dst, k), ':'), object[k]); err != nil {
			return nil, err
		}
	}
	return append(dst, '}'), nil
}

// lessUTF16 compares by UTF-16 code units, as RFC 8785 asks.
func lessUTF16(a, b string) bool {
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for i := 0; i < len(x) && i < len(y); i++ {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return len(x) < len(y)
}

// appendJSONString writes a string with the fewest escapes.
func appendJSONString(dst []byte, s string) []byte {
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
