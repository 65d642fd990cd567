package bench

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/query/shacl"
)

const (
	quads = 100_000
	moves = quads / 6
	runs  = 5 // of package shacl; one of shacl-engine takes long
	least = 100
)

// shapes are eleven property shapes, as the vocabulary's own have them.
const shapes = `
@prefix ex: <https://example.com/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix tg: <https://talentgraph.example/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:Move a sh:NodeShape ; sh:targetClass tg:Move ;
	sh:property [ sh:path tg:person ; sh:minCount 1 ; sh:maxCount 1 ; sh:class tg:Person ] ;
	sh:property [ sh:path tg:from ; sh:maxCount 1 ; sh:class org:Organization ] ;
	sh:property [ sh:path tg:to ; sh:maxCount 1 ; sh:class org:Organization ] ;
	sh:property [ sh:path tg:year ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 1900 ; sh:maxInclusive 2100 ] ;
	sh:property [ sh:path tg:role ; sh:maxLength 100 ] ;
	sh:property [ sh:path tg:kind ; sh:nodeKind sh:IRI ] ;
	sh:property [ sh:path tg:team ; sh:datatype xsd:boolean ] .
ex:Person a sh:NodeShape ; sh:targetClass tg:Person ;
	sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] ;
	sh:property [ sh:path tg:knownFor ; sh:maxCount 3 ] .
ex:Organization a sh:NodeShape ; sh:targetClass org:Organization ;
	sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:minLength 2 ] ;
	sh:property [ sh:path org:unitOf ; sh:class org:Organization ] .
`

// facts are moves of people between organizations. One move in a thousand has a year that is none.
func facts(yield func(quad.Quad) bool) {
	n := 0
	say := func(s string, p quad.IRI, o quad.Value) {
		if n++; n <= quads {
			yield(quad.Quad{Subject: quad.IRI(vocab.ID + s), Predicate: p, Object: o})
		}
	}
	name := func(kind string, i int) string { return fmt.Sprint(kind, i) }
	const organizations, people = 200, moves / 2
	for i := range organizations {
		say(name("o", i), vocab.RDFType, vocab.ORGOrganization)
		say(name("o", i), vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(name("Organization ", i)), Lang: "en"})
	}
	for i := range people {
		say(name("p", i), vocab.RDFType, vocab.ClassPerson)
		say(name("p", i), vocab.SKOSPrefLabel, quad.LangString{Value: quad.String(name("Person ", i)), Lang: "en"})
	}
	for i := range moves {
		m := name("m", i)
		say(m, vocab.Person, quad.IRI(vocab.ID+name("p", i%people)))
		say(m, vocab.From, quad.IRI(vocab.ID+name("o", i%organizations)))
		say(m, vocab.To, quad.IRI(vocab.ID+name("o", (i*7+1)%organizations)))
		year := 2000 + i%25
		if i%1000 == 999 {
			year = 99
		}
		say(m, vocab.Year, quad.Int(year))
		say(m, vocab.RDFType, vocab.ClassMove)
	}
}

// BenchmarkValidate validates by package shacl and by shacl-engine, wants as many violations, and the former at least a
// hundred times as fast.
func BenchmarkValidate(b *testing.B) {
	if _, err := exec.LookPath("node"); err != nil {
		b.Skip("there is no node, which shacl-engine needs")
	}
	if _, err := os.Stat("node_modules/shacl-engine"); err != nil {
		b.Skip("shacl-engine is not there; run npm install here")
	}
	dir := b.TempDir()
	write := func(file, text string) string {
		file = filepath.Join(dir, file)
		check(b, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	var text strings.Builder
	out := bufio.NewWriter(&text)
	w := ntriples.NewWriter(out)
	for q := range facts {
		check(b, w.WriteQuad(q))
	}
	check(b, w.Close())
	check(b, out.Flush())

	rules, data := graph.New(), graph.New()
	for g, in := range map[*graph.Graph]string{rules: shapes, data: text.String()} {
		_, err := loader.Load(b.Context(), g, strings.NewReader(in), loader.WithFormat(loader.Turtle), loader.WithLimits(syntax.WithMaxLine(1<<20)))
		check(b, err)
	}
	parsed, err := shacl.Parse(b.Context(), rules)
	check(b, err)
	var ours []time.Duration
	var violations int
	for range runs {
		start := time.Now()
		report, err := parsed.Validate(b.Context(), data)
		ours = append(ours, time.Since(start))
		check(b, err)
		violations = report.Violations
	}

	var theirs struct {
		Violations   int
		Milliseconds []float64
	}
	printed, err := exec.CommandContext(b.Context(), "node", "--max-old-space-size=4096", "engine.mjs", write("shapes.ttl", shapes), write("data.nt", text.String()), "1").Output()
	check(b, err)
	check(b, json.Unmarshal(printed, &theirs))
	if violations == 0 || violations != theirs.Violations {
		b.Fatalf("%d violations, and %d by shacl-engine", violations, theirs.Violations)
	}
	fast, slow := slices.Min(ours), time.Duration(slices.Min(theirs.Milliseconds)*float64(time.Millisecond))
	ratio := float64(slow) / float64(fast)
	b.Logf("%d quads, %d violations: shacl %v, shacl-engine %v, %.0f times", data.Size(), violations, fast, slow, ratio)
	b.ReportMetric(float64(fast.Microseconds())/1000, "shacl-ms")
	b.ReportMetric(float64(slow.Microseconds())/1000, "shacl-engine-ms")
	b.ReportMetric(ratio, "times")
	if ratio < least {
		b.Errorf("shacl is %.0f times as fast, and should be %d times", ratio, least)
	}
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}
