package query

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query/internal/ask"
)

// Facets counts the rows of an answer by what they tell. A row counts once for each value that it has, so that the rows
// of one facet may be more or fewer than all; what rows of a type do not tell has no counts. It holds no snapshot.
type Facets struct {
	Rows      int                   `json:"rows"`
	Years     []Facet[int]          `json:"years,omitempty"`   // of the times that rows show, the earliest first
	Undated   int                   `json:"undated,omitempty"` // rows that could show a time, and have none
	Kinds     []Facet[quad.IRI]     `json:"kinds,omitempty"`   // of moves; of stages tg:Move, tg:founding or tg:Post; of facts the predicates
	Certainty Grades                `json:"certainty"`
	Sectors   []Facet[graph.Entity] `json:"sectors,omitempty"`
	Sources   []Facet[quad.IRI]     `json:"sources,omitempty"` // of the evidence
}

// Facet is one value and the number of rows that have it. Those of a list come with the most rows first, then by IRI.
type Facet[T any] struct {
	Value T   `json:"value"`
	Rows  int `json:"rows"`
}

// FacetsOf ranges over an answer, whichever question gave it, and counts its rows. A sum counts for each grade that any
// of its moves has. To count by pages is to leave [Top] and [After] out of the question. The error is the answer's, or
// that of the context.
func FacetsOf[T any](ctx context.Context, rows iter.Seq2[T, error]) (Facets, error) {
	if err := ask.GivenContext(ctx, "FacetsOf"); err != nil {
		return Facets{}, err
	}
	if rows == nil {
		return Facets{}, ask.WrongArgument("FacetsOf", "rows", errNoRows)
	}
	f := faceting{years: map[int]int{}, kinds: map[quad.IRI]int{}, sectors: map[quad.Value]*Facet[graph.Entity]{}, sources: map[quad.IRI]int{}, sourceOf: map[graph.ID]quad.IRI{}}
	for row, err := range rows {
		if err == nil {
			err = f.add(ctx, row)
		}
		if err == nil && f.rows&255 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return Facets{}, err
		}
	}
	return f.facets(), ctx.Err()
}

// faceting counts.
type faceting struct {
	rows, undated int
	years         map[int]int
	kinds         map[quad.IRI]int
	grades        Grades
	sectors       map[quad.Value]*Facet[graph.Entity]
	sources       map[quad.IRI]int

	sourceOf map[graph.ID]quad.IRI // of claims
	labels   []graph.ID            // of the row at hand
	cited    []quad.IRI            // by it
}

// add counts one row.
func (f *faceting) add(ctx context.Context, row any) error {
	f.rows++
	f.when(row)
	f.kind(row)
	for _, sector := range sectorsTold(row) {
		f.sector(sector)
	}
	switch row := row.(type) {
	case interface {
		Certainty() graph.Certainty
		Evidence() []graph.Evidence
	}:
		f.grades.add(row.Certainty())
		f.evidence(row)
	case interface {
		Grades(ctx context.Context) (Grades, error)
		Evidence(ctx context.Context) ([]graph.Evidence, error)
	}:
		grades, err := row.Grades(ctx)
		if err != nil {
			return err
		}
		for _, c := range grades.some() {
			f.grades.add(c)
		}
		claims, err := row.Evidence(ctx)
		if err != nil {
			return err
		}
		f.cite(claims)
	case Claimed:
		f.grades.add(row.Evidence.Certainty)
		f.cite([]graph.Evidence{row.Evidence})
	case Dispute:
		f.grades.add(graph.Disputed)
		var sides []graph.Evidence
		for _, side := range row.Sides {
			sides = append(sides, side.Evidence)
		}
		f.cite(sides)
	}
	return nil
}

// when counts the year of a row.
func (f *faceting) when(row any) {
	switch row := row.(type) {
	case YearFlow:
		f.year(row.Year, row.Year != 0)
	case interface{ When() string }:
		s, ok := dates.ParseSpan(row.When())
		f.year(s.Year(), ok)
	}
}

func (f *faceting) year(year int, known bool) {
	if known {
		f.years[year]++
	} else {
		f.undated++
	}
}

func (f *faceting) kind(row any) {
	switch row := row.(type) {
	case interface{ Kind() quad.IRI }:
		if kind := row.Kind(); kind != "" {
			f.kinds[kind]++
		}
	case Stage:
		f.kinds[[...]quad.IRI{vocab.ClassMove, vocab.KindFounding, vocab.ClassPost}[min(row.Kind, StagePost)]]++
	case Fact:
		f.kinds[row.Predicate]++
	}
}

// sectorsTold gives the sectors that a row is in.
func sectorsTold(row any) []graph.Entity {
	switch row := row.(type) {
	case Move:
		if row.state == nil {
			return nil
		}
		in := moveSectors{Question: row.state.Question(), sector: row.state.Terms.Sector}
		return row.state.EntitiesInOrder(ask.Distinct(in.of(in.of(nil, row.id), row.To.Number())))
	case Strategy:
		return row.Sectors
	case Presence:
		return []graph.Entity{row.Sector}
	case SectorMembers:
		return []graph.Entity{row.Sector}
	case SectorFlow:
		if !row.Sector.IsZero() {
			return []graph.Entity{row.Sector}
		}
	case Rival:
		return row.Sectors
	}
	return nil
}

func (f *faceting) sector(sector graph.Entity) {
	counted := f.sectors[sector.Node()]
	if counted == nil {
		counted = &Facet[graph.Entity]{Value: sector}
		f.sectors[sector.Node()] = counted
	}
	counted.Rows++
}

// evidence counts the sources behind a row; those of a move by number, since there may be many.
func (f *faceting) evidence(row interface{ Evidence() []graph.Evidence }) {
	m, isMove := row.(Move)
	if !isMove || m.state == nil {
		f.cite(row.Evidence())
		return
	}
	f.cited = f.cited[:0]
	f.labels = m.state.LabelsAbout(f.labels[:0], m.id)
	for _, label := range f.labels {
		if label == 0 {
			continue
		}
		source, known := f.sourceOf[label]
		if !known {
			source = m.state.Numbers.Evidence(label)[0].Source
			f.sourceOf[label] = source
		}
		f.cited = append(f.cited, source)
	}
	f.citeAll()
}

func (f *faceting) cite(claims []graph.Evidence) {
	f.cited = f.cited[:0]
	for _, c := range claims {
		f.cited = append(f.cited, c.Source)
	}
	f.citeAll()
}

// citeAll counts the sources of the row at hand, each once.
func (f *faceting) citeAll() {
	slices.Sort(f.cited)
	for _, source := range slices.Compact(f.cited) {
		if source != "" {
			f.sources[source]++
		}
	}
}

// facets puts the counts in order.
func (f *faceting) facets() Facets {
	all := Facets{Rows: f.rows, Undated: f.undated, Certainty: f.grades, Years: yearFacets(f.years), Kinds: iriFacets(f.kinds), Sources: iriFacets(f.sources)}
	for _, sector := range f.sectors {
		all.Sectors = append(all.Sectors, Facet[graph.Entity]{sector.Value.Detach(), sector.Rows})
	}
	slices.SortFunc(all.Sectors, func(a, b Facet[graph.Entity]) int {
		return cmp.Or(b.Rows-a.Rows, strings.Compare(ask.NodeText(a.Value.Node()), ask.NodeText(b.Value.Node())))
	})
	return all
}

func yearFacets(years map[int]int) (all []Facet[int]) {
	for _, year := range slices.Sorted(maps.Keys(years)) {
		all = append(all, Facet[int]{year, years[year]})
	}
	return all
}

func iriFacets(counts map[quad.IRI]int) (all []Facet[quad.IRI]) {
	for iri, rows := range counts {
		all = append(all, Facet[quad.IRI]{iri, rows})
	}
	slices.SortFunc(all, func(a, b Facet[quad.IRI]) int { return cmp.Or(b.Rows-a.Rows, cmp.Compare(a.Value, b.Value)) })
	return all
}

// some lists the grades that there is any of.
func (g Grades) some() (all []graph.Certainty) {
	for i, n := range [...]int{g.Unknown, g.Stated, g.Inferred, g.Speculative, g.Disputed} {
		if n > 0 {
			all = append(all, graph.Certainty(i))
		}
	}
	return all
}
