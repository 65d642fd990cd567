package query_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph"
	"talentgraph.example/internal/long"
	"talentgraph.example/query"
)

// work is what a question costs, in numbers that are the same on every machine: bytes that it allocates, and looks at
// its context, of which there is one in 4,096 steps at least. Where methods is asked for, all that some of its rows
// tell costs as well, of as large a part of the rows whatever their number.
type work struct {
	rows, text, looks int
	bytes             float64
}

// readEvery says which rows are read.
const readEvery = 8

// measure asks twice: what is made on first use is made by the first.
func measure(t *testing.T, g *graph.Graph, q question, methods bool, opts ...query.Option) (w work, ok bool) {
	t.Helper()
	for range 2 {
		ctx := &ending{Context: t.Context(), n: math.MaxInt64}
		start := allocated()
		rows, err := rowsOf(t, q.ask(ctx, g, opts...))
		if err != nil {
			require.ErrorIs(t, err, query.ErrNoPath)
			return w, false
		}
		told := 0
		if methods {
			for i := 0; i < len(rows); i += readEvery {
				told += read(t, rows[i])
			}
			if len(rows) > 0 {
				told += readWithContext(t, ctx, rows[0]) // each is a question of its own
			}
		}
		w = work{rows: len(rows), looks: int(ctx.calls.Load()), bytes: allocated() - start}
		if w.text = told; !methods {
			for _, row := range rows {
				w.text += len(fmt.Sprint(row))
			}
		}
	}
	return w, true
}

// read calls each method of a row that takes nothing, or languages; Detach apart, which copies the row. It gives the
// length of the row's JSON, which tells all that the row does.
func read(t *testing.T, row any) (told int) {
	t.Helper()
	value := reflect.ValueOf(row)
	for i := range value.NumMethod() {
		m, name := value.Method(i), value.Type().Method(i).Name
		if name == "Detach" || m.Type().NumIn() > 1 || m.Type().NumIn() == 1 && !m.Type().IsVariadic() {
			continue
		}
		if out := m.Call(nil); name == "MarshalJSON" {
			require.True(t, out[1].IsNil())
			told = out[0].Len()
		}
	}
	return told
}

// readWithContext calls each method of a row that takes a context, and gives about how much they tell.
func readWithContext(t *testing.T, ctx context.Context, row any) (told int) {
	t.Helper()
	value := reflect.ValueOf(row)
	for i := range value.NumMethod() {
		if m := value.Method(i); takesContext(m) {
			out := m.Call([]reflect.Value{reflect.ValueOf(ctx)})
			require.True(t, out[1].IsNil())
			if out[0].Kind() == reflect.Slice {
				told += 50 * out[0].Len()
			}
		}
	}
	return told
}

// takesContext tells whether a method takes a context, and nothing else.
func takesContext(method reflect.Value) bool {
	return method.Type().NumIn() == 1 && method.Type().In(0) == reflect.TypeFor[context.Context]()
}

func allocated() float64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.TotalAlloc)
}

// Whatever the shape of the data, the work of a question grows as what it reads and what it answers, and that of its
// first row as what it reads: four times the facts are never near sixteen times the work.
func TestGrowth(t *testing.T) {
	n := long.Runs(64, 256)
	for _, s := range shapes() {
		t.Run(s.name, func(t *testing.T) {
			small, large := s.graph(t, n), s.graph(t, 4*n)
			for _, q := range everyQuestion() {
				switch q.name {
				case "Find":
					continue // of package structs
				case "Paths":
					grows(t, q.name, small, large, q, false, query.Top(10)) // each is a search of its own
					continue
				}
				grows(t, q.name, small, large, q, false)
				grows(t, q.name+" with what its rows tell", small, large, q, true)
				if !q.single {
					grows(t, q.name+", first row", small, large, q, false, query.Top(1))
				}
			}
		})
	}
	for _, s := range wayShapes() {
		t.Run(s.name, func(t *testing.T) {
			small, large := s.graph(t, n), s.graph(t, 4*n)
			paths := asked("Paths", arguments(named("Paths")), query.Hops(math.MaxInt))
			grows(t, "Paths", small, large, paths, false, query.Top(10))
			grows(t, "first path", small, large, paths, false, query.Top(1))
			grows(t, "ShortestPath", small, large, asked("ShortestPath", arguments(named("Paths")), query.Hops(math.MaxInt)), false)
		})
	}
}

func grows(t *testing.T, name string, small, large *graph.Graph, q question, methods bool, opts ...query.Option) {
	t.Helper()
	a, ok := measure(t, small, q, methods, opts...)
	if !ok {
		return
	}
	b, ok := measure(t, large, q, methods, opts...)
	require.True(t, ok, name)
	// A logarithm and the growth of slices, maps and pages are in it; where it is the square, it is 16.
	const most = 10
	const little = 64 << 10 // bytes that are nothing, whatever they grow by
	answer := max(1, float64(b.text)/float64(4*max(a.text, 1)))
	assert.LessOrEqual(t, b.bytes, max(most*answer*a.bytes, little), "%s: bytes, %+v to %+v", name, a, b)
	few := 2 * float64(large.Size()) // looks that are nothing: units are learned a level at a time where there are many pages
	assert.LessOrEqual(t, float64(b.looks), max(most*answer*float64(a.looks), few), "%s: looks at the context, %+v to %+v", name, a, b)
}

// Questions end with their context wherever they have much to do on one of these shapes.
func TestGrowthEndsWithTheContext(t *testing.T) {
	for _, s := range shapes() {
		g := s.graph(t, long.Runs(80, 300))
		for _, q := range everyQuestion() {
			if q.name == "Find" {
				continue
			}
			if _, err := rowsOf(t, q.ask(t.Context(), g)); err != nil { // what is made on first use is made now
				continue
			}
			whole := &ending{Context: t.Context(), n: math.MaxInt64}
			rows, err := rowsOf(t, q.ask(whole, g))
			require.NoError(t, err)
			looks := whole.calls.Load()
			for _, n := range []int64{1, looks / 2, looks} {
				_, err := rowsOf(t, q.ask(&ending{Context: t.Context(), n: max(n, 1)}, g))
				assert.ErrorIs(t, err, context.Canceled, "%s of %s at look %d of %d", q.name, s.name, n, looks)
			}
			if len(rows) > 0 {
				endsWithTheContext(t, q.name+" of "+s.name, rows[0])
			}
		}
	}
}

// endsWithTheContext calls each method of a row that takes a context, and ends it.
func endsWithTheContext(t *testing.T, what string, row any) {
	t.Helper()
	value := reflect.ValueOf(row)
	for i := range value.NumMethod() {
		m := value.Method(i)
		if !takesContext(m) {
			continue
		}
		call := func(n int64) (looks int64, err error) {
			ctx := &ending{Context: t.Context(), n: n}
			err, _ = m.Call([]reflect.Value{reflect.ValueOf(ctx)})[1].Interface().(error)
			return ctx.calls.Load(), err
		}
		_, err := call(math.MaxInt64) // what is made on first use is made now
		require.NoError(t, err)
		looks, _ := call(math.MaxInt64)
		for _, n := range []int64{1, looks / 2, looks} {
			_, err := call(max(n, 1))
			assert.ErrorIs(t, err, context.Canceled, "%s of %s at look %d of %d", value.Type().Method(i).Name, what, n, looks)
		}
	}
}

// shape is a way in which facts can hang together, with about n of them.
type shape struct {
	name string
	tell func(n int, say func(s, p string, o any))
}

func (s shape) graph(t *testing.T, n int) *graph.Graph {
	t.Helper()
	var quads []quad.Quad
	node := func(name string) quad.IRI { return quad.IRI(idSpace + name) }
	say := func(s, p string, o any) {
		q := quad.Quad{Subject: node(s), Predicate: predicateNamed(p), Label: node("claim-0")}
		if told, ok := o.(told); ok {
			q.Label, o = node(told.claim), told.object
		}
		switch o := o.(type) {
		case string:
			q.Object = node(o)
		case quad.Value:
			q.Object = o
		case int:
			q.Object = quad.Int(o)
		}
		quads = append(quads, q)
	}
	// What every question needs to have something to ask about.
	say("claim-0", "source", "source-0")
	say("org-0", "label", quad.String("name"))
	say("org-0", "sector", "sector-0")
	say("move-0", "person", "person-0")
	say("move-0", "from", "org-0")
	say("move-0", "to", "org-1")
	s.tell(n, say)
	g := graph.New()
	require.NoError(t, g.Add(t.Context(), quads...))
	return g
}

// told is an object that another claim than the first gives.
type told struct {
	claim  string
	object any
}

func numbered(kind string, i int) string { return fmt.Sprintf("%s-%d", kind, i) }
