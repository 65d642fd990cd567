package nquads_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/syntax"
)

func ExampleReader() {
	const file = `
<https://example.com/move/1> <https://example.com/year> "02024"^^<http://www.w3.org/2001/XMLSchema#integer> <https://example.com/claim/1> .
<https://example.com/move/1> <https://example.com/person> _:someone .
`
	for q, err := range nquads.NewReader(strings.NewReader(file)).All() {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(q.Subject, q.Predicate, q.Object, q.Label)
	}
	// Output:
	// <https://example.com/move/1> <https://example.com/year> "02024"^^<http://www.w3.org/2001/XMLSchema#integer> <https://example.com/claim/1>
	// <https://example.com/move/1> <https://example.com/person> _:someone <nil>
}

func ExampleReader_Next() {
	r := nquads.NewReader(strings.NewReader(`_:who <https://example.com/name> "林小明"@zh-Hant .`))
	var q syntax.Quad
	for {
		err := r.Next(&q)
		if err == io.EOF {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		// The bytes are valid until the next call.
		fmt.Printf("%s %s %s %s\n", q.Subject.Text, q.Predicate.Text, q.Object.Text, q.Object.Lang)
	}
	// Output: who https://example.com/name 林小明 zh-Hant
}

func ExampleReader_ReadQuad_error() {
	r := nquads.NewReader(strings.NewReader("<https://example.com/a> <name> \"x\" ."), syntax.WithFile("facts.nq"))
	_, err := r.ReadQuad()
	fmt.Println(err)
	var bad *syntax.Error
	if errors.As(err, &bad) {
		fmt.Println("at line", bad.Line, "column", bad.Column)
	}
	// Output:
	// facts.nq:1:25: a relative IRI, and no base is given; give one (WithBase); expected an IRI that begins with a scheme such as https:, found "<name> \"x\" ." (WithLenient leaves such statements out)
	// at line 1 column 25
}

// Chunks can be read by several goroutines, each chunk by one of them.
func ExampleChunks() {
	file := strings.Repeat("<https://example.com/s> <https://example.com/p> <https://example.com/o> .\n", 1000)
	quads := 0
	for chunk, err := range nquads.Chunks(strings.NewReader(file), 16<<10) {
		if err != nil {
			log.Fatal(err)
		}
		for _, err := range nquads.NewBytesReader(chunk.Data, syntax.WithLine(chunk.Line)).All() {
			if err != nil {
				log.Fatal(err)
			}
			quads++
		}
	}
	fmt.Println(quads)
	// Output: 1000
}

func ExampleWriter() {
	w := nquads.NewWriter(os.Stdout)
	err := w.WriteQuad(quad.Quad{
		Subject:   quad.IRI("https://example.com/move/1"),
		Predicate: quad.IRI("https://example.com/withTeam"),
		Object:    quad.Bool(true),
		Label:     quad.IRI("https://example.com/claim/1"),
	})
	if err := errors.Join(err, w.Close()); err != nil {
		log.Fatal(err)
	}
	// Output: <https://example.com/move/1> <https://example.com/withTeam> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> <https://example.com/claim/1> .
}

// In lenient mode a wrong line is skipped and reported.
func ExampleReader_lenient() {
	const file = `<https://example.com/a> <https://example.com/p> "1" .
<https://example.com/b> <https://example.com/p> "2 .
<https://example.com/c> <https://example.com/p> "3" .
`
	lenient := syntax.WithLenient(func(e *syntax.Error) error {
		fmt.Println("skipped:", e)
		return nil // an error would end the reading
	})
	for q, err := range nquads.NewReader(strings.NewReader(file), lenient).All() {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(q.Subject)
	}
	// Output:
	// <https://example.com/a>
	// skipped: 2:53: the literal does not end on this line; expected a quotation mark, found the end of the line
	// <https://example.com/c>
}
