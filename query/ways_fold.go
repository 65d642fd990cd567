package query

import (
	"cmp"
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// tie is one tie between two nodes.
type tie struct {
	from, to, teller graph.ID
	form             int32
	when             int32 // its place among the times; -1 if it has none
}

// folding makes [Ties] of ties: it weighs all nodes, chooses some, and gathers the ties among these.
type folding struct {
	*tieReader
	distances map[graph.ID]int // of the nodes that there may be; nil for any

	nodes   ask.Numbering
	weights []int // by place
	kinds   []NodeKind
	total   int // ties

	few  bool       // not all nodes are given
	kept ask.Bitset // which are
	ties []tie
	told *toldTies
}

// fold makes an answer of the ties that some tellers tell of, among some nodes with their distances, nil for any.
func (t *tieReader) fold(ctx context.Context, tellers []graph.ID, distances map[graph.ID]int) (Ties, error) {
	f := &folding{tieReader: t, distances: distances, told: &toldTies{state: t.State, forms: t.forms}}
	for id := range distances {
		f.number(id)
	}
	if err := t.each(ctx, tellers, f.weigh); err != nil {
		return Ties{}, err
	}
	places, err := f.choose(ctx)
	if err != nil {
		return Ties{}, err
	}
	if err := t.each(ctx, tellers, func(b bundle) error { return f.gather(ctx, b) }); err != nil {
		return Ties{}, err
	}
	answer := Ties{LeftOut: LeftOut{Nodes: len(f.nodes.IDs) - len(places), Ties: f.total - len(f.ties)}}
	for i, place := range places {
		if i&4095 == 4095 && ctx.Err() != nil {
			return Ties{}, ctx.Err()
		}
		id := f.nodes.IDs[place]
		answer.Nodes = append(answer.Nodes, TiedNode{t.Numbers.Entity(id), f.kindOf(id, f.kinds[place]), f.weights[place], distances[id]})
	}
	answer.Arrows, err = f.arrows(ctx)
	return answer, err
}

func (f *folding) number(id graph.ID) int32 {
	place := f.nodes.Number(id)
	if int(place) == len(f.weights) {
		f.weights, f.kinds = append(f.weights, 0), append(f.kinds, NodeThing)
	}
	return place
}

// weigh counts the ties of a bundle's nodes.
func (f *folding) weigh(b bundle) error {
	b = f.within(b, f.mayBe)
	form := f.forms[b.form]
	for _, id := range b.from {
		place := f.number(id)
		f.weights[place] += len(b.to)
		f.kinds[place] = max(f.kinds[place], form.fromKind)
		if ask.Contains(b.to, id) {
			f.weights[place]-- // a node's tie to itself is one
		}
	}
	for _, id := range b.to {
		place := f.number(id)
		f.weights[place] += len(b.from)
		f.kinds[place] = max(f.kinds[place], form.toKind)
	}
	f.total += len(b.from) * len(b.to)
	return nil
}

// mayBe tells whether a node is one of those that there may be.
func (f *folding) mayBe(id graph.ID) bool {
	_, known := f.distances[id]
	return known || f.distances == nil
}

// within leaves out nodes of a bundle.
func (f *folding) within(b bundle, has func(graph.ID) bool) bundle {
	not := func(id graph.ID) bool { return !has(id) }
	if slices.ContainsFunc(b.from, not) {
		b.from = slices.DeleteFunc(slices.Clone(b.from), not)
	}
	if slices.ContainsFunc(b.to, not) {
		b.to = slices.DeleteFunc(slices.Clone(b.to), not)
	}
	if len(b.from) == 0 || len(b.to) == 0 {
		b.from, b.to = nil, nil
	}
	return b
}

// choose gives the places of the nodes that are wanted, in order.
func (f *folding) choose(ctx context.Context) ([]int32, error) {
	iris := f.IRIs()
	places, err := ask.TopRows(ctx, f.Question, ask.AsMet(f.nodes.IDs), func(x, y int32) int {
		a, b := f.nodes.IDs[x], f.nodes.IDs[y]
		return cmp.Or(cmp.Compare(f.distances[a], f.distances[b]), cmp.Compare(f.weights[y], f.weights[x]), iris.Compare(a, b))
	})
	if f.few = len(places) < len(f.nodes.IDs); f.few {
		for _, place := range places {
			f.kept.Set(f.nodes.IDs[place])
		}
	}
	return places, err
}

// gather notes the ties of a bundle among the nodes that are given.
func (f *folding) gather(ctx context.Context, b bundle) error {
	b = f.within(b, func(id graph.ID) bool { return f.mayBe(id) && (!f.few || f.kept.Has(id)) })
	when := int32(-1)
	if time, ok := f.Choose(f.times); ok && len(b.from) > 0 {
		when = int32(len(f.told.times))
		f.told.times = append(f.told.times, time)
	}
	for _, from := range b.from {
		for _, to := range b.to {
			if len(f.ties)&4095 == 4095 && ctx.Err() != nil {
				return ctx.Err()
			}
			f.ties = append(f.ties, tie{from, to, b.teller, int32(b.form), when})
		}
	}
	return nil
}

// arrows puts the ties of one kind from one node to another together.
func (f *folding) arrows(ctx context.Context) ([]Arrow, error) {
	kind := func(t tie) ArrowKind { return f.forms[t.form].kind }
	err := ask.SortFunc(ctx, f.ties, func(a, b tie) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(kind(a), kind(b)),
			cmp.Compare(a.teller, b.teller), cmp.Compare(a.form, b.form))
	})
	if err != nil {
		return nil, err
	}
	var arrows []Arrow
	for i := 0; i < len(f.ties); {
		if len(arrows)&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		first, start := f.ties[i], i
		a := Arrow{From: f.Numbers.Entity(first.from), To: f.Numbers.Entity(first.to), Kind: kind(first), told: f.told}
		for ; i < len(f.ties) && f.ties[i].from == first.from && f.ties[i].to == first.to && kind(f.ties[i]) == a.Kind; i++ {
			if f.ties[i].when < 0 {
				a.Undated++
			}
		}
		a.ties = f.ties[start:i:i]
		a.Count = len(a.ties)
		arrows = append(arrows, a)
	}
	iris := f.IRIs()
	return arrows, ask.SortFunc(ctx, arrows, func(a, b Arrow) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), iris.Compare(a.From.Number(), b.From.Number()),
			iris.Compare(a.To.Number(), b.To.Number()), cmp.Compare(a.Kind, b.Kind))
	})
}

// kindOf is what a node is: by its class, else by its ties.
func (f *folding) kindOf(node graph.ID, tied NodeKind) NodeKind {
	var room [4]graph.ID
	classes := f.Unfiltered().Values(room[:0], node, f.Terms.Type)
	if len(classes) == 0 {
		return tied
	}
	kind := NodeThing
	for _, class := range classes {
		switch class {
		case f.Terms.PersonClass, f.Terms.Group:
			kind = NodePerson
		case f.Terms.Organization, f.Terms.Unit:
			kind = max(kind, NodeOrganization)
		}
	}
	return kind
}
