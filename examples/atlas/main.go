// Command atlas draws the bundled facts, or those of your own files, into a folder: an index page, and for each picture an
// SVG, a page with its table and evidence, and files for charting programs. Nothing in them needs a network.
//
//	go run ./examples/atlas
//	go run ./examples/atlas people.csv moves.csv -out pictures -lang zh-Hant,en
//	go run ./examples/atlas talent.tg
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
	"talentgraph.example/query"
	"talentgraph.example/query/picture"
)

func main() { program.Main("atlas", run) }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var contexts data.Contexts
	flags := program.Flags("atlas", stdout, "usage: atlas [flags] [FILE...]\n\ndraws the bundled facts, or those of some files, into a folder")
	out := flags.String("out", "atlas", "the `folder` to write to; it is made if it is not there, and an atlas in it is written anew")
	lang := flags.String("lang", "en,zh-Hant", "the `languages` of names, two at most, with a comma between; the first is that of the words too, which are in en, zh-Hant and zh-Hans")
	article := flags.Bool("article", false, "draw the bundled facts beside those of the files")
	contexts.Declare(flags)
	files, err := program.Parse(flags, args)
	if err != nil {
		return err
	}
	langs, err := languages(*lang)
	if err != nil {
		return err
	}
	if err := keeps(*out, files); err != nil {
		return err
	}
	g, err := data.Open(ctx, files, *article, contexts.Options()...)
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	defer g.Close()
	a := atlas{langs: langs, folder: *out, files: files}
	if err := a.draw(ctx, g.Snapshot()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, "open", filepath.Join(*out, "index.html"))
	return err
}

// atlas is the folder that is written.
type atlas struct {
	langs  []string
	folder string
	files  []string // that were read; none for the bundled facts
	plates []plate
}

// plate is one picture with its files.
type plate struct {
	Name, Title, Caption string
	Files                []string
}

// endings are those of a picture's files.
func endings() []string { return []string{"svg", "html", "csv", "gexf", "dot", "mmd"} }

// languages reads the languages of names. Those that the words are in may be written in any case.
func languages(list string) (langs []string, err error) {
	langs = strings.Split(list, ",")
	for i, tag := range langs {
		langs[i] = strings.TrimSpace(tag)
		for _, known := range []string{"en", "zh-Hant", "zh-Hans"} {
			if strings.EqualFold(langs[i], known) {
				langs[i] = known
			}
		}
		if !regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`).MatchString(langs[i]) {
			return nil, fmt.Errorf("-lang: %q is no language; use en, zh-Hant, zh-Hans, or a tag like them for names", tag)
		}
	}
	if len(langs) > 2 {
		return nil, fmt.Errorf("-lang: two languages at most; found %d", len(langs))
	}
	return langs, nil
}

// keeps tells if a file that is read would be written over.
func keeps(folder string, files []string) error {
	names := []string{"index.html"}
	for _, name := range []string{"flows", "network", "matrix", "careers"} {
		for _, ending := range endings() {
			names = append(names, name+"."+ending)
		}
	}
	for _, name := range names {
		there, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			continue
		}
		for _, file := range files {
			if read, err := os.Stat(file); err == nil && os.SameFile(there, read) {
				return fmt.Errorf("%s would be written over; give another folder by -out", file)
			}
		}
	}
	return nil
}

// draw asks all questions of one state, and writes what they are drawn as.
func (a *atlas) draw(ctx context.Context, r *graph.Snapshot) error {
	if err := os.MkdirAll(a.folder, 0o777); err != nil {
		return err
	}
	flows, err := query.Flows(ctx, r)
	if err != nil {
		return err
	}
	// A colour means one organization on all plates.
	opts := []picture.Option{picture.Lang(a.langs...), picture.Colours(largest(flows)...)}
	steps := []struct {
		name string
		make func() (*picture.Picture, error)
	}{
		{"flows", func() (*picture.Picture, error) { return picture.Flows(ctx, flows, opts...) }},
		{"network", func() (*picture.Picture, error) { return network(ctx, r, opts) }},
		{"matrix", func() (*picture.Picture, error) {
			m, err := query.Matrix(ctx, r)
			if err != nil {
				return nil, err
			}
			return picture.Matrix(ctx, m, opts...)
		}},
		{"careers", func() (*picture.Picture, error) { return careers(ctx, r, opts) }},
	}
	for _, s := range steps {
		p, err := s.make()
		if err != nil {
			return err
		}
		if err := a.add(s.name, p); err != nil {
			return err
		}
	}
	page, err := a.index(ctx, r)
	if err != nil {
		return err
	}
	return a.write("index.html", func(w io.Writer) error { return index.Execute(w, page) })
}

// largest gives the three organizations that most moves lead away from.
func largest(flows []query.Flow) (all []quad.IRI) {
	sums := map[quad.IRI]int{}
	for _, f := range flows {
		if sums[f.From.ID()] == 0 {
			all = append(all, f.From.ID())
		}
		sums[f.From.ID()] += f.Count
	}
	slices.SortStableFunc(all, func(x, y quad.IRI) int { return sums[y] - sums[x] })
	return all[:min(3, len(all))]
}

// network is the whole graph's, with people folded into arrows if it is too dense.
func network(ctx context.Context, r graph.Reader, opts []picture.Option) (*picture.Picture, error) {
	ties, err := query.Network(ctx, r)
	if err != nil {
		return nil, err
	}
	folded := picture.Folded(func(ctx context.Context) (query.Ties, error) { return query.Network(ctx, r, query.FoldPeople()) })
	return picture.Network(ctx, ties, append(opts, folded)...)
}

// careers are those of the people who moved, in the order in which their moves appear.
func careers(ctx context.Context, r graph.Reader, opts []picture.Option) (*picture.Picture, error) {
	const most = 15
	var stages []query.Stage
	seen := map[graph.ID]bool{}
	for m, err := range query.Moves(ctx, r) {
		if err != nil {
			return nil, err
		}
		if m.Person.IsZero() || seen[m.Person.Number()] {
			continue
		}
		if len(seen) == most {
			break
		}
		seen[m.Person.Number()] = true
		own, err := query.Career(ctx, r, m.Person.Node().String())
		if err != nil {
			return nil, err
		}
		stages = append(stages, own...)
	}
	return picture.Careers(ctx, stages, opts...)
}

// add writes a picture in all its forms.
func (a *atlas) add(name string, p *picture.Picture) error {
	pl := plate{Name: name, Title: p.Title(), Caption: p.Caption()}
	forms := map[string]func(io.Writer) error{
		"svg": p.SVG, "html": func(w io.Writer) error { return picture.HTML(w, p.Title(), p) },
		"csv": p.CSV, "gexf": p.GEXF, "dot": p.DOT, "mmd": p.Mermaid,
	}
	for _, ending := range endings() {
		switch err := a.write(name+"."+ending, forms[ending]); {
		case errors.Is(err, picture.ErrNoForm):
		case err != nil:
			return err
		case ending != "html":
			pl.Files = append(pl.Files, name+"."+ending)
		}
	}
	a.plates = append(a.plates, pl)
	return nil
}

// write makes a file, or leaves none.
func (a *atlas) write(name string, f func(io.Writer) error) error {
	var b strings.Builder
	if err := f(&b); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(a.folder, name), []byte(b.String()), 0o666)
}
