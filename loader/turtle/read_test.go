package turtle_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

const prefix = "@prefix : <a:> .\n"

func TestErrors(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{":s :p :o", `2:9: the statement does not end; expected ',', ';' or '.', found the end of the file`},
		{":s :p", `2:6: no object; expected an IRI, a name, a blank node, a literal, a number, true, false, '[' or '(', found the end of the file`},
		{":s", `2:3: no predicate; expected an IRI, a name or 'a' as predicate, found the end of the file`},
		{":s\n\t:p 林 .", `3:5: no object; expected an IRI, a name, a blank node, a literal, a number, true, false, '[' or '(', found "林 ."`},
		{":林 :p ex:o .", `2:7: the prefix "ex:" is not declared; declare it above by @prefix ex: <...>; found "ex:o ."`},
		{":s :p <o> .", `2:7: a relative IRI, and no base is known; declare one by @base, or give one (WithBase); expected an IRI that begins with a scheme such as https:, found "<o> ." (WithLenient leaves such statements out)`},
		{":s :p <a:\\u0020> .", `2:10: a character that an IRI cannot have; expected a character that needs no percent-encoding, found "\\u0020> ." (WithLenient leaves such statements out)`},
		{":s :p 'x'^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .", `2:12: a literal of this datatype has a language, and is written with @ and the language alone; found "<http://www.w3.org/1999/02/22-rd…" (WithLenient leaves such statements out)`},
		{"<< :a :b :c >> :p :o .", `2:1: this is RDF 1.2, which is not read; found "<< :a :b :c >> :p :o ."`},
		{":s :p <<( :a :b :c )>> .", `2:7: this is RDF 1.2, which is not read; found "<<( :a :b :c )>> ."`},
		{":s :p :o ~ :r .", `2:10: this is RDF 1.2, which is not read; found "~ :r ." (WithReifiers reads it as a graph label)`},
		{":r <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( :a :b :c )>> .", `2:57: this is RDF 1.2, which is not read; found "<<( :a :b :c )>> ." (WithReifiers reads it as a graph label)`},
		{":s :p :o {| :q :r |} .", `2:10: this is RDF 1.2, which is not read; found "{| :q :r |} ."`},
		{":s :p 'x'@en--ltr .", `2:10: this is RDF 1.2, which is not read; found "@en--ltr ."`},
		{"VERSION '1.2'", `2:1: this is RDF 1.2, which is not read; found "VERSION '1.2'"`},
		{"@version '1.2' .", `2:1: this is RDF 1.2, which is not read; found "@version '1.2' ."`},
		{":s :p <a:b", `2:11: the IRI does not end; expected '>', found the end of the file`},
		{":s :p [ :q :r", `2:14: the statement does not end; expected ',', ';' or ']', found the end of the file`},
		{":s :p [ :q :r .", `2:15: the statement does not end; expected ',', ';' or ']', found "."`},
		{":s :p ( 1 .", `2:11: no object; expected an IRI, a name, a blank node, a literal, a number, true, false, '[', '(' or ')', found "."`},
		{":s :p \"x\"^^ :t, 1^^:t .", `2:18: the statement does not end; expected ',', ';' or '.', found "^^:t ."`},
		{":s :p \"x\"^^\"y\" .", `2:12: no datatype; expected an IRI in <> or a name, found "\"y\" ."`},
		{":s :p \"x\"^:t .", `2:10: no datatype; expected '^^', found "^:t ."`},
		{":s :p \"\"\"x\ny .", `3:4: the literal does not end; expected a quotation mark like that at its beginning, found the end of the file`},
		{":s :p \"x\ny\" .", `2:9: the literal does not end on this line; one of several lines stands in """ or '''; expected a quotation mark, found the end of the line`},
		{"[] .", `2:4: no predicate; expected an IRI, a name or 'a' as predicate, found "."`},
		{"[ :p :o ; 1 ] .", `2:11: no predicate; expected an IRI, a name or 'a' as predicate, ';' or ']', found "1 ] ."`},
		{":s :p :o ; 1 .", `2:12: no predicate; expected an IRI, a name or 'a' as predicate, ';' or '.', found "1 ."`},
		{"[ 1 ] .", `2:3: no predicate; expected an IRI, a name or 'a' as predicate, or ']', found "1 ] ."`},
		{"[ :p 1 ] 2 .", `2:10: no predicate; expected an IRI, a name or 'a' as predicate, or '.', found "2 ."`},
		{"{ :s :p :o }", `2:1: no statement begins so; expected a subject or a directive, found "{ :s :p :o }"`},
		{":g { :s :p :o }", `2:4: no predicate; expected an IRI, a name or 'a' as predicate, found "{ :s :p :o }"`},
		{"@prefix ex <a:> .", `2:9: no prefix; expected a prefix with its colon, such as ex:, found "ex <a:> ."`},
		{"PREFIX ex: <a:> .", `2:17: no statement begins so; expected a subject or a directive, found "."`},
		{"@base <a:> :s", `2:12: the directive does not end; expected a dot, found ":s"`},
		{"@prefixes", `2:1: no such directive; expected @prefix or @base, found "@prefixes"`},
		{"# \xff", `2:3: not valid UTF-8; found "\xff"`},
		{":s :p \"\xe6\x9e\" .", `2:8: not valid UTF-8; found "\xe6"`},
		{"# \xe6\x9e", `2:3: not valid UTF-8; found "\xe6"`},
	} {
		_, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(prefix+c.file), syntax.WithFile("f.ttl")))
		var bad *syntax.Error
		if readertest.Text(err) != "f.ttl:"+c.want || !errors.As(err, &bad) {
			t.Errorf("%q:\n got %v\nwant f.ttl:%s", c.file, err, c.want)
		}
	}
	_, err := readertest.ReadAll(turtle.NewReader(strings.NewReader("\xfe\xff\x00<")))
	if readertest.Text(err) != `1:1: this is UTF-16; convert the file to UTF-8; found "\xfe"` {
		t.Error(err)
	}
	// Line ends of all kinds are counted, and a byte order mark is not.
	_, err = readertest.ReadAll(turtle.NewReader(strings.NewReader("\uFEFF# 林\r\n\r\r\n# 林\r林")))
	if err == nil || !strings.HasPrefix(err.Error(), "5:1: ") {
		t.Error(err)
	}
	_, err = readertest.ReadAll(turtle.NewReader(strings.NewReader("<a:s> <a:p> '''林\r\n\r\r\n林''' 林")))
	if err == nil || !strings.HasPrefix(err.Error(), "4:6: ") {
		t.Error(err)
	}
	_, err = readertest.ReadAll(turtle.NewReader(strings.NewReader(""), syntax.WithBase("/a")))
	if readertest.Text(err) != "the base IRI /a is not absolute: it has no scheme such as https:" {
		t.Error(err)
	}
}

func TestObjectsAreKept(t *testing.T) {
	typed := func(text, datatype string) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(term.XSD + datatype)}
	}
	for _, c := range []struct {
		object string
		want   quad.Value
	}{
		{"05", typed("05", "integer")},
		{"5", quad.Int(5)},
		{"-0", typed("-0", "integer")},
		{"1.0", typed("1.0", "decimal")},
		{"+.50", typed("+.50", "decimal")},
		{"1e0", typed("1e0", "double")},
		{"1.E-3", typed("1.E-3", "double")},
		{"1.0E0", quad.Float(1)},
		{"true", quad.Bool(true)},
		{`"True"^^<` + term.XSD + `boolean>`, typed("True", "boolean")},
		{`"x"@zh-Hant`, quad.LangString{Value: "x", Lang: "zh-Hant"}},
		{"'x' # comment\n @en", quad.LangString{Value: "x", Lang: "en"}},
		{"'x'\r\n^^ # comment\n <a:t>", quad.TypedString{Value: "x", Type: "a:t"}},
		{"'\\u6797'^^<http://www.w3.org/2001/XMLSchema#string>", quad.String("林")},
		{"'\\u6797'^^<xsd:string>", quad.TypedString{Value: "林", Type: "<xsd:string>"}},
		{`"""a "b" ""c\"""" `, quad.String(`a "b" ""c"`)},
		{"'''\r\n'\x00'''", quad.String("\r\n'\x00")},
		{`""`, quad.String("")},
		{`''''''`, quad.String("")},
		{"_:a.b", quad.BNode("a.b")},
		{"_:0.1", quad.BNode("0.1")},
		{":", quad.IRI("a:")},
		{":a.b", quad.IRI("a:a.b")},
		{":%20\\%\\-:a", quad.IRI("a:%20%-:a")},
		{":0é·林", quad.IRI("a:0é·林")},
		{"<\\u0061:\\U0001F600>", quad.IRI("a:😀")},
		{"()", quad.IRI(term.RDF + "nil")},
	} {
		for _, tail := range []string{" .", ".", ";.", " # comment\n."} {
			quads, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(prefix + "<a:s><a:p>" + c.object + tail)))
			if err != nil || len(quads) != 1 || quads[0].Object != c.want {
				t.Errorf("%s%s: got %#v, %v, want %#v", c.object, tail, quads, err, c.want)
			}
		}
	}
}

// TestBlankNodesDoNotMeet: generated names come first, written ones of the same form later.
func TestBlankNodesDoNotMeet(t *testing.T) {
	file := prefix + `[] :p [], (), (1) . _:gen1 :p _:gen1_, _:gen1__, _:gen, _:gen1a, _:agen1, _:gen02, _:gen2 .`
	quads, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(file)))
	if err != nil {
		t.Fatal(err)
	}
	nodes := map[quad.BNode]bool{}
	for _, q := range quads {
		for _, v := range []quad.Value{q.Subject, q.Object} {
			if b, ok := v.(quad.BNode); ok {
				nodes[b] = true
			}
		}
	}
	if len(nodes) != 3+8 {
		t.Errorf("%d different nodes: %v", len(nodes), nodes)
	}
}

func TestOrderOfStatements(t *testing.T) {
	file := prefix + `( 1 [ :q 2 ] ) :p ( ( ) ( 3 ) ), "x" .`
	quads, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(file)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, q := range quads {
		b.Write(term.AppendQuad(nil, q))
	}
	got := strings.NewReplacer("<"+term.RDF, "<rdf:", "\"^^<"+term.XSD+"integer>", "\"").Replace(b.String())
	want := `_:gen1 <rdf:first> "1" .
_:gen1 <rdf:rest> _:gen2 .
_:gen2 <rdf:first> _:gen3 .
_:gen3 <a:q> "2" .
_:gen2 <rdf:rest> <rdf:nil> .
_:gen1 <a:p> _:gen4 .
_:gen4 <rdf:first> <rdf:nil> .
_:gen4 <rdf:rest> _:gen5 .
_:gen5 <rdf:first> _:gen6 .
_:gen6 <rdf:first> "3" .
_:gen6 <rdf:rest> <rdf:nil> .
_:gen5 <rdf:rest> <rdf:nil> .
_:gen1 <a:p> "x" .
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestBases(t *testing.T) {
	file := `<x> <p> <#f> . @base <b/> . <x> <p> <?q> . BASE <http://other.org> <x> <p> <//third> . @prefix ex: <y/> . ex:z <p> <> .`
	r := turtle.NewReader(strings.NewReader(file), syntax.WithBase("http://example.com/a?q#f"))
	quads, err := readertest.ReadAll(r)
	if err != nil || len(quads) != 4 {
		t.Fatal(quads, err)
	}
	for i, want := range [][2]quad.IRI{
		{"http://example.com/x", "http://example.com/a?q#f"}, {"http://example.com/b/x", "http://example.com/b/?q"},
		{"http://other.org/x", "http://third"}, {"http://other.org/y/z", "http://other.org"},
	} {
		if quads[i].Subject != want[0] || quads[i].Object != want[1] {
			t.Errorf("%v, want %v", quads[i], want)
		}
	}
	if r.Base() != "http://other.org" || len(r.Prefixes()) != 1 || r.Prefixes()["ex"] != "http://other.org/y/" {
		t.Errorf("base %s, prefixes %v", r.Base(), r.Prefixes())
	}
}

func TestLimits(t *testing.T) {
	nested := func(open, close string, n int) string {
		return prefix + ":s :p " + strings.Repeat(open, n) + " 1 " + strings.Repeat(close, n) + " ."
	}
	for _, c := range []struct {
		name  string
		file  string
		limit int // the least that suffices
		opt   func(int) syntax.Option
	}{
		{"lists", nested("(", ")", 50), 50, syntax.WithMaxDepth},
		{"brackets", nested("[ :p", "]", 50), 50, syntax.WithMaxDepth},
		{"blank nodes", prefix + ":s :p (1 2 3), [], [] .", 5, syntax.WithMaxBlankNodes},
		{"prefixes", prefix + prefix + "PREFIX a: <a:> PREFIX b: <b:> ", 3, syntax.WithMaxPrefixes},
		{"literal", prefix + ":s :p 'x', '''\\u6797xx''', 1 .", 5, syntax.WithMaxLiteral},
		{"name", prefix + ":s :p :" + strings.Repeat("x", 99) + ".", 100, syntax.WithMaxLine},
		{"IRI", prefix + ":s :p <a:" + strings.Repeat("x", 96) + ">.", 100, syntax.WithMaxLine},
		{"token", prefix + ":s :p '" + strings.Repeat("x", 98) + "'.", 100, syntax.WithMaxLine},
	} {
		if _, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(c.file), c.opt(c.limit))); err != nil {
			t.Errorf("%s: at the limit: %v", c.name, err)
		}
		_, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(c.file), c.opt(c.limit-1)))
		var over *limit.Error
		if !errors.Is(err, limit.Err) || !errors.As(err, &over) || over.Value != int64(c.limit-1) {
			t.Errorf("%s: over the limit: %v", c.name, err)
		}
	}
}

// repeat is a stream of the same text again and again; it counts what was read.
type repeat struct {
	text string
	n    int
}

func (r *repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = r.text[(r.n+i)%len(r.text)]
	}
	r.n += len(p)
	return len(p), nil
}

func TestEndlessToken(t *testing.T) {
	for _, begin := range []string{"<", "'''", "ex:", "_:a", "1", "@prefix"} {
		r := &repeat{text: "1"}
		in := io.MultiReader(strings.NewReader("<a:s> <a:p> "+begin), r)
		if begin == "@prefix" {
			in = io.MultiReader(strings.NewReader(begin+" a"), r)
		}
		if begin == "ex:" {
			in = io.MultiReader(strings.NewReader("@prefix ex: <a:> . ex:a ex:b ex:"), r)
		}
		_, err := readertest.ReadAll(turtle.NewReader(in, syntax.WithMaxLine(1<<20)))
		if !errors.Is(err, limit.Err) || r.n > 8<<20 {
			t.Errorf("%s: %v after %d bytes", begin, err, r.n)
		}
	}
}

// TestLongStatementStreams: the first object comes before the whole statement is read.
// A token over the limit is the error however its file comes in, also where what follows is no text.
func TestLongTokenBeforeWrongBytes(t *testing.T) {
	file := prefix + ":s :p '" + strings.Repeat("x", 400) + "\xff' ."
	for name, in := range map[string]io.Reader{
		"whole": strings.NewReader(file), "byte by byte": iotest.OneByteReader(strings.NewReader(file)),
	} {
		_, err := readertest.ReadAll(turtle.NewReader(in, syntax.WithMaxLine(300)))
		var over *limit.Error
		if !errors.As(err, &over) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLongStatementStreams(t *testing.T) {
	r := &repeat{text: "[ <a:p> 'x' ], "}
	in := turtle.NewReader(io.MultiReader(strings.NewReader("<a:s> <a:p> "), r))
	for range 200_000 {
		if _, err := in.ReadQuad(); err != nil {
			t.Fatal(err)
		}
	}
	if r.n > 100_001*len(r.text)+1<<17 {
		t.Errorf("read %d bytes ahead", r.n-100_000*len(r.text))
	}
}

func TestNextAllocatesNothing(t *testing.T) {
	in := turtle.NewReader(io.MultiReader(strings.NewReader(prefix+":s :p "), &repeat{text: "[ :p 'x\\t'@en , 1 , ( 1 ) ], "}))
	var q syntax.Quad
	if n := testing.AllocsPerRun(10_000, func() {
		if err := in.Next(&q); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a statement", n)
	}
}

// countdown is a context that ends at its n-th Err.
type countdown struct {
	context.Context
	n int
}

func (c *countdown) Err() error {
	if c.n--; c.n <= 0 {
		return context.Canceled
	}
	return nil
}

func TestContext(t *testing.T) {
	for _, body := range []string{":s :p :o .\n", "# comment\n", "@prefix a: <b:> .\n"} {
		for n := range 5 {
			ctx := &countdown{t.Context(), n}
			in := io.MultiReader(strings.NewReader(prefix), &repeat{text: body})
			quads, err := readertest.ReadAll(turtle.NewReader(in, syntax.WithContext(ctx)))
			if !errors.Is(err, context.Canceled) || len(quads) > 4096*(n+1) {
				t.Errorf("ended at Err %d: %d quads, %v", n, len(quads), err)
			}
		}
	}
}

func TestBrokenStream(t *testing.T) {
	broken := errors.New("broken")
	in := turtle.NewReader(io.MultiReader(strings.NewReader("<a:s> <a:p> <a:o>\n.<a:s>"), iotest.ErrReader(broken)), syntax.WithFile("f.ttl"))
	quads, err := readertest.ReadAll(in)
	if len(quads) != 1 || !errors.Is(err, broken) || err.Error() != "f.ttl: reading line 2: broken" {
		t.Errorf("%d quads, %v", len(quads), err)
	}
	if _, again := in.ReadQuad(); again != err {
		t.Errorf("then %v", again)
	}
}

func ExampleReader() {
	const file = `
@prefix ex: <https://example.com/> .
ex:move1 ex:year 02024 ; ex:person [ ex:name "林小明"@zh-Hant ] .
`
	for q, err := range turtle.NewReader(strings.NewReader(file)).All() {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(q.Subject, q.Predicate, q.Object)
	}
	// Output:
	// <https://example.com/move1> <https://example.com/year> "02024"^^<http://www.w3.org/2001/XMLSchema#integer>
	// <https://example.com/move1> <https://example.com/person> _:gen1
	// _:gen1 <https://example.com/name> "林小明"@zh-Hant
}

func ExampleReader_error() {
	const file = "@prefix ex: <https://example.com/> .\nex:move1 ex:year 2024\nex:move2 ex:year 2023 ."
	_, err := quad.ReadAll(turtle.NewReader(strings.NewReader(file), syntax.WithFile("moves.ttl")))
	fmt.Println(err)
	// Output: moves.ttl:3:1: the statement does not end; expected ',', ';' or '.', found "ex:move2 ex:year 2023 ."
}
