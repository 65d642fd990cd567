package jsonld_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/jsonld"
	"talentgraph.example/loader/syntax"
)

// termChain is a context whose terms are each defined by the next.
func termChain(n int, forward bool) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		next := i + 1
		if !forward {
			next = n - i
			fmt.Fprintf(&b, `"t%d":"t%d:a:",`, next-1, next)
			continue
		}
		fmt.Fprintf(&b, `"t%d":"t%d:",`, i, next)
	}
	fmt.Fprintf(&b, `"t%d":"a:"}`, n)
	return b.String()
}

// nested puts a text within itself.
func nested(n int, open, middle, closing string) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(closing, n)
}

// endless gives contexts that refer to ever others.
func endless(refer func(n int) string) syntax.Option {
	n := 0
	return syntax.WithDocuments(func(iri string) ([]byte, error) {
		n++
		return []byte(`{"@context":` + refer(n) + `}`), nil
	})
}

// TestHostileContexts: each ends in a limit's error with a place, soon and in bounded memory.
func TestHostileContexts(t *testing.T) {
	scale := long.Runs(4, 1) // of the limit, too
	long := "x:" + strings.Repeat("a", 1<<20)
	var uses, growing, vocabs, typed, items, languages strings.Builder
	for i := range 2500 {
		fmt.Fprintf(&uses, `,{"@id":"p:%d","a:p":1}`, i)
		fmt.Fprintf(&typed, `,{"@value":"%d","@type":"p:t"}`, i)
		fmt.Fprintf(&languages, `,{"@id":"a:%d","p:%d":{"@type":"p:c%d"}}`, i, i, i)
	}
	for i := range 30_000 {
		fmt.Fprintf(&growing, `,{"@base":"%d/"}`, i)
		fmt.Fprintf(&vocabs, `,{"@vocab":"%d"}`, i)
	}
	for i := range 2500 {
		if i > 0 {
			items.WriteString(",")
		}
		fmt.Fprintf(&items, `{"@context":"http://c/","p:%d":1}`, i)
	}
	for _, c := range []struct {
		name, doc string
		opts      []syntax.Option
	}{
		{"a chain of terms", `{"@context":` + termChain(450_000/scale, true) + `,"t0":1}`, nil},
		{"a chain of terms that grow", `{"@context":` + termChain(450_000/scale, false) + `,"t0":1}`, nil},
		{"a chain of scoped contexts", `{"@context":` + nested(400, `{"t":{"@id":"a:t","@context":`, "{}", "}}") + `}`, []syntax.Option{syntax.WithMaxDepth(700)}},
		{"a long prefix, as @id", `{"@context":{"p":"` + long + `:"},"@graph":[{}` + uses.String() + `]}`, nil},
		{"a long prefix, as property and type", `{"@context":{"p":"` + long + `:"},"@graph":[{}` + languages.String() + `]}`, nil},
		{"a long datatype", `{"@context":{"p":"` + long + `:"},"@id":"a:s","a:p":[1` + typed.String() + `]}`, nil},
		{"a long vocabulary", `{"@context":{"@vocab":"` + long + `"},"@graph":[{}` + strings.ReplaceAll(uses.String(), `"a:p":1`, `"@type":["1","2"]`) + `]}`, nil},
		{"a long base", `{"@context":{"@base":"` + long + `/"},"@graph":[{}` + strings.ReplaceAll(uses.String(), "p:", "p") + `]}`, nil},
		{"a base that grows", `{"@context":[{"@base":"http://b/` + strings.Repeat("a", 1<<14) + `/"}` + growing.String() + `]}`, nil},
		{"a vocabulary that grows", `{"@context":[{"@vocab":"http://b/` + strings.Repeat("a", 1<<14) + `"}` + vocabs.String() + `]}`, nil},
		{"a remote context with a long prefix, item by item", "[" + items.String() + "]", []syntax.Option{documents(map[string]string{"http://c/": `{"@context":{"p":"` + long + `:"}}`})}},
		{"contexts one after the other without end", `{"@context":"http://c/0"}`, []syntax.Option{endless(func(n int) string { return fmt.Sprintf(`"http://c/%d"`, n) })}},
		{"contexts that double without end", `{"@context":"http://c/0"}`, []syntax.Option{endless(func(n int) string { return fmt.Sprintf(`["http://c/%d","http://c/%d"]`, 2*n, 2*n+1) })}},
		{"contexts that refer to the next twice", `{"@context":"http://c/0"}`, []syntax.Option{twice(40, `{"t":"a:t"}`)}},
		{"scoped contexts without end", `{"@context":"http://c/0"}`, []syntax.Option{endless(func(n int) string { return fmt.Sprintf(`{"t":{"@id":"a:t","@context":"http://c/%d"}}`, n) })}},
		{"large contexts without end", `{"@context":"http://c/0"}`, []syntax.Option{endless(func(n int) string {
			return fmt.Sprintf(`["http://c/%d",{"x":"%s"}]`, n, strings.Repeat("a", 2<<20))
		})}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got, err := read(c.doc, append([]syntax.Option{syntax.WithMaxExpansion((64 << 20) / scale)}, c.opts...)...)
			var wrong *syntax.Error
			if !errors.Is(err, limit.Err) || !errors.As(err, &wrong) || wrong.Line == 0 || len(got) > 0 || len(err.Error()) > 1000 {
				t.Errorf("%d quads, %.300v", len(got), err)
			}
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 2<<30 {
				t.Errorf("%d MB in all", used>>20)
			}
			t.Log(err)
		})
	}
}

// twice gives contexts each of which refers to the next twice, down to the last.
func twice(n int, last string) syntax.Option {
	all := map[string]string{fmt.Sprintf("http://c/%d", n): `{"@context":` + last + `}`}
	for i := range n {
		all[fmt.Sprintf("http://c/%d", i)] = fmt.Sprintf(`{"@context":["http://c/%d","http://c/%d"]}`, i+1, i+1)
	}
	return documents(all)
}

// TestWhatIsMuchButFair is read: limits are not for it.
func TestWhatIsMuchButFair(t *testing.T) {
	var items, terms, contexts strings.Builder
	for i := range 20_000 {
		if i > 0 {
			items.WriteString(",")
			terms.WriteString(",")
			contexts.WriteString(",")
		}
		fmt.Fprintf(&items, `{"@context":["http://c/",{"q":"a:%d"}],"@id":"a:%d","p":1,"q":2}`, i, i)
		fmt.Fprintf(&terms, `"t%d":"http://example.com/t%d"`, i, i)
		fmt.Fprintf(&contexts, `{"@context":{"x%d":"a:x"},"@id":"a:%d","x%d":1,"t%d":2}`, i, i, i, i)
	}
	large := documents(map[string]string{"http://c/": `{"@context":{` + terms.String() + `,"p":"a:p"}}`})
	for name, doc := range map[string]string{
		"items with a context of their own beside a large one": "[" + items.String() + "]",
		"nodes with a context of their own within a large one": `{"@context":"http://c/","@graph":[` + contexts.String() + "]}",
	} {
		if got, err := read(doc, large); err != nil || len(got) != 40_000 {
			t.Errorf("%s: %d quads, %v", name, len(got), err)
		}
	}
	if got, err := read(`{"@context":` + termChain(900, true) + `,"t0":1}`); err != nil || len(got) != 1 {
		t.Error(got, err)
	}
	// Terms that are defined before they are needed hang on nothing.
	if got, err := read(`{"@context":{"t":{"@id":"a:t","@context":{"t":{"@id":"b:t"}}}},"t":{"t":1}}`); err != nil || len(got) != 2 {
		t.Error(got, err)
	}
}

// TestManyDifferentKeys: time grows as the document does.
func TestManyDifferentKeys(t *testing.T) {
	var b, reverse, terms strings.Builder
	n := long.Runs(25_000, 100_000)
	for i := range n {
		fmt.Fprintf(&b, `,"a:%d":1`, i)
		fmt.Fprintf(&reverse, `,"a:%d":{"@id":"a:o"}`, i)
		fmt.Fprintf(&terms, `,"t%d":null`, i)
	}
	for _, doc := range []string{
		`{"@id":"a:s"` + b.String() + `}`, `{"@id":"a:s","@reverse":{"a:x":{"@id":"a:o"}` + reverse.String() + `}}`,
		`{"@context":{"x":{"@id":"a:x"` + strings.ReplaceAll(terms.String(), "t", "@t") + `}},"a:p":1}`,
	} {
		got, err := read(doc)
		var wrong *syntax.Error
		if len(got) < n && !errors.As(err, &wrong) {
			t.Error(len(got), err)
		}
	}
	if text, err := jsonld.Compact(strings.NewReader(`{"@id":"a:s"`+b.String()+`}`), []byte(`{"b":"a:b"}`)); err != nil || len(text) < n*8 {
		t.Error(len(text), err)
	}
}

// liar is a reader that does what none may.
type liar struct{ n int }

func (l liar) Read(p []byte) (int, error) {
	if l.n > 0 {
		return len(p) + l.n, nil
	}
	return l.n, nil
}

func TestReadersThatLie(t *testing.T) {
	for _, n := range []int{1, 1 << 40, -1, 0} {
		for _, r := range []io.Reader{liar{n}, io.MultiReader(strings.NewReader(`[{"a:p":1},`), liar{n})} {
			_, err := quad.ReadAll(jsonld.NewReader(r, syntax.WithFile("f")))
			if err == nil || !strings.HasPrefix(err.Error(), "f: reading: ") {
				t.Errorf("%d: %v", n, err)
			}
			if _, err := quad.ReadAll(jsonld.NewHTMLReader(liar{n})); err == nil {
				t.Errorf("%d: no error", n)
			}
		}
	}
}

// TestLongNamesInErrors: what is quoted is cut.
func TestLongNamesInErrors(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for _, doc := range []string{
		`{"` + long + `":1}`, `{"@` + long + `":1}`, `{"@id":"` + long + `","a:p":1}`, `{"@context":{"t":{"` + long + `":1}}}`, `{"@context":"http://` + long + `"}`,
		`{"@context":[{"@protected":true,"` + long + `":"a:x"},{"` + long + `":"a:y"}]}`, `{"a:p":1` + strings.Repeat("0", 1<<20) + `1.5}`,
		`{"a:p":{"@value":"x","@language":"` + long + ` "}}`, `{"@context":{"` + long + `":"` + long + `:"}}`, `{"a:p":"` + long,
	} {
		_, err := read(doc)
		if err == nil || len(err.Error()) > 1000 {
			t.Errorf("%.60s: %d bytes: %.200v", doc, len(fmt.Sprint(err)), err)
		}
		fails := syntax.WithDocuments(func(iri string) ([]byte, error) { return []byte(`{"@context":"` + iri + `"}`), nil })
		if _, err := read(doc, fails); err == nil || len(err.Error()) > 1000 {
			t.Errorf("%.60s: %d bytes: %.200v", doc, len(fmt.Sprint(err)), err)
		}
	}
}

// TestContextEverywhere ends the context at each of its looks, in work of every kind.
func TestContextEverywhere(t *testing.T) {
	var terms, values, members, maps strings.Builder
	const n = 5_000
	for i := range n {
		fmt.Fprintf(&terms, `,"t%d":{"@id":"a:t%d","@context":{"u":"a:u"}}`, i, i)
		fmt.Fprintf(&values, `,{"@value":"%d","@language":"en"}`, i)
		fmt.Fprintf(&members, `,"a:%d":%d`, i, i)
		fmt.Fprintf(&maps, `,"k-%d":"v"`, i)
	}
	remote := documents(map[string]string{"http://c/": `{"@context":{"x":"a:x"` + terms.String() + `}}`})
	compacted := []byte(`{"@context":{"m":{"@id":"a:m","@container":"@language"}` + terms.String() + `}}`)
	read := func(doc string) func(...syntax.Option) error {
		return func(opts ...syntax.Option) error {
			_, err := read(doc, append(opts, remote)...)
			return err
		}
	}
	for name, work := range map[string]func(...syntax.Option) error{
		"a context":        read(`{"@context":{"x":"a:x"` + terms.String() + `},"@id":"a:s","a:p":1}`),
		"a remote context": read(`{"@context":"http://c/","@id":"a:s","a:p":1}`),
		"values":           read(`{"@id":"a:s","a:p":["x"` + values.String() + `]}`),
		"a list":           read(`{"@id":"a:s","a:p":{"@list":["x"` + values.String() + `]}}`),
		"members":          read(`{"@id":"a:s","a:p":1` + members.String() + `}`),
		"an item":          read(`[{"@id":"a:s","a:p":1` + members.String() + `}]`),
		"a language map":   read(`{"@context":{"m":{"@id":"a:m","@container":"@language"}},"@id":"a:s","m":{"en":"x"` + maps.String() + `}}`),
		"an index map":     read(`{"@context":{"m":{"@id":"a:m","@container":"@index"}},"@id":"a:s","m":{"en":"x"` + maps.String() + `}}`),
		"a JSON literal":   read(`{"@id":"a:s","a:p":{"@type":"@json","@value":{"x":1` + maps.String() + `}}}`),
		"what is dropped": func(opts ...syntax.Option) error {
			return read(`{"@id":"a:s","a:p":1` + maps.String() + `}`)(append(opts, syntax.WithLenient(func(*syntax.Error) error { return nil }))...)
		},
		"expansion": func(opts ...syntax.Option) error {
			_, err := jsonld.Expand(strings.NewReader(`{"@id":"a:s","a:p":1`+members.String()+`}`), opts...)
			return err
		},
		"flattening": func(opts ...syntax.Option) error {
			_, err := jsonld.Flatten(strings.NewReader(`{"@id":"a:s","a:p":1`+members.String()+`}`), compacted, opts...)
			return err
		},
		"compaction": func(opts ...syntax.Option) error {
			_, err := jsonld.Compact(strings.NewReader(`{"@id":"a:s","a:m":["x"`+values.String()+`]}`), compacted, opts...)
			return err
		},
		"a page with scripts": func(opts ...syntax.Option) error {
			_, err := quad.ReadAll(jsonld.NewHTMLReader(strings.NewReader(`<script type="application/ld+json">[{"@id":"a:s","a:p":1`+members.String()+`}]</script>`+strings.Repeat("<p>", n)), opts...))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			const many = 1 << 30
			whole := &countdown{t.Context(), many}
			if err := work(syntax.WithContext(whole)); err != nil {
				t.Fatal(err)
			}
			looks := many - whole.n
			if looks < n/4096 {
				t.Errorf("%d looks", looks)
			}
			for i := 1; i <= looks; i += 1 + looks/10 {
				if err := work(syntax.WithContext(&countdown{t.Context(), i})); !errors.Is(err, context.Canceled) {
					t.Errorf("ended at look %d of %d: %v", i, looks, err)
				}
			}
		})
	}
}
