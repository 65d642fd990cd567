package file

import (
	"context"
	"errors"
	"io/fs"

	"talentgraph.example/graph/internal/disk"
)

// Create makes a file with a base and opens it for writing. It gets its name when it is whole, so that nobody ever sees
// a part of it. fs.ErrExist says that the name is taken.
func Create(ctx context.Context, fsys disk.FS, path string, base Base, o Options) (*File, error) {
	path, err := fsys.Resolve(path)
	if err != nil {
		return nil, err
	}
	w, err := makeFile(ctx, fsys, path, func(file disk.File) (*generationWriter, error) {
		w, err := writeBase(ctx, file, path, base, 1)
		if err != nil {
			return nil, err
		}
		return w, w.sync()
	})
	if err != nil {
		return nil, err
	}
	f := newFile(fsys, path, o, w.generation, w.mark)
	f.named = true
	return f, nil
}

// makeFile makes a file that was not there: under another name first, under its own when write has written it.
func makeFile(ctx context.Context, fsys disk.FS, path string, write func(disk.File) (*generationWriter, error)) (*generationWriter, error) {
	file, err := makeNew(fsys, path)
	if err != nil {
		return nil, err
	}
	w, named, err := (*generationWriter)(nil), false, missing(fsys, path)
	if err == nil {
		w, err = write(file)
	}
	if err == nil {
		err = missing(fsys, path)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		named, err = give(fsys, path)
	}
	if err == nil {
		err = w.close(w.mark)
	}
	if err != nil {
		if !named {
			dropNew(fsys, file, path)
		}
		file.Close()
		return nil, err
	}
	return w, nil
}

// missing is fs.ErrExist if a path is a file's name.
func missing(fsys disk.FS, path string) error {
	file, err := fsys.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	file.Close()
	return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
}
