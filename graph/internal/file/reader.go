package file

import (
	"context"
	"errors"
	"strconv"

	"talentgraph.example/graph/internal/disk"
)

// openReader opens without a lock, while another process may write.
func openReader(ctx context.Context, fsys disk.FS, path string, o Options) (*File, error) {
	file, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	g, err := readGeneration(file, path, o.Known)
	if err == nil && o.At != nil && *o.At < g.Version {
		err = g.at("log", g.log, g.Version, reason{"version " + number(*o.At) + " is older than the base", ErrGone})
	}
	var l logState
	if err == nil {
		l, err = g.readShared(ctx, o.At)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return newFile(fsys, path, o, g, l.mark), nil
}

// readShared reads a log that another process may be writing. What looks like damage is it only if it is there when
// everything is read again: the writer may have been between two pages of a record, or between end page and log.
func (g *generation) readShared(ctx context.Context, until *uint64) (logState, error) {
	var before mark
	var page endPage
	for again := false; ; again = true {
		end, _, err := g.readEnd()
		if err != nil {
			return logState{}, err
		}
		l, err := g.readLog(ctx, until)
		if err == nil || !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrGone) || again && l.mark == before && end == page {
			return l, err
		}
		before, page = l.mark, end
	}
}

func number(v uint64) string { return strconv.FormatUint(v, 10) }
