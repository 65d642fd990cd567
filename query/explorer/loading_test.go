package explorer_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
	"talentgraph.example/query/explorer"
)

// While files load, every page is of one state, and none fails. The pages are those that cost little: under the race
// detector a thousand of them take seconds.
func TestRequestsWhileLoading(t *testing.T) {
	g := article(t)
	s := of(t, g, explorer.WithLoad(func(ctx context.Context, name string, r io.Reader) (string, error) {
		report, err := loader.Load(ctx, g, r, loader.WithName(name))
		return fmt.Sprint(report.Added), err
	}))
	const moves = 10 // of a file
	loaded, rows := atomic.Int64{}, regexp.MustCompile(`class="count">(\d+) rows`)
	paths := []string{"/suggest?q=ali", "/e?id=id:xiaomi", "/search?q=ali", "/ask/whoLeft?a1=Alibaba&a2=ByteDance&certainty=stated", "/sparql", "/why?s=Hunyuan", "/ask/career?a1=Yang+Hongxia", "/"}
	requests := long.Runs(100, 1000)
	var readers, writer sync.WaitGroup
	ended := make(chan struct{})
	writer.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-ended:
				return
			case <-time.After(5 * time.Millisecond):
			}
			if i >= 8 {
				continue
			}
			var file strings.Builder
			for m := range moves {
				fmt.Fprintf(&file, "<https://e.example/%d/%d> <%s> <https://talentgraph.example/id/alibaba> .\n<https://e.example/%[1]d/%[2]d> <%[4]s> <https://talentgraph.example/id/bytedance> .\n", i, m, string(vocab.From), string(vocab.To))
			}
			if w := s.upload("more.nt", file.String()); assert.Equal(t, 200, w.Code, "%.300s", w.Body) {
				loaded.Add(1)
			}
		}
	})
	for i := range 4 {
		readers.Go(func() {
			for k := range requests / 4 {
				path := paths[(i+k)%len(paths)]
				if k%25 == 0 {
					path = "/ask/whoLeft?a1=Alibaba&a2=ByteDance"
				}
				w := s.get(path)
				if w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
					assert.Fail(t, "no page", "%s: %d %.300s", path, w.Code, w.Body)
					return
				}
				if k%25 == 0 {
					found := rows.FindStringSubmatch(w.Body.String())
					if assert.NotNil(t, found) {
						n, err := strconv.Atoi(found[1])
						assert.NoError(t, err)
						assert.Equal(t, 2, n%moves, "a file is there as a whole, or not at all: %d rows", n)
					}
				}
			}
		})
	}
	readers.Wait()
	close(ended)
	writer.Wait()
	require.Positive(t, loaded.Load())
	assert.Contains(t, s.page("/ask/whoLeft?a1=Alibaba&a2=ByteDance"), fmt.Sprint(2+moves*loaded.Load(), " rows"))
}

// Two files that come at once are read one after the other.
func TestTwoLoads(t *testing.T) {
	begun := make(chan struct{}, 2)
	s := of(t, article(t), explorer.WithLoad(func(ctx context.Context, name string, r io.Reader) (string, error) {
		begun <- struct{}{}
		defer func() { <-begun }()
		if len(begun) > 1 {
			return "", fmt.Errorf("another one is being read")
		}
		_, err := io.Copy(io.Discard, r)
		time.Sleep(10 * time.Millisecond)
		return name, err
	}), explorer.WithLimits(explorer.Limits{Wait: time.Minute}))
	var wait sync.WaitGroup
	for i := range 6 {
		wait.Go(func() { assert.Equal(t, 200, s.upload(fmt.Sprint(i, ".nt"), "x").Code) })
	}
	wait.Wait()
}
