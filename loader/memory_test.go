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

// amplifying is a file of short forms, and what a load of it may take.
type amplifying struct {
	name              string
	format            loader.Format
	before, each, end string
	terms             int // that each makes
	opts              []loader.Option
}

func (a amplifying) text(n int) string {
	var b strings.Builder
	b.WriteString(a.before)
	for i := range n {
		b.WriteString(strings.ReplaceAll(a.each, "%", fmt.Sprint(i)))
	}
	return b.String() + a.end
}

// load loads n of the short forms with a limit, and holds memory to twice of that, beside what any load takes. What the
// collector has not taken yet is counted, so GOGC has a say.
func (a amplifying) load(t *testing.T, n, limit, fair int, over bool) {
	text := a.text(n)
	used := peak(func() {
		opts := append(a.opts, loader.WithFormat(a.format), loader.WithLimits(syntax.WithMaxExpansion(limit)))
		_, err := loader.Load(t.Context(), graph.New(), strings.NewReader(text), opts...)
		assert.Equal(t, over, errors.Is(err, graph.ErrLimit), "%s: %v", a.name, err)
	})
	t.Logf("%s: %.1f of the limit", a.name, float64(used)/float64(fair))
	assert.Less(t, used, int64(2*fair+16<<20), "%s", a.name)
}

// What is short and stands for much is held to its limit, and so is memory, up to twice of that.
func TestMemoryOfWhatStandsForMuch(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(10)) // what is used, and not what has been
	most := long.Runs(16, 40) << 20
	for _, length := range []int{4000, 1 << 20} {
		long := "a:" + strings.Repeat("x", length)
		for _, c := range []amplifying{
			{"a prefix", loader.Turtle, "@prefix p: <" + long + "> .", "p:s% p:p% p:o% .\n", "", 3, nil},
			{"a datatype", loader.Turtle, "@prefix p: <" + long + "> .", "<a:s> <a:p> ''^^p:t% .\n", "", 1, nil},
			{"a base", loader.TriG, "@base <" + long + "/> .", "<a> <b%> <c>, <d%> .\n", "", 4, nil},
			{"a base of lines", loader.NQuads, "", "<a%> <b%> <c%> <d%> .\n", "", 4, []loader.Option{loader.WithBase("a://" + long[2:min(length, 4000)] + "/")}},
			{"a namespace", loader.RDFXML, "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a xmlns='a:' rdf:about='a:'><b xmlns='" + long + "'><c>", "<p%/>", "</c></b></a></rdf:RDF>", 1, nil},
			{"an entity", loader.RDFXML, "<!DOCTYPE a [<!ENTITY e '" + long + "'>]><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><a xmlns='a:'>", "<p>&e;%</p>", "</a></rdf:RDF>", 1, nil},
			{"a context", loader.JSONLD, `{"@context":{"p":"` + long + `:"},"@graph":[{}`, `,{"@id":"p:%","p:q":1}`, "]}", 2, nil},
		} {
			c.name = fmt.Sprintf("%s of %d bytes", c.name, length)
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
			c.load(t, n, most, fair, n > enough)
		}
	}
}

// Below the limit all is kept, and the graph has it, too: with the collector as it is mostly set. (A document of JSON-LD is
// parsed whole, and what the collector has not taken of that comes on top: such a one is held to its limit where it is small.)
func TestMemoryBelowTheLimit(t *testing.T) {
	most := long.Runs(16, 40) << 20
	const length = 4000
	namespace := "https://example.com/" + strings.Repeat("x", length)
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	for _, end := range []string{"", "/"} { // without a slash the name of a person is as long as its IRI
		opts := []loader.Option{loader.WithNamespace(namespace + end)}
		for _, c := range []amplifying{
			{"moves in a table", loader.CSV, "person,from,to,year\n", "P%,A%,B%,2020\n", "", 5, opts},
			{"moves of one person in a table", loader.CSV, "person,from,to,year\n", "P,A%,B%,2020\n", "", 4, opts},
			{"people in a table", loader.CSV, "person\n", "P%\n", "", 1, opts},
		} {
			c.load(t, most/(2*c.terms*(length+100)), most, most, false)
		}
	}
	c := amplifying{name: "a context", format: loader.JSONLD, before: `{"@context":{"p":"a:` + strings.Repeat("x", length) + `:"},"@graph":[{}`, each: `,{"@id":"p:%","p:q":1}`, end: "]}"}
	const little = 16 << 20
	c.load(t, little/(length+20), little, little, false)
}

// Reports that are joined under no claim are recorded in full, each fact with its move's IRI: that counts, too.
func TestRecordsOfJoinedRowsCount(t *testing.T) {
	c := amplifying{"joined moves", loader.CSV, "person,from,to,year,team_size\n", "P%,A,B,2020,5\nP%,A,,2020,5\n", "", 0,
		[]loader.Option{loader.WithNamespace("https://example.com/" + strings.Repeat("x", 4000) + "/")}}
	const most = 4 << 20
	c.load(t, most/(2*3*4100), most, most, true)
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
