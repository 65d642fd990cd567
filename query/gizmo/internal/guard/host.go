package gizmo

import (
	"errors"
	"strings"
	"unicode/utf16"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/jsregexp"
)

// host makes the object with which the prelude calls Go.
func (e *env) host() goja.Value {
	host := e.vm.NewObject()
	set := func(name string, value any) {
		_ = host.Set(name, value) // cannot fail: the object is new
	}
	text := func(call goja.FunctionCall, i int) string { return call.Argument(i).String() }
	set("maxText", maxText)
	set("maxArray", maxArray)
	set("maxNest", maxNest/2) // each level of JSON.stringify is a call
	set("tooLong", func(call goja.FunctionCall) goja.Value {
		panic(e.abort(textLimit(text(call, 0), call.Argument(1).ToInteger())))
	})
	set("tooMany", func(call goja.FunctionCall) goja.Value { panic(e.abort(arrayLimit(text(call, 0)))) })
	set("tooNested", func(goja.FunctionCall) goja.Value { panic(e.abort(nestingLimit(maxNest))) })
	set("compileRegExp", e.compileRegExp)
	set("execRegExp", e.execRegExp)
	set("setRegExp", func(call goja.FunctionCall) goja.Value {
		e.reserve(regexpName, call.Argument(0))
		return nil
	})
	set("compileFunction", e.compileFunction)
	set("evaluate", e.evaluate)
	set("checkJSON", e.checkJSON)
	set("quote", e.quote)
	set("setSpread", func(call goja.FunctionCall) goja.Value {
		e.reserve(spreadName, call.Argument(0))
		return nil
	})
	return host
}

// abort ends the run from within a function of the prelude, and notes where the script was.
func (e *env) abort(err error) *abort {
	return &abort{err: err, stack: e.vm.CaptureCallStack(0, nil)}
}

// A compiledRegExp is what a RegExp of the script holds. It has no method that a script could call.
type compiledRegExp struct{ program *jsregexp.Program }

func (*compiledRegExp) Get(string) goja.Value       { return nil }
func (*compiledRegExp) Set(string, goja.Value) bool { return false }
func (*compiledRegExp) Has(string) bool             { return false }
func (*compiledRegExp) Delete(string) bool          { return false }
func (*compiledRegExp) Keys() []string              { return nil }

func (e *env) compileRegExp(call goja.FunctionCall) goja.Value {
	pattern, flags := call.Argument(0).String(), call.Argument(1).String()
	if len(pattern) > e.run.opts.maxScriptSize {
		panic(e.abort(scriptSizeLimit(e.run.opts.maxScriptSize)))
	}
	program, err := jsregexp.Compile(pattern, flags)
	if err != nil {
		panic(e.syntaxError(err.Error()))
	}
	return e.vm.NewDynamicObject(&compiledRegExp{program})
}

// syntaxError makes a SyntaxError of the script's world.
func (e *env) syntaxError(message string) goja.Value {
	obj, err := e.vm.New(e.vm.Get("SyntaxError"), e.vm.ToValue(message))
	if err != nil {
		return e.vm.NewTypeError("%s", message)
	}
	return obj
}

// execRegExp gives null or an object with the match as an array, its start, its end and its named groups.
func (e *env) execRegExp(call goja.FunctionCall) goja.Value {
	re, ok := ours[*compiledRegExp](call.Argument(0))
	if !ok {
		panic(e.vm.NewTypeError("exec was called on what is no RegExp"))
	}
	s, ok := call.Argument(1).(goja.String)
	if !ok {
		s = e.vm.ToValue(call.Argument(1).String()).(goja.String)
	}
	if s.Length() > maxText {
		panic(e.abort(textLimit("RegExp", maxText)))
	}
	units := e.units(s)
	sticky := call.Argument(3).ToBoolean()
	m, err := re.program.Match(units, int(call.Argument(2).ToInteger()), sticky, e.run.ctx.Err)
	switch {
	case errors.Is(err, jsregexp.ErrMemory):
		panic(e.abort(patternLimit()))
	case err != nil:
		panic(e.abort(err))
	case m == nil:
		return goja.Null()
	}
	groups := make([]any, len(m)/2)
	named := e.vm.NewObject()
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
	found := e.vm.NewObject()
	_ = found.Set("match", e.vm.NewArray(groups...))
	_ = found.Set("start", m[0])
	_ = found.Set("end", m[1])
	if hasNames {
		_ = found.Set("groups", named)
	}
	return found
}

// units gives the UTF-16 units of a text, kept from one call to the next: a script often goes on in the same.
func (e *env) units(s goja.String) []uint16 {
	if e.lastText == nil || !e.lastText.StrictEquals(s) {
		e.lastText = s
		e.lastUnits = make([]uint16, s.Length())
		for i := range e.lastUnits {
			e.lastUnits[i] = s.CharAt(i)
		}
	}
	return e.lastUnits
}

// compileFunction is the Function constructor: compileFunction(kind, [parameters..., body]).
func (e *env) compileFunction(fc goja.FunctionCall) goja.Value {
	var parts []string
	c := &call{env: e, name: "Function"}
	size := 0
	for _, v := range c.elements(fc.Argument(1)) {
		s, _ := v.(goja.String)
		if s == nil {
			continue
		}
		if size += s.Length(); size > e.run.opts.maxScriptSize {
			panic(e.abort(scriptSizeLimit(e.run.opts.maxScriptSize)))
		}
		parts = append(parts, s.String())
	}
	body := ""
	if len(parts) > 0 {
		body, parts = parts[len(parts)-1], parts[:len(parts)-1]
	}
	return e.evaluated("(" + fc.Argument(0).String() + " anonymous(" + strings.Join(parts, ",") + "\n) {\n" + body + "\n})")
}

// evaluate is eval, always in the global scope.
func (e *env) evaluate(call goja.FunctionCall) goja.Value {
	source, ok := call.Argument(0).(goja.String)
	if !ok {
		return call.Argument(0)
	}
	if source.Length() > e.run.opts.maxScriptSize {
		panic(e.abort(scriptSizeLimit(e.run.opts.maxScriptSize)))
	}
	return e.evaluated(source.String())
}

func (e *env) evaluated(source string) goja.Value {
	e.run.ctx.check()
	err := checkSize(source, e.run.opts.maxScriptSize)
	var script compiled
	if err == nil {
		script, err = compileScript("eval", source)
	}
	if err != nil {
		var bad *ScriptError
		if errors.As(err, &bad) && bad.Err != nil {
			panic(e.abort(bad.Err))
		}
		if errors.As(err, &bad) {
			panic(e.syntaxError(bad.Message))
		}
		panic(e.syntaxError(err.Error()))
	}
	value, err := e.vm.RunProgram(script.program)
	rethrow(err)
	return value
}

// checkJSON refuses a text that the engine would take long to parse, or to which it would recurse too deep.
func (e *env) checkJSON(call goja.FunctionCall) goja.Value {
	s, ok := call.Argument(0).(goja.String)
	if !ok {
		return goja.Undefined()
	}
	if s.Length() > maxText/4 {
		panic(e.abort(textLimit("JSON.parse", maxText/4)))
	}
	depth, inText := 0, false
	for i := 0; i < s.Length(); i++ {
		switch c := s.CharAt(i); {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case !inText && (c == '[' || c == '{'):
			if depth++; depth > maxNest {
				panic(e.abort(nestingLimit(maxNest)))
			}
		case !inText && (c == ']' || c == '}'):
			depth--
		}
	}
	return goja.Undefined()
}

// quote writes a text as JSON; half a surrogate pair as an escape.
func (e *env) quote(call goja.FunctionCall) goja.Value {
	s, ok := call.Argument(0).(goja.String)
	if !ok {
		s = e.vm.ToValue(call.Argument(0).String()).(goja.String)
	}
	if s.Length() > maxText/4 {
		panic(e.abort(textLimit("JSON.stringify", maxText/4)))
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
	return e.vm.ToValue(b.String())
}
