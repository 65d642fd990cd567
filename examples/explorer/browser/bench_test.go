package browser

import (
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
// the picture of all flows; of the first search; of the front page, when it is made and when Chromium first paints it, beside what an empty page takes it on the same machine.
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
	ctx, cancel := chromedp.NewContext(chromium)
	defer cancel()
	paints := func(at string) float64 {
		all := make([]float64, 10)
		for i := range all {
			require.NoError(b, chromedp.Do(ctx, chromedp.Navigate(at)))
			paint := "new Promise(done => new PerformanceObserver(l => done(l.getEntries()[0].startTime)).observe({type: 'paint', buffered: true}))"
			var err error
			all[i], err = chromedp.Run(ctx, chromedp.Evaluate[float64](paint, chromedp.EvalAwaitPromise))
			require.NoError(b, err)
		}
		return slices.Min(all)
	}
	empty := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!DOCTYPE html><title>empty</title><p>.")
	}))
	defer empty.Close()
	b.ReportMetric(paints(server.URL), "first-paint-ms")
	b.ReportMetric(paints(empty.URL), "empty-paint-ms")
}
