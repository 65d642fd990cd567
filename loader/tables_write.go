package loader

import (
	"context"
	"path/filepath"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/loader/csv"
)

// LeftOut counts what [Write] with the same options leaves out of a table, by predicate and reason: see csv.LeftOut. It is nil
// for formats that say all of a graph.
func LeftOut(ctx context.Context, r graph.Reader, opts ...Option) ([]csv.Unsaid, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	if err := given(ctx, r != nil); err != nil {
		return nil, err
	}
	if o.format == 0 && o.name == "" && o.table != 0 {
		o.format = CSV
	}
	if format, err := o.formatToWrite(); err != nil || format != CSV {
		return nil, err
	}
	table, _ := o.tableToWrite()
	var unsaid []csv.Unsaid
	err = r.View(ctx, func(s *graph.Snapshot) (err error) {
		unsaid, err = csv.LeftOut(ctx, s, table, o.exportOptions()...)
		return err
	})
	return unsaid, err
}

// tableToWrite is the table that is given, or else the one that the file is named after: moves.csv, my-moves.csv.gz.
func (o *options) tableToWrite() (csv.Table, bool) {
	if o.table != 0 {
		return o.table, true
	}
	name, _ := cutCompression(strings.ToLower(filepath.Base(o.name)))
	name = strings.TrimSuffix(name, filepath.Ext(name))
	for _, t := range csv.Tables() {
		if name == t.String() || strings.HasSuffix(name, "-"+t.String()) || strings.HasSuffix(name, "_"+t.String()) {
			return t, true
		}
	}
	return 0, false
}

func tableNames() string {
	var all []string
	for _, t := range csv.Tables() {
		all = append(all, t.String())
	}
	return strings.Join(all, ", ")
}

// exportOptions are those that say how a table is written.
func (o *options) exportOptions() []csv.Option {
	var opts []csv.Option
	if o.namespace != "" {
		opts = append(opts, csv.WithNamespace(o.namespace))
	}
	if name, _ := cutCompression(strings.ToLower(o.name)); strings.HasSuffix(name, ".tsv") {
		opts = append(opts, csv.WithTabs())
	}
	return opts
}
