package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query/shacl"
)

// OwnShapes names the shapes of the vocabulary, where a file of shapes can stand.
const OwnShapes = "talentgraph"

// Shapes reads shapes (SHACL) from a file, or the vocabulary's for OwnShapes, and how they are to be held against data.
func Shapes(ctx context.Context, file string) (*shacl.Shapes, []shacl.Option, error) {
	rules := graph.New()
	var places loader.Finder
	var err error
	var opts []shacl.Option
	if file == OwnShapes {
		_, err = loader.Load(ctx, rules, strings.NewReader(vocab.Shapes()), loader.WithFormat(loader.Turtle), loader.WithName("talentgraph-shapes.ttl"), loader.WithFinder(&places))
		opts = append(opts, shacl.PerClaim())
	} else {
		_, err = loader.LoadFile(ctx, rules, file, loader.WithFinder(&places))
	}
	if err != nil {
		return nil, nil, err
	}
	shapes, err := shacl.Parse(ctx, rules, shacl.WithPlaces(places.Find))
	var wrong *shacl.ShapeError
	if errors.As(err, &wrong) && wrong.Place != "" {
		return nil, nil, err
	}
	if err == nil && shapes.Len() == 0 {
		err = fmt.Errorf("no shape there says what it is about (sh:targetClass and its kin)")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return shapes, opts, nil
}

// CheckShapes holds a graph against the shapes of a file (see [Shapes]), and writes what breaks them. Violations are an
// error; warnings and infos are written only.
func CheckShapes(ctx context.Context, w io.Writer, g graph.Reader, file string, langs ...string) error {
	shapes, opts, err := Shapes(ctx, file)
	if err != nil {
		return err
	}
	report, err := shapes.Validate(ctx, g, opts...)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, report.Text(langs...)); err != nil {
		return err
	}
	if report.Violations > 0 {
		return &BrokenShapes{file, report.Violations}
	}
	return nil
}

// BrokenShapes says that data breaks the shapes of a file.
type BrokenShapes struct {
	File       string
	Violations int
}

func (e *BrokenShapes) Error() string {
	return fmt.Sprintf("the data breaks the shapes of %s: %d violations", e.File, e.Violations)
}

const violation quad.IRI = "http://www.w3.org/ns/shacl#Violation"

// PlaceViolations loads files once more, into a graph that is given up, and writes where they state what breaks the shapes
// of a file.
func PlaceViolations(ctx context.Context, w io.Writer, file string, files []string, opts []loader.Option, langs ...string) error {
	shapes, how, err := Shapes(ctx, file)
	if err != nil {
		return err
	}
	_, err = loader.LoadFiles(ctx, graph.New(), files, append(opts, loader.WithCheck(shacl.Check(shapes, how...)))...)
	var placed *loader.CheckError
	var invalid *shacl.InvalidError
	if !errors.As(err, &placed) || !errors.As(err, &invalid) {
		return err
	}
	told := map[string]bool{} // two shapes may say the same
	for _, r := range invalid.Report.Results {
		if r.Severity != violation {
			continue // a warning may be about the same quads
		}
		for _, p := range placed.Places(r.Concerned()...) {
			line := fmt.Sprintf("%s: %s\n", p, r.Message(langs...))
			if told[line] {
				continue
			}
			told[line] = true
			if _, err := io.WriteString(w, line); err != nil {
				return err
			}
		}
	}
	return nil
}
