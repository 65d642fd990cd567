package explorer

import (
	"errors"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
)

// load reads a file into the graph, in one change.
func load(p *page) error {
	p.r.Body = http.MaxBytesReader(p.w, p.r.Body, p.h.o.limits.Upload)
	parts, err := p.r.MultipartReader()
	if err != nil {
		return errBad{http.StatusBadRequest, p.W("no file")}
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return errBad{http.StatusBadRequest, p.W("no file")}
		}
		if err != nil {
			return tooLarge(err)
		}
		name := path.Base(strings.ReplaceAll(part.FileName(), `\`, "/"))
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		loaded, err := p.turn(p.h.loads) // two that each had some of the turns below would wait for each other
		if err != nil {
			return err
		}
		defer loaded()
		for range cap(p.h.scripts) { // a script's memory is not to be mistaken for the file's
			done, err := p.turn(p.h.scripts)
			if err != nil {
				return err
			}
			defer done()
		}
		said, err := p.h.o.load(p.r.Context(), name, part)
		var size *http.MaxBytesError
		switch {
		case errors.As(err, &size):
			return size
		case err != nil && p.r.Context().Err() != nil:
			return p.r.Context().Err()
		case err != nil:
			return errBad{http.StatusBadRequest, name + ": " + err.Error()}
		}
		p.s = p.h.g.Snapshot()
		return p.show(http.StatusOK, "loaded", p.W("loaded"), said)
	}
}

// tooLarge keeps the error of a body that is too large, and makes one of the form of any other.
func tooLarge(err error) error {
	var size *http.MaxBytesError
	if errors.As(err, &size) {
		return size
	}
	return errBad{http.StatusBadRequest, err.Error()}
}

// export streams the graph in a format.
func export(p *page) error {
	format := p.q.Get("format")
	if !slices.Contains(p.h.o.formats, format) {
		return errBad{http.StatusBadRequest, p.W("no format")}
	}
	done, err := p.turn(p.h.costly)
	if err != nil {
		return err
	}
	defer done()
	p.w.Header().Set("Content-Type", "application/octet-stream")
	p.w.Header().Set("Content-Disposition", `attachment; filename="graph.`+format+`"`)
	if p.r.Method == http.MethodHead {
		p.begun = true
		return nil // what nobody reads is not written
	}
	w := &begun{w: p.w}
	if err := p.h.o.export(p.r.Context(), w, p.s, format); err != nil {
		if w.wrote {
			panic(http.ErrAbortHandler) // what has gone out is no whole file, and must not look like one
		}
		p.w.Header().Del("Content-Disposition")
		return errBad{http.StatusBadRequest, err.Error()}
	}
	p.begun = true
	return nil
}

// begun knows whether anything has been written.
type begun struct {
	w     io.Writer
	wrote bool
}

func (b *begun) Write(text []byte) (int, error) {
	b.wrote = true
	return b.w.Write(text)
}
