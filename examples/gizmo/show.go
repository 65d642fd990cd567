package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query/gizmo"
)

// compact writes IRIs with a known prefix, which is how a script may write them.
func compact(v any) string {
	text := fmt.Sprint(v)
	iri, ok := strings.CutPrefix(text, "<")
	if !ok || !strings.HasSuffix(iri, ">") {
		return text
	}
	iri = strings.TrimSuffix(iri, ">")
	for _, p := range vocab.Prefixes() {
		if local, ok := strings.CutPrefix(iri, p.Namespace); ok {
			return "<" + p.Name + ":" + local + ">"
		}
	}
	return text
}

// shown makes data ready for JSON, with compact IRIs.
func shown(v any) any {
	switch v := v.(type) {
	case quad.Value:
		return compact(quad.StringOf(v))
	case string:
		return compact(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = shown(v[i])
		}
		return list
	case map[string]any:
		m := make(map[string]any, len(v))
		for key, value := range v {
			m[key] = shown(value)
		}
		return m
	}
	return v
}

// asJSON writes a result on a line.
func asJSON(w io.Writer, r gizmo.Result) error {
	var data any = r.Map()
	if v, ok := r.Emitted(); ok {
		data = v
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(shown(data))
}

// asLine writes a result in short: tag=value for a row, an emitted value as it is.
func asLine(r gizmo.Result) string {
	if v, ok := r.Emitted(); ok {
		if text, ok := v.(string); ok {
			return compact(text)
		}
		var b strings.Builder
		if err := asJSON(&b, r); err != nil {
			return fmt.Sprint(v)
		}
		return strings.TrimSpace(b.String())
	}
	var parts []string
	for tag, v := range r.Values() {
		text := compact(quad.StringOf(v))
		if lang, ok := v.(quad.LangString); ok {
			text = fmt.Sprintf("%q@%s", string(lang.Value), lang.Lang)
		}
		parts = append(parts, tag+"="+text)
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// asTable writes rows under their tags, and emitted values in a column of their own.
func asTable(w io.Writer, results []gizmo.Result) error {
	var tags []string
	for _, r := range results {
		keys := []string{""}
		if _, emitted := r.Emitted(); !emitted {
			keys = keys[:0]
			for tag := range r.Values() {
				keys = append(keys, tag)
			}
		}
		for _, key := range keys {
			if !slices.Contains(tags, key) {
				tags = append(tags, key)
			}
		}
	}
	slices.Sort(tags)
	rows := make([][]string, 0, len(results))
	for _, r := range results {
		row := make([]string, len(tags))
		m := r.Map()
		for i, tag := range tags {
			if _, emitted := r.Emitted(); emitted {
				if tag == "" {
					row[i] = asLine(r)
				}
			} else if v, ok := m[tag]; ok {
				row[i] = compact(v)
			}
		}
		rows = append(rows, row)
	}
	return table.Write(w, tags, rows)
}
