package loader_test

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader"
	"talentgraph.example/loader/syntax"
)

// What is short and stands for much is held to its limit, and so is memory, up to twice of that.
func TestMemoryOfWhatStandsForMuch(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // what is used, and not what has been
	most := long.Runs(16, 40) << 20
	repeat := func(n int, text string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(text, "%", fmt.Sprint(i)))
		}
		return b.String()
	}
	for _, length := range []int{4000, 1 << 20} {
		long := "a:" + strings.Repeat("x", length)
		for _, c := range []struct {
			name              string
			format            loader.Format
			before, each, end string
			terms             int // that each makes
			opts              []loader.Option
		}{
			{"a prefix", loader.Turtle, "@prefix p: <" + long + "> .", "p:s% p:p% p:o% .\n", "", 3, nil},
			{"a datatype", loader.Turtle, "@prefix p: <" + long + "> .", "<a:s> <a:p> ''^^p:t% .\n", "", 1, nil},
			{"a base", loader.TriG, "@base <" + long + "/> .", "<a> <b%> <c>, <d%> .\n", "", 4, nil},
			{"a base of lines", loader.NQuads, "", "<a%> <b%> <c%> <d%> .\n", "", 4, []loader.Option{loader.WithBase("a://" + long[2:min(length, 4000)] + "/")}},
			{"a namespace", loader.RDFXML, "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a xmlns='a:' rdf:about='a:'><b xmlns='" + long + "'><c>", "<p%/>", "</c></b></a></rdf:RDF>", 1, nil},
			{"an entity", loader.RDFXML, "<!DOCTYPE a [<!ENTITY e '" + long + "'>]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a xmlns='a:'>", "<p>&e;%</p>", "</a></rdf:RDF>", 1, nil},
			{"a context", loader.JSONLD, `{"@context":{"p":"` + long + `:"},"@graph":[{}`, `,{"@id":"p:%","p:q":1}`, "]}", 2, nil},
		} {
			fair := most
			if c.format == loader.JSONLD {
				fair += 16 * len(c.before) // which a document may in any case
			}
			enough := fair / (c.terms * length)
			if len(c.opts) > 0 {
				enough = most / (c.terms * 4000) // longer ones are refused
			}
			n := enough * 3
			if c.format == loader.JSONLD {
				n = enough * 9 / 10 // what goes beyond ends before quads are made
			}
			text := c.before + repeat(n, c.each) + c.end
			used := peak(func() {
				opts := append(c.opts, loader.WithFormat(c.format), loader.WithLimits(syntax.WithMaxExpansion(most)))
				_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(text), opts...)
				assert.Equal(t, n > enough, errors.Is(err, graph.ErrLimit), "%s: %v", c.name, err)
			})
			t.Logf("%s of %d bytes: %.1f of the limit", c.name, length, float64(used)/float64(fair))
			assert.Less(t, used, int64(2*fair+24<<20), "%s of %d bytes", c.name, length) // beside what any load takes
		}
	}
}

// peak runs a function, and gives how many bytes more are in use than before at a time.
func peak(f func()) int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	now := func() int64 {
		metrics.Read(sample)
		return int64(sample[0].Value.Uint64())
	}
	runtime.GC()
	before := now()
	most, done := before, make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
				most = max(most, now())
			}
		}
	})
	f()
	close(done)
	wg.Wait()
	return most - before
}
