package snapstore_test

import (
	"context"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/snapstore"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/byhand"
	"talentgraph.example/internal/talentgen"
)

// asker asks the store what package byhand answers by hand.
type asker struct {
	b   *testing.B
	ctx context.Context
	s   *snapstore.Snapshot

	typ, person, from, to, year, sector, broader, strategy snapstore.ID
}

func newAsker(b *testing.B, s *snapstore.Snapshot) *asker {
	ids := iris(b, s, vocab.RDFType, vocab.Person, vocab.From, vocab.To, vocab.Year,
		vocab.Sector, vocab.SKOSBroader, vocab.ClassStrategy)
	return &asker{b, context.Background(), s, ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6], ids[7]}
}

func (a *asker) expand(nodes []snapstore.ID, d quad.Direction, predicates []snapstore.ID, yield func(snapstore.Run)) {
	err := a.s.Expand(a.ctx, nodes, d, predicates, func(r snapstore.Run) bool { yield(r); return true })
	if err != nil {
		a.b.Fatal(err)
	}
}

// subjects gives the subjects of quads with these objects, doubles only from several objects.
func (a *asker) subjects(objects []snapstore.ID, predicate snapstore.ID) (out []snapstore.ID) {
	a.expand(objects, quad.Object, []snapstore.ID{predicate}, func(r snapstore.Run) {
		for i, s := range r.Others {
			if i == 0 || s != r.Others[i-1] {
				out = append(out, s)
			}
		}
	})
	return out
}

type move struct {
	move, person, from, to snapstore.ID
	year                   int
}

func (a *asker) whoLeft(from, to snapstore.ID) []move {
	var rows []move
	moves := a.subjects([]snapstore.ID{from}, a.from)
	// Which of them lead to the other organization, then all about those.
	goal := moves[:0]
	a.expand(moves, quad.Subject, []snapstore.ID{a.to}, func(r snapstore.Run) {
		if slices.Contains(r.Others, to) {
			goal = append(goal, moves[r.Node])
		}
	})
	for _, m := range goal {
		rows = append(rows, move{move: m, from: from, to: to})
	}
	a.expand(goal, quad.Subject, []snapstore.ID{a.person, a.year}, func(r snapstore.Run) {
		if r.Predicate == a.person {
			rows[r.Node].person = r.Others[0]
		} else if year, ok := a.s.Value(r.Others[0]).(quad.Int); ok {
			rows[r.Node].year = int(year)
		}
	})
	return rows
}

func (a *asker) strategiesBySector(sector snapstore.ID) []snapstore.ID {
	sectors := []snapstore.ID{sector}
	var found []snapstore.ID
	columns := a.s.Columns(quad.Subject, nil)
	for k := 0; k < len(sectors); k++ {
		for _, n := range a.s.Rows(sectors[k], quad.Object, a.broader).Others {
			if !slices.Contains(sectors, n) {
				sectors = append(sectors, n)
			}
		}
		last := snapstore.ID(0)
		for _, n := range a.s.Rows(sectors[k], quad.Object, a.sector).Others {
			if n == last {
				continue
			}
			last = n
			from, to, ok := columns.Range(n)
			if !ok {
				a.b.Fatal("no node should be changed here")
			}
			for i := from; i < to; i++ {
				if columns.Predicates[i] == a.typ && columns.Others[i] == a.strategy {
					found = append(found, n)
					break
				}
			}
		}
	}
	return found
}

func (a *asker) downstream(organization snapstore.ID, moves int) []snapstore.ID {
	frontier := []snapstore.ID{organization}
	seen := make([]uint64, a.s.Terms()/64+1)
	for range moves {
		var next []snapstore.ID
		clear(seen)
		a.expand(a.subjects(frontier, a.from), quad.Subject, []snapstore.ID{a.to}, func(r snapstore.Run) {
			for _, o := range r.Others {
				if seen[o/64]>>(o%64)&1 == 0 {
					seen[o/64] |= 1 << (o % 64)
					next = append(next, o)
				}
			}
		})
		frontier = next
	}
	return frontier
}

type flow struct {
	from, to snapstore.ID
	count    int
}

// flows gives the n largest flows, and all as large as the last of them, in no order.
func (a *asker) flows(n int) []flow {
	counts := map[uint64]int{}
	columns := a.s.Columns(quad.Subject, nil)
	for m := snapstore.ID(1); int(m) <= a.s.Terms(); m++ {
		i, end, ok := columns.Range(m)
		if !ok {
			a.b.Fatal("no node should be changed here")
		}
		var from, to snapstore.ID
		for ; i < end; i++ {
			switch columns.Predicates[i] {
			case a.from:
				from = columns.Others[i]
			case a.to:
				to = columns.Others[i]
			}
		}
		if from != 0 && to != 0 && from != to {
			counts[uint64(from)<<32|uint64(to)]++
		}
	}
	sizes := make([]int, 0, len(counts))
	for _, count := range counts {
		sizes = append(sizes, count)
	}
	slices.Sort(sizes)
	least := sizes[max(0, len(sizes)-n)]
	var flows []flow
	for key, count := range counts {
		if count >= least {
			flows = append(flows, flow{snapstore.ID(key >> 32), snapstore.ID(key), count})
		}
	}
	return flows
}

// BenchmarkByHand asks the store by its own methods what package byhand answers by hand. A ratio of 0.5
// means that the store takes twice as long.
func BenchmarkByHand(b *testing.B) {
	for _, c := range []struct {
		name string
		// ask gives the two questions and checks their answers.
		ask func(b *testing.B, d *benchData, a *asker, h *byhand.Data) (ours, theirs func())
	}{
		{"WhoLeft", func(b *testing.B, d *benchData, a *asker, h *byhand.Data) (ours, theirs func()) {
			from, to := talentgen.Organization(5), talentgen.Organization(3)
			x, y := a.s.ID(from), a.s.ID(to)
			hx, hy := h.ID(from), h.ID(to)
			got, want := a.whoLeft(x, y), h.WhoLeft(hx, hy)
			check(b, "moves", len(got), len(want))
			for i, m := range want {
				check(b, "move", string(a.s.Value(got[i].move).String()), h.Text(m.Move))
				check(b, "person", string(a.s.Value(got[i].person).String()), h.Text(m.Person))
				check(b, "year", got[i].year, m.Year)
			}
			return func() { a.whoLeft(x, y) }, func() { h.WhoLeft(hx, hy) }
		}},
		{"StrategiesBySector", func(b *testing.B, d *benchData, a *asker, h *byhand.Data) (ours, theirs func()) {
			sector := talentgen.Sector(2)
			x, hx := a.s.ID(sector), h.ID(sector)
			got, want := a.strategiesBySector(x), h.StrategiesBySector(hx)
			checkNodes(b, a.s, got, h, want)
			return func() { a.strategiesBySector(x) }, func() { h.StrategiesBySector(hx) }
		}},
		{"Downstream3", func(b *testing.B, d *benchData, a *asker, h *byhand.Data) (ours, theirs func()) {
			organization := talentgen.Organization(talentgen.Organizations(d.n) - 1)
			x, hx := a.s.ID(organization), h.ID(organization)
			got, want := a.downstream(x, 3), h.Downstream(hx, 3)
			checkNodes(b, a.s, got, h, want)
			return func() { a.downstream(x, 3) }, func() { h.Downstream(hx, 3) }
		}},
		{"FlowsTop100", func(b *testing.B, d *benchData, a *asker, h *byhand.Data) (ours, theirs func()) {
			counts := map[string]int{}
			for _, f := range a.flows(100) {
				counts[a.s.Value(f.from).String()+a.s.Value(f.to).String()] = f.count
			}
			for _, f := range h.Flows(100) {
				check(b, "flow", counts[h.Text(f.From)+h.Text(f.To)], f.Count)
			}
			return func() { a.flows(100) }, func() { h.Flows(100) }
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			forSizes(b, func(b *testing.B, d *benchData) {
				ours, theirs := c.ask(b, d, newAsker(b, d.snapstore(b).Snapshot()), d.hand(b))
				ratio(b, "by-hand", ours, theirs)
			})
		})
	}
}

func checkNodes(b *testing.B, s *snapstore.Snapshot, got []snapstore.ID, h *byhand.Data, want []byhand.ID) {
	b.Helper()
	var g, w []string
	for _, id := range got {
		g = append(g, s.Value(id).String())
	}
	for _, id := range want {
		w = append(w, h.Text(id))
	}
	if len(w) == 0 {
		b.Fatal("nothing found")
	}
	check(b, "nodes", texts(g), texts(w))
}
