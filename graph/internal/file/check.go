package file

import (
	"context"
	"errors"

	"talentgraph.example/graph/internal/disk"
)

// Check compares all of a file with its sums, and tells all damage there is, joined. It writes nothing, and works on a
// file in use, up to the last whole change.
func Check(ctx context.Context, fsys disk.FS, path string, known func(kind uint32) bool) error {
	g, err := openHead(fsys, path, known)
	if err != nil {
		return err
	}
	defer g.file.Close()
	_, _, sections, log, err := g.examine(ctx)
	return errors.Join(g.verifySecondHead(), g.reaches(), sections, log, err)
}
