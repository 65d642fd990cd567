package rdfxml_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
)

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name  string
		file  string
		limit int // the least that suffices
		opt   func(int) syntax.Option
	}{
		{"elements", head + strings.Repeat("<e:p><e:N>", 10) + strings.Repeat("</e:N></e:p>", 10) + tail, 22, syntax.WithMaxDepth},
		{"elements of a literal", head + "<e:p rdf:parseType='Literal'>" + strings.Repeat("<a>", 10) + strings.Repeat("</a>", 10) + "</e:p>" + tail, 13, syntax.WithMaxDepth},
		{"blank nodes", head + "<e:p rdf:parseType='Collection'><e:N/><e:N/></e:p><e:p rdf:parseType='Resource'/><e:p rdf:ID='a' xml:base='a:'>x</e:p>" + tail, 6, syntax.WithMaxBlankNodes},
		{"attributes", head + "<e:p e:a='' e:b='' e:c='' e:d=''/>" + tail, 6, syntax.WithMaxPrefixes},
		{"entities", "<!DOCTYPE r [<!ENTITY a ''><!ENTITY b ''><!ENTITY c ''><!ENTITY c ''>]>" + head + tail, 3, syntax.WithMaxPrefixes},
		{"entities' text", "<!DOCTYPE r [<!ENTITY a '12345'><!ENTITY b '&#49;'>]>" + head + tail, 8, syntax.WithMaxDocument},
		{"text", head + "<e:p>123<!-- -->45&#x6797;</e:p>" + tail, 8, syntax.WithMaxLiteral},
		{"a property attribute", head + "<e:p e:q='12345&#x6797;'/>" + tail, 8, syntax.WithMaxLiteral},
		{"a literal", head + "<e:p rdf:parseType='Literal'><a>&amp;</a></e:p>" + tail, 12, syntax.WithMaxLiteral},
		{"a tag", head + "<e:p    e:q='" + strings.Repeat("1", 300) + "'/>" + tail, 315, syntax.WithMaxLine},
		{"a comment", head + "<!--" + strings.Repeat("1", 300) + "-->" + tail, 307, syntax.WithMaxLine},
		{"CDATA", head + "<e:p><![CDATA[" + strings.Repeat("1", 300) + "]]></e:p>" + tail, 312, syntax.WithMaxLine},
	} {
		if _, err := read(c.file, c.opt(c.limit)); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		_, err := read(c.file, c.opt(c.limit-1))
		var limit *graph.LimitError
		var bad *syntax.Error
		if !errors.As(err, &limit) || limit.Value != int64(c.limit-1) || !errors.As(err, &bad) || bad.Line != 1 || bad.Column == 0 {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// bombs are small files that stand for much.
func bombs() map[string]string {
	long := strings.Repeat("x", 1<<20)
	repeat := func(n int, element string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(element, "%", fmt.Sprint(i)))
		}
		return b.String()
	}
	laughs := "<!ENTITY l0 'ha'>"
	for i := 1; i < 12; i++ {
		laughs += fmt.Sprintf("<!ENTITY l%d '%s'>", i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	nothing := strings.ReplaceAll(laughs, "'ha'", "''")
	in := func(properties string) string { return head + properties + tail }
	return map[string]string{
		"laughs in an attribute":         "<!DOCTYPE r [" + laughs + "]>" + in("<e:p e:q='&l11;'/>"),
		"laughs in text":                 "<!DOCTYPE r [" + laughs + "]>" + in("<e:p>&l11;</e:p>"),
		"laughs in a literal":            "<!DOCTYPE r [" + laughs + "]>" + in("<e:p rdf:parseType='Literal'>&l11;</e:p>"),
		"laughs about nothing":           "<!DOCTYPE r [" + nothing + "]>" + in("<e:p e:q='&l11;'/>"),
		"laughs about nothing in text":   "<!DOCTYPE r [" + nothing + "]>" + in("<e:p>&l11;</e:p>"),
		"a long entity in text":          "<!DOCTYPE r [<!ENTITY a '" + long + "'>]>" + in(repeat(2500, "<e:p>&a;%</e:p>")),
		"a long entity in attributes":    "<!DOCTYPE r [<!ENTITY a '" + long + "'>]>" + in(repeat(2500, "<e:p rdf:resource='a:&a;%'/>")),
		"a long entity in a tag's names": "<!DOCTYPE r [<!ENTITY a '" + long + "'>]>" + in(repeat(2500, "<e:p xmlns:a='a:&a;%'/>")),
		"a long namespace":               in("<e:p><e:N xmlns:a='a:" + long + "'>" + repeat(2500, "<a:p%/>") + "</e:N></e:p>"),
		"a long namespace of attributes": in("<e:p><e:N xmlns:a='a:" + long + "'>" + repeat(2500, "<e:q a:p%=''/>") + "</e:N></e:p>"),
		"a long base":                    in("<e:p><e:N xml:base='a:/" + long + "/'>" + repeat(2500, "<e:q rdf:resource='a%'/>") + "</e:N></e:p>"),
		"a long base of IDs":             in("<e:p><e:N xml:base='a:/" + long + "/'>" + repeat(2500, "<e:q rdf:ID='a%'/>") + "</e:N></e:p>"),
		"a growing base":                 "<rdf:RDF xml:base='a:/' " + in(repeat(400, "<e:p><e:N xml:base='"+long[:5000]+"/'>") + repeat(400, "</e:N></e:p>"))[len("<rdf:RDF "):],
		"a long language":                in("<e:p><e:N xml:lang='" + long + "'>" + repeat(2500, "<e:q>%</e:q>") + "</e:N></e:p>"),
		"a long language of attributes":  in("<e:p><e:N xml:lang='" + long + "'>" + repeat(2500, "<e:q e:r='%'/>") + "</e:N></e:p>"),
	}
}

// TestNothingSmallStandsForMuch reads the bombs: each is refused by the limit's name, soon, and in little memory.
func TestNothingSmallStandsForMuch(t *testing.T) {
	const limit = 8 << 20
	for name, file := range bombs() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		r := rdfxml.NewReader(strings.NewReader(file), syntax.WithMaxExpansion(limit))
		var q syntax.Quad
		var err error
		kept := 0
		for err == nil {
			if err = r.Next(&q); err == nil {
				kept += len(q.Subject.Text) + len(q.Predicate.Text) + len(q.Object.Text) + len(q.Object.Lang)
			}
		}
		runtime.ReadMemStats(&after)
		var wrong *graph.LimitError
		if !errors.As(err, &wrong) || wrong.Raise != "syntax.WithMaxExpansion" || wrong.Value != limit {
			t.Errorf("%s: %.300v", name, err)
		}
		if len(err.Error()) > 1000 {
			t.Errorf("%s: an error of %d characters", name, len(err.Error()))
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 4*limit+12*uint64(len(file)) {
			t.Errorf("%s: %d bytes allocated for %d", name, taken, len(file))
		}
		if kept > 3*limit+10*len(file) {
			t.Errorf("%s: %d bytes of terms from %d", name, kept, len(file))
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// countdown is a context that ends at its n-th Err.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancelledAtAnyLook ends the context at looks all along.
func TestCancelledAtAnyLook(t *testing.T) {
	files := map[string]string{
		"elements": head + strings.Repeat("<e:p>x</e:p>", 20_000) + tail,
		"comments": head + strings.Repeat("<!---->", 20_000) + tail,
		"text":     head + "<e:p>" + strings.Repeat("&lt;", 20_000) + "</e:p>" + tail,
		"literal":  head + "<e:p rdf:parseType='Literal'>" + strings.Repeat("<a/>", 20_000) + "</e:p>" + tail,
		"list":     head + "<e:p rdf:parseType='Collection'>" + strings.Repeat("<e:N/>", 20_000) + "</e:p>" + tail,
		"entities": "<!DOCTYPE r [<!ENTITY a ''><!ENTITY b '" + strings.Repeat("&a;", 20_000) + "'>]>" + head + "<e:p e:q='&b;'/><e:p>&b;</e:p>" + tail,
		"DTD":      "<!DOCTYPE r [" + strings.Repeat("<!ENTITY a ''> ", 20_000) + "]>" + head + tail,
	}
	for name, file := range files {
		const many = 1 << 30
		whole := &countdown{t.Context(), many}
		if _, err := read(file, syntax.WithContext(whole)); err != nil {
			t.Fatal(name, err)
		}
		looks := many - whole.n
		if looks < 20_000/4096 {
			t.Errorf("%s: %d looks", name, looks)
		}
		for n := range looks {
			ctx := &countdown{t.Context(), n}
			if _, err := read(file, syntax.WithContext(ctx)); err != context.Canceled || ctx.n < -2 {
				t.Fatalf("%s, ended at look %d of %d: %v, looked on %d times", name, n, looks, err, -ctx.n)
			}
		}
	}
}

// TestStreams: readers that break off, say what cannot be, or give nothing.
func TestStreams(t *testing.T) {
	file := head + strings.Repeat("<e:p>x</e:p>", 100_000) + tail
	broken := errors.New("broken")
	for at, want := range map[int]string{0: "f.rdf: reading line 1: broken", 3: "f.rdf: reading line 1: broken", 200_000: "f.rdf: reading line 1: broken"} {
		quads, err := readertest.ReadAll(rdfxml.NewReader(io.MultiReader(strings.NewReader(file[:at]), errReader{broken}), syntax.WithFile("f.rdf")))
		if !errors.Is(err, broken) || err.Error() != want || at > 100_000 && len(quads) < 10_000 {
			t.Errorf("%d: %d quads, %v", at, len(quads), err)
		}
	}
	for _, lie := range []int{-1, 1 << 20} {
		if _, err := quad.ReadAll(rdfxml.NewReader(liar{lie})); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("the reader says that it has read %d bytes", lie)) {
			t.Error(err)
		}
	}
	if _, err := quad.ReadAll(rdfxml.NewReader(liar{0})); !errors.Is(err, io.ErrNoProgress) {
		t.Error(err)
	}
}

type errReader struct{ err error }

func (r errReader) Read([]byte) (int, error) { return 0, r.err }

type liar struct{ n int }

func (l liar) Read([]byte) (int, error) { return l.n, nil }
