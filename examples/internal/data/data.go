package data

import (
	"context"

	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// Open gives the facts of some files (see [Files]), and with article those of the bundled one as well; without files the article's
// alone. A graph in a file that stands alone is opened where it lies, for reading only, while another program may write
// it; of several files the facts are copied into memory. The options are for files that are no graphs. The caller closes
// the graph.
func Open(ctx context.Context, files []string, article bool, opts ...loader.Option) (*graph.Graph, error) {
	files, err := Files(files)
	if err != nil {
		return nil, err
	}
	var kept, others []string
	for _, file := range files {
		if Kept(file) {
			kept = append(kept, file)
		} else {
			others = append(others, file)
		}
	}
	if len(files) == 1 && len(kept) == 1 && !article {
		return OpenKept(ctx, kept[0])
	}
	g := graph.New()
	if len(files) == 0 || article {
		if _, err := loader.Article(ctx, g); err != nil {
			return nil, err
		}
	}
	for _, file := range kept {
		if _, _, err := Copy(ctx, g, file, ""); err != nil {
			return nil, err
		}
	}
	if len(others) > 0 {
		if _, err := loader.LoadFiles(ctx, g, others, opts...); err != nil {
			return nil, err
		}
	}
	return g, nil
}
