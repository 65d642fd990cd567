package structs

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/sizes"
	"talentgraph.example/query/internal/ask"
)

type orderField struct {
	field *shapeField // nil for the node itself
	down  bool
}

func (f *shapeFinder) readOrder() error {
	for _, name := range f.Options.Order {
		name, down := strings.CutPrefix(name, "-")
		field, err := f.shape.field(name)
		if err != nil {
			return err
		}
		if field != nil && (field.many || field.byLang) {
			return &ShapeError{Type: f.shape.typ, Field: name, Err: errors.New("it holds several values, and there is no order by these")}
		}
		f.order = append(f.order, orderField{field, down})
	}
	return nil
}

// place is where a node comes in the order.
type place struct {
	id   graph.ID
	Keys []sizes.Size
	Node string
}

// places gives those candidates that are in time and meet the conditions, in order, and behind the cursor.
func (f *shapeFinder) places(ctx context.Context) ([]place, error) {
	var after *place
	if f.Options.Has(ask.OptAfter) {
		p, err := parsePlace(f.Options.After, len(f.order))
		if err != nil {
			return nil, f.Options.Wrong("After", err)
		}
		after = &p
	}
	nodes, err := f.candidates(ctx)
	if err != nil {
		return nil, err
	}
	all := ask.NewTop(0, f.compare)
	for page := range slices.Chunk(nodes, ask.PageSize) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c, err := f.load(ctx, f.probe, page)
		if err != nil {
			return nil, err
		}
		for i, n := range page {
			if f.Numbers.Kind(n) == term.Literal || !f.inTime(c, i) || !f.meets(c, i) {
				continue
			}
			if p := f.place(c, i); after == nil || f.compare(p, *after) > 0 {
				all.Add(p)
			}
		}
	}
	end := f.Trace.Begin("order nodes", ask.IndexNone, len(nodes))
	places, err := all.Sorted(ctx)
	end(len(places))
	return places, err
}

// meets tells whether a node has one of the values of each Where.
func (f *shapeFinder) meets(c *content, i int) bool {
	for j := range f.where {
		w := &f.where[j]
		met := func(id graph.ID) bool { return w.met(f.Numbers, id) }
		values := c.nodes[i : i+1]
		if w.field != nil {
			values = c.values(i, j)
		}
		if !slices.ContainsFunc(values, met) && (!w.lacks || len(values) > 0) {
			return false
		}
	}
	return true
}

func (f *shapeFinder) place(c *content, i int) place {
	p := place{id: c.nodes[i], Node: f.Text(c.nodes[i])}
	for j, o := range f.order {
		k := sizes.Size{Sort: sizes.Missing}
		if o.field == nil {
			k = sizes.Size{Sort: sizes.Text, Text: p.Node}
		}
		for _, v := range c.values(i, len(f.where)+j) {
			if other := keyOf(o.field, f.Numbers.Term(v)); other.Compare(k) < 0 {
				k = other
			}
		}
		p.Keys = append(p.Keys, k)
	}
	return p
}

func (f *shapeFinder) compare(a, b place) int {
	for i, o := range f.order {
		c := a.Keys[i].Compare(b.Keys[i])
		if o.down && (a.Keys[i].Sort == sizes.Missing) == (b.Keys[i].Sort == sizes.Missing) {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(a.Node, b.Node)
}

// String is the place as a cursor.
func (p place) String() string {
	text, err := json.Marshal(p)
	if err != nil {
		return "" // cannot be: keys are numbers that JSON has, and texts
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func parsePlace(cursor string, keys int) (place, error) {
	var p place
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil || len(p.Keys) != keys {
		return p, errors.New("this is no cursor of this question; give what query.Next gave, with the same OrderBy")
	}
	return p, nil
}
