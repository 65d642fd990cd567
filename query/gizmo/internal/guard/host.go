package guard

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/guard/jsregexp"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/stop"
)

// host makes the object with which the prelude calls Go.
func (g *Guard) host() goja.Value {
	host := g.vm.NewObject()
	set := func(name string, value any) {
		_ = host.Set(name, value) // cannot fail: the object is new
	}
	text := func(call goja.FunctionCall, i int) string { return call.Argument(i).String() }
	set("maxText", limit.MaxText)
	set("maxArray", limit.MaxArray)
	set("maxNest", limit.MaxNest/2) // each level of JSON.stringify is a call
	set("tooLong", func(call goja.FunctionCall) goja.Value {
		panic(g.abort(limit.Text(text(call, 0), call.Argument(1).ToInteger())))
	})
	set("tooMany", func(call goja.FunctionCall) goja.Value { panic(g.abort(limit.Array(text(call, 0)))) })
	set("tooNested", func(goja.FunctionCall) goja.Value { panic(g.abort(limit.Nesting(limit.MaxNest))) })
	set("compileRegExp", g.compileRegExp)
	set("execRegExp", g.execRegExp)
	set("setRegExp", func(call goja.FunctionCall) goja.Value {
		g.reserve(regexpName, call.Argument(0))
		return nil
	})
	set("compileFunction", g.compileFunction)
	set("evaluate", g.evaluate)
	set("checkJSON", g.checkJSON)
	set("quote", g.quote)
	set("setSpread", func(call goja.FunctionCall) goja.Value {
		g.reserve(spreadName, call.Argument(0))
		return nil
	})
	return host
}

// abort ends the run from within a function of the prelude, and notes where the script was.
func (g *Guard) abort(err error) *stop.Abort { return stop.At(g.vm, err) }

// A compiledRegExp is what a RegExp of the script holds. It has no method that a script could call.
type compiledRegExp struct{ program *jsregexp.Program }

func (*compiledRegExp) Get(string) goja.Value       { return nil }
func (*compiledRegExp) Set(string, goja.Value) bool { return false }
func (*compiledRegExp) Has(string) bool             { return false }
func (*compiledRegExp) Delete(string) bool          { return false }
func (*compiledRegExp) Keys() []string              { return nil }

func (g *Guard) compileRegExp(call goja.FunctionCall) goja.Value {
	pattern, flags := call.Argument(0).String(), call.Argument(1).String()
	if len(pattern) > g.maxScriptSize {
		panic(g.abort(limit.ScriptSize(g.maxScriptSize)))
	}
	program, err := jsregexp.Compile(pattern, flags)
	if err != nil {
		panic(g.syntaxError(err.Error()))
	}
	return g.vm.NewDynamicObject(&compiledRegExp{program})
}

// regExpOf is the regular expression behind a value of the prelude; nil if it is another.
func regExpOf(v goja.Value) *compiledRegExp {
	obj, ok := v.(*goja.Object)
	if !ok || obj.ExportType() != reflect.TypeFor[*compiledRegExp]() {
		return nil
	}
	re, _ := obj.Export().(*compiledRegExp)
	return re
}

// syntaxError makes a SyntaxError of the script's world.
func (g *Guard) syntaxError(message string) goja.Value {
	obj, err := g.vm.New(g.vm.Get("SyntaxError"), g.vm.ToValue(message))
	if err != nil {
		return g.vm.NewTypeError("%s", message)
	}
	return obj
}

// execRegExp gives null or an object with the match as an array, its start, its end and its named groups.
func (g *Guard) execRegExp(call goja.FunctionCall) goja.Value {
	re := regExpOf(call.Argument(0))
	if re == nil {
		panic(g.vm.NewTypeError("exec was called on what is no RegExp"))
	}
	s, ok := call.Argument(1).(goja.String)
	if !ok {
		s = g.vm.ToValue(call.Argument(1).String()).(goja.String)
	}
	if s.Length() > limit.MaxText {
		panic(g.abort(limit.Text("RegExp", limit.MaxText)))
	}
	units := g.units(s)
	sticky := call.Argument(3).ToBoolean()
	m, err := re.program.Match(units, int(call.Argument(2).ToInteger()), sticky, g.ctx.Err)
	switch {
	case errors.Is(err, jsregexp.ErrMemory):
		panic(g.abort(limit.Error("places a regular expression may go back to, which has no option; write it with fewer ways to match the same text", jsregexp.MaxStack, "")))
	case err != nil:
		panic(g.abort(err))
	case m == nil:
		return goja.Null()
	}
	groups := make([]any, len(m)/2)
	named := g.vm.NewObject()
	hasNames := false
	for i := range groups {
		var value goja.Value = goja.Undefined()
		if m[2*i] >= 0 && m[2*i+1] >= 0 {
			value = s.Substring(m[2*i], m[2*i+1])
		}
		groups[i] = value
		if name := re.program.Names()[i]; name != "" {
			hasNames = true
			_ = named.Set(name, value)
		}
	}
	found := g.vm.NewObject()
	_ = found.Set("match", g.vm.NewArray(groups...))
	_ = found.Set("start", m[0])
	_ = found.Set("end", m[1])
	if hasNames {
		_ = found.Set("groups", named)
	}
	return found
}

// units gives the UTF-16 units of a text, kept from one call to the next: a script often goes on in the same.
func (g *Guard) units(s goja.String) []uint16 {
	if g.lastText == nil || !g.lastText.StrictEquals(s) {
		g.lastText = s
		g.lastUnits = make([]uint16, s.Length())
		for i := range g.lastUnits {
			g.lastUnits[i] = s.CharAt(i)
		}
	}
	return g.lastUnits
}

// compileFunction is the Function constructor: compileFunction(kind, [parameters..., body]).
func (g *Guard) compileFunction(call goja.FunctionCall) goja.Value {
	var parts []string
	size := 0
	list := call.Argument(1).ToObject(g.vm)
	n := list.Get("length").ToInteger()
	if n > limit.MaxArray {
		panic(g.abort(limit.Array("Function")))
	}
	for i := range n {
		g.ctx.Check()
		s, ok := list.Get(strconv.FormatInt(i, 10)).(goja.String)
		if !ok {
			continue
		}
		if size += s.Length(); size > g.maxScriptSize {
			panic(g.abort(limit.ScriptSize(g.maxScriptSize)))
		}
		parts = append(parts, s.String())
	}
	body := ""
	if len(parts) > 0 {
		body, parts = parts[len(parts)-1], parts[:len(parts)-1]
	}
	return g.evaluated("(" + call.Argument(0).String() + " anonymous(" + strings.Join(parts, ",") + "\n) {\n" + body + "\n})")
}

// evaluate is eval, always in the global scope.
func (g *Guard) evaluate(call goja.FunctionCall) goja.Value {
	source, ok := call.Argument(0).(goja.String)
	if !ok {
		return call.Argument(0)
	}
	if source.Length() > g.maxScriptSize {
		panic(g.abort(limit.ScriptSize(g.maxScriptSize)))
	}
	return g.evaluated(source.String())
}

func (g *Guard) evaluated(source string) goja.Value {
	g.ctx.Check()
	err := Check(source, g.maxScriptSize)
	var script Script
	if err == nil {
		script, err = Compile("eval", source, g.own)
	}
	if err != nil {
		var bad *fault.Error
		if errors.As(err, &bad) && bad.Err != nil {
			panic(g.abort(bad.Err))
		}
		if errors.As(err, &bad) {
			panic(g.syntaxError(bad.Message))
		}
		panic(g.syntaxError(err.Error()))
	}
	value, err := g.vm.RunProgram(script.Program)
	stop.Rethrow(err)
	return value
}

// checkJSON refuses a text that the engine would take long to parse, or to which it would recurse too deep.
func (g *Guard) checkJSON(call goja.FunctionCall) goja.Value {
	s, ok := call.Argument(0).(goja.String)
	if !ok {
		return goja.Undefined()
	}
	if s.Length() > limit.MaxText/4 {
		panic(g.abort(limit.Text("JSON.parse", limit.MaxText/4)))
	}
	depth, inText := 0, false
	for i := 0; i < s.Length(); i++ {
		switch c := s.CharAt(i); {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case !inText && (c == '[' || c == '{'):
			if depth++; depth > limit.MaxNest {
				panic(g.abort(limit.Nesting(limit.MaxNest)))
			}
		case !inText && (c == ']' || c == '}'):
			depth--
		}
	}
	return goja.Undefined()
}

// quote writes a text as JSON; half a surrogate pair as an escape.
func (g *Guard) quote(call goja.FunctionCall) goja.Value {
	s, ok := call.Argument(0).(goja.String)
	if !ok {
		s = g.vm.ToValue(call.Argument(0).String()).(goja.String)
	}
	if s.Length() > limit.MaxText/4 {
		panic(g.abort(limit.Text("JSON.stringify", limit.MaxText/4)))
	}
	var b strings.Builder
	b.WriteByte('"')
	const hex = "0123456789abcdef"
	for i := 0; i < s.Length(); i++ {
		c := rune(s.CharAt(i))
		if utf16.IsSurrogate(c) && i+1 < s.Length() {
			if both := utf16.DecodeRune(c, rune(s.CharAt(i+1))); both != 0xFFFD {
				b.WriteRune(both)
				i++
				continue
			}
		}
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(c))
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\b':
			b.WriteString(`\b`)
		case c == '\f':
			b.WriteString(`\f`)
		case c < 0x20 || utf16.IsSurrogate(c):
			b.WriteString(`\u`)
			for shift := 12; shift >= 0; shift -= 4 {
				b.WriteByte(hex[c>>shift&15])
			}
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return g.vm.ToValue(b.String())
}
