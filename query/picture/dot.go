package picture

import (
	"io"
	"strconv"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/query"
)

// DOT writes the picture for Graphviz. Sizes are those of our own measure, since Graphviz lets names run out of their
// boxes where it lacks a font. Tables are ErrNoForm.
func (p *Picture) DOT(w io.Writer) error {
	if p.form == formTable {
		return noForm("a table is no DOT", "draw Flows or Network of the same answer")
	}
	var b strings.Builder
	b.WriteString("digraph {\n\tgraph [rankdir=LR, label=" + quoted(clean(p.title)) + "];\n\tnode [fixedsize=true, fontsize=10];\n")
	ids := p.nodes(func(n string, e graph.Entity) {
		l := p.o.label(e)
		shape := "box"
		if kindOf(e) == query.NodePerson {
			shape = "ellipse"
		}
		inches := strconv.FormatFloat(float64(l.width(noteSize)+16*px)/px/72, 'f', 2, 64)
		b.WriteString("\t" + n + " [label=" + quoted(l.String()) + ", width=" + inches + ", height=0.36, shape=" + shape + "];\n")
	})
	for _, r := range p.rows {
		if r.To.IsZero() {
			continue
		}
		style := map[string]string{"inferred": "dashed", "speculative": "dotted", "disputed": "dotted"}[weight(r.Grades)]
		if style == "" {
			style = "solid"
		}
		b.WriteString("\t" + ids[key(r.From)] + " -> " + ids[key(r.To)] + " [label=" + quoted(p.arrowWords(r)) + ", style=" + style + ", tooltip=" + quoted(clean(r.name)) + "];\n")
	}
	return write(w, b.String()+"}\n")
}

// quoted is a string of DOT. Graphviz reads entities of HTML in it.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "&", "&amp;").Replace(s) + `"`
}

// Mermaid writes the picture as a flowchart for Markdown pages, of 100 arrows at most; a comment tells of the others.
// Tables are ErrNoForm.
func (p *Picture) Mermaid(w io.Writer) error {
	if p.form == formTable {
		return noForm("a table is no Mermaid", "draw Flows or Network of the same answer")
	}
	const most = 100
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	ids := p.nodes(func(n string, e graph.Entity) {
		left, right := "[", "]"
		if kindOf(e) == query.NodePerson {
			left, right = "([", "])"
		}
		b.WriteString("  " + n + left + mermaid(p.o.label(e).String()) + right + "\n")
	})
	for i, r := range p.rows {
		if i == most {
			b.WriteString("  %% " + strconv.Itoa(len(p.rows)-most) + " more arrows are not written\n")
			break
		}
		if r.To.IsZero() {
			continue
		}
		line := "-->"
		if g := weight(r.Grades); g == "inferred" || g == "speculative" || g == "disputed" {
			line = "-.->"
		}
		b.WriteString("  " + ids[key(r.From)] + " " + line + "|" + mermaid(p.arrowWords(r)) + "| " + ids[key(r.To)] + "\n")
	}
	return write(w, b.String())
}

// mermaid is a text in quotation marks. What Mermaid reads as markup, as Markdown, as a formula, an icon, a link or a
// directive (%%{…}%%, which counts anywhere) is written by its number.
func mermaid(s string) string {
	var b strings.Builder
	var before rune
	for _, r := range s {
		switch {
		case r == '"':
			b.WriteString("#quot;")
		case strings.ContainsRune("#<>&`%\\$*_~|{}[]:@", r),
			(r == '-' || r == '+') && before == 0, // a list
			(r == '.' || r == ')') && '0' <= before && before <= '9':
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return `"` + b.String() + `"`
}

// arrowWords is what stands beside an arrow: what ties, how many, when.
func (p *Picture) arrowWords(r Row) string {
	s := r.What
	if r.Count > 1 {
		s += " " + strconv.Itoa(r.Count)
	}
	if when := p.o.times(r); when != "" {
		s += " " + when
	}
	return clean(s)
}

// nodes gives the entities of all rows short names, in order of appearance.
func (p *Picture) nodes(each func(name string, e graph.Entity)) map[string]string {
	ids := map[string]string{}
	for _, r := range p.rows {
		for _, e := range []graph.Entity{r.From, r.To} {
			if k := key(e); k != "" && ids[k] == "" {
				ids[k] = "n" + strconv.Itoa(len(ids)+1)
				each(ids[k], e)
			}
		}
	}
	return ids
}
