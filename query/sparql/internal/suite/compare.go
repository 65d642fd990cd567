package suite

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"talentgraph.example/graph/term"
)

// Compare tells how an answer differs from what is wanted: as bags of rows, but for the names of blank nodes. Numbers
// that are written differently are the same. lax lets rows come less often than wanted, but once.
func Compare(got, want Result, lax bool) error {
	if (got.Boolean == nil) != (want.Boolean == nil) || got.Boolean != nil && *got.Boolean != *want.Boolean {
		return fmt.Errorf("got %v, want %v", show(got), show(want))
	}
	if got.Boolean != nil {
		return nil
	}
	a, b := slices.Sorted(slices.Values(got.Vars)), slices.Sorted(slices.Values(want.Vars))
	if !slices.Equal(a, b) && len(want.Rows) > 0 {
		return fmt.Errorf("columns %v, want %v", got.Vars, want.Vars)
	}
	if lax {
		got.Rows, want.Rows = once(got.Rows), once(want.Rows)
	}
	for _, normal := range []func(term.Term) term.Term{exact, byValue} {
		m := matcher{got: rows(got, want, normal), want: rows(want, want, normal), ordered: want.Ordered,
			to: map[string]string{}, from: map[string]string{}}
		m.used = make([]bool, len(m.got))
		if len(m.got) == len(m.want) && m.match(0) {
			return nil
		}
	}
	return fmt.Errorf("got %s\nwant %s", show(got), show(want))
}

func once(list []map[string]term.Term) (out []map[string]term.Term) {
	for _, r := range list {
		if !slices.ContainsFunc(out, func(o map[string]term.Term) bool { return fmt.Sprint(o) == fmt.Sprint(r) }) {
			out = append(out, r)
		}
	}
	return out
}

func show(r Result) string {
	if r.Boolean != nil {
		return strconv.FormatBool(*r.Boolean)
	}
	var b strings.Builder
	fmt.Fprint(&b, r.Vars)
	for _, row := range r.Rows {
		b.WriteString("\n   ")
		for _, v := range r.Vars {
			t := row[v]
			fmt.Fprintf(&b, " %s %q", v, t.Text)
			if t.Kind != term.Literal {
				fmt.Fprintf(&b, "(%d)", t.Kind)
			}
			b.WriteString(strings.TrimPrefix(t.Datatype, term.XSD) + t.Lang)
		}
	}
	return b.String()
}

type matcher struct {
	got, want [][]term.Term
	used      []bool
	ordered   bool
	to, from  map[string]string // blank nodes, from want to got and back
}

func rows(r, shape Result, normal func(term.Term) term.Term) (out [][]term.Term) {
	for _, row := range r.Rows {
		list := make([]term.Term, len(shape.Vars))
		for i, v := range shape.Vars {
			list[i] = normal(row[v])
			if shape.Text && list[i].Kind != term.Blank {
				list[i] = term.Term{Kind: term.Literal, Text: row[v].Text}
			}
		}
		out = append(out, list)
	}
	return out
}

func exact(t term.Term) term.Term {
	t.Lang = strings.ToLower(t.Lang)
	return t
}

func byValue(t term.Term) term.Term {
	t = exact(t)
	switch strings.TrimPrefix(t.Datatype, term.XSD) {
	case "integer", "decimal":
		if r, ok := new(big.Rat).SetString(t.Text); ok {
			t.Text = r.RatString()
		}
	case "double", "float":
		if f, err := strconv.ParseFloat(t.Text, 64); err == nil {
			t.Text = strconv.FormatFloat(f, 'g', 6, 64)
		}
	}
	return t
}

// match finds partners for the wanted rows from the i-th on.
func (m *matcher) match(i int) bool {
	if i == len(m.want) {
		return true
	}
	from, to := 0, len(m.got)
	if m.ordered {
		from, to = i, i+1
	}
	for j := from; j < to; j++ {
		if m.used[j] {
			continue
		}
		bound, ok := m.pair(m.want[i], m.got[j])
		m.used[j] = true
		if ok && m.match(i+1) {
			return true
		}
		m.used[j] = false
		for _, name := range bound {
			delete(m.from, m.to[name])
			delete(m.to, name)
		}
	}
	return false
}

// pair tells whether two rows can be the same, and which blank nodes were given partners for it.
func (m *matcher) pair(want, got []term.Term) (bound []string, ok bool) {
	for k, w := range want {
		g := got[k]
		if w.Kind != term.Blank || g.Kind != term.Blank {
			if w != g {
				return bound, false
			}
			continue
		}
		old, known := m.to[w.Text]
		if known && old != g.Text || !known && m.from[g.Text] != "" {
			return bound, false
		}
		if !known {
			m.to[w.Text], m.from[g.Text] = g.Text, w.Text
			bound = append(bound, w.Text)
		}
	}
	return bound, true
}
