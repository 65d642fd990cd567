package loader

import (
	"bufio"
	"bytes"
	"context"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
	"talentgraph.example/loader/trig"
	"talentgraph.example/loader/turtle"
)

// name is the file's in errors.
func (l *fileLoad) name() string { return l.in.name }

// find looks for quads in a file that has been read. What has become of the file since is not its business: the error is
// the context's.
func (l *fileLoad) find(ctx context.Context, wanted map[string]quad.Quad, note func(key string, line, column int)) error {
	if l.format == CSV || l.format == XLSX {
		for key, q := range wanted {
			for _, line := range l.rows.of(q) {
				note(key, line, 1)
			}
		}
		return ctx.Err()
	}
	in := &input{name: l.in.name, base: l.in.base}
	if l.kept != nil {
		in.Reader = bufio.NewReader(bytes.NewReader(l.kept.data))
	} else {
		var err error
		if in, err = l.open(); err != nil {
			return ctx.Err()
		}
		defer in.Close() // it was only read
	}
	opts := append(l.syntaxOptions(ctx), syntax.WithLenient(func(*syntax.Error) error { return nil }))
	r := l.placeReader(ctx, in, opts)
	var q syntax.Quad
	for n := 0; ; n++ {
		if n&4095 == 4095 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.Next(&q); err != nil {
			return ctx.Err()
		}
		key := placeKey(l.stored(&q))
		if _, ok := wanted[key]; ok {
			line, column := r.Place()
			note(key, line, column)
		}
	}
}

// placeReader is a reader that knows where it is.
type placeReader interface {
	Next(*syntax.Quad) error
	// Place is where the statement stands that Next has given.
	Place() (line, column int)
}

func (l *fileLoad) placeReader(ctx context.Context, in *input, opts []syntax.Option) placeReader {
	switch l.format {
	case NTriples:
		return ntriples.NewReader(in, opts...)
	case NQuads:
		return nquads.NewReader(in, opts...)
	case Turtle:
		return turtle.NewReader(in, opts...)
	case TriG:
		return trig.NewReader(in, opts...)
	case RDFXML:
		return rdfxml.NewReader(in, opts...)
	}
	if beginsWithTag(ctx, in) {
		return l.o.contexts.NewHTMLReader(in, opts...)
	}
	return l.o.contexts.NewReader(in, opts...)
}

// stored is a quad of the file as the graph has it.
func (l *fileLoad) stored(q *syntax.Quad) quad.Quad {
	out := q.Quad()
	for _, v := range []*quad.Value{&out.Subject, &out.Object, &out.Label} {
		if b, ok := (*v).(quad.BNode); ok {
			*v = quad.BNode(l.blanks) + b
		}
	}
	if out.Label == nil && l.o.label != "" {
		out.Label = quad.IRI(l.o.label)
	}
	return out
}
