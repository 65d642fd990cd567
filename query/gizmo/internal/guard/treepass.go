package guard

import (
	"math/big"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/token"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/limit"
)

// regexpName is the global name of our own RegExp, one that no script can write or change.
const regexpName = "\x00RegExp"

// spreadName is the global name of the function that looks at what {...x} copies.
const spreadName = "\x00spread"

// A treePass goes through a script before it is compiled. It replaces regular expression literals, refuses
// big integers, whose operators no limit reaches, and finds out whether the script is plain.
//
// A plain script is one that cannot reach any built-in function of JavaScript, so that these need not be
// made safe for it: it calls Gizmo's methods and its own functions, and computes nothing that would convert
// a value behind the scenes. Whatever is not known to be plain is not.
type treePass struct {
	file  *file.File
	own   func(name string) bool // the language's own methods
	plain bool
	depth int
	err   *fault.Error
}

// deeper counts a level of the tree. Beyond the limit the rest is left alone: the script is refused.
func (p *treePass) deeper(at ast.Node) bool {
	if p.depth >= maxTreeDepth {
		if p.err == nil {
			cause := limit.Nesting(maxTreeDepth)
			p.refuse(at.Idx0(), cause.Error())
			p.err.Err = cause
		}
		return false
	}
	p.depth++
	return true
}

func (p *treePass) refuse(at file.Idx, message string) {
	if p.err == nil {
		position := p.file.Position(int(at) - p.file.Base())
		p.err = &fault.Error{Line: position.Line, Column: position.Column, Message: message}
	}
}

// name takes note of a name that the script uses for a variable or a property.
func (p *treePass) name(name string) {
	if p.plain && isBuiltin(name) {
		p.plain = false
	}
}

func (p *treePass) statements(list []ast.Statement) {
	for _, s := range list {
		p.statement(s)
	}
}

func (p *treePass) statement(s ast.Statement) {
	if block, ok := s.(*ast.BlockStatement); s == nil || ok && block == nil || p.err != nil || !p.deeper(s) {
		return
	}
	defer func() { p.depth-- }()
	switch s := s.(type) {
	case *ast.BlockStatement:
		p.statements(s.List)
	case *ast.ExpressionStatement:
		s.Expression = p.expression(s.Expression)
	case *ast.VariableStatement:
		p.bindings(s.List)
	case *ast.LexicalDeclaration:
		p.bindings(s.List)
	case *ast.ReturnStatement:
		s.Argument = p.expression(s.Argument)
	case *ast.IfStatement:
		s.Test = p.expression(s.Test)
		p.statement(s.Consequent)
		p.statement(s.Alternate)
	case *ast.FunctionDeclaration:
		p.function(s.Function)
	case *ast.WhileStatement:
		s.Test = p.expression(s.Test)
		p.statement(s.Body)
	case *ast.DoWhileStatement:
		s.Test = p.expression(s.Test)
		p.statement(s.Body)
	case *ast.BranchStatement, *ast.EmptyStatement, *ast.DebuggerStatement:
	default:
		p.plain = false
		p.richStatement(s)
	}
}

// richStatement is for the statements that a plain script does without.
func (p *treePass) richStatement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.ForInStatement:
		p.forInto(s.Into)
		s.Source = p.expression(s.Source)
		p.statement(s.Body)
	case *ast.ForOfStatement:
		p.forInto(s.Into)
		s.Source = p.expression(s.Source)
		p.statement(s.Body)
	case *ast.ForStatement:
		switch init := s.Initializer.(type) {
		case *ast.ForLoopInitializerExpression:
			init.Expression = p.expression(init.Expression)
		case *ast.ForLoopInitializerVarDeclList:
			p.bindings(init.List)
		case *ast.ForLoopInitializerLexicalDecl:
			p.bindings(init.LexicalDeclaration.List)
		}
		s.Test = p.expression(s.Test)
		s.Update = p.expression(s.Update)
		p.statement(s.Body)
	case *ast.LabelledStatement:
		p.statement(s.Statement)
	case *ast.SwitchStatement:
		s.Discriminant = p.expression(s.Discriminant)
		for _, c := range s.Body {
			c.Test = p.expression(c.Test)
			p.statements(c.Consequent)
		}
	case *ast.ThrowStatement:
		s.Argument = p.expression(s.Argument)
	case *ast.TryStatement:
		p.statement(s.Body)
		if s.Catch != nil {
			p.target(s.Catch.Parameter)
			p.statement(s.Catch.Body)
		}
		p.statement(s.Finally)
	case *ast.WithStatement:
		s.Object = p.expression(s.Object)
		p.statement(s.Body)
	case *ast.ClassDeclaration:
		p.class(s.Class)
	default:
		p.refuse(s.Idx0(), "this kind of statement is not known here")
	}
}

func (p *treePass) forInto(into ast.ForInto) {
	switch into := into.(type) {
	case *ast.ForIntoVar:
		p.binding(into.Binding)
	case *ast.ForDeclaration:
		p.target(into.Target)
	case *ast.ForIntoExpression:
		into.Expression = p.expression(into.Expression)
	}
}

func (p *treePass) bindings(list []*ast.Binding) {
	for _, b := range list {
		p.binding(b)
	}
}

func (p *treePass) binding(b *ast.Binding) {
	p.target(b.Target)
	b.Initializer = p.expression(b.Initializer)
}

// target is what a value is bound to. A pattern stays in its place, since what it holds is changed within.
func (p *treePass) target(t ast.BindingTarget) {
	if t != nil {
		p.expression(t)
	}
}

func (p *treePass) function(f *ast.FunctionLiteral) {
	if f.Async || f.Generator {
		p.plain = false
	}
	p.parameters(f.ParameterList)
	p.statement(f.Body)
}

func (p *treePass) parameters(list *ast.ParameterList) {
	if list == nil {
		return
	}
	p.bindings(list.List)
	if list.Rest != nil {
		p.plain = false
		list.Rest = p.expression(list.Rest)
	}
}

func (p *treePass) expressions(list []ast.Expression) {
	for i, e := range list {
		list[i] = p.expression(e)
	}
}

// expression gives what to put in the place of e, which is e itself but for literals of regular expressions.
func (p *treePass) expression(e ast.Expression) ast.Expression {
	if e == nil || p.err != nil || !p.deeper(e) {
		return e
	}
	defer func() { p.depth-- }()
	switch e := e.(type) {
	case *ast.Identifier:
		p.name(e.Name.String())
	case *ast.StringLiteral, *ast.BooleanLiteral, *ast.NullLiteral:
	case *ast.NumberLiteral:
		if _, isBig := e.Value.(*big.Int); isBig {
			p.refuse(e.Idx, "big integers (such as "+e.Literal+") cannot be used in a script; numbers are exact up to 2**53")
		}
	case *ast.DotExpression:
		e.Left = p.expression(e.Left)
		if name := e.Identifier.Name.String(); !p.own(name) {
			p.name(name)
		}
	case *ast.CallExpression:
		e.Callee = p.expression(e.Callee)
		p.expressions(e.ArgumentList)
	case *ast.FunctionLiteral:
		p.function(e)
	case *ast.ArrowFunctionLiteral:
		if e.Async {
			p.plain = false
		}
		p.parameters(e.ParameterList)
		switch body := e.Body.(type) {
		case *ast.BlockStatement:
			p.statement(body)
		case *ast.ExpressionBody:
			body.Expression = p.expression(body.Expression)
		}
	case *ast.AssignExpression:
		if _, simple := e.Left.(*ast.Identifier); !simple || e.Operator != token.ASSIGN {
			p.plain = false
		}
		e.Left = p.expression(e.Left)
		e.Right = p.expression(e.Right)
		return addTo(e)
	case *ast.ObjectLiteral:
		for i, property := range e.Value {
			if keyed, ok := property.(*ast.PropertyKeyed); ok && keyed.Kind == ast.PropertyKindValue && !keyed.Computed {
				if key, ok := keyed.Key.(*ast.StringLiteral); ok {
					p.name(key.Value.String())
					keyed.Value = p.expression(keyed.Value)
					continue
				}
			}
			p.plain = false
			e.Value[i] = p.property(property)
		}
	case *ast.ArrayLiteral:
		p.expressions(e.Value)
	case *ast.BinaryExpression:
		switch e.Operator {
		case token.STRICT_EQUAL, token.STRICT_NOT_EQUAL, token.LOGICAL_AND, token.LOGICAL_OR:
		default:
			p.plain = false
		}
		e.Left = p.expression(e.Left)
		e.Right = p.expression(e.Right)
		return addition(e)
	case *ast.ConditionalExpression:
		e.Test = p.expression(e.Test)
		e.Consequent = p.expression(e.Consequent)
		e.Alternate = p.expression(e.Alternate)
	case *ast.UnaryExpression:
		if e.Operator != token.NOT {
			p.plain = false
		}
		e.Operand = p.expression(e.Operand)
	default:
		p.plain = false
		return p.richExpression(e)
	}
	return e
}

// richExpression is for the expressions that a plain script does without.
func (p *treePass) richExpression(e ast.Expression) ast.Expression {
	switch e := e.(type) {
	case *ast.RegExpLiteral:
		return &ast.NewExpression{
			New:    e.Idx,
			Callee: &ast.Identifier{Name: regexpName, Idx: e.Idx},
			ArgumentList: []ast.Expression{
				&ast.StringLiteral{Idx: e.Idx, Literal: e.Pattern, Value: unicodeString(e.Pattern)},
				&ast.StringLiteral{Idx: e.Idx, Literal: e.Flags, Value: unicodeString(e.Flags)},
			},
			LeftParenthesis: e.Idx, RightParenthesis: e.Idx,
		}
	case *ast.BracketExpression:
		e.Left = p.expression(e.Left)
		e.Member = p.expression(e.Member)
	case *ast.PrivateDotExpression:
		e.Left = p.expression(e.Left)
	case *ast.OptionalChain:
		e.Expression = p.expression(e.Expression)
	case *ast.Optional:
		e.Expression = p.expression(e.Expression)
	case *ast.NewExpression:
		e.Callee = p.expression(e.Callee)
		p.expressions(e.ArgumentList)
	case *ast.SequenceExpression:
		p.expressions(e.Sequence)
	case *ast.SpreadElement:
		e.Expression = p.expression(e.Expression)
	case *ast.TemplateLiteral:
		e.Tag = p.expression(e.Tag)
		p.expressions(e.Expressions)
		return template(e)
	case *ast.YieldExpression:
		if e.Delegate {
			// Generators that delegate to one another nest inside the engine, without a limit.
			p.refuse(e.Yield, "yield* cannot be used in a script; write for (var x of list) yield x")
		}
		e.Argument = p.expression(e.Argument)
	case *ast.AwaitExpression:
		e.Argument = p.expression(e.Argument)
	case *ast.ClassLiteral:
		p.class(e)
	case *ast.ArrayPattern:
		p.expressions(e.Elements)
		e.Rest = p.expression(e.Rest)
	case *ast.ObjectPattern:
		for i, property := range e.Properties {
			e.Properties[i] = p.property(property)
		}
		if e.Rest != nil {
			// The engine copies the rest in one go, whatever its size.
			p.refuse(e.Rest.Idx0(), "the rest of an object (...) cannot be taken in a script; name the properties, or use Object.assign and delete")
		}
	case *ast.Binding:
		p.binding(e)
	case *ast.ThisExpression, *ast.SuperExpression, *ast.MetaProperty, *ast.PrivateIdentifier:
	default:
		p.refuse(e.Idx0(), "this kind of expression is not known here")
	}
	return e
}

func (p *treePass) property(property ast.Property) ast.Property {
	switch property := property.(type) {
	case *ast.PropertyShort:
		property.Initializer = p.expression(property.Initializer)
	case *ast.PropertyKeyed:
		property.Key = p.expression(property.Key)
		property.Value = p.expression(property.Value)
	case *ast.SpreadElement:
		// {...x} copies in one go: a list or a text of great length is refused first.
		property.Expression = &ast.CallExpression{
			Callee:       &ast.Identifier{Name: spreadName, Idx: property.Idx0()},
			ArgumentList: []ast.Expression{p.expression(property.Expression)},
		}
	}
	return property
}

func (p *treePass) class(c *ast.ClassLiteral) {
	p.plain = false
	c.SuperClass = p.expression(c.SuperClass)
	for _, element := range c.Body {
		switch element := element.(type) {
		case *ast.FieldDefinition:
			element.Key = p.expression(element.Key)
			element.Initializer = p.expression(element.Initializer)
		case *ast.MethodDefinition:
			element.Key = p.expression(element.Key)
			p.function(element.Body)
		case *ast.ClassStaticBlock:
			p.statement(element.Block)
		}
	}
}
