package ntriples_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/syntax"
)

func ExampleReader() {
	const file = `
<https://example.com/move/1> <https://example.com/year> "02024"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://example.com/move/1> <https://example.com/person> _:someone .
`
	for q, err := range ntriples.NewReader(strings.NewReader(file)).All() {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(q.Subject, q.Predicate, q.Object)
	}
	// Output:
	// <https://example.com/move/1> <https://example.com/year> "02024"^^<http://www.w3.org/2001/XMLSchema#integer>
	// <https://example.com/move/1> <https://example.com/person> _:someone
}

func ExampleReader_Next() {
	r := ntriples.NewReader(strings.NewReader(`_:who <https://example.com/name> "林小明"@zh-Hant .`))
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
	r := ntriples.NewReader(strings.NewReader("<https://example.com/a> <name> \"x\" ."), syntax.WithFile("facts.nt"))
	_, err := r.ReadQuad()
	fmt.Println(err)
	var bad *syntax.Error
	if errors.As(err, &bad) {
		fmt.Println("at line", bad.Line, "column", bad.Column)
	}
	// Output:
	// facts.nt:1:25: a relative IRI, and no base is given; give one (WithBase); expected an IRI that begins with a scheme such as https:, found "<name> \"x\" ." (WithLenient leaves such statements out)
	// at line 1 column 25
}

// Chunks can be read by several goroutines, each chunk by one of them.
func ExampleChunks() {
	file := strings.Repeat("<https://example.com/s> <https://example.com/p> <https://example.com/o> .\n", 1000)
	quads := 0
	for chunk, err := range ntriples.Chunks(strings.NewReader(file), 16<<10) {
		if err != nil {
			log.Fatal(err)
		}
		for _, err := range ntriples.NewBytesReader(chunk.Data, syntax.WithLine(chunk.Line)).All() {
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
	w := ntriples.NewWriter(os.Stdout)
	err := w.WriteQuad(quad.Quad{
		Subject:   quad.IRI("https://example.com/move/1"),
		Predicate: quad.IRI("https://example.com/withTeam"),
		Object:    quad.Bool(true),
	})
	if err := errors.Join(err, w.Close()); err != nil {
		log.Fatal(err)
	}
	// Output: <https://example.com/move/1> <https://example.com/withTeam> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
}
