package query

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"math"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
)

// place is where a node comes in the order.
type place struct {
	id   graph.ID
	Keys []key
	Node string
}

func (f *shapeFinder) place(node graph.ID) place {
	p := place{id: node, Node: f.text(node)}
	for _, o := range f.order {
		k := key{Missing: true}
		for _, v := range f.values(node, o.field) {
			if other := keyOf(f.s.EntityOf(v).Node()); compareKeys(other, k) < 0 {
				k = other
			}
		}
		p.Keys = append(p.Keys, k)
	}
	return p
}

func (f *shapeFinder) compare(a, b place) int {
	for i, o := range f.order {
		c := compareKeys(a.Keys[i], b.Keys[i])
		if o.down && a.Keys[i].Missing == b.Keys[i].Missing {
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
		return p, errors.New("query.After: this is no cursor of this question; give what query.Next gave, with the same OrderBy")
	}
	return p, nil
}

// key is a value to order by.
type key struct {
	Missing bool    `json:",omitempty"`
	Text    string  `json:",omitempty"` // of what is no number
	IsText  bool    `json:",omitempty"`
	Number  float64 `json:",omitempty"`
}

func keyOf(v quad.Value) key {
	switch v := v.(type) {
	case quad.Int:
		return key{Number: float64(v)}
	case quad.Float:
		if x := float64(v); !math.IsNaN(x) && !math.IsInf(x, 0) {
			return key{Number: x}
		}
	}
	t, err := term.Of(v)
	if err != nil {
		return key{Missing: true}
	}
	return key{IsText: true, Text: t.Text}
}

func compareKeys(a, b key) int {
	if a.Missing != b.Missing {
		if a.Missing {
			return 1
		}
		return -1
	}
	if a.IsText != b.IsText {
		if a.IsText {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.Number, b.Number), strings.Compare(a.Text, b.Text))
}
