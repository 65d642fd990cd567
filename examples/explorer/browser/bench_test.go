package browser

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
	"talentgraph.example/query/explorer"
)

// BenchmarkMillion asks for pages of a graph of a million quads by TCP, and reports milliseconds: of the pages of the 200
// organizations and the 200 people that moves speak of most, the median and what one page in twenty takes longer than; of
// the picture of all flows; of the first search; of the front page, when it is made and when
// Chromium first paints it, in a fresh context and again, beside what an empty page takes it on the same machine.
//
//	go test -run XXX -bench Million -benchtime 1x
func BenchmarkMillion(b *testing.B) {
	g := graph.New()
	var quads []quad.Quad
	add := func() { require.NoError(b, g.Add(b.Context(), quads...)) }
	for q := range talentgen.Rich(1, 1_000_000) {
		quads = append(quads, q)
	}
	add()
	quads = nil
	for _, err := range query.Search(b.Context(), g, "a", query.Top(1)) { // as the program does
		require.NoError(b, err)
	}
	server := httptest.NewServer(explorer.New(g))
	defer server.Close()
	took := func(path string) float64 {
		began := time.Now()
		r, err := http.Get(server.URL + path)
		require.NoError(b, err)
		defer r.Body.Close()
		n, err := io.Copy(io.Discard, r.Body)
		require.NoError(b, err)
		require.Equal(b, http.StatusOK, r.StatusCode, path)
		require.Greater(b, n, int64(2000), path)
		return float64(time.Since(began).Microseconds()) / 1000
	}
	best := func(path string, times int) float64 {
		all := make([]float64, times)
		for i := range all {
			all[i] = took(fmt.Sprint(path, i)) // another address each time
		}
		return slices.Min(all)
	}
	for b.Loop() {
		b.ReportMetric(took("/"), "front-made-ms")
		b.ReportMetric(best("/?x=", 3), "front-again-ms")
		var entities []float64
		for i := range 200 {
			for _, e := range []quad.IRI{talentgen.Organization(i), talentgen.Person(i)} {
				entities = append(entities, took("/e?id="+url.QueryEscape(e.String())))
			}
		}
		slices.Sort(entities)
		b.ReportMetric(entities[len(entities)/2], "entity-median-ms")
		b.ReportMetric(entities[len(entities)*95/100], "entity-p95-ms")
		b.ReportMetric(best("/flows?format=svg&x=", 5), "flows-svg-ms")
		b.ReportMetric(best("/search?q=Company+1&x=", 3), "search-ms")
	}
	if chromium == nil {
		return
	}
	empty := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>empty</title><p>.")
	}))
	defer empty.Close()
	paints(b, "first-paint", server.URL)
	paints(b, "empty-paint", empty.URL)
}

// paints reports when Chromium first paints a page, by the median of eleven times: for a reader who opens it for the first
// time, in a fresh context of a browser that runs (nothing is cached, and the page has a process of its own), and for one
// who opens it again in the same tab.
func paints(b *testing.B, name, at string) {
	paint := func(ctx context.Context) float64 {
		require.NoError(b, chromedp.Do(ctx, chromedp.Navigate(at)))
		first := "new Promise(done => new PerformanceObserver(l => done(l.getEntries()[0].startTime)).observe({type: 'paint', buffered: true}))"
		ms, err := chromedp.Run(ctx, chromedp.Evaluate[float64](first, chromedp.EvalAwaitPromise))
		require.NoError(b, err)
		return ms
	}
	tab := func() (context.Context, context.CancelFunc) {
		ctx, cancel := chromedp.NewContext(chromium, chromedp.WithNewBrowserContext())
		require.NoError(b, chromedp.Do(ctx, chromedp.Navigate("about:blank")))
		return ctx, cancel
	}
	cold, warm := make([]float64, 11), make([]float64, 11)
	for i := range cold {
		ctx, cancel := tab()
		cold[i] = paint(ctx)
		cancel()
	}
	ctx, cancel := tab()
	defer cancel()
	paint(ctx)
	for i := range warm {
		warm[i] = paint(ctx)
	}
	slices.Sort(cold)
	slices.Sort(warm)
	b.ReportMetric(cold[5], name+"-ms")
	b.ReportMetric(warm[5], name+"-again-ms")
}
