package bench

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query/sparql"
)

// oxigraphVariable names the folder in which the npm package oxigraph was installed. It is test-only, needs node, and is in no
// other way a part of this module.
const oxigraphVariable = "TALENTGRAPH_OXIGRAPH"

// answer is what both sides tell of a query: how many rows, the sum of the numbers in them, that of the other texts, and the
// shortest time.
type answer struct{ Rows, Numbers, Texts, Nanoseconds float64 }

var numeric = regexp.MustCompile(`#(integer|decimal|double|float)$`)

func (a *answer) add(v quad.Value) {
	t, err := term.Of(v)
	if err != nil || t.Kind == term.None {
		return
	}
	if numeric.MatchString(t.Datatype) {
		n, _ := strconv.ParseFloat(t.Text, 64)
		a.Numbers += n
		return
	}
	h := 0
	for _, unit := range utf16.Encode([]rune(t.Text)) {
		h = (h*31 + int(unit)) % 1000003
	}
	a.Texts += float64(h)
}

// oxigraph asks Oxigraph, which runs as WebAssembly, over triples in its default graph, and the quads in its named graphs if
// they are asked for.
func oxigraph(tb testing.TB, n int, quads bool, queries []asked) []answer {
	folder := os.Getenv(oxigraphVariable)
	if folder == "" {
		tb.Skipf("%s is not set to a folder in which npm has installed oxigraph", oxigraphVariable)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		tb.Skip("node is not there")
	}
	dir := tb.TempDir()
	triples, labelled := filepath.Join(dir, "data.nt"), filepath.Join(dir, "data.nq")
	files := map[string]string{triples: "application/n-triples"}
	if quads {
		files[labelled] = "application/n-quads"
		write(tb, labelled, func(w *bufio.Writer) error { _, err := talentgen.WriteNQuads(w, 1, n); return err })
	}
	write(tb, triples, func(w *bufio.Writer) error {
		var line []byte
		for q := range talentgen.Quads(1, n) {
			q.Label = nil
			line = term.AppendQuad(line[:0], q)
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
		return nil
	})
	texts := make([]string, len(queries))
	for i, q := range queries {
		texts[i] = filled(q.text)
	}
	input, err := json.Marshal(map[string]any{"Files": files, "Queries": texts, "Milliseconds": 300})
	if err != nil {
		tb.Fatal(err)
	}
	request := filepath.Join(dir, "asked.json")
	if err := os.WriteFile(request, input, 0o600); err != nil {
		tb.Fatal(err)
	}
	run := exec.CommandContext(tb.Context(), node, "--max-old-space-size=8000", "oxigraph.cjs", folder, request)
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		tb.Fatal(err)
	}
	var answers []answer
	if err := json.Unmarshal(out, &answers); err != nil || len(answers) != len(queries) {
		tb.Fatal(len(answers), err)
	}
	return answers
}

func write(tb testing.TB, name string, f func(*bufio.Writer) error) {
	file, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	w := bufio.NewWriter(file)
	if err := f(w); err != nil {
		tb.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
}

// ours asks the graph in the same way; the time is that of all rows with their values.
func ours(tb testing.TB, g *graph.Graph, q asked) answer {
	text := filled(q.text)
	compiled, err := sparql.Compile(text)
	if err != nil {
		tb.Fatal(q.name, err)
	}
	ask := func() (a answer, values []quad.Value) {
		start := time.Now()
		if compiled.Form() == sparql.AskForm {
			yes, err := compiled.Ask(tb.Context(), g)
			if err != nil {
				tb.Fatal(q.name, err)
			}
			if yes {
				a.Rows = 1
			}
		} else {
			vars := compiled.Vars()
			for row, err := range compiled.Select(tb.Context(), g) {
				if err != nil {
					tb.Fatal(q.name, err)
				}
				a.Rows++
				for _, v := range vars {
					values = append(values, row.Value(v))
				}
			}
		}
		a.Nanoseconds = float64(time.Since(start))
		return a, values
	}
	best, values := ask()
	for _, v := range values {
		best.add(v)
	}
	begun := time.Now()
	for n := 0; n < 1000 && (n < 5 || time.Since(begun) < 300*time.Millisecond); n++ {
		a, _ := ask()
		best.Nanoseconds = min(best.Nanoseconds, a.Nanoseconds)
	}
	return best
}

// BenchmarkAgainstOxigraph asks both the same queries and wants the same answers. The figure x-oxigraph-wasm is how many times as
// long Oxigraph takes as WebAssembly; natively it is a few times faster.
func BenchmarkAgainstOxigraph(b *testing.B) {
	for _, c := range []struct {
		n       int
		quads   bool
		queries []asked
		mean    float64 // the least geometric mean
	}{{1_000_000, false, barred(), 0}, {100_000, true, constructs(), 20}} {
		b.Run(fmt.Sprintf("%dk", c.n/1000), func(b *testing.B) {
			theirs := oxigraph(b, c.n, c.quads, c.queries)
			g := graph.New()
			err := g.Update(b.Context(), func(tx *graph.Tx) error {
				batch := tx.NewBatch()
				for q := range talentgen.Quads(1, c.n) {
					if err := batch.Add(q); err != nil {
						return err
					}
				}
				_, err := tx.AddBatch(b.Context(), batch)
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
			product := 0.0
			lines := []string{}
			for b.Loop() {
				product, lines = 0, lines[:0]
				for i, q := range c.queries {
					o, t := ours(b, g, q), theirs[i]
					if o.Rows != t.Rows || math.Abs(o.Numbers-t.Numbers) > 1e-6*math.Abs(t.Numbers) || !q.loose && o.Texts != t.Texts {
						b.Errorf("%s: %v and %v rows, numbers %v and %v, texts %v and %v", q.name, o.Rows, t.Rows, o.Numbers, t.Numbers, o.Texts, t.Texts)
					}
					times := t.Nanoseconds / o.Nanoseconds
					product += math.Log(times)
					lines = append(lines, fmt.Sprintf("%8.1f times: %s, %.0f rows, %.3f ms and %.3f ms", times, q.name, o.Rows, o.Nanoseconds/1e6, t.Nanoseconds/1e6))
					if times < q.least {
						lines[len(lines)-1] += fmt.Sprintf(", wanted %v times", q.least)
					}
				}
			}
			slices.Sort(lines)
			fmt.Println(strings.Join(lines, "\n")) // a benchmark's log is cut
			b.ReportMetric(math.Exp(product/float64(len(c.queries))), "x-oxigraph-wasm")
			b.ReportMetric(c.mean, "least")
		})
	}
}
