package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/internal/bidi"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// page is what the index shows, in the language of the words.
type page struct {
	Lang, Title, About, Also, More string
	Plates                         []plate
	Disputed, None                 string
	Disputes                       []dispute
	Style                          template.CSS
	Hash                           string
}

// dispute is what contradicts: what is said, and who says so.
type dispute struct {
	What  string
	Sides []side
}

type side struct{ Facts, Grounds []string }

// factsOfSide is how many facts of a claim are listed.
const factsOfSide = 3

// index asks for what the index page tells beside the pictures.
func (a *atlas) index(ctx context.Context, r *graph.Snapshot) (*page, error) {
	lang := a.langs[0]
	if lang != "zh-Hant" && lang != "zh-Hans" {
		lang = "en" // of the words; names may be in another one
	}
	l, err := questions.In(ctx, r, lang)
	if err != nil {
		return nil, err
	}
	say := func(en, hant, hans string, args ...any) string {
		return fmt.Sprintf(questions.Words{En: en, Hant: hant, Hans: hans}.In(lang), args...)
	}
	p := &page{
		Lang: lang, Title: say("Atlas", "圖集", "图集"), Plates: a.plates, Also: say("Also as", "另存為", "另存为"),
		Style: style, Hash: styleHash(), More: say("table and evidence", "表格與依據", "表格与依据"), Disputed: say("Disputes", "存疑之處", "存疑之处"),
		None: say("Nothing is disputed.", "沒有存疑之處。", "没有存疑之处。"),
	}
	from := say("the bundled facts", "內附的事實", "内附的事实")
	var names []string
	for _, f := range a.files {
		names = append(names, terminal.Plain(filepath.Base(f)))
	}
	if len(names) > 0 {
		from = strings.Join(names, say(", ", "、", "、"))
	}
	times, err := query.Span(ctx, r)
	if err != nil {
		return nil, err
	}
	p.About = say("Of %s: %d facts; %d with a time, %d without.", "據%s：事實%d條；%d項有時間，%d項時間未載。", "据%s：事实%d条；%d项有时间，%d项时间未载。", from, r.Size(), times.Dated, times.Undated)
	found, err := query.Disputed(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, d := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out, err := disputed(ctx, l, lang, d)
		if err != nil {
			return nil, err
		}
		p.Disputes = append(p.Disputes, out)
	}
	return p, nil
}

// disputed puts a dispute into words.
func disputed(ctx context.Context, l *questions.Language, lang string, d query.Dispute) (out dispute, err error) {
	says := func(f query.Fact) string {
		return bidi.Upright(terminal.Plain(l.Name(f.Subject) + " · " + l.Term(f.Predicate) + " · " + l.Name(f.Object)))
	}
	because := func(e graph.Evidence) string {
		text := l.Reference(e)
		if note := e.NoteIn(lang); note != "" {
			text = l.Say("%s: %s", text, note)
		}
		return terminal.Plain(text)
	}
	if d.Conflict != "" {
		out.What = l.Say(string(d.Conflict))
		for _, f := range d.Facts {
			s := side{Facts: []string{says(f)}}
			for _, e := range f.Evidence() {
				s.Grounds = append(s.Grounds, because(e))
			}
			out.Sides = append(out.Sides, s)
		}
		return out, nil
	}
	for _, c := range d.Sides {
		facts, err := c.Facts(ctx)
		if err != nil {
			return out, err
		}
		facts = inLanguage(facts, lang)
		s := side{Grounds: []string{because(c.Evidence)}}
		for _, f := range facts[:min(len(facts), factsOfSide)] {
			s.Facts = append(s.Facts, says(f))
		}
		if more := len(facts) - factsOfSide; more > 0 {
			s.Facts = append(s.Facts, fmt.Sprintf("+%d", more))
		}
		out.Sides = append(out.Sides, s)
	}
	return out, nil
}

// inLanguage leaves out what a text says in another language, if it stands there in this one.
func inLanguage(facts []query.Fact, lang string) []query.Fact {
	tag := func(f query.Fact) string {
		text, _ := f.Object.Node().(quad.LangString)
		return text.Lang
	}
	has := map[quad.IRI]bool{}
	for _, f := range facts {
		has[f.Predicate] = has[f.Predicate] || strings.EqualFold(tag(f), lang)
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f query.Fact) bool {
		return tag(f) != "" && has[f.Predicate] && !strings.EqualFold(tag(f), lang)
	})
}

// style is all that the index page's policy lets style it: it goes by its hash.
const style = `body{font:16px/1.5 system-ui,"Noto Sans","DejaVu Sans","Noto Sans TC","PingFang TC","WenQuanYi Micro Hei",sans-serif;max-width:66rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff;color-scheme:light dark;overflow-wrap:anywhere}
body:lang(zh-Hans){font-family:system-ui,"Noto Sans","DejaVu Sans","Noto Sans SC","PingFang SC","WenQuanYi Micro Hei",sans-serif}
a{color:#005a9c}p{margin:.4rem 0}ul{padding-left:1.2rem}nav ul{padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.4rem}small,.about{color:#595959}h2{font-size:1.2rem;margin:0 0 .3rem}h3{font-size:1rem;margin:0}
.scroll{overflow-x:auto}img{display:block;max-width:100%;height:auto}section{margin:2.5rem 0}.dispute{border:1px dotted #767676;border-radius:6px;padding:.4rem .8rem;margin:.6rem 0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(22rem,100%),1fr));gap:.2rem 1rem}.dispute h3{grid-column:1/-1}.dispute ul{margin:.2rem 0}
@media (prefers-color-scheme:dark){body{color:#ececec;background:#17181a}a{color:#7cc0ff}small,.about{color:#b3b3b3}}
@media (max-width:44rem){img{max-width:none}}
@media print{body{color:#000;background:#fff;margin:0;max-width:none}nav,.files{display:none}section{break-inside:avoid}#disputes{break-inside:auto}.dispute{break-inside:avoid}img{max-height:23cm;width:auto}}`

func styleHash() string {
	sum := sha256.Sum256([]byte(style))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

var index = template.Must(template.New("index").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; style-src '{{.Hash}}'">
<title>{{.Title}}</title>
<style>{{.Style}}</style></head>
<body><h1>{{.Title}}</h1><p class="about">{{.About}}</p>
<nav><ul>{{range .Plates}}<li><a href="#{{.Name}}">{{.Title}}</a></li>{{end}}<li><a href="#disputes">{{.Disputed}}</a></li></ul></nav>
<main>
{{$also := .Also}}{{$more := .More}}{{range .Plates}}<section id="{{.Name}}"><h2><a href="{{.Name}}.html">{{.Title}}</a> <small>{{$more}}</small></h2>
<div class="scroll"><img src="{{.Name}}.svg" alt="{{.Title}}. {{.Caption}}"></div>
<p class="files">{{$also}} {{range $i, $f := .Files}}{{if $i}} · {{end}}<a href="{{$f}}">{{$f}}</a>{{end}}</p></section>
{{end}}<section id="disputes"><h2>{{.Disputed}}</h2>
{{range .Disputes}}<div class="dispute">{{with .What}}<h3>{{.}}</h3>{{end}}{{range .Sides}}<div><ul>{{range .Facts}}<li>{{.}}</li>{{end}}</ul>{{range .Grounds}}<p><small>{{.}}</small></p>{{end}}</div>{{end}}</div>
{{else}}<p>{{.None}}</p>
{{end}}</section>
</main></body></html>
`))
