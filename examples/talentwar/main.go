// Command talentwar loads the bundled facts of one 2024 article on the fight over large-language-model
// talent in China and prints what they say: who left whom for whom, the largest flows between
// organizations, the strategies by sector, and who leads which model.
//
//	go run ./examples/talentwar
//	go run ./examples/talentwar -lang zh-Hant
//	go run ./examples/talentwar -json
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"talentgraph.example/examples/internal/lang"
	"talentgraph.example/examples/internal/program"
	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/loader"
	"talentgraph.example/query"
)

func main() { program.Main("talentwar", run) }

func run(ctx context.Context, args []string, stdout, _ io.Writer) error {
	flags := program.Flags("talentwar", stdout, "usage: talentwar [flags]\n\nprints what the bundled facts say")
	tag := flags.String("lang", "en", "`language` of names and texts: en, zh-Hant or zh-Hans")
	asJSON := flags.Bool("json", false, "print JSON for machines, with all evidence")
	extra, err := program.Parse(flags, args)
	if err != nil {
		return err
	}
	lang, err := lang.Parse(*tag)
	if err != nil {
		return err
	}
	words, err := wordsIn(lang)
	if err != nil {
		return err
	}
	if len(extra) > 0 {
		return fmt.Errorf("unexpected argument %q; talentwar -help tells of all flags", extra[0])
	}

	g := graph.New()
	report, err := loader.Article(ctx, g)
	if err != nil {
		return err
	}
	a, err := ask(ctx, g)
	if err != nil {
		return err
	}
	if *asJSON {
		out := json.NewEncoder(stdout)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return out.Encode(a)
	}
	p := printer{w: stdout, words: words, lang: lang}
	return p.print(a, report.Read)
}

// answers is what the program asks the graph.
type answers struct {
	Moves      []query.Move   `json:"moves"`
	Flows      []query.Flow   `json:"flows"`
	Strategies []inSector     `json:"strategiesBySector"`
	Models     []query.Leader `json:"models"`
}

// inSector is the strategies in one sector.
type inSector struct {
	Sector     graph.Entity     `json:"sector"`
	Strategies []query.Strategy `json:"strategies"`
}

// ask puts the four questions to one state of the graph.
func ask(ctx context.Context, g *graph.Graph) (*answers, error) {
	a := &answers{}
	err := g.View(ctx, func(s *graph.Snapshot) (err error) {
		for m, err := range query.Moves(ctx, s) {
			if err != nil {
				return err
			}
			a.Moves = append(a.Moves, m)
		}
		slices.SortFunc(a.Moves, byOrigin)
		if a.Flows, err = query.Flows(ctx, s, query.Top(5)); err != nil {
			return err
		}
		if a.Strategies, err = strategiesBySector(ctx, s); err != nil {
			return err
		}
		for l, err := range query.Leaders(ctx, s) {
			if err != nil {
				return err
			}
			if slices.Contains(l.Leads.Types(), vocab.ClassModel) {
				a.Models = append(a.Models, l)
			}
		}
		return nil
	})
	return a, err
}

// byOrigin puts the moves away from an organization first, together; then those within one, then those
// whose origin is not told.
func byOrigin(a, b query.Move) int {
	group := func(m query.Move) int {
		switch {
		case m.From.IsZero():
			return 2
		case m.From == m.To:
			return 1
		}
		return 0
	}
	return cmp.Or(
		group(a)-group(b),
		cmp.Compare(a.From.ID(), b.From.ID()),
		cmp.Compare(a.To.ID(), b.To.ID()),
		cmp.Compare(a.Person.ID(), b.Person.ID()))
}

// strategiesBySector lists the sectors that strategies are in, by IRI, and the strategies of each.
func strategiesBySector(ctx context.Context, s *graph.Snapshot) ([]inSector, error) {
	var sectors []graph.Entity
	for strategy, err := range query.Strategies(ctx, s) {
		if err != nil {
			return nil, err
		}
		for _, sector := range strategy.Sectors {
			if !slices.Contains(sectors, sector) {
				sectors = append(sectors, sector)
			}
		}
	}
	slices.SortFunc(sectors, func(a, b graph.Entity) int { return cmp.Compare(a.ID(), b.ID()) })
	var all []inSector
	for _, sector := range sectors {
		strategies, err := query.StrategiesBySector(ctx, s, string(sector.ID()))
		if err != nil {
			return nil, err
		}
		all = append(all, inSector{sector, strategies})
	}
	return all, nil
}
