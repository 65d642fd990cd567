package loader

import (
	"context"
	"errors"
	"io"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/loader/csv"
	"talentgraph.example/loader/syntax"
)

// loadTable reads a table into a transaction. Its rows are read by the load's own goroutine, since names in
// them are looked up in the graph.
func loadTable(ctx context.Context, l *fileLoad) error {
	wrong := wrongLines{lenient: l.o.lenient, flush: l.skip}
	opts := append(l.o.tableOptions(l.format), csv.WithLabel(l.o.label), csv.WithSyntax(append(l.syntaxOptions(ctx), wrong.option())...))
	if l.o.namespace != "" {
		opts = append(opts, csv.WithNamespace(l.o.namespace))
	}
	if l.o.halves {
		opts = append(opts, csv.JoinHalves())
	}
	opts = append(opts, csv.WithHints(func(hint *syntax.Error) {
		if len(l.hints) < mostHints {
			l.hints = append(l.hints, hint)
		}
	}))
	if l.o.places() {
		opts = append(opts, csv.WithPlaces(l.rows.note))
	}
	if err := l.isTable(); err != nil {
		return err
	}
	before, err := l.tx.Count(ctx, graph.Pattern{})
	if err != nil {
		return err
	}
	im, err := csv.NewImporter(ctx, l.tx, l.in, opts...)
	if err != nil {
		return err
	}
	if name, guessed := im.Encoding(); guessed {
		l.encoding = name
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

// mostHints is how many hints a report has.
const mostHints = 1_000

// tableOptions are those that say how a table is to be read.
func (o *options) tableOptions(format Format) []csv.Option {
	opts := []csv.Option{csv.WithColumns(o.columns), csv.WithEncoding(o.encoding), csv.WithDates(o.dates), csv.WithToday(o.today)}
	if format == XLSX {
		opts = append(opts, csv.WithWorkbook(o.sheet))
	}
	return opts
}

// isTable says what a file is that is called a table by its name, but is none by its content.
func (l *fileLoad) isTable() error {
	head, err := l.in.Peek(8)
	switch {
	case err != nil && err != io.EOF:
		return nil // which the reader meets again, and says where
	case isOldOffice(head):
		err = oldOffice(l.in.name)
	case l.format == CSV && isZip(head):
		err = errors.New("it is a workbook (.xlsx) or another zip archive, and no text; name it .xlsx, or give loader.WithFormat")
	case l.format == XLSX && !isZip(head):
		text, _ := l.in.head()
		if err = foreignSheet(text); err == nil {
			err = errors.New("it is no workbook (.xlsx); a table in a text file is named .csv")
		}
	default:
		return nil
	}
	return &syntax.Error{File: l.in.name, Err: err}
}

// byRank gives the order in which the files of a load are read: first what is no table, then tables that say who is who,
// then all others, each in the order given. So it does not matter in which order they come.
func (o *options) byRank(ctx context.Context, inputs []func() (*input, error)) []int {
	order := make([]int, len(inputs))
	ranks := make([]int, len(inputs))
	for i, open := range inputs {
		order[i] = i
		if len(inputs) > 1 {
			inputs[i], ranks[i] = o.rank(ctx, open)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return ranks[a] - ranks[b] })
	return order
}

// rank looks at the beginning of a file, and gives a function that opens it again. What is wrong with it is said when it
// is read.
func (o *options) rank(ctx context.Context, open func() (*input, error)) (func() (*input, error), int) {
	const quads, others = -1, 2
	in, err := open()
	if err != nil {
		return func() (*input, error) { return nil, err }, others
	}
	again := open
	if in.once {
		again = func() (*input, error) { return in, nil }
	} else {
		defer in.Close()
	}
	format, err := o.chooseFormat(in)
	if err != nil || format != CSV && format != XLSX {
		return again, quads
	}
	table := csv.Table(0)
	if format == XLSX {
		if !in.once {
			table = csv.SheetTable(ctx, in, o.columns, o.sheet)
		}
	} else if head, err := in.head(); err == nil {
		table = csv.SniffTable(head, o.columns, o.encoding)
	}
	return again, table.Rank()
}
