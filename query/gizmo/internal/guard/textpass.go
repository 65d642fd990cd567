package guard

import (
	"github.com/dop251/goja"
	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"

	"talentgraph.example/query/gizmo/internal/limit"
)

// Adding texts is an instruction of the engine, and doubling one a few dozen times fills any memory, each time in
// one go. So where a script adds what may be two long texts, the result is looked at: a + b becomes check(a + b).
// Adding a literal is left alone; a text grows slowly by those.

// textName is the global name of the function that looks at the result of an addition.
const textName = "\x00text"

// maxSum is how many UTF-16 units a text made by adding may have.
const maxSum = 4 << 20

// checkText is that function.
func (g *Guard) checkText(call goja.FunctionCall) goja.Value {
	if s, ok := call.Arguments[0].(goja.String); ok && s.Length() > maxSum {
		panic(g.abort(limit.Text("adding", maxSum)))
	}
	return call.Arguments[0]
}

func checked(e ast.Expression, at file.Idx) ast.Expression {
	return &ast.CallExpression{
		Callee: &ast.Identifier{Name: textName, Idx: at}, LeftParenthesis: at, RightParenthesis: at,
		ArgumentList: []ast.Expression{e},
	}
}

func isLiteral(e ast.Expression) bool {
	switch e := e.(type) {
	case *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
		return true
	case *ast.TemplateLiteral:
		return len(e.Expressions) == 0
	}
	return false
}

// addition wraps an addition whose sides have been gone through.
func addition(e *ast.BinaryExpression) ast.Expression {
	if e.Operator != token.PLUS || isLiteral(e.Left) || isLiteral(e.Right) {
		return e
	}
	return checked(e, e.Idx0())
}

// addTo wraps a += b.
func addTo(e *ast.AssignExpression) ast.Expression {
	if e.Operator != token.PLUS || isLiteral(e.Right) {
		return e
	}
	return checked(e, e.Idx0())
}

// template takes `a${x}b${y}c` apart, so that each step adds one text: `${`a${x}b`}${y}c`.
func template(t *ast.TemplateLiteral) ast.Expression {
	if t.Tag != nil || len(t.Expressions) == 0 || len(t.Elements) != len(t.Expressions)+1 {
		return t
	}
	empty := func() *ast.TemplateElement { return &ast.TemplateElement{Idx: t.OpenQuote, Valid: true} }
	part := func(elements []*ast.TemplateElement, expressions ...ast.Expression) ast.Expression {
		return checked(&ast.TemplateLiteral{
			OpenQuote: t.OpenQuote, CloseQuote: t.CloseQuote, Elements: elements, Expressions: expressions,
		}, t.OpenQuote)
	}
	made := part([]*ast.TemplateElement{t.Elements[0], t.Elements[1]}, t.Expressions[0])
	for i := 1; i < len(t.Expressions); i++ {
		made = part([]*ast.TemplateElement{empty(), empty(), t.Elements[i+1]}, made, t.Expressions[i])
	}
	return made
}
