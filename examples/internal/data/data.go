// Package data gives the programs their facts: those of the bundled article, of files that one has, or of a graph that
// is kept in a file.
package data

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// Open gives the facts of some files, and with article those of the bundled one as well; without files the article's
// alone. A file whose name ends in .tg is a graph that graph.Open keeps. One that stands alone is opened where it lies,
// for reading only, while another program may write it; of several files the facts are copied into memory. The caller
// closes the graph.
func Open(ctx context.Context, files []string, article bool) (*graph.Graph, error) {
	var kept, others []string
	for _, file := range files {
		if strings.EqualFold(filepath.Ext(file), ".tg") {
			kept = append(kept, file)
		} else {
			others = append(others, file)
		}
	}
	if len(files) == 1 && len(kept) == 1 && !article {
		return openKept(ctx, kept[0])
	}
	g := graph.New()
	if len(files) == 0 || article {
		if _, err := loader.Article(ctx, g); err != nil {
			return nil, err
		}
	}
	for _, file := range kept {
		if err := copyKept(ctx, g, file); err != nil {
			return nil, err
		}
	}
	if len(others) > 0 {
		if _, err := loader.LoadFiles(ctx, g, others); err != nil {
			return nil, err
		}
	}
	return g, nil
}

func openKept(ctx context.Context, file string) (*graph.Graph, error) {
	path := strings.NewReplacer("%", "%25", "?", "%3F").Replace(file)
	return graph.Open(ctx, "file:"+path, graph.ReadOnly())
}

func copyKept(ctx context.Context, g *graph.Graph, file string) error {
	from, err := openKept(ctx, file)
	if err != nil {
		return err
	}
	err = g.Update(ctx, func(tx *graph.Tx) error {
		for q, err := range from.Quads(ctx, graph.Pattern{}) {
			if err != nil {
				return err
			}
			if err := tx.Add(q); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, from.Close())
}
