package nquads_test

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
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

func TestErrors(t *testing.T) {
	const good = "<a:s> <a:p> <a:o> .\n"
	for _, c := range []struct{ file, want string }{
		{"<a:s> <a:p> <a:o>", `1:18: the statement does not end; expected a dot, or an IRI or blank node as the graph's label, found the end of the line`},
		{good + "<a:s> <a:p> <a:o> <a:g> <a:h> .", `2:25: the statement does not end; expected a dot, found "<a:h> ."`},
		{good + good + "\"s\" <a:p> <a:o> .", `3:1: no subject; expected an IRI in <> or a blank node, found "\"s\" <a:p> <a:o> ."`},
		{"<a:s> _:p <a:o> .", `1:7: no predicate; expected an IRI in <>, found "_:p <a:o> ."`},
		{"<a:s> <a:p> .", `1:13: no object; expected an IRI in <>, a blank node or a literal in "", found "."`},
		{"<a:s> <a:p> <a:o> \"g\" .", `1:19: the statement does not end; expected a dot, or an IRI or blank node as the graph's label, found "\"g\" ."`},
		{"<a:s> <a:p> <a:o> . <a:s> <a:p> <a:o> .", `1:21: text after the statement; a line holds one statement; expected the end of the line, found "<a:s> <a:p> <a:o> ."`},
		{"<a:s> <a:p> <o> .", `1:13: a relative IRI, and no base is given; give one (WithBase); expected an IRI that begins with a scheme such as https:, found "<o> ."`},
		{"<a:s> <a:p> <\\u003A> .", `1:13: a relative IRI, and no base is given; give one (WithBase); expected an IRI that begins with a scheme such as https:, found "<\\u003A> ."`},
		{"<a:s> <a:p> <1a:o> .", `1:13: a relative IRI, and no base is given; give one (WithBase); expected an IRI that begins with a scheme such as https:, found "<1a:o> ."`},
		{"<a:林 木> <a:p> <a:o> .", `1:5: a character that an IRI cannot have; expected '>' or a character of an IRI; others are percent-encoded, a space is %20, found " 木> <a:p> <a:o> ."`},
		{"<a:s> <a:p> <a:\\u0020> .", `1:16: a character that an IRI cannot have; expected a character that needs no percent-encoding, found "\\u0020> ."`},
		{"<a:s> <a:p> <a:\\n> .", `1:16: a wrong escape in an IRI; expected \u and four hexadecimal digits, or \U and eight, found "\\n> ."`},
		{"<a:s> <a:p> <a:o .", `1:17: a character that an IRI cannot have; expected '>' or a character of an IRI; others are percent-encoded, a space is %20, found " ."`},
		{"<a:s> <a:p> <a:o", `1:17: the IRI does not end; expected '>', found the end of the line`},
		{"<a:s> <a:p> \"\\uD83D\\uDE00\" .", `1:14: the escape is a surrogate, which is no character; write the character itself, or \U and its eight digits; found "\\uD83D\\uDE00\" ."`},
		{"<a:s> <a:p> \"\\U00110000\" .", `1:14: the escape is beyond the last character of Unicode, U+10FFFF; found "\\U00110000\" ."`},
		{"<a:s> <a:p> \"\\u12G4\" .", `1:14: the escape \u needs four hexadecimal digits; found "\\u12G4\" ."`},
		{"<a:s> <a:p> \"\\U0001F60\" .", `1:14: the escape \U needs eight hexadecimal digits; found "\\U0001F60\" ."`},
		{"<a:s> <a:p> \"\\u00", `1:14: the escape \u needs four hexadecimal digits; found "\\u00"`},
		{"<a:s> <a:p> \"\\", `1:14: a wrong escape in a literal; expected one of \t \b \n \r \f \" \' \\, \u and four hexadecimal digits, or \U and eight, found "\\"`},
		{"<a:s> <a:p> \"two\nlines\" .", `1:17: the literal does not end on this line; expected a quotation mark, found the end of the line`},
		{"<a:s> <a:p> \"x\"@ .", `1:17: no language tag; expected letters, such as en or zh-Hant, found " ."`},
		{"<a:s> <a:p> \"x\"@1 .", `1:17: no language tag; expected letters, such as en or zh-Hant, found "1 ."`},
		{"<a:s> <a:p> \"x\"@en- .", `1:19: the statement does not end; expected a dot, or an IRI or blank node as the graph's label, found "- ."`},
		{"<a:s> <a:p> \"x\"^<a:t> .", `1:16: no datatype; expected '^^', found "^<a:t> ."`},
		{"<a:s> <a:p> \"x\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .", `1:18: a literal of this datatype has a language, and is written with @ and the language alone; found "<http://www.w3.org/1999/02/22-rd…"`},
		{"<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> .", `1:13: this is RDF 1.2, which is not read; found "<<( <a:s> <a:p> <a:o> )>> ."`},
		{"<a:s> <a:p> \"x\"@en--ltr .", `1:16: this is RDF 1.2, which is not read; found "@en--ltr ."`},
		{"VERSION \"1.2\"", `1:1: this is RDF 1.2, which is not read; found "VERSION \"1.2\""`},
		{"<a:s> <a:p> \"x\"^^xsd:string .", `1:18: no datatype; expected an IRI in <>, found "xsd:string ."`},
		{"_s <a:p> <a:o> .", `1:1: no blank node's name; expected "_:" and a name, found "_s <a:p> <a:o> ."`},
		{"_:-a <a:p> <a:o> .", `1:3: no blank node's name; expected a letter, a digit or '_', found "-a <a:p> <a:o> ."`},
		{"# \xff", `1:3: not valid UTF-8; found "\xff"`},
		{good + "<a:s> <a:p> \"中\xe4\xb8\" .", `2:15: not valid UTF-8; found "\xe4\xb8\" ."`},
		{"\xff\xfe<\x00", `1:1: this is UTF-16; convert the file to UTF-8; found "\xff\xfe<\x00"`},
		{"\uFEFF@prefix", `1:1: no subject; expected an IRI in <> or a blank node, found "@prefix"`},
		{good + "\uFEFF" + good, `2:1: no subject; expected an IRI in <> or a blank node, found "\ufeff<a:s> <a:p> <a:o> ."`},
		{good + "\r" + good + "\r\n\r" + "x", `6:1: no subject; expected an IRI in <> or a blank node, found "x"`},
		{strings.Repeat("x", 40), `1:1: no subject; expected an IRI in <> or a blank node, found "` + strings.Repeat("x", 32) + `…"`},
	} {
		quads, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(c.file), syntax.WithFile("f.nq")))
		if readertest.Text(err) != "f.nq:"+c.want+lenientHelp {
			t.Errorf("%q:\n got %v\nwant f.nq:%s", c.file, err, c.want)
		}
		if n := strings.Count(strings.TrimPrefix(c.file, "x"), good); len(quads) > n {
			t.Errorf("%q: %d quads", c.file, len(quads))
		}
		var bad *syntax.Error
		if !errors.As(err, &bad) {
			t.Errorf("%q: the error is a %T", c.file, err)
		}
	}
}

// lenientHelp ends the error of a strict reader.
const lenientHelp = " (WithLenient leaves such statements out)"

// A byte order mark may stand at the document's very beginning, and there once: not where a chunk begins.
func TestByteOrderMarkOfAChunk(t *testing.T) {
	const mark, line = "\uFEFF", "<a:s> <a:p> <a:o> .\n"
	if quads, err := readertest.ReadAll(nquads.NewBytesReader([]byte(mark + line))); err != nil || len(quads) != 1 {
		t.Errorf("at the beginning: %v, %v", quads, err)
	}
	const later = `7:1: no subject; expected an IRI in <> or a blank node, found "\ufeff<a:s> <a:p> <a:o> ."` + lenientHelp
	if _, err := readertest.ReadAll(nquads.NewBytesReader([]byte(mark+line), syntax.WithLine(7))); readertest.Text(err) != later {
		t.Errorf("in a later chunk: %v", err)
	}
	if _, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(mark+line), syntax.WithLine(7))); readertest.Text(err) != later {
		t.Errorf("in the midst of a stream: %v", err)
	}
	for file, want := range map[string]string{
		mark + line + line:        "",
		line + mark + line:        "2:1: no subject",
		mark + mark + line + line: "1:1: no subject",
	} {
		var got error
		for chunk, err := range nquads.Chunks(strings.NewReader(file), len(line)) {
			if err == nil {
				_, err = readertest.ReadAll(nquads.NewBytesReader(chunk.Data, syntax.WithLine(chunk.Line)))
			}
			got = errors.Join(got, err)
		}
		if want == "" && got != nil || !strings.HasPrefix(readertest.Text(got), want) {
			t.Errorf("%q in chunks: got %v, want %q", file, got, want)
		}
	}
}

func TestAcceptedAndKept(t *testing.T) {
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	typed := func(text, datatype string) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: quad.IRI(datatype)}
	}
	for _, c := range []struct {
		object string
		want   quad.Value
	}{
		{`"05"^^<` + xsd + `integer>`, typed("05", xsd+"integer")},
		{`"5"^^<` + xsd + `integer>`, quad.Int(5)},
		{`"5"^^<xsd:integer>`, typed("5", "<xsd:integer>")}, // an IRI of the scheme xsd, whatever Cayley takes it for
		{`"5"^^<rdf:t>`, typed("5", "<rdf:t>")},
		{`"5"^^<schema:t>`, typed("5", "<schema:t>")},
		{`"5"^^<xsd:string>`, typed("5", "<xsd:string>")},
		{`"True"^^<` + xsd + `boolean>`, typed("True", xsd+"boolean")},
		{`"x"^^<` + xsd + `string>`, quad.String("x")},
		{`"x"^^<` + xsd + `str\u0069ng>`, quad.String("x")},
		{`"x"@zh-Hant-TW`, quad.LangString{Value: "x", Lang: "zh-Hant-TW"}},
		{"\"x\" \t @en", quad.LangString{Value: "x", Lang: "en"}},
		{`"x" ^^ <a:t>`, typed("x", "a:t")},
		{"\"\x00\x7f \uFFFE\"", quad.String("\x00\x7f \uFFFE")},
		{`"\t\b\n\r\f\"\'\\\u00e9\U0001F600"`, quad.String("\t\b\n\r\f\"'\\é😀")},
		{`""`, quad.String("")},
		{`_:a.b`, quad.BNode("a.b")},
		{`_:0-林·`, quad.BNode("0-林·")},
		{`<a:\u6797>`, quad.IRI("a:林")},
		{`<a+b-c.1:>`, quad.IRI("a+b-c.1:")},
	} {
		for _, tail := range []string{" .", ".", "\t.# comment"} {
			quads, err := readertest.ReadAll(nquads.NewReader(strings.NewReader("<a:s><a:p>" + c.object + tail)))
			if err != nil || len(quads) != 1 || quads[0].Object != c.want {
				t.Errorf("%s%s: got %#v, %v, want %#v", c.object, tail, quads, err, c.want)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	line := `<a:s> <a:p> "` + strings.Repeat("x", 100) + `" .`
	for _, opt := range []syntax.Option{syntax.WithMaxLine(len(line)), syntax.WithMaxLiteral(100)} {
		if quads, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(line), opt)); err != nil || len(quads) != 1 {
			t.Errorf("at the limit: %v, %v", quads, err)
		}
	}
	for _, opt := range []syntax.Option{syntax.WithMaxLine(len(line) - 1), syntax.WithMaxLiteral(99)} {
		_, err := readertest.ReadAll(nquads.NewReader(strings.NewReader("# c\n"+line+"\r\n"), opt))
		var over *limit.Error
		var bad *syntax.Error
		if !errors.Is(err, limit.Err) || !errors.As(err, &over) || !errors.As(err, &bad) || bad.Line != 2 {
			t.Errorf("over the limit: %v", err)
		}
	}
}

// endless is a line that never ends; it counts what was read.
type endless struct{ n int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.n += len(p)
	return len(p), nil
}

func TestEndlessLine(t *testing.T) {
	r := new(endless)
	_, err := nquads.NewReader(r, syntax.WithMaxLine(1<<20)).ReadQuad()
	if !errors.Is(err, limit.Err) || r.n > 4<<20 {
		t.Errorf("%v after %d bytes", err, r.n)
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
	const total = 100_000
	file := strings.Repeat("<a:s> <a:p> <a:o> .\n", total)
	for n := range 5 {
		ctx := &countdown{t.Context(), n}
		quads, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(file), syntax.WithContext(ctx)))
		if !errors.Is(err, context.Canceled) || len(quads) > 4096*max(n, 0)+4096 {
			t.Errorf("ended at Err %d: %d quads, %v", n, len(quads), err)
		}
	}
	// Without a statement, too.
	ctx := &countdown{t.Context(), 3}
	_, err := nquads.NewReader(strings.NewReader(strings.Repeat("#\n", total)), syntax.WithContext(ctx)).ReadQuad()
	if !errors.Is(err, context.Canceled) {
		t.Errorf("comments only: %v", err)
	}
}

func TestLenient(t *testing.T) {
	file := "<a:1> <a:p> <a:o> .\nwrong\n<a:2> <a:p> <a:o> .\n<a:s> <a:p> \"" + strings.Repeat("long", 1<<16) + "\" .\n<a:3> <a:p> <a:o> .\n\"wrong"
	var places []string
	lenient := syntax.WithLenient(func(e *syntax.Error) error {
		places = append(places, fmt.Sprintf("%d:%d", e.Line, e.Column))
		return nil
	})
	quads, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(file), lenient, syntax.WithMaxLine(1000)))
	if err != nil || len(quads) != 3 || quads[2].Subject != quad.IRI("a:3") {
		t.Errorf("%v, %v", quads, err)
	}
	if got := strings.Join(places, " "); got != "2:1 4:1 6:1" {
		t.Errorf("reported %s", got)
	}
	enough := errors.New("enough")
	r := nquads.NewReader(strings.NewReader(file), syntax.WithLenient(func(*syntax.Error) error { return enough }))
	for range 2 { // the error stays
		if quads, err := readertest.ReadAll(r); err != enough || len(quads) > 1 {
			t.Errorf("%v, %v", quads, err)
		}
	}
}

func TestBrokenStream(t *testing.T) {
	broken := errors.New("broken")
	file := io.MultiReader(strings.NewReader("<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> ."), iotest.ErrReader(broken))
	quads, err := readertest.ReadAll(nquads.NewReader(file, syntax.WithFile("f.nq")))
	if len(quads) != 1 || !errors.Is(err, broken) || err.Error() != "f.nq: reading line 2: broken" {
		t.Errorf("%d quads, %v", len(quads), err)
	}
}

func TestNextAllocatesNothing(t *testing.T) {
	file := []byte(strings.Repeat("<a:s> <a:p> \"esc\\taped\"^^<a:t> _:g .\n", 1000))
	r := nquads.NewBytesReader(file)
	var q syntax.Quad
	if n := testing.AllocsPerRun(900, func() {
		if err := r.Next(&q); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations a quad", n)
	}
}

func FuzzEscapes(f *testing.F) {
	f.Add("http://example.com/", "a\tb\\\"", "en")
	f.Fuzz(func(t *testing.T, iri, text, lang string) {
		q := quad.Make(quad.IRI(iri), quad.IRI("a:p"), quad.LangString{Value: quad.String(text), Lang: lang}, nil)
		if lang == "" {
			q.Object = quad.String(text)
		}
		var file strings.Builder
		w := nquads.NewWriter(&file)
		if err := w.WriteQuad(q); err != nil {
			return // refused
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		quads, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(file.String())))
		if err != nil || len(quads) != 1 || quads[0] != q {
			t.Fatalf("%#v was written as %q and read as %#v, %v", q, file.String(), quads, err)
		}
	})
}
