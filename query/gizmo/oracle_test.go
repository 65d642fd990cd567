package gizmo

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	_ "github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/query"
	cayleygizmo "github.com/cayleygraph/cayley/query/gizmo"
	_ "github.com/cayleygraph/cayley/writer"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/nquads"
	"github.com/stretchr/testify/require"
)

// memstore makes one of Cayley's memory stores with the quads.
func memstore(t testing.TB, quads []quad.Quad) graph.QuadStore {
	return cayleyStore(t, "memstore", quads)
}

func cayleyStore(t testing.TB, kind string, quads []quad.Quad) graph.QuadStore {
	t.Helper()
	qs, err := graph.NewQuadStore(kind, "", nil)
	require.NoError(t, err)
	w, err := graph.NewQuadWriter("single", qs, graph.Options{"ignore_duplicate": true})
	require.NoError(t, err)
	require.NoError(t, w.AddQuadSet(quads))
	return qs
}

// stock runs a script in Cayley's own session. A row is written as its tags, an emitted value as it is.
func stock(qs graph.QuadStore, script string) (rows []string, err error) {
	ctx := context.Background()
	session := cayleygizmo.NewSession(qs)
	it, err := session.Execute(ctx, script, query.Options{Collation: query.Raw, Limit: -1})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	for it.Next(ctx) {
		r := it.Result().(*cayleygizmo.Result)
		if r.Tags == nil {
			rows = append(rows, fmt.Sprint(r.Val))
			continue
		}
		values := make(map[string]quad.Value)
		for tag, ref := range r.Tags {
			if v := qs.NameOf(ref); v != nil {
				values[tag] = v
			}
		}
		rows = append(rows, rowText(values))
	}
	return rows, it.Err()
}

// stockSafely gives an error where Cayley panics before it runs a script in a goroutine of its own.
func stockSafely(qs graph.QuadStore, script string) (rows []string, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("panic: %v", x)
		}
	}()
	return stock(qs, script)
}

func rowText(values map[string]quad.Value) string {
	var parts []string
	for tag, v := range values {
		parts = append(parts, tag+"="+quad.StringOf(v))
	}
	slices.Sort(parts)
	return strings.Join(parts, " ")
}

// ownRows runs a script in a session of this package, in the same notation: here, and in a box.
func ownRows(t testing.TB, qs graph.QuadStore, script string) (rows []string, err error) {
	t.Helper()
	rows, err = rowsOf(qs, script)
	boxed, boxedErr := rowsOf(qs, script, In(box))
	requireSameEnd(t, err, boxedErr, script)
	requireSame(t, slices.Clone(rows), boxed, "in a box: "+script)
	return rows, err
}

func rowsOf(qs graph.QuadStore, script string, opts ...Option) (rows []string, err error) {
	for r, err := range runStore(context.Background(), qs, script, opts) {
		if err != nil {
			return rows, err
		}
		if v, ok := r.Emitted(); ok {
			rows = append(rows, fmt.Sprint(v))
			continue
		}
		rows = append(rows, rowText(r.Values()))
	}
	return rows, nil
}

// requireSame compares two answers as multisets.
func requireSame(t testing.TB, want, got []string, script string) {
	t.Helper()
	slices.Sort(want)
	slices.Sort(got)
	require.Equal(t, want, got, "script: %s", script)
}

// cayleyDir is where the dependency's files are.
func cayleyDir(t *testing.T) string {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/cayleygraph/cayley").Output()
	if err != nil || len(strings.TrimSpace(string(out))) == 0 {
		t.Skip("the source of the cayley module is not at hand; run the test where the go command is")
	}
	return strings.TrimSpace(string(out))
}

func readQuads(t *testing.T, file string) []quad.Quad {
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	r := nquads.NewReader(f, false)
	var quads []quad.Quad
	for {
		q, err := r.ReadQuad()
		if errors.Is(err, io.EOF) {
			return quads
		}
		require.NoError(t, err)
		quads = append(quads, q)
	}
}

// A cayleyCase is one of the cases of the dependency's own tests, read from its source.
type cayleyCase struct {
	message, query, file string
	fails                bool
}

func cayleyCases(t *testing.T, dir string) []cayleyCase {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "query/gizmo/gizmo_test.go"), nil, 0)
	require.NoError(t, err)
	var cases []cayleyCase
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "testQueries" {
			return true
		}
		for _, element := range spec.Values[0].(*ast.CompositeLit).Elts {
			var c cayleyCase
			for _, field := range element.(*ast.CompositeLit).Elts {
				kv := field.(*ast.KeyValueExpr)
				text := ""
				if lit, ok := kv.Value.(*ast.BasicLit); ok {
					text, _ = strconv.Unquote(lit.Value)
				}
				switch kv.Key.(*ast.Ident).Name {
				case "message":
					c.message = text
				case "query":
					c.query = text
				case "file":
					c.file = "testdata_multigraph.nq"
				case "err":
					c.fails = true
				}
			}
			cases = append(cases, c)
		}
		return false
	})
	require.Greater(t, len(cases), 70)
	return cases
}

// TestCayleysOwnCases runs the scripts of Cayley's own tests in both sessions.
func TestCayleysOwnCases(t *testing.T) {
	dir := cayleyDir(t)
	simple := memstore(t, readQuads(t, filepath.Join(dir, "data/testdata.nq")))
	multi := memstore(t, readQuads(t, filepath.Join(dir, "data/testdata_multigraph.nq")))
	nativeSimple := native(t, readQuads(t, filepath.Join(dir, "data/testdata.nq")))
	nativeMulti := native(t, readQuads(t, filepath.Join(dir, "data/testdata_multigraph.nq")))
	for i, c := range cayleyCases(t, dir) {
		t.Run(fmt.Sprintf("%d %s", i, c.message), func(t *testing.T) {
			qs := simple
			own := nativeSimple
			if c.file != "" {
				qs, own = multi, nativeMulti
			}
			got, err := ownRows(t, qs, c.query)
			if c.fails {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			want, err := stock(qs, c.query)
			require.NoError(t, err)
			if strings.Contains(c.query, "order()") {
				require.True(t, reflect.DeepEqual(want, got), "order of %s:\n%q\n%q", c.query, want, got)
			}
			requireSame(t, want, got, c.query)
			got, err = ownRows(t, own, c.query)
			require.NoError(t, err)
			if strings.Contains(c.query, "order()") {
				require.Equal(t, want, got, c.query)
			}
			requireSame(t, want, got, c.query)
		})
	}
}
