package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
	"talentgraph.example/loader/csv"
)

// tellLeftOut writes what the table that was written does not say of a graph: how much is for other tables, and what is for
// none, by kind.
func (s settings) tellLeftOut(ctx context.Context, stderr io.Writer, g *graph.Graph, opts []loader.Option) error {
	to := s.files[len(s.files)-1]
	if kept, err := isKept(to, s.to); err != nil || kept || to == loader.Standard {
		return err
	}
	unsaid, err := loader.LeftOut(ctx, g, append(opts, loader.WithName(to))...)
	if err != nil {
		return err
	}
	elsewhere, nowhere := map[csv.Table]int{}, 0
	var kinds []string
	for _, u := range unsaid {
		if elsewhere[u.In] += u.Count; u.In == 0 {
			nowhere += u.Count
			kinds = append(kinds, u.String())
		}
	}
	var tables []string
	for _, t := range csv.Tables() {
		if elsewhere[t] > 0 {
			tables = append(tables, fmt.Sprintf("%s %d", t, elsewhere[t]))
		}
	}
	if len(tables) > 0 {
		fmt.Fprintf(stderr, "%s: quads left to other tables: %s\n", data.Shown(to), strings.Join(tables, ", "))
	}
	if nowhere > 0 {
		fmt.Fprintf(stderr, "%s: quads that no table can say: %d\n  %s\n", data.Shown(to), nowhere, strings.Join(kinds, "\n  "))
	}
	return nil
}
