// Package results shows what Gizmo scripts give: as lines, as JSON, and as rows of a table.
package results

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

// Compact writes IRIs with a known prefix, which is how a script may write them.
func Compact(v any) string {
	text := fmt.Sprint(v)
	iri, ok := strings.CutPrefix(text, "<")
	if !ok || !strings.HasSuffix(iri, ">") {
		return text
	}
	if short, ok := Shortened(strings.TrimSuffix(iri, ">")); ok {
		return "<" + short + ">"
	}
	return text
}

// Shortened gives an IRI its prefix.
func Shortened(iri string) (short string, ok bool) {
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
		return Compact(quad.StringOf(v))
	case string:
		return Compact(v)
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

// JSON writes a result on a line.
func JSON(w io.Writer, r gizmo.Result) error {
	_, err := fmt.Fprintln(w, Text(r))
	return err
}

// Text is a result as JSON, without an end of line.
func Text(r gizmo.Result) string {
	if v, ok := r.Emitted(); ok {
		return jsonText(v)
	}
	return jsonText(r.Map())
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
		return Compact(v)
	case quad.Value:
		return Compact(quad.StringOf(v))
	case time.Time:
		return v.Format(time.RFC3339Nano)
	}
	return jsonText(v)
}

// Line writes a result in short: tag=value for a row, an emitted value as it is.
func Line(r gizmo.Result) string {
	if v, ok := r.Emitted(); ok {
		return asText(v)
	}
	var parts []string
	for tag, v := range r.Values() {
		text := Compact(quad.StringOf(v))
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
		if short, ok := Shortened(v); ok {
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

// Table writes results under their tags or keys, "id" first. Where there are none, each is a line.
func Table(w io.Writer, results []gizmo.Result) error {
	heading, cells := Cells(results)
	if len(heading) == 1 && heading[0] == valueColumn {
		for _, row := range cells {
			if _, err := fmt.Fprintln(w, row[0]); err != nil {
				return err
			}
		}
		return nil
	}
	return table.Write(w, terminal.Columns(w), heading, cells)
}

// Cells gives results as rows of texts below headings: their tags or keys, "id" first.
func Cells(results []gizmo.Result) (heading []string, cells [][]string) {
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
	heading = slices.Sorted(maps.Keys(columns))
	if i := slices.Index(heading, "id"); i > 0 {
		heading = slices.Insert(slices.Delete(heading, i, i+1), 0, "id")
	}
	alone := len(heading) == 1 && heading[0] == valueColumn
	cells = make([][]string, len(rows))
	for i, row := range rows {
		for _, key := range heading {
			v, ok := row[key]
			text := ""
			switch counts, isObject := v.(map[string]any); {
			case !ok:
			case alone:
				text = asText(v)
			case isObject && key == "grades":
				text = grades(counts)
			default:
				text = cell(v)
			}
			cells[i] = append(cells[i], text)
		}
	}
	return heading, cells
}
