package picture

import (
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"talentgraph.example/internal/bidi"
)

// Sizes of texts.
const (
	textSize  = 13 * px
	titleSize = 16 * px
	noteSize  = 12 * px
	margin    = 16 * px
)

// SVG writes the picture as an SVG document, or with Embedded as an element for a page.
func (p *Picture) SVG(w io.Writer) error {
	c := &canvas{o: &p.o, id: "tg"}
	if p.o.embedded != "" {
		c.id = p.o.embedded
	}
	wide, rest := max(p.w, 320*px), 0
	if p.Empty() {
		wide = max(320*px, width(p.nothing, textSize))
	}
	wide += 2 * margin
	title := lines(clean(p.title), titleSize, wide-2*margin)
	top := margin + len(title)*22*px + 6*px
	notes := []string{}
	for _, s := range p.caption {
		notes = append(notes, lines(s, noteSize, wide-2*margin)...)
	}
	legend := c.legend(p, wide-2*margin)
	body := p.h
	if p.Empty() {
		body = 24 * px
	}
	rest = 10*px + legend.h + len(notes)*18*px
	c.b.Grow(16 << 10)
	c.start(p, wide, top+body+rest+margin)
	c.b.WriteString(`<g id="` + c.id + `-title">`)
	for i, s := range title {
		c.text("h", margin, margin+i*22*px+14*px, titleSize, "start", s)
	}
	c.b.WriteString("</g>\n<g id=\"" + c.id + "-marks\" transform=\"translate(" + num(margin) + " " + num(top) + ")\">\n")
	if p.Empty() {
		c.text("m", 0, 14*px, textSize, "start", p.nothing)
	} else {
		p.draw(c)
	}
	c.b.WriteString("</g>\n")
	y := top + body + 10*px
	if legend.h > 0 {
		c.b.WriteString(`<g id="` + c.id + `-legend" aria-hidden="true" class="c0" transform="translate(` + num(margin) + " " + num(y) + ")\">" + legend.b.String() + "</g>\n")
	}
	c.b.WriteString(`<g id="` + c.id + `-caption">`)
	for i, s := range notes {
		c.text("m", margin, y+legend.h+i*18*px+13*px, noteSize, "start", s)
	}
	c.b.WriteString("</g>\n</svg>\n")
	return write(w, c.b.String())
}

// canvas writes marks. All numbers are tenths of a pixel.
type canvas struct {
	b  strings.Builder
	o  *options
	id string
	h  int // of a legend
}

func (c *canvas) start(p *Picture, w, h int) {
	b := &c.b
	if p.o.embedded == "" {
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	}
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" class="tgp" lang="` + escape(p.o.langs[0]) + `" role="group" aria-labelledby="` + c.id + `-t ` + c.id + `-d"`)
	b.WriteString(` width="` + num(w) + `" height="` + num(h) + `" viewBox="0 0 ` + num(w) + " " + num(h) + "\">\n")
	b.WriteString(`<title id="` + c.id + `-t">` + escape(clean(p.title)) + "</title>\n")
	b.WriteString(`<desc id="` + c.id + `-d">` + escape(strings.TrimSpace(p.nothing+" "+p.Caption())) + "</desc>\n")
	if p.o.embedded == "" {
		b.WriteString("<style>" + style + "</style>\n")
		b.WriteString(`<rect class="bg" width="` + num(w) + `" height="` + num(h) + "\"/>\n")
	}
	b.WriteString(`<defs><linearGradient id="` + c.id + `-fade"><stop offset="0" stop-color="#fff" stop-opacity=".15"/><stop offset=".18" stop-color="#fff"/><stop offset=".82" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity=".15"/></linearGradient>` +
		`<mask id="` + c.id + `-vague" maskContentUnits="objectBoundingBox" x="-.1" y="-.2" width="1.2" height="1.4"><rect x="-.1" y="-.2" width="1.2" height="1.4" fill="url(#` + c.id + `-fade)"/></mask>`)
	for i := range 4 {
		n := strconv.Itoa(i)
		b.WriteString(`<marker id="` + c.id + `-a` + n + `" class="c` + n + `" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker>`)
	}
	b.WriteString("</defs>\n")
}

// num writes tenths.
func num(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	if n%px == 0 {
		return sign + strconv.Itoa(n/px)
	}
	return sign + strconv.Itoa(n/px) + "." + strconv.Itoa(n%px)
}

// escape makes a text fit for XML, in elements and in attributes.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&#34;")
		case r == '\'':
			b.WriteString("&#39;")
		case r == '\n' || r == '\t':
			b.WriteByte(' ')
		case r == utf8.RuneError || unicode.IsControl(r) || turns(r) || r&0xFFFE == 0xFFFE:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// mark begins what has a name of its own and may lead somewhere; end ends it.
func (c *canvas) mark(class, name, href string) {
	name = escape(bidi.Upright(name))
	if href != "" {
		c.b.WriteString(`<a class="` + class + `" href="` + escape(href) + `" aria-label="` + name + `"`)
		if c.o.embedded != "" {
			c.b.WriteString(` tabindex="-1"`)
		}
	} else {
		c.b.WriteString(`<g class="` + class + `" role="img" aria-label="` + name + `"`)
	}
	c.b.WriteString("><title>" + name + "</title>")
}

func (c *canvas) end(href string) {
	if href != "" {
		c.b.WriteString("</a>\n")
	} else {
		c.b.WriteString("</g>\n")
	}
}

func (c *canvas) rect(class string, x, y, w, h, round int, more string) {
	c.b.WriteString(`<rect class="` + class + `" x="` + num(x) + `" y="` + num(y) + `" width="` + num(w) + `" height="` + num(h) + `"`)
	if round > 0 {
		c.b.WriteString(` rx="` + num(round) + `"`)
	}
	c.b.WriteString(more + "/>")
}

func (c *canvas) path(class, d, more string) {
	c.b.WriteString(`<path class="` + class + `" d="` + d + `"` + more + "/>")
}

func (c *canvas) line(class string, x1, y1, x2, y2 int) {
	c.path(class, "M"+num(x1)+" "+num(y1)+"L"+num(x2)+" "+num(y2), "")
}

func (c *canvas) text(class string, x, y, size int, anchor, s string) {
	c.textStart(class, x, y, size, anchor, "")
	c.b.WriteString(escape(s) + "</text>")
}

func (c *canvas) textStart(class string, x, y, size int, anchor, more string) {
	c.b.WriteString(`<text`)
	if class != "" {
		c.b.WriteString(` class="` + class + `"`)
	}
	c.b.WriteString(` x="` + num(x) + `" y="` + num(y) + `" font-size="` + num(size) + `"`)
	if anchor != "start" {
		c.b.WriteString(` text-anchor="` + anchor + `"`)
	}
	c.b.WriteString(more + ">")
}

// isolated has a text that is read from the right not carry what stands beside it along.
func isolated(s string) string {
	switch {
	case !bidi.FromRight(s):
		return escape(s)
	case strings.Contains(s, "→"): // from where to where: the picture is read from the left
		return "\u2066" + escape(bidi.Upright(s)) + "\u2069"
	}
	return "\u2068" + escape(s) + "\u2069"
}

// label writes a name in both languages, and what stands behind it.
func (c *canvas) label(x, y, size int, anchor string, l label, behind, more string) {
	c.textStart("", x, y, size, anchor, more)
	c.b.WriteString(isolated(l.first))
	if l.second != "" {
		c.b.WriteString(`<tspan class="s" dx="` + num(size*3/10) + `" font-size="` + num(small(size)) + `"`)
		if len(c.o.langs) > 1 {
			c.b.WriteString(` lang="` + escape(c.o.langs[1]) + `"`)
		}
		c.b.WriteString(">" + isolated(l.second) + "</tspan>")
	}
	if behind != "" {
		c.b.WriteString(`<tspan class="s" dx="` + num(size*2/5) + `">` + escape(behind) + "</tspan>")
	}
	c.b.WriteString("</text>")
}

// legend shows the grades that a picture has.
func (c *canvas) legend(p *Picture, wide int) *canvas {
	seen := map[string]bool{}
	for _, r := range p.rows {
		for _, g := range gradesOf(r.Grades) {
			seen[g.name] = seen[g.name] || g.count > 0
		}
	}
	l := &canvas{o: c.o, id: c.id}
	x := 0
	for _, name := range []string{"stated", "inferred", "speculative", "disputed", "unknown"} {
		if !seen[name] || p.Empty() {
			continue
		}
		word := p.o.say(name)
		if name == "unknown" {
			word = p.o.say("unknown is")
		}
		w := 34*px + width(word, noteSize) + 14*px
		if l.h == 0 || x+w > wide {
			x, l.h = 0, l.h+20*px
		}
		y := l.h - 20*px
		switch p.form {
		case formTable:
			l.disc(name, x+8*px, y+8*px, 6*px)
		default:
			l.rect("b "+name, x, y+3*px, 26*px, 10*px, 2*px, "")
		}
		l.text("m", x+32*px, y+12*px, noteSize, "start", word)
		x += w
	}
	return l
}

// disc is the mark of a table's cell: full where stated, a ring where inferred, a ring with a bar where disputed.
func (c *canvas) disc(grade string, x, y, r int) {
	c.b.WriteString(`<circle class="d ` + grade + `" cx="` + num(x) + `" cy="` + num(y) + `" r="` + num(r) + `"/>`)
	if grade == "disputed" {
		c.line("l", x-r, y+r, x+r, y-r)
	}
}
