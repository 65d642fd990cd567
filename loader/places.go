package loader

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/syntax"
)

// Readers keep no places, for that would cost every load. When a check has refused one, its files are read once more,
// and the quads that the check is about are looked for. Of a stream, which cannot be read twice, the beginning is kept
// for that. A table's rows are noted while it is read, since what they mean hangs on the graph as it was.

// Place is where a file of a load states something.
type Place struct {
	File         string // as errors name it; may be empty
	Line, Column int    // from 1, in runes; of what is stated in a table, its row
}

// String is "file:line:column".
func (p Place) String() string {
	at := fmt.Sprintf("%d:%d", p.Line, p.Column)
	if p.File != "" {
		at = syntax.Cut(p.File, 200) + ":" + at
	}
	return at
}

// CheckError is a load that a check ([WithCheck]) has refused, by an error that tells which quads it is about: one in which
// errors.As finds an interface{ Quads() []quad.Quad }, such as *shacl.InvalidError. It tells where the files state them.
type CheckError struct {
	Err    error // the check's own
	places map[string][]Place
}

// Error is the check's own, and the first few places.
func (e *CheckError) Error() string {
	var all []Place
	for _, places := range e.places {
		all = append(all, places...)
	}
	if len(all) == 0 {
		return e.Err.Error()
	}
	const most = 3
	all = sorted(all)
	texts := make([]string, 0, most)
	for _, p := range all[:min(most, len(all))] {
		texts = append(texts, p.String())
	}
	if n := len(all) - most; n > 0 {
		texts = append(texts, fmt.Sprintf("and %d more places", n))
	}
	return fmt.Sprintf("%v (%s)", e.Err, strings.Join(texts, ", "))
}

// Unwrap gives the check's error.
func (e *CheckError) Unwrap() error { return e.Err }

// Places tells where the files of the load state any of some quads that the check's error is about, in the order of files'
// names and lines. It is empty for what was in the graph before the load, and for what a stream says behind its first 16
// MiB, or a table behind its first 200,000 entities.
func (e *CheckError) Places(quads ...quad.Quad) []Place {
	var all []Place
	for _, q := range quads {
		all = append(all, e.places[placeKey(q)]...)
	}
	return sorted(all)
}

func sorted(places []Place) []Place {
	slices.SortFunc(places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(places)
}

// placeKey is a quad's text.
func placeKey(q quad.Quad) string { return string(term.AppendQuad(nil, q)) }

const (
	mostPlaces = 100      // of one quad
	mostKept   = 16 << 20 // bytes of a stream
	mostRows   = 200_000  // lines of a table that are noted
)

// searched is a file that has been loaded, and can be searched for quads by their texts. The error is the context's.
type searched interface {
	find(ctx context.Context, wanted map[string]quad.Quad, note func(key string, line, column int)) error
	name() string
}

// placed adds to a check's error where the files of the load state what it is about.
func placed(ctx context.Context, err error, files []searched) error {
	var about interface{ Quads() []quad.Quad }
	if err == nil || !errors.As(err, &about) {
		return err
	}
	places, failed := search(ctx, files, about.Quads())
	if failed != nil {
		return failed
	}
	return &CheckError{err, places}
}

// search gives the places of quads, by their texts. The error is the context's.
func search(ctx context.Context, files []searched, quads []quad.Quad) (map[string][]Place, error) {
	found, wanted := map[string][]Place{}, map[string]quad.Quad{}
	for _, q := range quads {
		wanted[placeKey(q)] = q
	}
	for _, f := range files {
		note := func(key string, line, column int) {
			if places := found[key]; len(places) < mostPlaces {
				found[key] = append(places, Place{f.name(), line, column})
			}
		}
		if err := f.find(ctx, wanted, note); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Finder tells where the files of a load ([WithFinder]) state what the graph has of them. The zero Finder knows of none.
// When the load is done it may be used by several goroutines at once.
type Finder struct{ files []searched }

// Find reads the files once more, and gives for each of some quads the first place that states it, as errors have it:
// "facts.ttl:3:14". The text is empty for what they do not state, or not where [CheckError.Places] would find it, and for
// a file that is no longer there. The error is the context's.
func (f *Finder) Find(ctx context.Context, quads []quad.Quad) ([]string, error) {
	found, err := search(ctx, f.files, quads)
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(quads))
	for i, q := range quads {
		if places := sorted(found[placeKey(q)]); len(places) > 0 {
			texts[i] = places[0].String()
		}
	}
	return texts, nil
}

// kept is what went through a stream, up to some.
type kept struct {
	r    io.Reader
	data []byte
}

func (k *kept) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if n > 0 {
		k.data = append(k.data, p[:min(n, mostKept-len(k.data))]...)
	}
	return n, err
}

// tableRows tells in which lines of a table something is told: of entities by their IRIs, of claims by theirs.
type tableRows struct {
	lines map[quad.IRI][]int
	n     int
}

func (t *tableRows) note(iri quad.IRI, line int) {
	if t.n >= mostRows {
		return
	}
	if t.lines == nil {
		t.lines = map[quad.IRI][]int{}
	}
	if lines := t.lines[iri]; len(lines) < mostPlaces && !slices.Contains(lines, line) {
		t.lines[iri], t.n = append(lines, line), t.n+1
	}
}

// of gives the lines of a quad's claim, else those of its subject.
func (t *tableRows) of(q quad.Quad) []int {
	label, _ := q.Label.(quad.IRI)
	if lines := t.lines[label]; lines != nil {
		return lines
	}
	subject, _ := q.Subject.(quad.IRI)
	return t.lines[subject]
}
