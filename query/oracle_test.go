package query_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/long"
)

// The oracle answers the same questions by naive loops over all quads, as strings, without an index and
// without any of the package's code. It is slow and short, so that a reader can see that it is right.
type oracle struct {
	facts map[fact]bool           // what is left after the filter
	all   map[fact]bool           // everything that is said
	in    func(node string) bool  // what the filter of times leaves
	found map[[2]string][]string  // what objects has found before
	timed bool                    // whether there is one
	keep  func(label string) bool // what the filter of claims leaves

	filtered bool // whether there is one of claims

	strength map[string]int // of claims: 4 for stated, 0 for those without a grade
}

type fact struct{ s, p, o string }

func short(v quad.Value) string {
	s := strings.Trim(quad.StringOf(v), "<>")
	s = strings.ReplaceAll(s, vocab.ID, "id:")
	return strings.ReplaceAll(s, vocab.NS, "tg:")
}

// newOracle keeps the facts that have a claim of at least this certainty in this source ("" is any).
func newOracle(quads []quad.Quad, floor graph.Certainty, source quad.IRI) *oracle {
	strength := map[string]int{"tg:disputed": 1, "tg:speculative": 2, "tg:inferred": 3, "tg:stated": 4}
	least := map[graph.Certainty]int{graph.Unknown: 0, graph.Disputed: 1, graph.Speculative: 2, graph.Inferred: 3, graph.Stated: 4}[floor]
	certainty, sourceOf := map[string]int{}, map[string]string{}
	for _, q := range quads {
		switch q.Predicate {
		case vocab.Certainty:
			certainty[short(q.Subject)] = max(certainty[short(q.Subject)], strength[short(q.Object)])
		case vocab.PROVHadPrimarySource:
			sourceOf[short(q.Subject)] = short(q.Object)
		}
	}
	o := &oracle{filtered: floor != graph.Unknown || source != "", strength: certainty, found: map[[2]string][]string{}, facts: map[fact]bool{}, all: map[fact]bool{}, in: func(string) bool { return true }}
	o.keep = func(label string) bool {
		from, ok := sourceOf[label]
		if !ok {
			from = label
		}
		return certainty[label] >= least && (source == "" || from == short(source))
	}
	for _, q := range quads {
		f := fact{short(q.Subject), short(q.Predicate), short(q.Object)}
		o.all[f] = true
		if o.keep(short(q.Label)) {
			o.facts[f] = true
		}
	}
	return o
}

// objects gives what facts say of a subject, or "" alone if they say nothing.
func (o *oracle) objects(s string, p quad.IRI) []string {
	found, ok := o.found[[2]string{s, string(p)}]
	if !ok {
		found = o.lookFor(s, p)
		o.found[[2]string{s, string(p)}] = found
	}
	return slices.Clone(found)
}

func (o *oracle) lookFor(s string, p quad.IRI) []string {
	var found []string
	for f := range o.facts {
		if f.s == s && f.p == short(p) {
			found = append(found, f.o)
		}
	}
	if found == nil {
		found = []string{""}
	}
	slices.Sort(found)
	return found
}

// tops follows unitOf upwards to organizations that are units of nothing, or of each other only.
func (o *oracle) tops(org string) []string {
	above := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for f := range o.facts {
			if f.p == short(vocab.ORGUnitOf) && (f.s == org || above[f.s]) && !above[f.o] {
				above[f.o] = true
				changed = true
			}
		}
	}
	if len(above) == 0 {
		return []string{org}
	}
	var tops []string
	for a := range above {
		if o.objects(a, vocab.ORGUnitOf)[0] == "" {
			tops = append(tops, a)
		}
	}
	if tops == nil {
		tops = slices.Collect(maps.Keys(above))
	}
	slices.Sort(tops)
	return tops
}

// countsFor gives the organizations at the top that one belongs to; the first of those that are units of each other
// in a circle, and of nothing else, stands for all of them.
func (o *oracle) countsFor(org string) []string {
	above := func(unit string) []string {
		return slices.DeleteFunc(slices.Clone(o.objects(unit, vocab.ORGUnitOf)), func(p string) bool { return p == "" })
	}
	reach := func(unit string) map[string]bool {
		all := map[string]bool{unit: true}
		for todo := []string{unit}; len(todo) > 0; todo = todo[1:] {
			for _, parent := range above(todo[0]) {
				if !all[parent] {
					all[parent] = true
					todo = append(todo, parent)
				}
			}
		}
		return all
	}
	tops := map[string]bool{}
	for top := range reach(org) {
		circle := keys(reach(top))
		if !slices.ContainsFunc(circle, func(other string) bool { return !reach(other)[top] }) {
			tops[circle[0]] = true
		}
	}
	return keys(tops)
}

func (o *oracle) internal(a, b string) bool {
	tops := o.tops(b)
	return a == b || slices.ContainsFunc(o.tops(a), func(t string) bool { return slices.Contains(tops, t) })
}

// within tells whether an organization is another one or a unit of it, however many steps below.
func (o *oracle) within(unit, org string, seen ...string) bool {
	if unit == org {
		return true
	}
	for _, parent := range o.objects(unit, vocab.ORGUnitOf) {
		if parent != "" && !slices.Contains(seen, parent) && o.within(parent, org, append(seen, unit)...) {
			return true
		}
	}
	return false
}

// ends are organizations at one end of a move or post, without those that another one of them is a unit of.
func (o *oracle) ends(node string, p quad.IRI) []string {
	all := o.objects(node, p)
	return slices.DeleteFunc(slices.Clone(all), func(end string) bool {
		return slices.ContainsFunc(all, func(other string) bool { return o.within(other, end) && !o.within(end, other) })
	})
}

// someEnds are ends without the "" for none.
func (o *oracle) someEnds(node string, p quad.IRI) []string {
	return slices.DeleteFunc(o.ends(node, p), func(end string) bool { return end == "" })
}

type row struct{ move, person, from, to string }

// rows gives every combination of person, from and to of every move.
func (o *oracle) rows() []row {
	moves := map[string]bool{}
	for f := range o.facts {
		if f.p == short(vocab.Person) || f.p == short(vocab.From) || f.p == short(vocab.To) {
			moves[f.s] = true
		}
	}
	var rows []row
	for m := range moves {
		if !o.in(m) {
			continue
		}
		for _, person := range o.objects(m, vocab.Person) {
			for _, from := range o.ends(m, vocab.From) {
				for _, to := range o.ends(m, vocab.To) {
					rows = append(rows, row{m, person, from, to})
				}
			}
		}
	}
	return sortRows(rows)
}

func sortRows(rows []row) []row {
	slices.SortFunc(rows, func(a, b row) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return rows
}

func (o *oracle) whoLeft(from, to string) []row {
	return slices.DeleteFunc(o.rows(), func(r row) bool {
		return r.from == "" || !o.within(r.from, from) ||
			r.to != "" && o.internal(r.from, r.to) || to != "" && (r.to == "" || !o.within(r.to, to))
	})
}

func (o *oracle) flows() map[[2]string]int {
	moves := map[[2]string]map[string]bool{}
	for _, r := range o.rows() {
		if r.from == "" || r.to == "" || o.internal(r.from, r.to) {
			continue
		}
		for _, pair := range o.between(r) {
			if moves[pair] == nil {
				moves[pair] = map[string]bool{}
			}
			moves[pair][r.move] = true
		}
	}
	counts := map[[2]string]int{}
	for pair, m := range moves {
		counts[pair] = len(m)
	}
	return counts
}

// between gives the pairs of organizations that a row counts for.
func (o *oracle) between(r row) (pairs [][2]string) {
	for _, from := range o.countsFor(r.from) {
		for _, to := range o.countsFor(r.to) {
			pairs = append(pairs, [2]string{from, to})
		}
	}
	return pairs
}

func (o *oracle) downstream(org string, moves int) []string {
	frontier := map[string]bool{org: true}
	for range moves {
		next := map[string]bool{}
		for _, r := range o.rows() {
			if r.from == "" || r.to == "" || o.internal(r.from, r.to) {
				continue
			}
			for f := range frontier {
				if o.within(r.from, f) {
					for _, to := range o.countsFor(r.to) {
						next[to] = true
					}
				}
			}
		}
		frontier = next
	}
	return slices.Sorted(maps.Keys(frontier))
}

// strategies gives "strategy organization" of those in a sector or a narrower one. Types and sectors'
// order are not filtered.
func (o *oracle) strategies(sector string) []string {
	sectors := o.narrower(sector)
	found := map[string]bool{}
	for f := range o.facts {
		if f.p == short(vocab.Sector) && sectors[f.o] && o.in(f.s) && o.all[fact{f.s, short(vocab.RDFType), short(vocab.ClassStrategy)}] {
			for _, of := range o.objects(f.s, vocab.Of) {
				found[f.s+" "+of] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// narrower gives a sector and all below it.
func (o *oracle) narrower(sector string) map[string]bool {
	sectors := map[string]bool{sector: true}
	for changed := true; changed; {
		changed = false
		for f := range o.all {
			below := ""
			switch {
			case f.p == short(vocab.SKOSBroader) && sectors[f.o]:
				below = f.s
			case f.p == short(vocab.SKOSNarrower) && sectors[f.s]:
				below = f.o
			}
			if below != "" && !sectors[below] {
				sectors[below] = true
				changed = true
			}
		}
	}
	return sectors
}

// randomFacts makes a graph of the talent vocabulary with everything that can go wrong in real data:
// missing ends, several persons and organizations in one move, units of several organizations and of
// each other, facts claimed twice, disputed and without any claim, sectors in circles.
func randomFacts(rng *rand.Rand) []quad.Quad {
	var quads []quad.Quad
	name := func(kind string, n int) quad.IRI {
		return quad.IRI(fmt.Sprintf("%s%s-%d", vocab.ID, kind, rng.IntN(n)))
	}
	claims := []quad.Value{nil, quad.IRI(vocab.ID + "plain-source")}
	for i := range 12 {
		claim := quad.IRI(fmt.Sprintf("%sclaim-%d", vocab.ID, i))
		claims = append(claims, claim)
		quads = append(quads, quad.Quad{Subject: claim, Predicate: vocab.PROVHadPrimarySource, Object: name("source", 2)})
		if i%5 > 0 {
			grades := []quad.IRI{vocab.CertaintyStated, vocab.CertaintyInferred, vocab.CertaintySpeculative, vocab.CertaintyDisputed}
			quads = append(quads, quad.Quad{Subject: claim, Predicate: vocab.Certainty, Object: grades[rng.IntN(4)]})
		}
	}
	say := func(s, p quad.IRI, o quad.Value) {
		for range 1 + rng.IntN(2) {
			quads = append(quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: claims[rng.IntN(len(claims))]})
		}
	}
	orgs, people, sectors := 3+rng.IntN(6), 1+rng.IntN(10), 2+rng.IntN(5)
	for range rng.IntN(8) {
		say(name("org", orgs), vocab.ORGUnitOf, name("org", orgs))
	}
	times := func() int { return []int{0, 1, 1, 1, 1, 2, 3}[rng.IntN(7)] }
	for i := range 1 + rng.IntN(25) {
		move := quad.IRI(fmt.Sprintf("%smove-%d", vocab.ID, i))
		for range times() {
			say(move, vocab.Person, name("person", people))
		}
		for range times() {
			say(move, vocab.From, name("org", orgs))
		}
		for range times() {
			say(move, vocab.To, name("org", orgs))
		}
		for range rng.IntN(3) {
			say(move, vocab.Year, quad.Int(2020+rng.IntN(5)))
		}
		say(move, vocab.MoveKind, []quad.IRI{vocab.KindHire, vocab.KindDeparture, vocab.KindFounding}[rng.IntN(3)])
	}
	for range rng.IntN(6) {
		say(name("sector", sectors), []quad.IRI{vocab.SKOSBroader, vocab.SKOSNarrower}[rng.IntN(2)], name("sector", sectors))
	}
	for i := range rng.IntN(10) {
		strategy := quad.IRI(fmt.Sprintf("%sstrategy-%d", vocab.ID, i))
		say(strategy, vocab.RDFType, []quad.IRI{vocab.ClassStrategy, vocab.ClassEffect}[rng.IntN(4)/3])
		for range times() {
			say(strategy, vocab.Of, name("org", orgs))
		}
		for range times() {
			say(strategy, vocab.Sector, name("sector", sectors))
		}
	}
	return quads
}

// forRandomGraphs runs a check on many random graphs and filters. The seed is printed with a failure.
func forRandomGraphs(t *testing.T, check func(t *testing.T, rng *rand.Rand, g *graph.Graph, quads []quad.Quad)) {
	for seed := range uint64(long.Runs(15, 60)) {
		if !t.Run(fmt.Sprintf("seed %d", seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 1))
			quads := append(randomFacts(rng), randomPeople(rng)...)
			g := graph.New()
			// In two steps, so that some of it lies in the store's overlay.
			require.NoError(t, g.Add(t.Context(), quads[:len(quads)/2]...))
			require.NoError(t, g.Add(t.Context(), quads[len(quads)/2:]...))
			check(t, rng, g, quads)
		}) {
			return
		}
	}
}
