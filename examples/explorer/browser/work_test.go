package browser

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/explorer"
)

// loadInto loads a file by the front page's form.
func (b *tab) loadInto(name, text string) {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), name)
	require.NoError(b.t, os.WriteFile(file, []byte(text), 0o600))
	b.goTo("/")
	b.do(chromedp.SendKeys(chromedp.CSS("input[type=file]"), file))
	b.follow(`form[enctype] button`)
	b.has(name + ": +")
}

// press sends keys to what has the focus.
func (b *tab) press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// A query is written and run by keys, its rows are drawn with their grounds, and its error is marked; without script as well.
func TestQueries(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	const moves = "SELECT ?p ?from ?to { ?m tg:person ?p ; tg:from ?from ; tg:to ?to }"
	b.goTo("/sparql?q=" + url.QueryEscape(moves))
	assert.Equal(t, "", strings.TrimSpace(eval[string](b, `document.getElementById("results").innerText`)), "a link runs nothing")
	eval[bool](b, `document.querySelector("textarea").focus(), true`)
	run := `document.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, bubbles: true})), true`
	eval[bool](b, run)
	b.wait(`document.querySelector("#results svg") && document.querySelector(".stop").hidden`)
	b.has("Yang Hongxia", "¶3", "rows")
	b.sound()
	b.shot("sparql")
	eval[bool](b, `document.querySelector("textarea").value = "SELECT ?person ?when ?at {\n ?m tg:person ?person ; tg:to ?at OPTIONAL { ?m tg:when ?when } }", `+run)
	b.wait(`document.querySelector("#results svg [id$=lanes]") && document.querySelector(".stop").hidden`)
	b.has("time not told")
	b.sound()
	b.shot("sparql-lanes")
	b.withoutScript()
	b.goTo("/sparql?q=SELECT%20%3Fp%20%7B%0A%20%3Fm%20tg:from%0A%7D")
	b.follow("form.script button")
	assert.Equal(t, 1, eval[int](b, `document.querySelectorAll(".wrong").length`), "the line is marked")
	b.sound()
	b.shot("sparql-error")
	b.mu.Lock()
	b.console = nil // the browser says there that the answer was 400
	b.mu.Unlock()
}

// What breaks the shapes is listed with who says so, by shapes, in three languages and on a phone.
func TestChecks(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.goTo("/violations")
	b.has("Nothing breaks the shapes.")
	b.loadInto("broken.ttl", `@prefix tg: <https://talentgraph.example/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
		<https://e.example/m1> a tg:Move ; tg:from "no such <place>" . <https://e.example/p> a tg:Person ; skos:prefLabel "Pat Doe"@en , "Pat D."@en .`)
	for _, lang := range []string{"en", "zh-Hant", "zh-Hans"} {
		b.goTo("/violations?lang=" + lang)
		b.has("no such <place>", "Pat D")
		b.sound()
		b.shot("violations-" + lang)
	}
	b.goTo("/violations")
	rows := eval[int](b, `document.querySelectorAll("tbody tr").length`)
	b.follow(`.facets a[href*="shape="]`)
	assert.Less(t, eval[int](b, `document.querySelectorAll("tbody tr").length`), rows, "one shape's")
	b.do(chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile))
	b.goTo("/violations?lang=zh-Hans")
	b.sound()
	b.shot("violations-phone")
	b.do(chromedp.EmulateViewport(1200, 900))
	b.goTo("/violations")
	b.follow("tbody a")
	b.has("m1")
}

// The slider is moved by keys, says its year, and leads to the graph as of then and back; without script as well.
func TestSlider(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.loadInto("moves.csv", "person,from,to,when\nYang Hongxia,Google,Meta,2019\nYang Hongxia,Meta,Alibaba,2021-05\n")
	for _, path := range []string{"/", "/flows", "/e?id=Yang+Hongxia"} {
		b.goTo(path)
		eval[bool](b, `document.querySelector(".time input[type=range]").focus(), true`)
		b.press(kb.ArrowLeft)
		b.press(kb.ArrowLeft)
		b.wait(`document.querySelector(".time output").value === "2022"`)
		b.press(kb.Tab)
		assert.Equal(t, "BUTTON", eval[string](b, `document.activeElement.tagName`))
		b.follow(".time button")
		assert.Contains(t, eval[string](b, "location.search"), "as-of=2022")
		b.has("2022", "all times")
		b.sound()
	}
	b.has("2021-05", "2019")
	assert.NotContains(t, eval[string](b, `document.querySelector("main table").innerText`), "2024")
	assert.Equal(t, 0, eval[int](b, `[...document.querySelectorAll("main a[href*='e?id']")].filter(a => !a.getAttribute("href").includes("as-of=2022")).length`), "links keep it")
	b.shot("slider")
	b.withoutScript()
	b.follow(".time a")
	assert.NotContains(t, eval[string](b, "location.search"), "as-of")
	b.follow(".time button")
	assert.Contains(t, eval[string](b, "location.search"), "as-of=2024")
}

// A reader finds somebody, goes through a table, and comes back to the search by keys alone.
func TestKeys(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	b.goTo("/")
	b.press(kb.Tab)
	assert.Contains(t, eval[string](b, `document.activeElement.className`), "skip", "the first stop leads past the head")
	assert.NotEqual(t, "none", eval[string](b, `getComputedStyle(document.activeElement).outlineStyle`), "it is seen where one is")
	slash := `document.dispatchEvent(new KeyboardEvent("keydown", {key: "/", cancelable: true}))` // pressed, it would be typed as well
	eval[bool](b, slash)
	b.wait(`document.activeElement.name === "q"`)
	eval[bool](b, `document.activeElement.value = "alibab", document.activeElement.dispatchEvent(new Event("input"))`)
	b.wait(`document.querySelector(".suggestions li")`)
	b.press(kb.ArrowDown)
	b.wait(`document.querySelector(".suggestions li[aria-selected=true]").id === document.activeElement.getAttribute("aria-activedescendant") && document.activeElement.ariaExpanded === "true"`)
	eval[bool](b, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true})), true`)
	b.wait(`location.pathname === "/e" && document.readyState === "complete" && document.querySelector("h1").innerText.startsWith("Alibaba")`)
	eval[bool](b, `document.activeElement.blur(), true`)
	b.press("j")
	b.press("j")
	b.press("k")
	b.wait(`document.querySelectorAll("tr.here").length === 1`)
	b.press(kb.Enter)
	b.wait(`document.readyState === "complete" && !document.querySelector("h1").innerText.startsWith("Alibaba")`)
	eval[bool](b, slash)
	b.wait(`document.activeElement.name === "q"`)
	b.press("zzzz")
	b.press(kb.Enter)
	b.wait(`location.pathname === "/search" && document.readyState === "complete"`)
	b.has("Nothing is called that.")
}

// Each kind of thing that the desk writes down, with names that are new, is on the page of what it is of, with its passage.
func TestDeskKinds(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	const source = "/source?id=%3Chttps://e.example/news%3E"
	for _, c := range []struct {
		kind   string
		fields map[string]string
		page   string
	}{
		{"move", map[string]string{"person": "Ann Desk", "from": "Acme Desk", "to": "Bolt Desk", "when": "2020-02"}, "/e?id=Ann+Desk"},
		{"founding", map[string]string{"person": "Ann Desk", "to": "Coil Desk", "when": "2021"}, "/e?id=Coil+Desk"},
		{"post", map[string]string{"person": "Ann Desk", "to": "Acme Desk", "role": "adviser"}, "/e?id=Ann+Desk"},
		{"strategy", map[string]string{"to": "Acme Desk", "role": "grow slowly"}, "/e?id=Acme+Desk"},
		{"sector", map[string]string{"to": "Acme Desk", "sector": "robots of the desk"}, "/e?id=robots+of+the+desk"},
	} {
		b.goTo(source)
		eval[bool](b, `document.querySelector("details.desk").open = true`)
		fields := map[string]string{"paragraph": "1", "words": "joined Bolt", "kind": c.kind, "grade": "inferred", "note": "of the " + c.kind}
		for name, value := range c.fields {
			fields[name] = value
		}
		for name, value := range fields {
			b.do(chromedp.SetValue(chromedp.CSS(`#desk [name=`+name+`]`), value))
		}
		eval[bool](b, `document.querySelector("#desk [name=new]").checked = true`)
		b.sound()
		if c.kind == "move" {
			b.shot("desk-filled")
		}
		b.follow("#desk > button")
		b.has("Written down.", "of the "+c.kind)
		b.sound()
		b.goTo(c.page)
		b.wait(`[...document.querySelectorAll("mark")].some(m => m.textContent === "joined Bolt")`)
		b.sound()
	}
	b.goTo(source)
	b.shot("desk-written")
	for n := 5; n > 0; n-- {
		require.Equal(t, n, eval[int](b, `document.querySelectorAll("form[action*=undo]").length`))
		b.follow(`form[action*="undo"] button`)
	}
	b.goTo("/search?q=Desk")
	b.has("Nothing is called that.")
}

// Without the text there is no desk, and evidence is a reference; who may only read has no forms that write.
func TestWithoutText(t *testing.T) {
	for name, h := range map[string]func() *tab{
		"no text":   func() *tab { return open(t, explorerOf(t, "", explorer.WithTexts())) },
		"read only": func() *tab { return open(t, explorerOf(t, "", explorer.ReadOnly())) },
	} {
		b := h()
		b.goTo("/")
		assert.Equal(t, name == "no text", eval[bool](b, `!!document.querySelector("input[type=file]")`), name)
		b.goTo("/source?id=id:talentwar2024")
		assert.False(t, eval[bool](b, `!!document.querySelector("#desk")`), name)
		b.sound()
		b.goTo("/e?id=Yang+Hongxia")
		b.has("¶3", "disputed")
		b.sound()
		if name == "no text" {
			assert.Zero(t, eval[int](b, `document.querySelectorAll("mark").length`))
			b.shot("person-without-text")
			b.goTo("/source?id=id:talentwar2024")
			b.has("-text FILE")
			b.shot("source-without-text")
		}
	}
}

// The newer pages and larger pictures hold on a phone, on a wide screen and in the dark, in all three languages.
func TestNewerPages(t *testing.T) {
	b := open(t, explorerOf(t, ""))
	var rows strings.Builder
	rows.WriteString("person,from,to,when\n")
	for i := range 150 {
		fmt.Fprintf(&rows, "Person %d,Company %d of a rather long name,第%d公司,20%02d\n", i%90, i%37, i*7%31, 10+i%14)
	}
	b.loadInto("many.csv", rows.String())
	paths := []string{"/", "/flows", "/flows?as=matrix", "/ask/network?go=1", "/ask/network?go=1&as=whole", "/ask/around?a1=Alibaba&a2=2", "/disputes", "/violations", "/sparql", "/e?id=Person+1"}
	for i, size := range [][2]int64{{360, 740}, {1900, 1000}} {
		lang := []string{"zh-Hant", "zh-Hans"}[i]
		b.media("screen", []string{"dark", "light"}[i])
		if i == 0 {
			b.do(chromedp.EmulateViewport(size[0], size[1], chromedp.EmulateMobile))
		} else {
			b.do(chromedp.EmulateViewport(size[0], size[1]))
		}
		for _, path := range paths {
			b.goTo(path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=" + lang)
			b.sound()
			b.shot(fmt.Sprint("newer-", size[0], strings.NewReplacer("/", "-", "?", "-", "&", "-", "=", "-").Replace(path)))
		}
	}
}
