package browser

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/gizmo/isolate"
)

var (
	chromium context.Context // the one browser of all tests; nil where there is none
	box      *isolate.Box
)

func TestMain(m *testing.M) {
	isolate.Init()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	if box, err = isolate.New(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer box.Close()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			fmt.Fprintln(os.Stderr, "there is no Chromium; apt-get install --no-install-recommends chromium fonts-wqy-microhei")
			return 1
		}
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "explorer")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.DisableGPU, chromedp.Flag("disable-dev-shm-usage", true), chromedp.UserDataDir(dir))...)
	defer stop()
	ctx, cancel := chromedp.NewContext(alloc)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	chromium = ctx
	return m.Run()
}

// tab is a tab of the browser that shows a handler's pages.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu      sync.Mutex
	console []string
}

// open opens a tab for one test, at whose end nothing may stand in the console.
func open(t *testing.T, h http.Handler) *tab {
	t.Helper()
	if chromium == nil {
		t.Skip("there is no Chromium")
	}
	server := httptest.NewServer(h)
	ctx, cancel := chromedp.NewContext(chromium)
	b := &tab{t: t, ctx: ctx, base: server.URL}
	late := time.AfterFunc(longest, cancel) // a context with a deadline would end the tab with its first step
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("about:blank"), chromedp.EmulateViewport(1200, 900)))
	late.Stop()
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			b.mu.Lock()
			b.console = append(b.console, string(m.Type)+": "+m.Text)
			b.mu.Unlock()
		}
	}()
	t.Cleanup(func() {
		b.mu.Lock()
		assert.Empty(t, b.console, "the console")
		b.mu.Unlock()
		cancel()
		server.Close()
	})
	return b
}

// expected takes a message out of the console that is no fault: of a page that is refused.
func (b *tab) expected(words string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.console = slices.DeleteFunc(b.console, func(s string) bool { return strings.Contains(s, words) })
}

// longest is how long a step may take before something has gone wrong, on a machine that is busy with other things too.
const longest = 3 * time.Minute

// do runs steps.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	require.NoError(b.t, chromedp.Do(ctx, steps...))
}

// get gives what a step finds.
func get[T any](b *tab, step chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	v, err := chromedp.Run(ctx, step)
	require.NoError(b.t, err)
	return v
}

// call asks the browser itself.
func call[P, R any](b *tab, method cdp.Command[P, R], p P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, longest)
	defer cancel()
	v, err := chromedp.Call(ctx, method, p)
	require.NoError(b.t, err)
	return v
}

func (b *tab) goTo(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// eval gives what a script in the page says.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	return get(b, chromedp.Evaluate[T](script))
}

// wait waits until a script says true.
func (b *tab) wait(script string) {
	b.t.Helper()
	for end := time.Now().Add(longest); !eval[bool](b, "!!("+script+")"); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			require.Fail(b.t, script, "%.1500s", b.text())
		}
	}
}

// follow clicks on the first element that a selector finds, and waits for the page that it leads to.
func (b *tab) follow(selector string) {
	b.t.Helper()
	before := eval[float64](b, "performance.timeOrigin")
	eval[bool](b, fmt.Sprintf("document.querySelector(%q).dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})), true", selector))
	for end := time.Now().Add(longest); ; time.Sleep(20 * time.Millisecond) {
		ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
		at, err := chromedp.Run(ctx, chromedp.Evaluate[float64]("document.readyState === 'complete' ? performance.timeOrigin : 0"))
		cancel()
		if err == nil && at != 0 && at != before {
			return
		}
		require.True(b.t, time.Now().Before(end), "no page after %s", selector)
	}
}

func (b *tab) text() string { return eval[string](b, "document.body.innerText") }

// shot keeps a screenshot of the whole page, if somebody wants to look at it.
func (b *tab) shot(name string) {
	dir := os.Getenv("EXPLORER_SHOTS")
	if dir == "" {
		return
	}
	picture := get(b, chromedp.FullScreenshot(100))
	require.NoError(b.t, os.MkdirAll(dir, 0o777))
	require.NoError(b.t, os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o666))
}

func (b *tab) withoutScript() {
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

func (b *tab) media(media, scheme string) {
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

// sound holds a page to what all pages promise: no boxes of nodes meet, nor texts of a picture, names stay in their boxes,
// what is read stands out from its ground (4.5 to 1, as WCAG 2 asks for), nothing of the data became markup, the page is no
// wider than the window, and each picture and mark has a name.
func (b *tab) sound() {
	b.t.Helper()
	wrong := eval[[]string](b, `(() => {
	  const wrong = [], near = 0.6;
	  for (const svg of document.querySelectorAll("svg.tgp")) {
	    const boxes = [...svg.querySelectorAll("rect.box")].map(r => r.getBoundingClientRect());
	    boxes.forEach((a, i) => boxes.slice(0, i).forEach(c => {
	      if (a.left < c.right && c.left < a.right && a.top < c.bottom && c.top < a.bottom) wrong.push("boxes meet");
	    }));
	    if (!document.getElementById(svg.getAttribute("aria-labelledby").split(" ")[0]).textContent) wrong.push("a picture without a name");
	    for (const mark of svg.querySelectorAll("a, [role=img]")) if (!mark.getAttribute("aria-label")) wrong.push("a mark without a name: " + mark.outerHTML.slice(0, 80));
	    const texts = [...svg.querySelectorAll("text:not([transform])")].map(e => ({e, r: e.getBoundingClientRect()}));
	    texts.forEach(({e, r: a}, i) => texts.slice(0, i).forEach(({e: f, r: c}) => {
	      if (a.left < c.right - 1 && c.left < a.right - 1 && a.top < c.bottom - 4 && c.top < a.bottom - 4) wrong.push("texts meet: " + e.textContent + " and " + f.textContent);
	    }));
	    const whole = svg.getBoundingClientRect();
	    for (const text of svg.querySelectorAll("text")) {
	      const t = text.getBoundingClientRect();
	      if (t.left < whole.left - 1 || t.right > whole.right + 1 || t.top < whole.top - 1 || t.bottom > whole.bottom + 1) wrong.push("outside: " + text.textContent);
	      const box = text.parentElement.querySelector("rect.box");
	      if (box) {
	        const r = box.getBoundingClientRect();
	        if (t.left < r.left - near || t.right > r.right + near) wrong.push("leaves its box: " + text.textContent);
	      }
	    }
	    for (const a of svg.querySelectorAll("a")) if (!/^https?:/.test(new URL(a.href.baseVal, location.href).href)) wrong.push("link: " + a.href.baseVal);
	  }
	  const light = color => {
	    const [r, g, b] = color.match(/[\d.]+/g).map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
	    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	  };
	  const ground = e => {
	    for (; e; e = e.parentElement) if (!/^rgba\(.*, 0\)$/.test(getComputedStyle(e).backgroundColor)) return getComputedStyle(e).backgroundColor;
	    return "rgb(255, 255, 255)";
	  };
	  const seen = new Set();
	  if (!matchMedia("print").matches) for (const e of document.querySelectorAll("main *, header *, footer *, svg.tgp text, svg.tgp tspan")) {
	    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest("style, option, textarea, desc, title") || !e.checkVisibility()) continue;
	    const ink = e.closest("svg") ? getComputedStyle(e).fill : getComputedStyle(e).color, under = ground(e), pair = ink + " on " + under;
	    if (seen.has(pair)) continue;
	    seen.add(pair);
	    const [dark, bright] = [light(ink), light(under)].sort((a, b) => a - b), ratio = (bright + 0.05) / (dark + 0.05);
	    if (ratio < 4.5) wrong.push("faint: " + pair + " " + ratio.toFixed(1) + ": " + e.textContent.slice(0, 40));
	  }
	  for (const a of document.querySelectorAll("a[href]")) if (typeof a.href === "string" && !/^https?:/.test(a.href)) wrong.push("link: " + a.href);
	  if (document.querySelectorAll("script").length !== 1) wrong.push("scripts");
	  if (document.querySelector("main img, iframe, object, embed")) wrong.push("markup of the data");
	  if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than the window: " + document.documentElement.scrollWidth + " > " + innerWidth);
	  return wrong;
	})()`)
	assert.Empty(b.t, wrong, eval[string](b, "location.pathname+location.search"))
}

// has waits for words in the page.
func (b *tab) has(words ...string) {
	b.t.Helper()
	text := b.text()
	for _, w := range words {
		assert.True(b.t, strings.Contains(text, w), "%q is not in %s:\n%.1500s", w, eval[string](b, "location.href"), text)
	}
}
