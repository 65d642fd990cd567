package questions_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/query/questions"
)

// parsed are the files of package query that a filter takes.
func parsed(t *testing.T, keep func(name string) bool) []*ast.File {
	t.Helper()
	paths, err := filepath.Glob("../*.go")
	require.NoError(t, err)
	var files []*ast.File
	for _, path := range paths {
		if keep(path) {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			require.NoError(t, err)
			files = append(files, file)
		}
	}
	require.NotEmpty(t, files)
	return files
}

func isTest(path string) bool { return strings.HasSuffix(path, "_test.go") }

// asked are the questions that package query exports: functions of a context, a graph.Reader and at last any options.
// What takes a type as well reads structs, and is no question.
func asked(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, file := range parsed(t, func(path string) bool { return !isTest(path) }) {
		for _, declared := range file.Decls {
			f, ok := declared.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() || f.Type.TypeParams != nil || len(f.Type.Params.List) < 2 {
				continue
			}
			params := f.Type.Params.List
			if takesOptions(params[len(params)-1].Type) && selector(params[0].Type) == "context.Context" && selector(params[1].Type) == "graph.Reader" {
				names = append(names, f.Name.Name)
			}
		}
	}
	require.Greater(t, len(names), 30)
	return names
}

// takesOptions tells whether a parameter is any number of options.
func takesOptions(e ast.Expr) bool {
	any, ok := e.(*ast.Ellipsis)
	if !ok {
		return false
	}
	of, ok := any.Elt.(*ast.Ident)
	return ok && of.Name == "Option"
}

// selector is an expression such as query.Moves, as text.
func selector(e ast.Expr) string {
	if s, ok := e.(*ast.SelectorExpr); ok {
		if x, ok := s.X.(*ast.Ident); ok {
			return x.Name + "." + s.Sel.Name
		}
	}
	return ""
}

// A question that package query exports stands in the table and in README, and a test holds it against loops that
// do without its machinery: one whose name says what it holds it Against. That there is a story about each is
// a test of examples/ask.
func TestNoQuestionIsForgotten(t *testing.T) {
	var table []string
	for _, q := range questions.All() {
		table = append(table, q.Name)
	}
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	doc, err := os.ReadFile("../doc.go")
	require.NoError(t, err)
	held := map[string]bool{}
	for _, file := range parsed(t, isTest) {
		for _, declared := range file.Decls {
			f, ok := declared.(*ast.FuncDecl)
			if !ok || !regexp.MustCompile("^Test.+Against").MatchString(f.Name.Name) {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if e, ok := n.(*ast.SelectorExpr); ok {
					held[selector(e)] = true
				}
				return true
			})
		}
	}
	names := asked(t)
	assert.ElementsMatch(t, names, table)
	for _, name := range names {
		assert.Regexp(t, "(?m)^\\| [^|]+ \\| .*`"+name+"`", string(readme), "README lists no %s", name)
		assert.Contains(t, string(doc), "["+name+"]", "the documentation of package query lists no %s", name)
		assert.True(t, held["query."+name], "no test holds query.%s against loops", name)
	}
}
