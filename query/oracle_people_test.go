package query_test

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// randomPeople adds to a random graph what the questions about people and organizations read: posts,
// things that are led, sectors, times of every precision, with the same things going wrong.
func randomPeople(rng *rand.Rand) []quad.Quad {
	var quads []quad.Quad
	name := func(kind string, n int) quad.IRI {
		return quad.IRI(fmt.Sprintf("%s%s-%d", vocab.ID, kind, rng.IntN(n)))
	}
	claim := func() quad.Value {
		switch n := rng.IntN(14); n {
		case 12:
			return nil
		case 13:
			return quad.IRI(vocab.ID + "plain-source")
		default:
			return quad.IRI(fmt.Sprintf("%sclaim-%d", vocab.ID, n))
		}
	}
	say := func(s, p quad.IRI, o quad.Value) {
		for range 1 + rng.IntN(2) {
			quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: claim()})
		}
	}
	times := func() int { return []int{0, 1, 1, 1, 2}[rng.IntN(5)] }
	roles := []quad.Value{
		quad.LangString{Value: "founder", Lang: "en"}, quad.String("founder"), quad.LangString{Value: "head", Lang: "en"},
	}
	typed := func(text string, t quad.IRI) quad.Value {
		return quad.TypedString{Value: quad.String(text), Type: t}
	}
	when := func() quad.Value {
		switch rng.IntN(3) {
		case 0:
			return typed(fmt.Sprint(2020+rng.IntN(4)), vocab.XSDGYear)
		case 1:
			return typed(fmt.Sprintf("%d-%02d", 2020+rng.IntN(4), 1+rng.IntN(12)), vocab.XSDGYearMonth)
		}
		return typed(fmt.Sprintf("%d-%02d-%02d", 2020+rng.IntN(4), 1+rng.IntN(12), 1+rng.IntN(28)), vocab.XSDDate)
	}
	place := func() quad.IRI {
		if rng.IntN(4) == 0 {
			return name("thing", 5)
		}
		return name("org", 6)
	}
	for i := range rng.IntN(12) {
		post := quad.IRI(fmt.Sprintf("%spost-%d", vocab.ID, i))
		for range times() {
			say(post, vocab.Holder, name("person", 6))
		}
		for range times() {
			say(post, vocab.At, place())
		}
		for range times() {
			say(post, vocab.Role, roles[rng.IntN(3)])
		}
		for range times() {
			say(post, vocab.Status, []quad.IRI{vocab.StatusCurrent, vocab.StatusFormer}[rng.IntN(2)])
		}
		for range rng.IntN(2) {
			say(post, vocab.When, when())
		}
	}
	for range rng.IntN(5) {
		quads = append(quads, quad.Quad{Subject: name("claim", 12), Predicate: vocab.Contradicts, Object: name("claim", 12)})
	}
	if rng.IntN(2) == 0 {
		quads = append(quads, quad.Quad{Subject: name("claim", 12), Predicate: vocab.RDFType, Object: vocab.ClassDataSet})
	}
	classes := []quad.IRI{vocab.ClassModel, vocab.ClassGroup, vocab.ClassProgramme, vocab.ClassCluster}
	for i := range rng.IntN(6) {
		thing := quad.IRI(fmt.Sprintf("%sthing-%d", vocab.ID, i))
		say(thing, vocab.RDFType, classes[rng.IntN(4)])
		for range times() {
			say(thing, vocab.Of, name("org", 6))
		}
		for range times() {
			say(thing, vocab.LedBy, name("person", 6))
		}
		for range rng.IntN(2) {
			say(thing, vocab.Sector, name("sector", 4))
		}
		for range rng.IntN(2) {
			say(thing, vocab.When, when())
		}
	}
	for range rng.IntN(3) {
		say(name("org", 6), vocab.LedBy, name("person", 6))
		say(name("org", 6), vocab.Sector, name("sector", 4))
		say(name("org", 6), vocab.OrgKind, []quad.IRI{vocab.OrgKindStartUp, vocab.OrgKindGiant}[rng.IntN(2)])
		say(name("org", 6), vocab.RDFType, vocab.ORGOrganization)
	}
	for range rng.IntN(4) {
		investment := name("investment", 3)
		say(investment, vocab.Investor, name("org", 6))
		say(investment, vocab.Investee, name("org", 6))
		say(name("person", 6), vocab.Sibling, name("person", 6))
		say(name("person", 6), vocab.ContactWith, name("org", 6))
	}
	for range rng.IntN(6) {
		move := name("move", 25)
		say(move, vocab.When, when())
		switch rng.IntN(5) {
		case 3, 4:
			say(move, vocab.Role, roles[rng.IntN(3)])
		case 0:
			say(move, vocab.Sector, name("sector", 4))
		case 1:
			say(move, vocab.WithTeam, quad.Bool(rng.IntN(2) == 0))
		case 2:
			say(move, vocab.TeamSize, quad.Int(rng.IntN(3)))
		}
	}
	return quads
}

// asking is a random filter of claims and of times, as options and as an oracle.
func asking(rng *rand.Rand, g *graph.Graph, quads []quad.Quad) ([]query.Option, *oracle) {
	opts, floor, source := filter(rng, g)
	o := newOracle(quads, floor, source)
	date := func() string {
		return []string{"2021", "2022", "2022-03", "2021-11", "2022-06-15", "2023"}[rng.IntN(6)]
	}
	first, last, undated := "0000-01-01", "9999-12-31", true
	switch rng.IntN(4) {
	case 0:
		date := date()
		opts = append(opts, query.AsOf(date))
		last = lastDay(date)
	case 1:
		a, b := date(), date()
		if firstDay(a) > lastDay(b) {
			a, b = b, a
		}
		opts = append(opts, query.Between(a, b))
		first, last, undated = firstDay(a), lastDay(b), false
	default:
		return opts, o
	}
	if rng.IntN(2) == 0 {
		undated = rng.IntN(2) == 0
		opts = append(opts, query.Undated(undated))
	}
	o.timed = true
	o.in = func(node string) bool {
		times := o.times(node)
		return len(times) == 0 && undated || slices.ContainsFunc(times, func(date string) bool {
			return firstDay(date) <= last && first <= lastDay(date)
		})
	}
	return opts, o
}

// Days compare as text. A month may be given more days than it has: no fact falls on these.
func firstDay(date string) string { return (date + "-01-01")[:10] }
func lastDay(date string) string  { return date + "-12-31"[len(date)-4:] }

// times gives the times of a node: every when, and each year that no when begins with.
func (o *oracle) times(node string) []string {
	var times []string
	for _, v := range o.objects(node, vocab.When) {
		if v != "" {
			times = append(times, lexical(v))
		}
	}
	for _, v := range o.objects(node, vocab.Year) {
		if v != "" && !slices.ContainsFunc(times, func(t string) bool { return strings.HasPrefix(t, lexical(v)) }) {
			times = append(times, lexical(v))
		}
	}
	return times
}

// lexical is the text between the quotes of a literal.
func lexical(v string) string { return strings.Split(v+`""`, `"`)[1] }

// stage is a stage of a career.
type stage struct{ node, person, from, at, kind string }

// stages gives every stage of every career.
func (o *oracle) stages() []stage {
	var all []stage
	founder := func(node string) bool {
		return slices.Contains(o.objects(node, vocab.MoveKind), short(vocab.KindFounding)) ||
			slices.ContainsFunc(o.objects(node, vocab.Role), func(r string) bool { return lexical(r) == "founder" })
	}
	nodes := map[string]bool{}
	for f := range o.facts {
		nodes[f.s] = o.in(f.s)
	}
	for node, in := range nodes {
		if !in {
			continue
		}
		kinds := [2]string{"move", "post"}
		if founder(node) {
			kinds = [2]string{"founding", "founding"}
		}
		for _, person := range o.objects(node, vocab.Person) {
			for _, from := range o.ends(node, vocab.From) {
				for _, to := range o.ends(node, vocab.To) {
					if person != "" {
						all = append(all, stage{node, person, from, to, kinds[0]})
					}
				}
			}
		}
		for _, person := range o.objects(node, vocab.Holder) {
			for _, at := range o.ends(node, vocab.At) {
				if person != "" {
					all = append(all, stage{node, person, "", at, kinds[1]})
				}
			}
		}
	}
	return all
}

func stageOf(s query.Stage) stage {
	return stage{short(s.ID()), short(s.Person.Node()), short(s.From.Node()), short(s.At.Node()), s.Kind.String()}
}

// present gives the nodes of a random graph with a name such as "person-3".
func present(g *graph.Graph, kind string) []string {
	var found []string
	for i := range 12 {
		if name := fmt.Sprintf("%s%s-%d", vocab.ID, kind, i); g.Snapshot().Numbers().ID(quad.IRI(name)) != 0 {
			found = append(found, name)
		}
	}
	return found
}

// each makes a sequence of a slice.
func each[T any](rows []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

// gather ranges over a question and writes its rows as an oracle writes them.
func gather[R, T any](t *testing.T, rows func(yield func(R, error) bool), as func(R) T) []T {
	t.Helper()
	var got []T
	for row, err := range rows {
		require.NoError(t, err)
		got = append(got, as(row))
	}
	return got
}

// mapped writes rows as an oracle writes them.
func mapped[R, T any](rows []R, as func(R) T) []T {
	var got []T
	for _, row := range rows {
		got = append(got, as(row))
	}
	return got
}

// names writes entities as an oracle writes them.
func names[E interface{ Node() quad.Value }](entities []E) string {
	return strings.Join(mapped(entities, func(e E) string { return short(e.Node()) }), " ")
}

// keys gives the keys of a map in order; nil if there are none.
func keys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
