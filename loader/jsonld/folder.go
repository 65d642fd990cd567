package jsonld

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"talentgraph.example/loader/jsonld/internal/problem"
)

// FolderLoader gives a function that takes remote contexts from a folder, for loader.WithDocuments. The folder is laid
// out as the web is: https://example.com/a/b is the file example.com/a/b, or example.com/a/b.jsonld, b.json,
// b/index.jsonld or b/index.json, whichever comes first; a query is a part of the name, written as in the IRI. Without
// such a file the error is fs.ErrNotExist and names the file that it could be. The function may be called by several
// goroutines if the folder may.
func FolderLoader(folder fs.FS) func(ctx context.Context, iri string) ([]byte, error) {
	return func(ctx context.Context, iri string) ([]byte, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		name, err := fileName(iri)
		if err != nil {
			return nil, err
		}
		for _, ending := range []string{"", ".jsonld", ".json", "/index.jsonld", "/index.json"} {
			text, err := fs.ReadFile(folder, name+ending)
			if info, statErr := fs.Stat(folder, name+ending); err == nil || !errors.Is(err, fs.ErrNotExist) && statErr == nil && !info.IsDir() {
				return text, err
			}
		}
		return nil, fmt.Errorf("%w: no file %s.jsonld in the folder of contexts: %w", problem.LoadingDocument, name, fs.ErrNotExist)
	}
}

// fileName gives where in a folder a document is.
func fileName(iri string) (string, error) {
	u, err := url.Parse(iri)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%w: only contexts with a host can be in a folder: %w", problem.LoadingDocument, fs.ErrNotExist)
	}
	name := path.Join(strings.ReplaceAll(u.Host, ":", "_"), path.Clean("/"+u.Path))
	if u.RawQuery != "" {
		name += "?" + strings.ReplaceAll(u.RawQuery, "/", "%2F")
	}
	if !fs.ValidPath(name) {
		return "", fmt.Errorf("%w: %w", problem.LoadingDocument, fs.ErrNotExist)
	}
	return name, nil
}
