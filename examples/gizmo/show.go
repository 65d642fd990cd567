package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
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
	if short, ok := shortened(strings.TrimSuffix(iri, ">")); ok {
		return "<" + short + ">"
	}
	return text
}

// shortened gives an IRI its prefix.
func shortened(iri string) (short string, ok bool) {
	for _, p := range vocab.Prefixes() {
		if local, ok := strings.CutPrefix(iri, p.Namespace); ok {
			return p.Name + ":" + local, true
		}
	}
	return "", false
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
	_, err := fmt.Fprintln(w, jsonText(data))
	return err
}

func jsonText(v any) string {
	var b strings.Builder
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if err := out.Encode(shown(v)); err != nil {
		return fmt.Sprint(v) // a number that JSON lacks, such as NaN
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// asText writes a text as it is, and all else as JSON.
func asText(v any) string {
	switch v := v.(type) {
	case string:
		return compact(v)
	case quad.Value:
		return compact(quad.StringOf(v))
	case time.Time:
		return v.Format(time.RFC3339Nano)
	}
	return jsonText(v)
}

// asLine writes a result in short: tag=value for a row, an emitted value as it is.
func asLine(r gizmo.Result) string {
	if v, ok := r.Emitted(); ok {
		return asText(v)
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

// valueColumn is for emitted values that are no objects.
const valueColumn = "value"

// records gives the rows of a result's table: objects have a column for each of their keys.
func records(r gizmo.Result) []map[string]any {
	v, emitted := r.Emitted()
	if !emitted {
		return []map[string]any{r.Map()}
	}
	switch v := v.(type) {
	case map[string]any:
		return []map[string]any{v}
	case []any:
		all := make([]map[string]any, len(v))
		for i, element := range v {
			var isObject bool
			if all[i], isObject = element.(map[string]any); !isObject {
				return []map[string]any{{valueColumn: v}}
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return []map[string]any{{valueColumn: v}}
}

// cell writes a value in short: of a thing with labels one of these, of a text in several languages one, of a
// list how long it is. :json has all.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		if short, ok := shortened(v); ok {
			return short // the answers of tg. have IRIs as plain text
		}
	case map[string]any:
		texts, ok := v["labels"].(map[string]any)
		if !ok && isByLanguage(v) {
			texts = v
		}
		for _, lang := range append([]string{"en"}, slices.Sorted(maps.Keys(texts))...) {
			if text, ok := texts[lang]; ok {
				return fmt.Sprint(text)
			}
		}
		return asText(v)
	case []any:
		if len(v) == 1 {
			return "1 item"
		}
		return fmt.Sprintf("%d items", len(v))
	}
	return asText(v)
}

// grades writes how many of a sum are how certain: "1 disputed, 2 stated".
func grades(counts map[string]any) string {
	var all []string
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, fmt.Sprint(counts[key], " ", key))
	}
	return strings.Join(all, ", ")
}

// isByLanguage tells whether an object is a text in English and Chinese, as a role or a summary is.
func isByLanguage(v map[string]any) bool {
	for key, text := range v {
		if _, ok := text.(string); !ok || key != "en" && !strings.HasPrefix(key, "zh") {
			return false
		}
	}
	return len(v) > 0
}

// asTable writes results under their tags or keys, "id" first. Where there are none, each is a line.
func asTable(w io.Writer, results []gizmo.Result) error {
	var rows []map[string]any
	columns := map[string]bool{}
	for _, r := range results {
		for _, record := range records(r) {
			rows = append(rows, record)
			for key := range record {
				columns[key] = true
			}
		}
	}
	if len(columns) == 1 && columns[valueColumn] {
		for _, row := range rows {
			if _, err := fmt.Fprintln(w, asText(row[valueColumn])); err != nil {
				return err
			}
		}
		return nil
	}
	heading := slices.Sorted(maps.Keys(columns))
	if i := slices.Index(heading, "id"); i > 0 {
		heading = slices.Insert(slices.Delete(heading, i, i+1), 0, "id")
	}
	cells := make([][]string, len(rows))
	for i, row := range rows {
		for _, key := range heading {
			text := ""
			if v, ok := row[key]; ok {
				text = cell(v)
				if counts, ok := v.(map[string]any); ok && key == "grades" {
					text = grades(counts)
				}
			}
			cells[i] = append(cells[i], text)
		}
	}
	return table.Write(w, terminal.Columns(w), heading, cells)
}
