package sparql

import (
	"encoding/xml"
	"strings"

	"talentgraph.example/graph/term"
)

func headXML(dst []byte, vars []string) []byte {
	dst = append(dst, xml.Header+`<sparql xmlns="`+resultsNS+"\">\n<head>"...)
	for _, v := range vars {
		dst = append(escapeXML(append(dst, `<variable name="`...), v), `"/>`...)
	}
	return append(dst, "</head>\n<results>\n"...)
}

func rowXML(dst []byte, r Row, _ bool) []byte {
	dst = append(dst, "<result>"...)
	r.each(func(name string, t term.Term) {
		dst = append(escapeXML(append(dst, `<binding name="`...), name), `">`...)
		element := "literal"
		switch {
		case t.Kind == term.IRI:
			element = "uri"
		case t.Kind == term.Blank:
			element = "bnode"
		}
		dst = append(append(dst, '<'), element...)
		if t.Lang != "" {
			dst = append(escapeXML(append(dst, ` xml:lang="`...), t.Lang), '"')
		}
		if t.Datatype != "" {
			dst = append(escapeXML(append(dst, ` datatype="`...), t.Datatype), '"')
		}
		dst = append(escapeXML(append(dst, '>'), t.Text), "</"+element+"></binding>"...)
	})
	return append(dst, "</result>\n"...)
}

// escapeXML writes a text so that a reader gets it back; characters that XML cannot have become U+FFFD.
func escapeXML(dst []byte, s string) []byte {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s))
	return append(dst, b.String()...)
}

func headCSV(dst []byte, vars []string) []byte {
	return append(append(dst, strings.Join(vars, ",")...), "\r\n"...)
}

func rowCSV(dst []byte, r Row, _ bool) []byte {
	for i := range r.names() {
		if i > 0 {
			dst = append(dst, ',')
		}
		t := r.term(i)
		if t.Kind == term.Blank {
			dst = append(dst, "_:"...)
		}
		if !strings.ContainsAny(t.Text, "\",\r\n") {
			dst = append(dst, t.Text...)
			continue
		}
		dst = append(dst, '"')
		dst = append(dst, strings.ReplaceAll(t.Text, `"`, `""`)...)
		dst = append(dst, '"')
	}
	return append(dst, "\r\n"...)
}

func headTSV(dst []byte, vars []string) []byte {
	for i, v := range vars {
		if i > 0 {
			dst = append(dst, '\t')
		}
		dst = append(append(dst, '?'), v...)
	}
	return append(dst, '\n')
}

func rowTSV(dst []byte, r Row, _ bool) []byte {
	for i := range r.names() {
		if i > 0 {
			dst = append(dst, '\t')
		}
		if t := r.term(i); t.Kind != term.None {
			text := string(term.Append(nil, t.Value()))
			dst = append(dst, strings.ReplaceAll(text, "\t", `\t`)...)
		}
	}
	return append(dst, '\n')
}
