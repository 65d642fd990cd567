package graph

import (
	"context"

	"talentgraph.example/graph/internal/disk"
)

// OpenOn opens a shared graph whose cache is on a file system of the test's.
func OpenOn(ctx context.Context, fsys disk.FS, source string, opts ...OpenOption) (*Graph, error) {
	o := openOptions{labels: standardLabels()}
	for _, opt := range opts {
		opt(&o)
	}
	return openShared(ctx, fsys, source, o)
}
