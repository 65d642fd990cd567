package graph_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/graph/internal/store/storetest"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/long"
)

// TestModel makes random changes to a graph and to a list of quads, and asks both the same, in every way to keep a graph;
// files are closed, opened in other ways, compacted and put in the place of their backups on the way.
func TestModel(t *testing.T) {
	for _, parameters := range []string{"memory:", "", "?sync=group", "?sync=never", "?read=map", "?read=map&verify=check&sync=group"} {
		t.Run(parameters, func(t *testing.T) {
			r := storetest.NewRand(t)
			for range long.Runs(1, 6) {
				m := &modelled{t: t, r: r, dir: t.TempDir(), parameters: parameters, held: map[*graph.Snapshot]*storetest.Model{}}
				if m.g = graph.New(); parameters != "memory:" {
					m.path = filepath.Join(m.dir, "talent.tg")
					m.open(m.path)
				}
				for range long.Runs(30, 150) {
					m.step()
				}
				if m.path != "" {
					require.NoError(t, m.g.Close())
					require.NoError(t, graph.CheckFile(t.Context(), m.path))
				}
			}
		})
	}
}

// modelled is a graph beside its model.
type modelled struct {
	t          *testing.T
	r          *rand.Rand
	dir        string
	parameters string
	path       string // empty in memory
	g          *graph.Graph
	model      storetest.Model
	held       map[*graph.Snapshot]*storetest.Model
}

func (m *modelled) open(path string) {
	if m.g != nil {
		require.NoError(m.t, m.g.Close())
	}
	m.path = path
	m.g = openIn(m.t, "file:"+path+m.parameters)
}

// randomQuad draws from few terms of all kinds.
func randomQuad(r *rand.Rand) quad.Quad {
	node := func() quad.Value {
		if n := r.IntN(12); n%4 == 0 {
			return quad.BNode(fmt.Sprint("n", n))
		} else {
			return iri(fmt.Sprint("n", n))
		}
	}
	q := quad.Quad{Subject: node(), Predicate: iri(fmt.Sprint("n", r.IntN(4))), Object: node()}
	switch n := r.IntN(12); n % 6 {
	case 0:
		q.Object = quad.String(fmt.Sprint("n", n))
	case 1:
		q.Object = quad.LangString{Value: "n", Lang: []string{"en", "zh-Hant"}[n/6]}
	case 2:
		q.Object = quad.TypedString{Value: quad.String(fmt.Sprint("0", n)), Type: "http://www.w3.org/2001/XMLSchema#integer"}
	}
	if n := r.IntN(4); n > 0 {
		q.Label = iri(fmt.Sprint("n", n))
	}
	return q
}

var errUndo = errors.New("undo it")

func (m *modelled) step() {
	changed := m.model.Clone()
	err := m.g.Update(m.t.Context(), func(tx *graph.Tx) error {
		for range m.r.IntN(12) {
			q := randomQuad(m.r)
			switch m.r.IntN(12) {
			case 0, 1, 2:
				changed.Remove(q)
				require.NoError(m.t, tx.Remove(q))
			case 3:
				p := pattern(q, 1+m.r.IntN(15))
				n, err := tx.RemoveMatching(m.t.Context(), p)
				require.NoError(m.t, err)
				before := len(changed.Quads)
				changed.Quads = slices.DeleteFunc(changed.Quads, func(x quad.Quad) bool { return fits(p, x) })
				require.EqualValues(m.t, before-len(changed.Quads), n)
			default:
				changed.Add(q)
				require.NoError(m.t, tx.Add(q))
			}
		}
		m.compare(tx, changed)
		if m.r.IntN(6) == 0 {
			return errUndo
		}
		return nil
	})
	if err == nil {
		m.model = *changed
	} else {
		require.ErrorIs(m.t, err, errUndo)
	}
	version := m.g.Snapshot().Version()
	m.goOn()
	require.Equal(m.t, version, m.g.Snapshot().Version())
	m.compare(m.g, &m.model)

	m.held[m.g.Snapshot()] = m.model.Clone()
	for s, then := range m.held { // some of them, whose graphs may long be closed
		if m.r.IntN(10) == 0 {
			m.compare(s, then)
			delete(m.held, s)
		}
	}
}

// goOn does what changes no facts.
func (m *modelled) goOn() {
	switch n := m.r.IntN(8); {
	case n == 0:
		require.NoError(m.t, m.g.Compact(m.t.Context()))
	case m.path == "":
	case n == 1:
		m.open(m.path)
	case n == 2:
		copied := filepath.Join(m.dir, fmt.Sprint(m.r.Uint64(), ".tg"))
		require.NoError(m.t, m.g.Backup(m.t.Context(), copied))
		m.open(copied)
	case n == 3:
		follower := openIn(m.t, "file:"+m.path+[]string{"", "?read=map"}[m.r.IntN(2)], graph.ReadOnly())
		m.compare(follower, &m.model)
		m.held[follower.Snapshot()] = m.model.Clone()
		require.NoError(m.t, follower.Close())
	}
}

// pattern takes those terms of a quad whose bit is set; the fifth bit asks for the default graph.
func pattern(q quad.Quad, shape int) (p graph.Pattern) {
	for i, place := range []*quad.Value{&p.Subject, &p.Predicate, &p.Object, &p.Label} {
		if shape>>i&1 == 1 {
			*place = q.Get(quad.Directions[i])
		}
	}
	if p.Unlabelled = shape>>4&1 == 1; p.Unlabelled {
		p.Label = nil
	}
	return p
}

func fits(p graph.Pattern, q quad.Quad) bool {
	for i, want := range []quad.Value{p.Subject, p.Predicate, p.Object, p.Label} {
		if want != nil && !term.Equal(want, q.Get(quad.Directions[i])) {
			return false
		}
	}
	return !p.Unlabelled || q.Label == nil
}

// compare asks for all shapes of pattern about a quad that mostly is there.
func (m *modelled) compare(r graph.Reader, model *storetest.Model) {
	m.t.Helper()
	q := randomQuad(m.r)
	if n := len(model.Quads); n > 0 && m.r.IntN(4) > 0 {
		q = model.Quads[m.r.IntN(n)]
	}
	for shape := range 32 {
		p := pattern(q, shape)
		var want, got []string
		for _, x := range model.Quads {
			if fits(p, x) {
				want = append(want, storetest.Key(x))
			}
		}
		for x, err := range r.Quads(m.t.Context(), p) {
			require.NoError(m.t, err)
			got = append(got, storetest.Key(x))
		}
		slices.Sort(want)
		slices.Sort(got)
		require.Equal(m.t, want, got, "%v", p)
		n, err := r.Count(m.t.Context(), p)
		require.NoError(m.t, err)
		require.EqualValues(m.t, len(want), n, "%v", p)
	}
}
