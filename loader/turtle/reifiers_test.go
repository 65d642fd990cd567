package turtle_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/limit"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/turtle"
)

const reifies = "@prefix : <a:> . @prefix rdf: <" + term.RDF + "> .\n"

// TestReifiersAreLabels reads files in pieces of any length, and compares them with N-Quads.
func TestReifiersAreLabels(t *testing.T) {
	for file, want := range map[string]string{
		":s :p :o ~ :c .": "s p o c",
		":s :p :o ~ :c ~:d~_:e , :o ; :p 'x'@en ~ <a:c> .":                                               "s p o c|s p o d|s p o _:e|s p o|s p 'x'@en c",
		":s :p :o, :o ~ :c .":                                                                            "s p o|s p o c",
		":s :p 5~:c, 5.5~:c, true~:c, 'x'^^:t~:c.":                                                       "s p '5'^^int c|s p '5.5'^^dec c|s p 'true'^^bool c|s p 'x'^^<a:t> c",
		":s :p :o ~ ; :q :o ~ , 1 ~[ ]~ #c\n:c .":                                                        "s p o _:1|s q o _:2|s q '1'^^int _:3|s q '1'^^int c",
		":s :p [ :q :o ~ :c ] ~ :d ; :p () ~ :d .":                                                       "s p _:1 d|_:1 q o c|s p <rdf:nil> d",
		":s :p ( :o ) ~ :c . [ :p :o ~ :d ] .":                                                           "s p _:1 c|_:1 <rdf:first> o|_:1 <rdf:rest> <rdf:nil>|_:2 p o d",
		":s :p :o ~ :c . :d rdf:reifies <<( :s :p :o )>> .":                                              "s p o c|s p o d",
		":d rdf:reifies <<(:s :p 'x'^^:t)>>, <<( _:s a 1 )>> ; :p :o . :s :p 'x'^^:t . _:s a 1 .":        "s p 'x'^^<a:t> d|_:s <rdf:type> '1'^^int d|d p o|s p 'x'^^<a:t>|_:s <rdf:type> '1'^^int",
		"_:s :p _:o ~ . [ :q :r ] rdf:reifies <<( _:s :p _:o )>> . [ rdf:reifies <<( _:s :p _:o )>> ] .": "_:s p _:o _:1|_:2 q r|_:s p _:o _:2|_:s p _:o _:3",
		":c rdf:reifies :x ~ :d, <<( :c rdf:reifies :x )>> .":                                            "c <rdf:reifies> x d|c <rdf:reifies> x c",
	} {
		lines := ""
		for line := range strings.SplitSeq(want, "|") {
			for _, word := range strings.Fields(line) {
				if !strings.ContainsAny(word[:1], "_'<") {
					word = "<a:" + word + ">"
				}
				lines += word + " "
			}
			lines += ".\n"
		}
		lines = strings.NewReplacer("'", `"`, "^^int", "^^<"+term.XSD+"integer>", "^^dec", "^^<"+term.XSD+"decimal>", "^^bool", "^^<"+term.XSD+"boolean>", "<rdf:", "<"+term.RDF).Replace(lines)
		expected, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(lines)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := readertest.Alike(t, newReader, []byte(reifies+file), []int{1, 2, 3, 5, 8}, syntax.WithReifiers())
		if err != nil || !isotest.Isomorphic(got, expected) {
			t.Errorf("%s\n got %v, %v\nwant %v", file, got, err, expected)
		}
	}
}

func TestReifierErrors(t *testing.T) {
	const help = " (of RDF 1.2, WithReifiers reads '~' and rdf:reifies <<( )>> alone)"
	for _, c := range []struct{ file, want string }{
		{"<< :a :b :c >> :p :o .", `2:1: this is a reified triple of RDF 1.2, which is not read; found "<< :a :b :c >> :p :o ."` + help},
		{":s :p << :a :b :c >> .", `2:7: this is a reified triple of RDF 1.2, which is not read; found "<< :a :b :c >> ."` + help},
		{":s :p <<( :a :b :c )>> .", `2:7: this is a triple term of RDF 1.2, which is not read; found "<<( :a :b :c )>> ."` + help},
		{":s rdf:reifies ( <<( :a :b :c )>> ) .", `2:18: this is a triple term of RDF 1.2, which is not read; found "<<( :a :b :c )>> ) ."` + help},
		{":s rdf:reifies <<( :a rdf:reifies <<( :a :b :c )>> )>> .", `2:35: this is a triple term of RDF 1.2, which is not read; found "<<( :a :b :c )>> )>> ."` + help},
		{":s rdf:reifies <<( << :a :b :c >> :b :c )>> .", `2:20: this is a reified triple of RDF 1.2, which is not read; found "<< :a :b :c >> :b :c )>> ."` + help},
		{":s :p :o ~ :c {| :q :r |} .", `2:15: this is an annotation of RDF 1.2, which is not read; found "{| :q :r |} ."` + help},
		{":s :p :o ~ {| :q :r |} .", `2:12: this is an annotation of RDF 1.2, which is not read; found "{| :q :r |} ."` + help},
		{":s :p 'x'@en--ltr .", `2:10: this is a base direction of RDF 1.2, which is not read; found "@en--ltr ."` + help},
		{"VERSION '1.2'", `2:1: this is the version of RDF 1.2, which is not read; found "VERSION '1.2'"` + help},
		{"@version '1.2' .", `2:1: this is the version of RDF 1.2, which is not read; found "@version '1.2' ."` + help},
		{":s :p :o ~ 'x' .", `2:12: no reifier; expected an IRI, a name or a blank node, found "'x' ."`},
		{":s :p :o ~ [ :p :o ] .", `2:14: a blank node without a name has no properties here; expected ']', found ":p :o ] ."`},
		{":s :p :o ~ :c :d .", `2:15: the statement does not end; expected ',', ';' or '.', found ":d ."`},
		{":s :p :o ~ :c", `2:14: the statement does not end; expected ',', ';' or '.', found the end of the file`},
		{":s :p :o ~", `2:11: the statement does not end; expected ',', ';' or '.', found the end of the file`},
		{":s ~ :c .", `2:4: no predicate; expected an IRI, a name or 'a' as predicate, found "~ :c ."`},
		{":s :p ( 1 ~ :c ) .", `2:11: no object; expected an IRI, a name, a blank node, a literal, a number, true, false, '[', '(' or ')', found "~ :c ) ."`},
		{":s rdf:reifies <<( 'x' :p :o )>> .", `2:20: no subject of a triple term; expected an IRI, a name or a blank node, found "'x' :p :o )>> ."`},
		{":s rdf:reifies <<( :a :p ( 1 ) )>> .", `2:26: no object; expected an IRI, a name, a blank node, a literal, a number, true or false, found "( 1 ) )>> ."`},
		{":s rdf:reifies <<( :a :p [ 1 ] )>> .", `2:28: a blank node without a name has no properties here; expected ']', found "1 ] )>> ."`},
		{":s rdf:reifies <<( :a :b :c, :d )>> .", `2:28: the triple term does not end; expected ')>>', found ", :d )>> ."`},
		{":s rdf:reifies <<( :a :b :c )> .", `2:29: the triple term does not end; expected ')>>', found ")> ."`},
		{":s rdf:reifies <<( :a :b :c )>> ~ :d .", `2:33: a reifier behind a triple term; the quad has its label already; found "~ :d ."`},
		{":a :b :c .\n:s rdf:reifies <<( :a :b :c )>>,\n  <<( :a :b 'x' )>> . :s :p :a, <a:b> .", `4:3: a triple that is reified, but that the file does not state; expected it as a statement too (WithUnstated takes it)`},
		{":s :p 5.~:c .", `2:9: no statement begins so; expected a subject or a directive, found "~:c ."`},
	} {
		_, err := readertest.Alike(t, newReader, []byte(reifies+c.file), []int{1, 2, 7}, syntax.WithFile("f.ttl"), syntax.WithReifiers())
		if readertest.Text(err) != "f.ttl:"+c.want {
			t.Errorf("%q:\n got %v\nwant f.ttl:%s", c.file, err, c.want)
		}
	}
	_, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(reifies+":s :p :o ~, 1 ~ [] ."), syntax.WithReifiers(), syntax.WithMaxBlankNodes(1)))
	if !errors.Is(err, limit.Err) || !strings.HasPrefix(err.Error(), "2:18: ") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = readertest.ReadAll(turtle.NewReader(strings.NewReader(reifies+":s :p :o"+strings.Repeat(" ~ :c", 2000)+" ."), syntax.WithReifiers(), syntax.WithContext(ctx)))
	if err != context.Canceled {
		t.Error(err)
	}
}

// TestReifiersLenient: with a label or a term that is none, a statement is left out.
func TestReifiersLenient(t *testing.T) {
	var places []string
	lenient := syntax.WithLenient(func(e *syntax.Error) error {
		places = append(places, fmt.Sprint(e.Line, ":", e.Column))
		return nil
	})
	file := reifies + ":s :p :o ~ <a b> ~ :c, <c d> ~ :c .\n:d rdf:reifies <<( :s :p <e f> )>>, <<( :s :p :o )>> ."
	got, err := readertest.ReadAll(turtle.NewReader(strings.NewReader(file), syntax.WithReifiers(), lenient))
	if err != nil || len(got) != 2 || got[0].Label != quad.IRI("a:c") || got[1].Label != quad.IRI("a:d") {
		t.Errorf("%v, %v", got, err)
	}
	if p := strings.Join(places, " "); p != "2:14 2:26 3:28" {
		t.Error(p)
	}
}

// TestPlacesOfReified: a statement's place is its object's, however long its labels are, and in whatever pieces it comes.
func TestPlacesOfReified(t *testing.T) {
	far := strings.Repeat("far", 30_000)
	file := reifies + ":s :p :o ~ :" + far + " ~ :c ,\n [ :q\n  1 ~ :" + far + " ; :q 林, 2 ] ~ :" + far + " .\n :d rdf:reifies <<( :s :p\n :o )>> ."
	file = strings.Replace(file, "林", "'林'", 1)
	const want = "2:7 2:7 4:3 4:90014 4:90019 3:2 6:2"
	for _, size := range []int{1, 7, 1000, 1 << 20} {
		r := turtle.NewReader(readertest.Stutter{R: strings.NewReader(file), N: size}, syntax.WithReifiers())
		var places []string
		var q syntax.Quad
		err := r.Next(&q)
		for ; err == nil; err = r.Next(&q) {
			line, column := r.Place()
			places = append(places, fmt.Sprint(line, ":", column))
		}
		if got := strings.Join(places, " "); err != io.EOF || got != want {
			t.Errorf("%d bytes at a time: %s, %v; want %s", size, got, err, want)
		}
	}
}

// checkReifiers reads with reifiers in pieces. What can be read without them is the same set of quads; what was read is
// written with them, and read back.
func checkReifiers(t *testing.T, data []byte, sizes []int) {
	t.Helper()
	opts := []syntax.Option{syntax.WithBase("http://example.com/a/b"), syntax.WithMaxLine(300)}
	with := append(opts, syntax.WithFile("f"), syntax.WithReifiers())
	_, _ = readertest.Alike(t, newReader, data, sizes, append(with, speculative)...)
	quads, err := readertest.Alike(t, newReader, data, sizes, with...)
	if plain, err := readertest.ReadAll(newReader(strings.NewReader(string(data)), opts...)); err == nil {
		lines := func(quads []quad.Quad) (all []string) {
			for _, q := range quads {
				all = append(all, string(term.AppendQuad(nil, q)))
			}
			slices.Sort(all)
			return all
		}
		if !slices.Equal(lines(quads), lines(plain)) {
			t.Fatalf("with reifiers %v, without %v", quads, plain)
		}
	}
	if err != nil || len(quads) > 20 {
		return
	}
	for _, streaming := range [][]syntax.Option{nil, {syntax.WithStreaming()}} {
		write := func(quads []quad.Quad) (string, error) {
			return write(quads, append(streaming, syntax.WithReifiers())...)
		}
		if err := readertest.BackButForNames(quads, write, reifyingReader); err != nil {
			t.Fatal(err)
		}
	}
}

func reifyingReader(r io.Reader, opts ...syntax.Option) quad.Reader {
	return turtle.NewReader(r, append(opts, syntax.WithReifiers())...)
}

func reifierSeeds(tb testing.TB) [][]byte {
	return readertest.Seeds(tb, []string{"testdata/*.*"},
		reifies+":s :p :o ~ :c~_:d ~ , 'x'@en~[ ]; :q [ :r ( 1 ) ~ <c> ] ~ :c . # ~\n",
		reifies+":s :p :o . :c rdf:reifies <<( :s :p :o )>> , <<([] a 'x'^^:t)>>.",
		reifies+"[ rdf:reifies <<( :s :p -1.5e3 )>> ] :p <<( . :s :p -1.5e3 .",
		reifies+":s :p :o {| :q :r |} .", reifies+"<<:s :p :o~:c>> :q :r .", reifies+":c rdf:reifies <<( :s :p\n:o )>> .",
	)
}

func TestReifiersAtEveryBoundary(t *testing.T) {
	readertest.EveryBoundary(t, *seed, long.Runs(19, 1), reifierSeeds(t), checkReifiers)
	readertest.CutShort(t, *seed, long.Runs(19, 1), reifierSeeds(t), checkReifiers)
}

func FuzzReifiers(f *testing.F) {
	for _, file := range append(reifierSeeds(f), seeds(f)...) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkReifiers(t, data, []int{1, 2, 7, 64}) })
}

func ExampleNewWriter_reifiers() {
	w := turtle.NewWriter(os.Stdout, syntax.WithReifiers(), syntax.WithPrefixes(map[string]string{"id": "https://example.com/id/", "ex": "https://example.com/ns#"}))
	for q, err := range nquads.NewReader(strings.NewReader(`
<https://example.com/id/m1> <https://example.com/ns#from> <https://example.com/id/alibaba> <https://example.com/id/claim7> .
<https://example.com/id/m1> <https://example.com/ns#from> <https://example.com/id/alibaba> <https://example.com/id/claim8> .
<https://example.com/id/claim7> <https://example.com/ns#certainty> "stated" .
`)).All() {
		if err := errors.Join(err, w.WriteQuad(q)); err != nil {
			fmt.Println(err)
			return
		}
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// @prefix ex: <https://example.com/ns#> .
	// @prefix id: <https://example.com/id/> .
	//
	// id:claim7 ex:certainty "stated" .
	//
	// id:m1 ex:from id:alibaba ~ id:claim7 ~ id:claim8 .
}
