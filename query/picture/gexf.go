package picture

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"talentgraph.example/graph"
)

// GEXF writes the picture as a dynamic graph of GEXF 1.3, with the timeline of Gephi: an edge lasts from the first day of
// its first time to the last day of its last; one without a time has neither, and the attribute undated. Edges have their
// counts by grade and their evidence, nodes their kind. What ties is the edge's kind too, since Gephi makes one edge of
// those between the same nodes whose kinds are equal.
func (p *Picture) GEXF(w io.Writer) error {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><description>` + escape(clean(p.title)) + `</description></meta>
<graph mode="dynamic" timeformat="date" defaultedgetype="directed">
<attributes class="node"><attribute id="kind" title="kind" type="string"/></attributes>
<attributes class="edge">
`)
	for _, a := range []string{"what", "evidence"} {
		b.WriteString(`<attribute id="` + a + `" title="` + a + `" type="string"/>` + "\n")
	}
	for _, a := range []string{"stated", "inferred", "speculative", "disputed", "unknown", "undated"} {
		b.WriteString(`<attribute id="` + a + `" title="` + a + `" type="integer"/>` + "\n")
	}
	b.WriteString("</attributes>\n<nodes>\n")
	ids := p.nodes(func(n string, e graph.Entity) {
		b.WriteString(`<node id="` + n + `" label="` + escape(p.o.label(e).String()) + `"><attvalues>` + value("kind", kindOf(e).String()) + "</attvalues></node>\n")
	})
	b.WriteString("</nodes>\n<edges>\n")
	for i, r := range p.rows {
		if r.To.IsZero() {
			continue
		}
		b.WriteString(`<edge id="e` + strconv.Itoa(i+1) + `" source="` + ids[key(r.From)] + `" target="` + ids[key(r.To)] + `" weight="` + strconv.Itoa(r.Count) + `"`)
		if what := clean(r.What); what != "" {
			b.WriteString(` kind="` + escape(what) + `" label="` + escape(p.arrowWords(r)) + `"`)
		}
		if from, _, ok := days(r.First); ok {
			if _, to, ok := days(r.Last); ok {
				b.WriteString(` start="` + from + `" end="` + to + `"`)
			}
		}
		b.WriteString("><attvalues>" + value("what", r.What) + value("evidence", strings.Join(references(r), "; ")))
		for _, g := range gradesOf(r.Grades) {
			b.WriteString(value(g.name, strconv.Itoa(g.count)))
		}
		b.WriteString(value("undated", strconv.Itoa(r.Undated)) + "</attvalues></edge>\n")
	}
	return write(w, b.String()+"</edges>\n</graph>\n</gexf>\n")
}

func value(name, v string) string {
	return `<attvalue for="` + name + `" value="` + escape(v) + `"/>`
}

// days are the first and the last day of a time; an open end is that of a year.
func days(when string) (first, last string, ok bool) {
	from, to, ok := span(when)
	if !ok {
		return "", "", false
	}
	day := func(n int) string { return fmt.Sprintf("%04d-%02d-%02d", n/372, n%372/31+1, n%31+1) }
	year, month, d := (to-1)/372, (to-1)%372/31+1, (to-1)%31+1
	if end := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day(); d > end {
		to -= d - end // months are counted as 31 days
	}
	return day(from), day(to - 1), true
}
