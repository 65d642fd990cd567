// Command owndata loads tables of one's own and asks them what talentwar asks the bundled facts: who left
// whom for whom, the largest flows, the strategies by sector. Without arguments it takes the sample tables of
// testdata/tables; package loader/csv says which columns a table can have.
//
//	go run ./examples/owndata
//	go run ./examples/owndata -article my-moves.csv
//	go run ./examples/owndata -check news/ people.xlsx
//	go run ./examples/owndata -check -shapes rules.ttl my-moves.csv
//	go run ./examples/owndata -template moves > my-moves.csv
//
// -check tells of everything that is wrong in files, or may not be meant so, and loads nothing; what can be read it holds
// against the vocabulary's shapes (SHACL), or against those of a file. -template writes a table to fill in. Folders and patterns stand for the files in them.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/examples/internal/data"
	"talentgraph.example/examples/internal/lang"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/examples/internal/table"
	"talentgraph.example/examples/internal/terminal"
	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/loader"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

func main() { program.Main("owndata", run) }

// sample is what is loaded without arguments. Who is who comes first, so that the moves know the names.
func sample() []string {
	return []string{
		"testdata/tables/people.csv", "testdata/tables/organizations.csv",
		"testdata/tables/moves.csv", "testdata/tables/strategies.csv",
	}
}

func run(ctx context.Context, args []string, stdout, _ io.Writer) error {
	flags := program.Flags("owndata", stdout, "usage: owndata [tables] [flags]\n\nWithout tables it takes the samples of testdata/tables.\nTables are .csv, .tsv and .xlsx files, folders of them, or patterns; other files of facts go with them.")
	article := flags.Bool("article", false, "load the bundled facts, too, and ask both together")
	tag := flags.String("lang", "en", "`language` of answers: en, zh-Hant or zh-Hans")
	checking := flags.Bool("check", false, "tell of all errors, hints and new names in the files, and load nothing")
	shapes := flags.String("shapes", data.OwnShapes, "a `file` of shapes (SHACL) that -check holds the data against; \""+data.OwnShapes+"\" for those of the vocabulary")
	kind := flags.String("template", "", "write a `table` to fill in: moves, people, organizations, strategies, posts, founders, leaders, investments or models")
	var contexts data.Contexts
	contexts.Declare(flags)
	var tables data.Tables
	tables.Declare(flags)
	given, err := program.Parse(flags, args)
	if err != nil {
		return err
	}
	lang, err := lang.Parse(*tag)
	if err != nil {
		return err
	}
	if *kind != "" {
		if len(given) > 0 || *checking {
			return errors.New("-template writes a table, and takes no files")
		}
		return template(*kind, lang, stdout)
	}
	files, err := data.Files(given)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		files = sample()
	}
	opts := append(append(contexts.Options(), tables.Options()...), loader.WithLabel("https://example.com/my-tables"))

	g := graph.New()
	if *article {
		if _, err := loader.Article(ctx, g); err != nil {
			return err
		}
	}
	if *checking {
		return check(ctx, g, files, opts, *shapes, lang, stdout)
	}
	// One change: if a row of one file is wrong, nothing is loaded, and the error says where it is.
	reports, err := loader.LoadFiles(ctx, g, files, opts...)
	if errors.Is(err, os.ErrNotExist) && len(given) == 0 {
		return fmt.Errorf("%w; run this from the top of the repository, or give files", err)
	}
	if err != nil {
		return program.InFlags(err, data.FlagNames())
	}
	p := printer{w: stdout, lang: lang}
	for _, r := range reports {
		fmt.Fprintf(stdout, p.word("%s: %d quads read, %d new")+"\n", r.File, r.Read, r.Added)
		for _, row := range r.Apart {
			fmt.Fprintf(stdout, p.word("%s: %s, and stays apart")+"\n", r.File, row)
		}
		if n := len(r.Hints); n > 0 || r.Encoding != "" {
			fmt.Fprintf(stdout, p.word("%s: %d hints; -check shows them")+"\n", r.File, max(n, 1))
		}
	}
	return g.View(ctx, func(s *graph.Snapshot) error {
		return errors.Join(p.moves(ctx, s), p.flows(ctx, s), p.strategies(ctx, s))
	})
}

// printer writes answers as tables.
type printer struct {
	w    io.Writer
	lang string
}

func (p printer) table(title string, heading []string, rows [][]string) error {
	if _, err := fmt.Fprintf(p.w, "\n%s\n\n", p.word(title)); err != nil {
		return err
	}
	for i := range heading {
		heading[i] = p.word(heading[i])
	}
	return table.Write(p.w, terminal.Columns(p.w), heading, rows)
}

func (p printer) name(e graph.Entity) string {
	if e.IsZero() {
		return "-"
	}
	return e.Label(p.lang)
}

func (p printer) moves(ctx context.Context, s *graph.Snapshot) error {
	words, err := questions.In(ctx, s, p.lang)
	if err != nil {
		return err
	}
	var rows [][]string
	for m, err := range query.Moves(ctx, s) {
		if err != nil {
			return err
		}
		when := cmp.Or(m.When(), "-")
		if when == "-" && m.Year != 0 {
			when = strconv.Itoa(m.Year)
		}
		if span, ok := dates.ParseSpan(when); ok {
			when = span.Words(p.lang)
		}
		if c := m.WhenCertainty(); when != "-" && c != graph.Unknown && c != graph.Stated {
			when += fmt.Sprintf(p.word(" (%s)"), p.word(c.String()))
		}
		rows = append(rows, []string{p.name(m.Person), p.name(m.From), p.name(m.To), when, p.word(m.Certainty().String()), sources(words, m.Evidence())})
	}
	return p.table("Who left whom for whom", []string{"person", "from", "to", "when", "certainty", "sources"}, rows)
}

func (p printer) flows(ctx context.Context, s *graph.Snapshot) error {
	flows, err := query.Flows(ctx, s, query.Top(5))
	if err != nil {
		return err
	}
	var rows [][]string
	for _, f := range flows {
		rows = append(rows, []string{p.name(f.From), p.name(f.To), strconv.Itoa(f.Count)})
	}
	return p.table("Largest flows", []string{"from", "to", "moves"}, rows)
}

func (p printer) strategies(ctx context.Context, s *graph.Snapshot) error {
	words, err := questions.In(ctx, s, p.lang)
	if err != nil {
		return err
	}
	var rows [][]string
	for strategy, err := range query.Strategies(ctx, s) {
		if err != nil {
			return err
		}
		for _, sector := range strategy.Sectors {
			rows = append(rows, []string{p.name(sector), p.name(strategy.Organization), strategy.Summary(p.lang), sources(words, strategy.Evidence())})
		}
	}
	return p.table("Strategies by sector", []string{"sector", "organization", "strategy", "sources"}, rows)
}

// sources lists where evidence is found, one source a line: "https://news.example.com/2025/07 ¶2 ¶5".
func sources(words *questions.Language, evidence []graph.Evidence) string {
	var all []quad.IRI
	paragraphs := map[quad.IRI][]int{}
	for _, e := range evidence {
		if !slices.Contains(all, e.Source) {
			all = append(all, e.Source)
		}
		if e.Paragraph > 0 {
			paragraphs[e.Source] = append(paragraphs[e.Source], e.Paragraph)
		}
	}
	places := make([]string, len(all))
	for i, source := range all {
		places[i] = words.Source(source)
		slices.Sort(paragraphs[source])
		for _, n := range slices.Compact(paragraphs[source]) {
			places[i] += fmt.Sprintf(" ¶%d", n)
		}
	}
	return strings.Join(places, "\n")
}
