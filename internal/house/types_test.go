package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "talentgraph.example/"

// A pkg is what go list tells of a package, and, of one that is ours, its files with their types. Tests are left out.
type pkg struct {
	ImportPath string
	Dir        string
	Doc        string
	Export     string // a file with the types of what the package exports
	Imports    []string
	GoFiles    []string

	path  string // within the module
	fset  *token.FileSet
	files []*ast.File
	types *types.Package
	info  *types.Info
}

// at tells where something is.
func (p *pkg) at(n interface{ Pos() token.Pos }) string { return p.fset.Position(n.Pos()).String() }

// file names the file that something is in.
func (p *pkg) file(n interface{ Pos() token.Pos }) string {
	return filepath.Base(p.fset.Position(n.Pos()).Filename)
}

var checked = sync.OnceValues(check)

// ours gives the packages of the module.
func ours(t *testing.T) []*pkg {
	all, err := checked()
	require.NoError(t, err)
	require.Greater(t, len(all), 10, "packages are no longer found")
	return all
}

// library gives those that a program may build on, directly or not.
func library(t *testing.T) []*pkg {
	var found []*pkg
	for _, p := range ours(t) {
		family, _, _ := strings.Cut(p.path, "/")
		if family == "graph" || family == "loader" || family == "query" {
			found = append(found, p)
		}
	}
	return found
}

func check() ([]*pkg, error) {
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Doc,Export,Imports,GoFiles", "./...")
	list.Dir = "../.."
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	var all []*pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		p := &pkg{fset: token.NewFileSet()}
		if err := decoder.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[p.ImportPath] = p.Export
		if path, own := strings.CutPrefix(p.ImportPath, module); own {
			p.path = path
			all = append(all, p)
		}
	}
	for _, p := range all {
		if err := p.check(exports); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (p *pkg) check(exports map[string]string) error {
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(p.fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.files = append(p.files, file)
	}
	exported := importer.ForCompiler(p.fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	p.info = &types.Info{Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	config := types.Config{Importer: exported}
	var err error
	p.types, err = config.Check(p.ImportPath, p.fset, p.files, p.info)
	return err
}
