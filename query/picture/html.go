package picture

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"strconv"
	"strings"

	"talentgraph.example/graph"
)

// HTML writes one file with pictures, their tables and the evidence behind each row, which opens from a disk without a
// network. Its script sorts and filters tables; without it all stands there. The language of the page is that of the
// first picture.
func HTML(w io.Writer, title string, pictures ...*Picture) error {
	o := newOptions(nil)
	if len(pictures) > 0 {
		o = pictures[0].o
	}
	var b strings.Builder
	css := style + pageStyle
	b.WriteString(`<!DOCTYPE html>
<html lang="` + escape(o.langs[0]) + `"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-` + hash(css) + `'; script-src 'sha256-` + hash(script) + `'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>` + escape(clean(title)) + "</title>\n<style>" + css + "</style></head>\n<body>\n<h1>" + escape(clean(title)) + "</h1>\n")
	for i, p := range pictures {
		own := *p
		own.o.embedded = "p" + strconv.Itoa(i+1)
		if own.o.linkRow == nil { // each mark leads to its row, which has the evidence
			at := map[string]string{}
			for k := len(p.rows) - 1; k >= 0; k-- {
				at[p.rows[k].name] = "#" + own.o.embedded + "-" + strconv.Itoa(k+1)
			}
			own.o.linkRow = func(r Row) string { return at[r.name] }
		}
		b.WriteString(`<section><div class="scroll">` + "\n")
		if err := own.SVG(&b); err != nil {
			return err
		}
		b.WriteString("</div>\n")
		if len(p.rows) > 0 {
			own.table(&b)
		}
		b.WriteString("</section>\n")
	}
	return write(w, b.String()+"<script>"+script+"</script>\n</body></html>\n")
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// table writes the picture's rows with their evidence.
func (p *Picture) table(b *strings.Builder) {
	o := &p.o
	b.WriteString(`<div class="scroll"><table><thead><tr>`)
	for _, h := range []string{p.columns[0], p.columns[1], p.columns[2], o.say("value"), o.say("certainty"), o.say("first"), o.say("last"), o.say("evidence")} {
		b.WriteString(`<th scope="col">` + escape(h) + "</th>")
	}
	b.WriteString("</tr></thead><tbody>\n")
	for i, r := range p.rows {
		to := ""
		if !r.To.IsZero() {
			to = o.label(r.To).String()
		}
		b.WriteString(`<tr id="` + o.embedded + "-" + strconv.Itoa(i+1) + `">`)
		for _, s := range []string{o.label(r.From).String(), clean(r.What), to, strconv.Itoa(r.Count), o.graded(r.Grades)} {
			b.WriteString("<td>" + escape(s) + "</td>")
		}
		for _, when := range []string{r.First, r.Last} { // in words, and in an order
			b.WriteString(`<td data-order="` + escape(when) + `">` + escape(o.when(when)) + "</td>")
		}
		b.WriteString("<td>")
		if len(r.Evidence) == 0 {
			b.WriteString(escape(o.say("none")))
		}
		for _, e := range r.Evidence {
			b.WriteString("<p>" + escape(o.reference(e)))
			if note := clean(e.NoteIn(o.langs...)); note != "" {
				b.WriteString(" <q>" + escape(note) + "</q>")
			}
			b.WriteString("</p>")
		}
		b.WriteString("</td></tr>\n")
	}
	b.WriteString(`</tbody></table></div><p hidden class="find"><label>` + escape(o.say("filter")) + ` <input type="search"></label></p>` + "\n")
}

// reference says where a claim is found, and how certain it is, in the picture's language.
func (o *options) reference(e graph.Evidence) string {
	if e.Certainty == graph.Unknown {
		return e.String()
	}
	return strings.TrimSuffix(e.String(), e.Certainty.String()) + o.say(e.Certainty.String())
}

const pageStyle = `body{font:16px/1.5 system-ui,"Noto Sans","DejaVu Sans","Noto Sans TC","PingFang TC","WenQuanYi Micro Hei",sans-serif;margin:1.5rem auto;max-width:70rem;padding:0 1rem;color:#1b1b1b;background:#fff;color-scheme:light dark}
section{margin:0 0 3rem}.scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ccc}
th button{font:inherit;font-weight:bold;background:none;border:0;padding:0;color:inherit;cursor:pointer}td p{margin:0}tr:target{outline:2px solid #0072b2;outline-offset:-2px}q{color:#5a5a5a}
@media (prefers-color-scheme:dark){body{color:#ececec;background:#17181a}th,td{border-color:#444}q{color:#b0b0b0}}
@media (max-width:44rem){.scroll .tgp{max-width:none}}
`

const script = `for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0], rows = [...body.rows];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.textContent = head.textContent;
    head.replaceChildren(button);
    let up = false;
    button.onclick = () => {
      up = !up;
      const text = row => row.cells[column].dataset.order ?? row.cells[column].textContent;
      rows.sort((a, b) => text(a).localeCompare(text(b), undefined, {numeric: true}) * (up ? 1 : -1));
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...rows);
    };
  });
  const find = table.closest("section").querySelector(".find");
  find.hidden = false;
  table.closest("section").insertBefore(find, table.parentNode);
  find.querySelector("input").oninput = event => {
    const wanted = event.target.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  };
}
`
