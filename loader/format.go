package loader

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/ntriples"
)

// Format is a file format.
type Format uint8

// The formats that can be read and written. The zero Format is not known: the file's name decides.
const (
	NTriples Format = iota + 1 // RDF 1.1 N-Triples, .nt
	NQuads                     // RDF 1.1 N-Quads, .nq
)

// formatInfo is a row of the table of formats.
type formatInfo struct {
	name    string
	endings []string
	writer  func(io.Writer) quad.WriteCloser
}

// formats is the table. It is made afresh, since a package should have no state that others could change.
func formats() map[Format]formatInfo {
	return map[Format]formatInfo{
		NTriples: {"N-Triples", []string{".nt", ".ntriples"}, func(w io.Writer) quad.WriteCloser { return ntriples.NewWriter(w) }},
		NQuads:   {"N-Quads", []string{".nq", ".nquads"}, func(w io.Writer) quad.WriteCloser { return nquads.NewWriter(w) }},
	}
}

// String is the format's name in its standard.
func (f Format) String() string {
	if info, ok := formats()[f]; ok {
		return info.name
	}
	return fmt.Sprintf("format %d", uint8(f))
}

// FormatOf tells the format by the ending of a file's name, in any case.
func FormatOf(name string) (Format, bool) {
	ending := strings.ToLower(path.Ext(name))
	for f, info := range formats() {
		for _, e := range info.endings {
			if e == ending {
				return f, true
			}
		}
	}
	return 0, false
}

// chooseFormat takes the format that was given, or else the one that the name's ending tells.
func (o *options) chooseFormat() (Format, error) {
	if o.format != 0 {
		if _, ok := formats()[o.format]; !ok {
			return 0, fmt.Errorf("loader.WithFormat(%d): there is no such format; use one of the package's constants", o.format)
		}
		return o.format, nil
	}
	if f, ok := FormatOf(o.name); ok {
		return f, nil
	}
	if o.name == "" {
		return 0, fmt.Errorf("the format of a stream without a name is not known; give loader.WithFormat, such as loader.NQuads")
	}
	return 0, fmt.Errorf("the format of %s is not known by its ending; give loader.WithFormat, or name it .nq (N-Quads) or .nt (N-Triples)", o.name)
}
