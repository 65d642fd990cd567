package house

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// The library keeps no state beside what its users hold: a variable of a package is written where it is declared,
// and nowhere else. No variable that importers could write to is exported, but for errors.
func TestPackagesKeepNoState(t *testing.T) {
	seen := 0
	for _, p := range library(t) {
		for _, file := range p.files {
			ast.Inspect(file, func(n ast.Node) bool {
				for _, changed := range changes(p, n) {
					if v := variable(p, changed); v != nil && !linkedIn(p, v.Name()) {
						assert.Fail(t, "a variable of a package is changed", "%s.%s at %s", p.path, v.Name(), p.at(changed))
					}
				}
				return true
			})
		}
		for _, name := range p.types.Scope().Names() {
			v, ok := p.types.Scope().Lookup(name).(*types.Var)
			if !ok {
				continue
			}
			seen++
			if linkedIn(p, name) {
				continue
			}
			assert.NotRegexp(t, `\bsync\b`, v.Type().String(), "%s.%s is there to be changed", p.path, name)
			isError := types.Identical(v.Type(), types.Universe.Lookup("error").Type())
			if !strings.Contains(p.path, "/internal/") {
				assert.True(t, isError || !v.Exported(), "%s.%s can be changed by whoever imports the package", p.path, name)
			}
		}
	}
	assert.Greater(t, seen, 20, "variables are no longer found")
}

// linkedIn tells whether a variable has the engines that are linked into the program, as that of database/sql has drivers.
func linkedIn(p *pkg, name string) bool { return p.path == "graph/engine" && name == "registry" }

// changes lists what a node of the syntax may change: what it assigns to, what a built-in function empties or writes
// to, and what a pointer is taken of, be it for a method.
func changes(p *pkg, n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		return n.Lhs
	case *ast.RangeStmt:
		return []ast.Expr{n.Key, n.Value}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return []ast.Expr{n.X}
		}
	case *ast.CallExpr:
		if called, ok := n.Fun.(*ast.Ident); ok {
			if _, builtin := p.info.Uses[called].(*types.Builtin); builtin && (called.Name == "delete" || called.Name == "clear" || called.Name == "copy") {
				return n.Args[:1]
			}
		}
	case *ast.SelectorExpr:
		if s := p.info.Selections[n]; s != nil && s.Kind() == types.MethodVal {
			_, pointer := s.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer)
			if _, already := s.Recv().Underlying().(*types.Pointer); pointer && !already {
				return []ast.Expr{n.X}
			}
		}
	}
	return nil
}

// variable gives the variable of a package that an expression leads into, or nil.
func variable(p *pkg, e ast.Expr) *types.Var {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			if v, ok := p.info.Uses[x].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v
			}
			return nil
		case *ast.SelectorExpr:
			if _, field := p.info.Selections[x]; field {
				e = x.X
			} else {
				e = x.Sel // a name of another package
			}
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}
