package house

import (
	"cmp"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mostExported limits what a reader of go doc has to take in.
var mostExported = map[string]int{
	"graph": 185,
}

// mostInCore limits how many files of a package one has to know to know one of them.
const mostInCore = 12

// TestFigures lists, and holds within limits, how large packages are:
//
//	go test ./internal/house -run Figures -v
func TestFigures(t *testing.T) {
	seen := map[string]bool{}
	byPath := func(a, b *pkg) int { return cmp.Compare(a.path, b.path) }
	for _, p := range slices.SortedFunc(slices.Values(library(t)), byPath) {
		if len(p.GoFiles) == 0 {
			continue
		}
		seen[p.path] = true
		lines := 0
		for _, name := range p.GoFiles {
			n, err := countLines(filepath.Join(p.Dir, name))
			require.NoError(t, err)
			lines += n
		}
		names, core := exported(p.types), core(p)
		t.Logf("%-32s %3d files %6d lines %4d exported, core %d", p.path, len(p.GoFiles), lines, len(names), len(core))
		if most, limited := mostExported[p.path]; limited {
			assert.LessOrEqual(t, len(names), most, "package %s exports %s", p.path, strings.Join(names, " "))
		}
		assert.LessOrEqual(t, len(core), mostInCore, "files of package %s that need each other: %s", p.path, strings.Join(core, " "))
	}
	for path := range maps.Keys(mostExported) {
		assert.True(t, seen[path], "there is no package %s to limit", path)
	}
}

// exported lists the exported names of a package, and the methods of its exported types. Fields are read with their
// type, and are not counted.
func exported(p *types.Package) []string {
	var names []string
	add := func(owner string, object types.Object) {
		if object.Exported() {
			names = append(names, owner+object.Name())
		}
	}
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		add("", object)
		named, ok := object.Type().(*types.Named) // which the other name of a type is not
		if _, declared := object.(*types.TypeName); !ok || !declared || !object.Exported() {
			continue
		}
		for m := range named.Methods() {
			add(name+".", m)
		}
	}
	return names
}

// core gives the largest set of files of a package each of which needs all others, directly or by way of more files.
// A file needs another one if it uses something that the other declares: a name of the package's, or a method.
func core(p *pkg) []string {
	needs := map[[2]string]bool{}
	for id, object := range p.info.Uses {
		if f, ok := object.(*types.Func); ok {
			object = f.Origin()
		}
		method := false
		if f, ok := object.(*types.Func); ok {
			method = f.Signature().Recv() != nil
		}
		if object.Pkg() == p.types && (method || object.Parent() == p.types.Scope()) {
			needs[[2]string{p.file(id), p.file(object)}] = true
		}
	}
	for _, by := range p.GoFiles {
		for _, a := range p.GoFiles {
			for _, b := range p.GoFiles {
				if needs[[2]string{a, by}] && needs[[2]string{by, b}] {
					needs[[2]string{a, b}] = true
				}
			}
		}
	}
	var largest []string
	for _, a := range p.GoFiles {
		together := slices.DeleteFunc(slices.Clone(p.GoFiles), func(b string) bool {
			return a != b && !(needs[[2]string{a, b}] && needs[[2]string{b, a}])
		})
		if len(together) > len(largest) {
			largest = together
		}
	}
	return largest
}
