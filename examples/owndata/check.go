package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query"
)

// mostErrors is how many wrong rows are looked for.
const mostErrors = 100_000

// check tells all that is wrong with files, what may not be meant so, and which names they bring that nobody knew. The
// graph has what is known; it is given up afterwards. What can be read is held against shapes, too. The error says that
// something is wrong.
func check(ctx context.Context, g *graph.Graph, files []string, opts []loader.Option, shapes, lang string, out io.Writer) error {
	before := g.Snapshot()
	var wrong []*loader.SyntaxError
	var reports []loader.Report
	for len(files) > 0 {
		var rows []*loader.SyntaxError
		lenient := loader.WithLenient(mostErrors, func(e *loader.SyntaxError) { rows = append(rows, e) })
		var err error
		if reports, err = loader.LoadFiles(ctx, g, files, append(opts, lenient)...); err == nil {
			wrong = append(wrong, rows...)
			break
		}
		var whole *loader.SyntaxError // a file that cannot be read at all; the others are looked at without it
		if !errors.As(err, &whole) || !slices.Contains(files, whole.File) {
			return program.InFlags(err, data.FlagNames())
		}
		wrong = append(wrong, whole)
		files = slices.DeleteFunc(slices.Clone(files), func(f string) bool { return f == whole.File })
	}
	for _, e := range wrong {
		fmt.Fprintln(out, program.InFlags(e, data.FlagNames()))
	}
	for _, r := range reports {
		tellHints(r.Hints, out)
		for _, row := range r.Apart {
			fmt.Fprintf(out, "hint: %s: %s\n", r.File, row)
		}
		if r.Encoding != "" {
			fmt.Fprintf(out, "hint: %s is taken for %s; say what it is by -encoding if that is wrong\n", r.File, r.Encoding)
		}
	}
	for _, kind := range []struct {
		word  string
		class quad.IRI
	}{{"people", vocab.ClassPerson}, {"organizations", vocab.ORGOrganization}, {"models", vocab.ClassModel}, {"sectors", vocab.SKOSConcept}, {"sources", vocab.ClassSource}} {
		names, err := newNames(ctx, before, g, kind.class)
		if err != nil {
			return err
		}
		if len(names) > 0 {
			fmt.Fprintf(out, "new %s (%d): %s\n", kind.word, len(names), strings.Join(names, "; "))
		}
	}
	if err := tellDoubles(ctx, before, g, out); err != nil {
		return err
	}
	broken := data.CheckShapes(ctx, out, g, shapes, lang)
	if violations := (*data.BrokenShapes)(nil); broken != nil && !errors.As(broken, &violations) {
		return broken // of the shapes themselves, or of the context
	}
	if broken != nil && len(wrong) == 0 {
		if err := data.PlaceViolations(ctx, out, shapes, files, opts, lang); err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%d errors; nothing was loaded", len(wrong))
	}
	if broken != nil {
		return fmt.Errorf("%w; nothing was loaded", broken)
	}
	fmt.Fprintln(out, "no errors; nothing was loaded")
	return nil
}

// mostAlike is how many hints of one kind are written in full.
const mostAlike = 3

// tellHints lists hints, of those that say the same the first ones, and where the others are.
func tellHints(hints []*loader.SyntaxError, out io.Writer) {
	places := map[string][]string{} // by what the hint says
	var kinds []string
	for _, h := range hints {
		kind := h.Err.Error()
		if len(places[kind]) == 0 {
			kinds = append(kinds, kind)
		}
		place := cmp.Or(h.Cell, fmt.Sprintf("%d:%d", h.Line, h.Column))
		if places[kind] = append(places[kind], place); len(places[kind]) <= mostAlike {
			fmt.Fprintln(out, "hint:", program.InFlags(h, data.FlagNames()))
		}
	}
	for _, kind := range kinds {
		if more := places[kind]; len(more) > mostAlike {
			fmt.Fprintf(out, "hint: %s: %d more like this: %s: at %s\n", hints[0].File, len(more)-mostAlike, program.InFlags(errors.New(kind), data.FlagNames()), strings.Join(more[mostAlike:], ", "))
		}
	}
}

// tellDoubles lists what is likely told of twice, where one of the things was not there before.
func tellDoubles(ctx context.Context, before *graph.Snapshot, g *graph.Graph, out io.Writer) error {
	doubles, err := query.Duplicates(ctx, g)
	if err != nil {
		return err
	}
	told := false
	for _, d := range doubles {
		if slices.ContainsFunc(d.Things, func(e graph.Entity) bool { return before.Numbers().ID(e.ID()) == 0 }) {
			fmt.Fprintln(out, "hint: likely one:", d)
			told = true
		}
	}
	if told {
		fmt.Fprintln(out, "hint: names are made one by a row in a table of people or organizations, with the others under also_known_as")
	}
	return nil
}

// newNames lists the labels of a class's entities that were not there before, sorted.
func newNames(ctx context.Context, before *graph.Snapshot, g *graph.Graph, class quad.IRI) (names []string, err error) {
	err = g.View(ctx, func(s *graph.Snapshot) error {
		for q, err := range s.Quads(ctx, graph.Pattern{Predicate: vocab.RDFType, Object: class}) {
			if err != nil {
				return err
			}
			if before.Numbers().ID(q.Subject) == 0 {
				e := s.Numbers().Entity(s.Numbers().ID(q.Subject))
				name := e.Label()
				if len(e.Labels()) == 0 { // a source that is an address
					name = s.CompactIRI(e.ID())
				}
				names = append(names, name)
			}
		}
		return nil
	})
	slices.Sort(names)
	return slices.Compact(names), err
}
