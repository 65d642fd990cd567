package browser

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query/explorer"
	"talentgraph.example/query/shacl"
)

// tabStops counts what the Tab key stops at.
const tabStops = `[...document.querySelectorAll("a[href],button,input,select,textarea,summary")].filter(e => e.tabIndex >= 0 && e.checkVisibility()).length`

const news = "Ann joined Bolt, they say.\n安娜離開艾克美，加入小米。\n"

// explorerOf is the explorer of the bundled facts, kept in a file if there is a name for it, with a text at hand, and with
// the article's if that is there.
func explorerOf(t *testing.T, file string, opts ...explorer.Option) http.Handler {
	t.Helper()
	source := "memory:"
	if file != "" {
		source = "file:" + file
	}
	g, err := graph.Open(t.Context(), source)
	require.NoError(t, err)
	t.Cleanup(func() { _ = g.Close() })
	if g.Size() == 0 {
		_, err = loader.Article(t.Context(), g)
		require.NoError(t, err)
		sum := sha256.Sum256([]byte(news))
		require.NoError(t, g.Add(t.Context(), quad.Make(quad.IRI("https://e.example/news"), vocab.SHA256, hex.EncodeToString(sum[:]), nil)))
	}
	texts := []string{news}
	if path := os.Getenv("TALENTGRAPH_ARTICLE"); path != "" {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		texts = append(texts, string(text))
	}
	rules := graph.New()
	_, err = loader.Load(t.Context(), rules, strings.NewReader(vocab.Shapes()), loader.WithFormat(loader.Turtle))
	require.NoError(t, err)
	shapes, err := shacl.Parse(t.Context(), rules)
	require.NoError(t, err)
	load := func(ctx context.Context, name string, r io.Reader) (string, error) {
		report, err := loader.Load(ctx, g, r, loader.WithName(name))
		return fmt.Sprintf("%s: +%d", name, report.Added), err
	}
	usual := []explorer.Option{explorer.WithTexts(texts...), explorer.WithScripts(box), explorer.WithShapes(shapes, shacl.PerClaim()), explorer.WithLoad(load)}
	return explorer.New(g, append(usual, opts...)...)
}

// A reader searches in Chinese, follows the name, and sees that the year is disputed and who says so.
func TestReader(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.goTo("/")
	b.sound()
	b.shot("home")
	b.do(chromedp.SendKeys(chromedp.CSS(".find input[name=q]"), "楊紅"))
	b.wait(`document.querySelector(".suggestions li")`)
	assert.Contains(t, eval[string](b, `document.querySelector(".suggestions").innerText`), "Yang Hongxia")
	eval[bool](b, `document.querySelector(".find input[name=q]").value = "楊紅霞", true`)
	b.follow(".find button")
	b.has("Yang Hongxia", "楊紅霞", "2024", "disputed", "¶3")
	b.sound()
	b.shot("person")
	assert.Less(t, eval[int](b, tabStops), 60, "tab stops")
	b.follow(`figure a[href*="why"]`)
	b.has("Who says so?", "¶")
	b.goTo("/e?id=id:alibaba")
	b.sound()
	b.shot("organization")
	assert.Less(t, eval[int](b, tabStops), 60, "tab stops")
	b.goTo("/source?id=id:talentwar2024")
	b.sound()
	b.shot("source")
}

// An editor asks by a form, narrows by a facet, and takes the table along.
func TestEditor(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.goTo("/ask/whoLeft")
	b.do(chromedp.SendKeys(chromedp.CSS("input[name=a1]"), "Alibaba"))
	b.follow("main form.fields > button")
	b.has("Yang Hongxia", "3 rows", "ask who-left Alibaba")
	b.sound()
	b.shot("answer")
	b.follow(`.facets a[href*="years=2024"]`)
	b.has("2024")
	assert.Contains(t, eval[string](b, "location.search"), "years=2024")
	b.wait(`fetch(document.querySelector('.more a[href*="format=csv"]').href).then(r => r.text()).then(t => window.table = t) && window.table`)
	assert.Contains(t, eval[string](b, "window.table"), "Yang Hongxia,Alibaba,ByteDance,")
	b.goTo("/ask/claims?go=1")
	first := eval[string](b, `document.querySelector("tbody tr").innerText`)
	b.follow(`a[rel=next]`)
	assert.NotEqual(t, first, eval[string](b, `document.querySelector("tbody tr").innerText`), "the next page")
	b.sound()
	for _, path := range []string{"/flows", "/flows?as=matrix", "/matrix", "/ask/network", "/ask/around?a1=Alibaba&a2=1", "/path?from=Yang+Hongxia&to=Google", "/disputes", "/ask/career?a1=Wang+Xiaochuan", "/why?s=Hunyuan"} {
		b.goTo(path)
		b.sound()
		b.shot(strings.Trim(strings.NewReplacer("/", "-", "?", "-", "&", "-", "=", "-").Replace(path), "-"))
	}
}

// Scripts run when Run is pressed, end when Stop is, and what they say is text.
func TestScripts(t *testing.T) {
	b := open(t, explorerOf(t, "", explorer.WithLimits(explorer.Limits{Time: time.Hour}))) // no script ends by itself
	b.goTo("/gizmo?q=" + "while(true){}")
	assert.Equal(t, "", strings.TrimSpace(eval[string](b, `document.getElementById("results").innerText`)), "a link runs nothing")
	eval[bool](b, `document.querySelector("form.script button").click(), true`)
	b.wait(`document.querySelector(".stop").checkVisibility()`)
	b.do(chromedp.Click(chromedp.CSS(".stop")))
	b.wait(`!document.querySelector(".stop").checkVisibility()`)
	run := func(script string) {
		eval[bool](b, fmt.Sprintf(`(document.querySelector("textarea").value = %q, document.querySelector("form.script button").click(), true)`, script))
		b.wait(`document.querySelector(".stop").hidden && document.getElementById("results").innerText.trim()`)
	}
	run(`g.V().has("<tg:from>").save("<tg:from>", "from").save("<tg:to>", "to").all()`)
	b.has("rows", "ByteDance")
	b.sound()
	b.shot("gizmo")
	run(`g.emit("<img src=x onerror=alert(1)><script>alert(2)</scr" + "ipt>")`)
	b.has("<img src=x")
	b.sound()
}

// A file is loaded, and its facts are there.
func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "more.ttl")
	require.NoError(t, os.WriteFile(file, []byte(`@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <https://e.example/x> skos:prefLabel "Freshly Loaded"@en .`), 0o600))
	b := open(t, explorerOf(t, ""))
	b.goTo("/")
	b.do(chromedp.SendKeys(chromedp.CSS("input[type=file]"), file))
	b.follow(`form[enctype] button`)
	b.has("more.ttl: +1")
	b.goTo("/search?q=freshly")
	b.has("Freshly Loaded")
}

// What a passage says is written down, is there after a restart, and is taken back; once with script, once without.
func TestDesk(t *testing.T) {
	for name, scripted := range map[string]bool{"with script": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "desk.tg")
			t.Run("write", func(t *testing.T) {
				b := open(t, explorerOf(t, file))
				if !scripted {
					b.withoutScript()
				}
				b.goTo("/source?id=%3Chttps://e.example/news%3E")
				set := func(field, value string) {
					b.do(chromedp.SetValue(chromedp.CSS(`#desk [name=`+field+`]`), value))
				}
				if scripted {
					eval[bool](b, `(() => { const p = document.querySelector('[data-paragraph="2"]'), r = document.createRange(); r.setStart(p.lastChild, 0); r.setEnd(p.lastChild, 7); getSelection().removeAllRanges(); getSelection().addRange(r); return true })()`)
					b.wait(`document.querySelector("#desk [name=words]").value === "安娜離開艾克美" && document.querySelector("#desk [name=paragraph]").value === "2"`)
				} else {
					set("paragraph", "2")
					set("words", "安娜離開艾克美")
				}
				set("from", "Alibaba")
				refused := "Yang Hongxai" // is there again, the wrong field with the focus
				set("person", refused)
				b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#desk > button").click()`))
				b.wait(`document.querySelector(".amiss") && document.readyState === "complete" && document.activeElement.name === "person"`)
				b.has("Did you mean: Yang Hongxia")
				b.sound()
				assert.Equal(t, "安娜離開艾克美", eval[string](b, `document.querySelector("#desk [name=words]").value`))
				b.expected("status of 404")
				set("person", "Yang Hongxia")
				set("when", "2019-03")
				b.shot("desk " + name)
				b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#desk > button").click()`))
				b.wait(`document.querySelector(".done") && document.readyState === "complete"`)
				assert.Equal(t, "安娜離開艾克美", eval[string](b, `document.querySelector("article mark").textContent`))
			})
			t.Run("again", func(t *testing.T) {
				b := open(t, explorerOf(t, file))
				if !scripted {
					b.withoutScript()
				}
				b.goTo("/e?id=Yang+Hongxia")
				b.has("2019-03", "安娜離開艾克美")
				b.goTo("/source?id=%3Chttps://e.example/news%3E")
				b.follow(`form[action*="undo"] button`)
				assert.Zero(t, eval[int](b, `document.querySelectorAll("article mark").length`))
			})
		})
	}
}

// All pages serve a phone, in the dark, on paper, and who sees no colours.
func TestEverywhere(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
	for _, path := range []string{"/", "/e?id=id:alibaba", "/e?id=Yang+Hongxia", "/flows", "/matrix", "/ask/whoLeft?a1=Alibaba", "/ask/moves", "/source?id=id:talentwar2024", "/gizmo", "/why?s=Hunyuan", "/search?q=a", "/ask/network", "/disputes", "/violations", "/ask/duplicates"} {
		b.goTo(path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=zh-Hant")
		assert.LessOrEqual(t, eval[int](b, "document.documentElement.scrollWidth"), 360, path)
		if path == "/e?id=id:alibaba" {
			b.shot("phone")
		}
	}
	b.do(chromedp.EmulateViewport(1200, 900))
	b.media("screen", "dark")
	b.goTo("/e?id=id:alibaba")
	assert.Equal(t, "rgb(23, 24, 26)", eval[string](b, "getComputedStyle(document.body).backgroundColor"))
	assert.Equal(t, "rgb(236, 236, 236)", eval[string](b, `getComputedStyle(document.querySelector("svg.tgp text")).fill`))
	b.shot("dark")
	b.media("print", "light")
	assert.Equal(t, "none", eval[string](b, `getComputedStyle(document.querySelector("header")).display`))
	assert.Greater(t, len(get(b, chromedp.PrintToPDF())), 10_000)
	b.media("", "light")
	call(b, emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{Type: "deuteranopia"})
	b.goTo("/flows")
	b.shot("deuteranopia")
}

// Pictures and their marks have names for screen readers.
func TestNames(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.goTo("/flows")
	tree := call(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	names := map[string]string{}
	for _, n := range tree.Nodes {
		if n.Name == nil || n.Role == nil {
			continue
		}
		var name, role string
		if json.Unmarshal(n.Name.Value, &name) == nil && json.Unmarshal(n.Role.Value, &role) == nil {
			names[name] = role
		}
	}
	assert.Equal(t, "link", names["Alibaba → ByteDance: 2 moves, 1 inferred, 1 disputed"])
	assert.Contains(t, names, "Who moved where")
}

// Everything but suggestions and Stop works without script.
func TestWithoutScript(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.withoutScript()
	b.goTo("/search?q=%E6%A5%8A%E7%B4%85%E9%9C%9E")
	b.has("Yang Hongxia")
	b.goTo("/ask/whoLeft")
	b.do(chromedp.SetValue(chromedp.CSS("input[name=a1]"), "Alibaba"))
	b.follow("main form.fields > button")
	b.has("3 rows")
	b.goTo("/gizmo?q=g.emit(6*7)")
	b.follow("form.script button")
	b.has("42")
}
