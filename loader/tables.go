package loader

import (
	"context"
	"io"

	"talentgraph.example/graph"
	"talentgraph.example/loader/csv"
)

// loadCSV reads a table into a transaction. Its rows are read by the load's own goroutine, since names in
// them are looked up in the graph.
func loadCSV(ctx context.Context, l *fileLoad) error {
	wrong := wrongLines{lenient: l.o.lenient, flush: l.skip}
	opts := []csv.Option{csv.WithLabel(l.o.label), csv.WithSyntax(append(l.syntaxOptions(ctx), wrong.option())...)}
	if l.o.namespace != "" {
		opts = append(opts, csv.WithNamespace(l.o.namespace))
	}
	if l.o.halves {
		opts = append(opts, csv.JoinHalves())
	}
	before, err := l.tx.Count(ctx, graph.Pattern{})
	if err != nil {
		return err
	}
	im, err := csv.NewImporter(ctx, l.tx, l.in, opts...)
	if err != nil {
		return err
	}
	for {
		quads, err := im.ImportRow(ctx)
		if err := l.skip(wrong.take()); err != nil {
			return err
		}
		if err == io.EOF {
			l.read += int64(quads)
			for _, a := range im.Apart() {
				l.apart = append(l.apart, a.String())
			}
			break
		}
		if err != nil {
			return err
		}
		l.read += int64(quads)
		l.meter.check()
	}
	after, err := l.tx.Count(ctx, graph.Pattern{})
	l.added = after - before
	return err
}
