package query_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
	"talentgraph.example/query"
)

// readingByHand are questions whose rows are read: what they show, and all of it as JSON.
func readingByHand() []byHand {
	return []byHand{
		{"WhoLeftRead", whoLeftReadByHand},
		{"WhoLeftJSON", whoLeftJSONByHand},
		{"StrategiesRead", strategiesReadByHand},
		{"StrategiesJSON", strategiesJSONByHand},
		{"AboutPerson", aboutPersonByHand},
	}
}

// aboutPersonByHand is all quads about a person and their moves, as values and as texts.
func aboutPersonByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	person := talentgen.Person(7)
	ask := func(yield func(quad.Quad)) {
		s := y.g.Snapshot()
		about := func(subject quad.Value) {
			for q, err := range s.Quads(context.Background(), graph.Pattern{Subject: subject}) {
				if err != nil {
					b.Fatal(err)
				}
				yield(q)
			}
		}
		about(person)
		var last quad.Value
		for q, err := range s.Quads(context.Background(), graph.Pattern{Predicate: vocab.Person, Object: person}) {
			if err != nil {
				b.Fatal(err)
			}
			if q.Subject != last {
				about(q.Subject)
			}
			last = q.Subject
		}
	}
	var quads []quad.Quad
	ask(func(q quad.Quad) { quads = append(quads, q) })
	var lines []string
	byHand := func(yield func(s, p, o, g string)) { y.hand.AboutPerson(y.hand.ID(person), yield) }
	byHand(func(s, p, o, g string) { lines = append(lines, s+" "+p+" "+o+" "+g+" .\n") })
	same(b, quads, func(q quad.Quad) string { return string(term.AppendQuad(nil, q)) }, lines, func(l string) string { return l })
	return func() { ask(func(quad.Quad) {}) }, func() { byHand(func(_, _, _, _ string) {}) }
}

// The largest organizations, so that there are many rows.
var whoLeftEnds = [2]int{0, 1}

func whoLeftReadByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	from, to := talentgen.Organization(whoLeftEnds[0]), talentgen.Organization(whoLeftEnds[1])
	hx, hy := y.hand.ID(from), y.hand.ID(to)
	type line struct {
		name, certainty string
		year            int
		source          string
		paragraph       int
	}
	ask := func(yield func(line)) {
		moves, err := query.WhoLeft(context.Background(), y.g, string(from), string(to))
		if err != nil {
			b.Fatal(err)
		}
		for _, m := range moves {
			first := m.Evidence()[0]
			yield(line{m.Person.Label(), m.Certainty().String(), m.Year, string(first.Source), first.Paragraph})
		}
	}
	byHand := func(yield func(line)) {
		for _, m := range y.hand.WhoLeft(hx, hy) {
			t := y.hand.Tell(m)
			source := y.hand.Text(t.Claims[0].Source)
			yield(line{y.hand.Name(m.Person), byhand.Certainty(t.Certainty), m.Year, source[1 : len(source)-1], t.Claims[0].Paragraph})
		}
	}
	return sameLines(b, ask, byHand)
}

func strategiesReadByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	sector := talentgen.Sector(2)
	hx := y.hand.ID(sector)
	type line struct{ organization, summary string }
	return sameLines(b, func(yield func(line)) {
		strategies, err := query.StrategiesBySector(context.Background(), y.g, string(sector))
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range strategies {
			yield(line{s.Organization.Label(), s.Summary()})
		}
	}, func(yield func(line)) {
		for _, s := range y.hand.Strategies(hx) {
			yield(line{y.hand.Name(s.Of), y.hand.Summary(s.Strategy)})
		}
	})
}

// sameLines finds two answers to be the same, and some.
func sameLines[L any](b testing.TB, ask, byHand func(yield func(L))) (ours, theirs func()) {
	var x, y []L
	ask(func(l L) { x = append(x, l) })
	byHand(func(l L) { y = append(y, l) })
	show := func(l L) string { return fmt.Sprint(l) }
	same(b, x, show, y, show)
	none := func(L) {}
	return func() { ask(none) }, func() { byHand(none) }
}

func whoLeftJSONByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	from, to := talentgen.Organization(whoLeftEnds[0]), talentgen.Organization(whoLeftEnds[1])
	hx, hy := y.hand.ID(from), y.hand.ID(to)
	return sameText(b, func(out *bytes.Buffer) error {
		moves, err := query.WhoLeft(context.Background(), y.g, string(from), string(to))
		if err != nil {
			return err
		}
		return query.WriteJSON(out, query.Each(moves))
	}, func(dst []byte) []byte { return y.hand.MovesJSON(dst, y.hand.WhoLeft(hx, hy)) })
}

func strategiesJSONByHand(b testing.TB, y *yardstick) (ours, theirs func()) {
	sector := talentgen.Sector(2)
	hx := y.hand.ID(sector)
	return sameText(b, func(out *bytes.Buffer) error {
		strategies, err := query.StrategiesBySector(context.Background(), y.g, string(sector))
		if err != nil {
			return err
		}
		return query.WriteJSON(out, query.Each(strategies))
	}, func(dst []byte) []byte { return y.hand.StrategiesJSON(dst, y.hand.Strategies(hx)) })
}

// sameText finds two answers to be the same bytes.
func sameText(b testing.TB, ask func(*bytes.Buffer) error, byHand func([]byte) []byte) (ours, theirs func()) {
	var out bytes.Buffer
	var dst []byte
	ours = func() {
		out.Reset()
		if err := ask(&out); err != nil {
			b.Fatal(err)
		}
	}
	theirs = func() { dst = byHand(dst[:0]) }
	ours()
	theirs()
	if len(dst) < 1000 || !bytes.Equal(out.Bytes(), dst) {
		at := 0
		for at < min(out.Len(), len(dst)) && out.Bytes()[at] == dst[at] {
			at++
		}
		from := max(0, at-200)
		b.Fatalf("%d bytes by the question, %d by hand; they differ at %d:\n%s\n%s", out.Len(), len(dst), at, out.Bytes()[from:min(at+200, out.Len())], dst[from:min(at+200, len(dst))])
	}
	return ours, theirs
}

// The loops know nothing of the library, so what they read is one more opinion.
func TestRowsTellWhatLoopsByHandRead(t *testing.T) {
	y := newYardstick(t, 30_000)
	for _, q := range readingByHand() {
		t.Run(q.name, func(t *testing.T) { q.ask(t, y) })
	}
}
