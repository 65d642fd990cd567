package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// CitedSource is a row: a source, and what is claimed by it. Safe for concurrent use.
type CitedSource struct {
	Source graph.Entity
	// Languages are the tags of the languages that it is written in, as far as the facts say, in order.
	Languages []string
	Claims    int  // that count and state something: the rows of [Claims]
	HasText   bool // its text was given with [WithSource] or [WithText]

	grades Grades
	state  *ask.State
	labels []graph.ID       // of the claims
	kept   []graph.Evidence // instead of the two above, after Detach
}

func markSource(m *ask.Mark, s *CitedSource) { m.Set(s.Source.Number()) }

// Sources gives the sources of the graph, by IRI: those that claims are found in, those that the data calls sources, and
// the labels of facts that have no claim record. A source whose claims are all taken away by a filter or a time stays,
// with none; the option Source keeps that one. Options: WithSource, those that every question takes, Top.
func Sources(ctx context.Context, r graph.Reader, opts ...Option) ([]CitedSource, error) {
	return ask.Slice(ctx, r, "Sources", ask.OptText|ask.OptAlways|ask.OptTop, opts, markSource, func(ctx context.Context, q *ask.Question) ([]CitedSource, error) {
		text, err := sourceText(ctx, q)
		if err != nil {
			return nil, err
		}
		claims, err := claimsBySource(ctx, q)
		if err != nil {
			return nil, err
		}
		sources, err := q.Instances(ctx, vocab.ClassSource)
		if err != nil {
			return nil, err
		}
		for source := range claims {
			sources = append(sources, source)
		}
		sources = slices.DeleteFunc(ask.Distinct(sources), func(id graph.ID) bool { return !q.Asks(id) })
		if err := ask.SortFunc(ctx, sources, q.IRIs().Compare); err != nil {
			return nil, err
		}
		rows := make([]CitedSource, len(sources))
		for i, source := range sources {
			if i&255 == 255 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			rows[i] = citedSource(q, source, claims[source], text)
		}
		return rows, ctx.Err()
	})
}

// claimsBySource gives the labels of claims that count and state something in time, by their sources. A source all of
// whose claims go keeps its place.
func claimsBySource(ctx context.Context, q *ask.Question) (map[graph.ID][]graph.ID, error) {
	labels, err := q.Numbers.Labels(ctx)
	if err != nil {
		return nil, err
	}
	end := q.Trace.Begin("find the sources of claims", ask.IndexSubject, len(labels))
	all, predicate := q.Unfiltered(), q.Numbers.ID(vocab.PROVHadPrimarySource)
	claims := map[graph.ID][]graph.ID{}
	var sources []graph.ID
	for i, label := range labels {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if q.IsA(label, q.Terms.DataSet) {
			continue
		}
		states := q.Keep(label)
		if states {
			if states, err = statesInTime(ctx, q, label); err != nil {
				return nil, err
			}
		}
		if sources = all.Values(sources[:0], label, predicate); len(sources) == 0 {
			sources = append(sources, label)
		}
		for _, source := range sources {
			own := claims[source]
			if states {
				own = append(own, label)
			}
			claims[source] = own
		}
	}
	end(len(claims))
	return claims, ctx.Err()
}

func citedSource(q *ask.Question, source graph.ID, labels []graph.ID, text *Text) CitedSource {
	s := CitedSource{Source: q.Numbers.Entity(source), Claims: len(labels), state: q.State, labels: labels}
	s.HasText = text.has(s.Source.ID())
	for _, language := range q.Unfiltered().Values(nil, source, q.Numbers.ID(vocab.DCTLanguage)) {
		s.Languages = append(s.Languages, q.Numbers.Term(language).Text)
	}
	slices.Sort(s.Languages)
	for _, label := range labels {
		s.grades.add(q.Numbers.Certainty(label))
	}
	return s
}

// Grades counts the claims by their certainty.
func (s CitedSource) Grades() Grades { return s.grades }

// Certainty is that of the strongest claim; graph.Unknown if there is none with a grade.
func (s CitedSource) Certainty() graph.Certainty { return s.grades.strongest() }

// Evidence is the claims themselves, the strongest first.
func (s CitedSource) Evidence() []graph.Evidence {
	if s.state == nil {
		return s.kept
	}
	return s.state.Numbers.Evidence(s.labels...)
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (s CitedSource) Detach() CitedSource {
	s.Source, s.kept, s.state, s.labels = s.Source.Detach(), s.Evidence(), nil, nil
	return s
}

// String is the row in English: "Talent war (zh-Hant): 96 claims".
func (s CitedSource) String() string {
	name := ask.OrUnknown(s.Source)
	if len(s.Languages) > 0 {
		name += " (" + strings.Join(s.Languages, ", ") + ")"
	}
	return fmt.Sprintf("%s: %d claims", name, s.Claims)
}

// MarshalJSON writes the row, its claims as its evidence.
func (s CitedSource) MarshalJSON() ([]byte, error) { return rowJSON(s) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (s *CitedSource) UnmarshalJSON(text []byte) error { return readRow(text, s) }

func (s *CitedSource) describe(f *jsontext.Fields) {
	entity(f, "source", &s.Source)
	jsontext.List(f, "languages", &s.Languages)
	f.Count("claims", &s.Claims)
	f.Flag("hasText", &s.HasText)
	jsontext.Part(f, "grades", &s.grades, (*Grades).describe)
	g := grounds{kept: &keptGrounds{certainty: s.Certainty(), evidence: s.Evidence()}}
	if g.describe(f); f.Reading() {
		s.kept = g.kept.evidence
	}
}

// strongest is the best grade that there is any of.
func (g Grades) strongest() graph.Certainty {
	switch {
	case g.Stated > 0:
		return graph.Stated
	case g.Inferred > 0:
		return graph.Inferred
	case g.Speculative > 0:
		return graph.Speculative
	case g.Disputed > 0:
		return graph.Disputed
	}
	return graph.Unknown
}
