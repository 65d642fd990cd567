package query_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/query"
)

// tied is one tie, with the facts that it stands on, its time apart.
type tied struct {
	teller, from, to string
	kind             query.ArrowKind
	post             bool
	facts            [4]fact
}

func (x tied) arrow() [3]string { return [3]string{x.from, x.to, x.kind.String()} }

// ties gives all ties.
func (o *oracle) ties(fold bool) map[tied]bool {
	all := map[tied]bool{}
	subjects := map[string]bool{}
	for f := range o.facts {
		subjects[f.s] = o.in(f.s)
	}
	for s, in := range subjects {
		if !in {
			continue
		}
		says := func(p quad.IRI, object string) fact { return fact{s, short(p), object} }
		add := func(kind query.ArrowKind, post bool, from, to string, facts ...fact) {
			x := tied{teller: s, from: from, to: to, kind: kind, post: post}
			copy(x.facts[:], facts)
			all[x] = true
		}
		// founded is what makes a founding of a move or a post.
		var founded []fact
		for _, role := range o.objects(s, vocab.Role) {
			if role == `"founder"@en` || len(founded) == 0 && role == `"founder"` {
				founded = []fact{says(vocab.Role, role)}
			}
		}
		if slices.Contains(o.objects(s, vocab.MoveKind), short(vocab.KindFounding)) {
			founded = []fact{says(vocab.MoveKind, short(vocab.KindFounding))}
		}
		or := func(kind query.ArrowKind) query.ArrowKind {
			if founded != nil {
				return query.ArrowFounded
			}
			return kind
		}
		persons, froms, tos := o.some(s, vocab.Person), o.someEnds(s, vocab.From), o.someEnds(s, vocab.To)
		for _, to := range tos {
			for _, from := range froms {
				if fold || len(persons) == 0 {
					add(or(query.ArrowMoved), false, from, to, append([]fact{says(vocab.From, from), says(vocab.To, to)}, founded...)...)
				}
			}
			for _, person := range persons {
				switch {
				case fold:
				case slices.Contains(froms, to):
					add(query.ArrowRose, false, person, to, says(vocab.Person, person), says(vocab.From, to), says(vocab.To, to))
				default:
					add(or(query.ArrowJoined), false, person, to, append([]fact{says(vocab.Person, person), says(vocab.To, to)}, founded...)...)
				}
			}
		}
		for _, from := range froms {
			for _, person := range persons {
				if !fold && !slices.Contains(tos, from) {
					add(query.ArrowLeft, false, person, from, says(vocab.Person, person), says(vocab.From, from))
				}
			}
		}
		for _, holder := range o.some(s, vocab.Holder) {
			for _, at := range o.someEnds(s, vocab.At) {
				if !fold {
					add(or(query.ArrowPost), true, holder, at, append([]fact{says(vocab.Holder, holder), says(vocab.At, at)}, founded...)...)
				}
			}
		}
		for _, investor := range o.some(s, vocab.Investor) {
			for _, investee := range o.some(s, vocab.Investee) {
				add(query.ArrowInvested, false, investor, investee, says(vocab.Investor, investor), says(vocab.Investee, investee))
			}
		}
		isA := func(class quad.IRI) bool { return o.all[fact{s, short(vocab.RDFType), short(class)}] }
		for p, kind := range map[quad.IRI]query.ArrowKind{
			vocab.ORGUnitOf: query.ArrowUnitOf, vocab.Of: query.ArrowOf, vocab.LedBy: query.ArrowLedBy, vocab.Sibling: query.ArrowSibling,
			vocab.ContactWith: query.ArrowContact,
		} {
			people := kind == query.ArrowLedBy || kind == query.ArrowSibling || kind == query.ArrowContact
			if fold && people || kind == query.ArrowOf && (isA(vocab.ClassStrategy) || fold && isA(vocab.ClassGroup)) {
				continue
			}
			for _, other := range o.some(s, p) {
				add(kind, false, s, other, says(p, other))
			}
		}
	}
	return all
}

// within keeps the ties among nodes that so many arrows or fewer lead to, and gives how many that are.
func within(all map[tied]bool, center string, hops int) (map[tied]bool, map[string]int) {
	far := map[string]int{center: 0}
	for distance := 1; distance <= hops; distance++ {
		for x := range all {
			for _, ends := range [][2]string{{x.from, x.to}, {x.to, x.from}} {
				if d, ok := far[ends[0]]; ok && d == distance-1 {
					if _, known := far[ends[1]]; !known {
						far[ends[1]] = distance
					}
				}
			}
		}
	}
	kept := map[tied]bool{}
	for x := range all {
		_, from := far[x.from]
		_, to := far[x.to]
		if from && to {
			kept[x] = true
		}
	}
	return kept, far
}

// kindOf is what a node is.
func (o *oracle) kindOf(node string, ties map[tied]bool) string {
	classes := o.allObjects(node, vocab.RDFType)
	person := slices.Contains(classes, short(vocab.ClassPerson)) || slices.Contains(classes, short(vocab.ClassGroup))
	organization := slices.Contains(classes, short(vocab.ORGOrganization)) || slices.Contains(classes, short(vocab.ORGOrganizationalUnit))
	if len(classes) == 0 {
		for x := range ties {
			_, fromPerson := map[query.ArrowKind]bool{
				query.ArrowLeft: true, query.ArrowJoined: true, query.ArrowRose: true, query.ArrowPost: true, query.ArrowSibling: true, query.ArrowContact: true,
			}[x.kind]
			if x.kind == query.ArrowFounded {
				fromPerson = x.post || x.facts[0].p == short(vocab.Person)
			}
			toPerson := x.kind == query.ArrowSibling || x.kind == query.ArrowLedBy
			toOrganization := !toPerson && x.kind != query.ArrowPost && !x.post
			fromOrganization := x.kind == query.ArrowMoved || x.kind == query.ArrowFounded && !fromPerson || x.kind == query.ArrowInvested || x.kind == query.ArrowUnitOf
			person = person || x.from == node && fromPerson || x.to == node && toPerson
			organization = organization || x.from == node && fromOrganization || x.to == node && toOrganization
		}
	}
	switch {
	case person:
		return "person"
	case organization:
		return "organization"
	}
	return "thing"
}

// grade is that of a tie's weakest fact, its time included.
func (o *oracle) grade(quads []quad.Quad, x tied) int {
	weakest := 4
	for _, f := range x.facts {
		if f.p == "" {
			continue
		}
		best := 0
		for _, q := range quads {
			if (fact{short(q.Subject), short(q.Predicate), short(q.Object)}) == f && o.counts(q) {
				best = max(best, o.strength[short(q.Label)])
			}
		}
		if o.contradicted(quads, f) {
			best = min(best, 1)
		}
		weakest = min(weakest, best)
	}
	return weakest
}

func TestNetworkAgainstLoops(t *testing.T) {
	arrows, topped := 0, 0
	forRandomGraphs(t, func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad) {
		opts, o := asking(rng, g, quads)
		for _, fold := range []bool{false, true} {
			opts := opts
			if fold {
				opts = append(slices.Clip(opts), query.FoldPeople())
			}
			all := o.ties(fold)
			got, err := query.Network(t.Context(), g, opts...)
			require.NoError(t, err)
			o.sameTies(t, quads, all, nil, got)
			arrows += len(got.Arrows)
			for n := 1; n <= len(got.Nodes); n += 1 + n/2 {
				top, err := query.Network(t.Context(), g, append(opts, query.Top(n))...)
				require.NoError(t, err)
				assertTop(t, got, top, n)
				topped++
			}
			for _, center := range slices.Concat(present(g, "org"), present(g, "person"), present(g, "move")[:1]) {
				hops := 1 + rng.IntN(3)
				kept, far := within(all, short(quad.IRI(center)), hops)
				got, err := query.Around(t.Context(), g, center, hops, opts...)
				require.NoError(t, err)
				o.sameTies(t, quads, kept, far, got)
				assert.Equal(t, center, string(got.Nodes[0].Entity.ID()))
				n := 1 + rng.IntN(len(got.Nodes))
				top, err := query.Around(t.Context(), g, center, hops, append(opts, query.Top(n))...)
				require.NoError(t, err)
				assertTop(t, got, top, n)
			}
		}
	})
	assert.NotZero(t, arrows)
	assert.NotZero(t, topped)
}

// sameTies holds an answer against ties, and distances if there are any.
func (o *oracle) sameTies(t *testing.T, quads []quad.Quad, want map[tied]bool, far map[string]int, got query.Ties) {
	t.Helper()
	folded, weights := map[[3]string][]tied{}, map[string]int{}
	for node := range far {
		weights[node] = 0
	}
	for x := range want {
		folded[x.arrow()] = append(folded[x.arrow()], x)
		if weights[x.from]++; x.to != x.from {
			weights[x.to]++
		}
	}
	require.Len(t, got.Nodes, len(weights))
	for _, n := range got.Nodes {
		name := short(n.Entity.Node())
		assert.Equal(t, weights[name], n.Weight, name)
		assert.Equal(t, far[name], n.Distance, name)
		assert.Equal(t, o.kindOf(name, want), n.Kind.String(), name)
	}
	assert.True(t, slices.IsSortedFunc(got.Nodes, func(a, b query.TiedNode) int {
		return cmp.Or(a.Distance-b.Distance, b.Weight-a.Weight, cmp.Compare(a.Entity.ID(), b.Entity.ID()))
	}))
	assert.Zero(t, got.LeftOut)
	require.Len(t, got.Arrows, len(folded))
	assert.True(t, slices.IsSortedFunc(got.Arrows, func(a, b query.Arrow) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.From.ID(), b.From.ID()), cmp.Compare(a.To.ID(), b.To.ID()), cmp.Compare(a.Kind, b.Kind))
	}))
	for _, a := range got.Arrows {
		ties := folded[[3]string{short(a.From.Node()), short(a.To.Node()), a.Kind.String()}]
		require.Len(t, ties, a.Count, "%v", a)
		undated, timed, grades, first, last := 0, false, query.Grades{}, "9999", ""
		claims := map[string]bool{}
		for _, x := range ties {
			times := o.times(x.teller)
			grade := o.grade(quads, x)
			switch len(times) {
			case 0:
				undated++
			case 1:
				first, last = min(first, times[0]), max(last, times[0])
				iri := quad.IRI(vocab.ID + x.teller[len("id:"):])
				grade = min(grade, slices.Index([]string{"unknown", "disputed", "speculative", "inferred", "stated"}, o.gradeOfTime(quads, iri, times[0])))
			default:
				timed = true // which of them is shown is told elsewhere
			}
			*[]*int{&grades.Unknown, &grades.Disputed, &grades.Speculative, &grades.Inferred, &grades.Stated}[grade]++
			for _, q := range quads {
				f := fact{short(q.Subject), short(q.Predicate), short(q.Object)}
				if q.Label != nil && o.counts(q) && slices.Contains(x.facts[:], f) {
					claims[short(q.Label)] = true
				}
			}
		}
		assert.Equal(t, undated, a.Undated, "%v", a)
		assert.Equal(t, a.Count, a.Grades().Total())
		assert.Equal(t, undated == a.Count, a.First() == "")
		found := mapped(a.Evidence(), func(e graph.Evidence) string { return short(e.Claim) })
		assert.Subset(t, found, keys(claims))
		if timed {
			continue
		}
		assert.Equal(t, grades, a.Grades(), "%v", a)
		if a.First() != "" {
			assert.Equal(t, first[:4]+last[:4], a.First()[:4]+a.Last()[:4])
		}
		assert.Equal(t, a.Certainty() == graph.Stated, grades.Stated > 0)
	}
}

// assertTop holds an answer with fewer nodes against the whole one.
func assertTop(t *testing.T, all, top query.Ties, n int) {
	t.Helper()
	name := func(n query.TiedNode) string { return fmt.Sprint(n.Entity.ID(), n.Kind, n.Weight, n.Distance) }
	require.Equal(t, mapped(all.Nodes[:n], name), mapped(top.Nodes, name))
	kept := map[quad.IRI]bool{}
	for _, n := range top.Nodes {
		kept[n.Entity.ID()] = true
	}
	left := query.LeftOut{Nodes: len(all.Nodes) - n}
	var want []string
	for _, a := range all.Arrows {
		if kept[a.From.ID()] && kept[a.To.ID()] {
			want = append(want, a.String())
		} else {
			left.Ties += a.Count
		}
	}
	assert.Equal(t, want, mapped(top.Arrows, query.Arrow.String))
	assert.Equal(t, left, top.LeftOut)
}

func TestNetworkErrors(t *testing.T) {
	g := wholeGraph(t)
	var wrong *query.OptionError
	_, err := query.Around(t.Context(), g, "id:org-0", 0)
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, "hops", wrong.Argument)
	_, err = query.Around(t.Context(), g, "nobody at all", 1)
	assert.ErrorIs(t, err, graph.ErrNotFound)
	_, err = query.Network(t.Context(), g, query.Top(0))
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, "Top", wrong.Option)
	_, err = query.Network(t.Context(), g, query.After("x"))
	require.ErrorAs(t, err, &wrong)
	assert.Contains(t, wrong.Takes, "Top")
	assert.Contains(t, wrong.Takes, "FoldPeople")
	empty, err := query.Network(t.Context(), graph.New())
	require.NoError(t, err)
	text, err := json.Marshal(empty)
	require.NoError(t, err)
	assert.JSONEq(t, `{"nodes":[],"arrows":[],"leftOut":{"nodes":0,"ties":0}}`, string(text))
}

func ExampleNetwork() {
	ties, err := query.Network(context.Background(), news(), query.FoldPeople(), query.Top(3))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range ties.Nodes {
		fmt.Println(n.Entity, n.Kind, n.Weight)
	}
	for _, a := range ties.Arrows {
		fmt.Println(a, a.Grades().Stated, "stated")
	}
	fmt.Println("left out:", ties.LeftOut.Nodes, "nodes,", ties.LeftOut.Ties, "ties")
	// Output:
	// Bolt organization 3
	// Acme organization 2
	// Core organization 1
	// Acme moved to Bolt: 2 (2021 to 2022) 1 stated
	// Bolt moved to Core (2023) 0 stated
	// left out: 0 nodes, 0 ties
}
