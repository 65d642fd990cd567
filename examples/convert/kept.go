package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/graph"
	"talentgraph.example/loader"
)

// keptName is what -from and -to call the format of graphs in files.
const keptName = "tg"

func namesKept(format string) bool {
	return strings.EqualFold(strings.TrimPrefix(format, "."), keptName)
}

// isKept tells whether a name is that of a graph in a file or on a server, by the format that is given, else by itself.
func isKept(file, format string) (bool, error) {
	ending := strings.ToLower(filepath.Ext(file))
	packed := ending == ".gz" || ending == ".gzip" || ending == ".zst"
	named := data.Kept(file) || packed && data.Kept(strings.TrimSuffix(file, filepath.Ext(file)))
	switch {
	case data.Shared(file) && format != "":
		return false, errors.New("a graph on a server has no format; leave the flag out")
	case data.Shared(file):
		return true, nil
	case !namesKept(format) && (format != "" || !named):
		return false, nil
	case file == loader.Standard:
		return false, errors.New("a graph in a file (tg) cannot come from standard input nor go to standard output; name a file")
	case packed:
		return false, fmt.Errorf("%s: a graph in a file (.tg) is never packed; unpack it, or write another format", file)
	}
	return true, nil
}

// writeKept writes a graph to a file that graph.Open opens. As in any other format, the file takes the place of one that
// is there, and its permissions, when it is whole. One that another program writes stays.
func writeKept(ctx context.Context, path string, g *graph.Graph) (err error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := os.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is no regular file, as a graph in a file (.tg) must be", path)
		}
		mode = info.Mode().Perm()
		before, err := graph.Open(ctx, data.Source(path)+"?read=map")
		switch {
		case err == nil:
			defer before.Close() // until then nobody else writes it
		case errors.Is(err, graph.ErrLocked) || ctx.Err() != nil:
			return err
		}
	}
	folder, err := os.MkdirTemp(filepath.Dir(path), ".unfinished-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	whole := filepath.Join(folder, "whole")
	if err := g.Backup(ctx, whole); err != nil {
		return err
	}
	if err := os.Chmod(whole, mode); err != nil {
		return err
	}
	return os.Rename(whole, path)
}

// check looks through graphs in files, and tells what is damaged in any of them.
func check(ctx context.Context, files []string, stdout io.Writer) error {
	var damaged error
	for _, file := range files {
		if err := graph.CheckFile(ctx, file); err != nil {
			damaged = errors.Join(damaged, err)
			continue
		}
		fmt.Fprintf(stdout, "%s: whole\n", file)
	}
	return damaged
}

// salvage writes what is whole of a damaged graph to a new file, and tells what that is.
func salvage(ctx context.Context, damaged, to string, stdout io.Writer) error {
	report, err := graph.Salvage(ctx, damaged, to)
	if err != nil {
		return errors.Join(err, report.Damage)
	}
	fmt.Fprintf(stdout, "%s: %d quads, as of version %d\n", to, report.Quads, report.Version)
	switch {
	case report.Damage == nil:
		fmt.Fprintf(stdout, "%s: whole\n", damaged)
		return nil
	case report.Complete:
		fmt.Fprintln(stdout, "Nothing is lost: what was damaged follows from what is whole.")
	case report.LeftOut > 0:
		fmt.Fprintf(stdout, "Lost are %d quads whose terms are damaged, and all changes after that version.\n", report.LeftOut)
	default:
		fmt.Fprintln(stdout, "Lost are all changes after that version.")
	}
	fmt.Fprintln(stdout, report.Damage)
	return nil
}
