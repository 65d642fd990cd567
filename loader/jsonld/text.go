package jsonld

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"talentgraph.example/loader/internal/pace"
)

// appendIndented writes a JSON value for people: a line for each member, keys in order. Unlike encoding/json it
// can be cancelled; the text then breaks off.
func appendIndented(p *pace.Pace, dst []byte, v any, depth int) []byte {
	switch v := v.(type) {
	case map[string]any:
		open := byte('{')
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if !p.Step() {
				return dst
			}
			dst = appendJSONString(appendLine(append(dst, open), depth+1), key)
			dst = appendIndented(p, append(dst, ": "...), v[key], depth+1)
			open = ','
		}
		if len(v) == 0 {
			return append(dst, "{}"...)
		}
		return append(appendLine(dst, depth), '}')
	case []any:
		open := byte('[')
		for _, item := range v {
			if !p.Step() {
				return dst
			}
			dst = appendIndented(p, appendLine(append(dst, open), depth+1), item, depth+1)
			open = ','
		}
		if len(v) == 0 {
			return append(dst, "[]"...)
		}
		return append(appendLine(dst, depth), ']')
	case string:
		return appendJSONString(dst, v)
	case bool:
		return strconv.AppendBool(dst, v)
	case json.Number:
		return append(dst, v...)
	}
	return append(dst, "null"...)
}

func appendLine(dst []byte, depth int) []byte {
	dst = append(dst, '\n')
	for range depth {
		dst = append(dst, "  "...)
	}
	return dst
}
