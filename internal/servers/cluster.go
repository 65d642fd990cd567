package servers

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
)

// Trials holds an engine to its promises on a cluster: writers on several nodes, nodes that are killed and come back.
func (g *Galera) Trials(t *testing.T) {
	t.Run("a graph is made on all nodes at once", g.madeAtOnce)
	t.Run("who writes by other nodes is refused, and never twice there", g.severalWriters)
	t.Run("the connection is cut in a commit, and another node is asked", g.otherNodeAsked)
	t.Run("nodes are killed and come back", g.killedNodes)
}

// from gives the source of a graph by all nodes, beginning with one.
func (g *Galera) from(graph string, first int) string {
	var list []string
	for i := range g.Nodes {
		list = append(list, g.Nodes[(first+i)%len(g.Nodes)].Address())
	}
	return g.through(graph, list...)
}

func (g *Galera) another() string { return fmt.Sprint("g", g.made.Add(1)) }

func (g *Galera) madeAtOnce(t *testing.T) {
	name := g.another()
	opened := make(chan *graph.Graph, len(g.Nodes))
	failed := make(chan error, len(g.Nodes))
	for i := range g.Nodes {
		go func() {
			a, err := graph.Open(t.Context(), g.from(name, i))
			failed <- err
			opened <- a
		}()
	}
	var graphs []*graph.Graph
	for range g.Nodes {
		require.NoError(t, <-failed)
		a := <-opened
		t.Cleanup(func() { require.NoError(t, a.Close()) })
		graphs = append(graphs, a)
	}
	db := g.Nodes[0].connect(t, "tg")
	defer db.Close()
	var n int
	require.NoError(t, db.QueryRow("select count(*) from tg_"+name+"_meta").Scan(&n))
	require.Equal(t, 1, n, "a graph has one id")
	require.NoError(t, graphs[0].Add(t.Context(), fact("first", 1)))
	same(t, graphs...) // what one node has acknowledged, each has when it is asked
}

func (g *Galera) severalWriters(t *testing.T) {
	name := g.another()
	graphs := []*graph.Graph{open(t, g.from(name, 0)), open(t, g.from(name, 1)), open(t, g.from(name, 2))}
	writers := startCounters(t, graphs...)
	eventually(t, func() bool { return t.Failed() || writers.made.Load() >= 30 && writers.refused.Load() > 0 })
	writers.check(t, append(graphs, open(t, g.from(name, 1)))...)
}

// The first node is behind the proxy. When the connection has been cut, only the other nodes can be asked.
func (g *Galera) otherNodeAsked(t *testing.T) {
	name := g.another()
	p := NewProxy(t, g.Nodes[0].Address())
	source := g.through(name, fmt.Sprint("127.0.0.1:", p.Port), g.Nodes[1].Address())
	witness := open(t, g.from(name, 2))
	refused, lost := 0, 0
	for round := 0; refused == 0 || lost == 0; round++ {
		require.Less(t, round, 30, "refused %d, and lost %d answers of commits", refused, lost)
		for pieces, cut := 0, true; cut; pieces++ {
			require.Less(t, pieces, 1000)
			a, made := open(t, source), fact(fmt.Sprint("cut", round), pieces)
			ran := 0
			err := a.Update(t.Context(), func(tx *graph.Tx) error {
				ran++
				p.RefuseAfter(pieces)
				return tx.Add(made)
			})
			cut = p.Uncut()
			p.Refuse(false)
			require.Equal(t, 1, ran)
			if err != nil {
				require.ErrorIs(t, err, graph.ErrConflict, "after %d pieces", pieces)
				refused++
			} else if cut {
				lost++
			}
			same(t, witness, a)
			require.Equal(t, err == nil, has(t, witness, made), "after %d pieces: %v", pieces, err)
			require.NoError(t, a.Close()) // or the server has too many connections
		}
	}
	t.Log("changes refused, and answers lost:", refused, lost)
}

func (g *Galera) killedNodes(t *testing.T) {
	name := g.another()
	a, b := open(t, g.from(name, 0)), open(t, g.from(name, 0))
	reader := open(t, g.from(name, 2), graph.ReadOnly())
	writers := startCounters(t, a, b)
	var questions atomic.Int64
	ended := make(chan error, 1)
	go func() {
		var err error
		for t.Context().Err() == nil && err == nil {
			var n int64
			if n, err = reader.Count(t.Context(), graph.Pattern{Subject: fact("counter", 0).Subject}); err == nil && n > 1 {
				err = fmt.Errorf("half a change is there: %d quads", n)
			}
			questions.Add(1)
			time.Sleep(time.Millisecond)
		}
		ended <- err
	}()
	writers.goOn(t)
	for i := range long.Times() {
		node := g.Nodes[i%len(g.Nodes)]
		node.Crash()
		before := questions.Load()
		writers.goOn(t)
		eventually(t, func() bool { return questions.Load() > before })
		node.Start(t)
		g.awaitAll(t)
		writers.goOn(t)
	}
	select {
	case err := <-ended:
		require.NoError(t, err)
	default:
	}
	writers.check(t, a, b, reader, open(t, g.from(name, 0)), open(t, g.from(name, 1)), open(t, g.from(name, 2)))
	eventually(t, func() bool { return a.Status().Connected && reader.Status().Connected })
}
