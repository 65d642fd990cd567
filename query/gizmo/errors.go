package gizmo

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"
)

// A ScriptError says what is wrong with a script, and where. Every error that a script itself causes is one;
// errors of limits, of the context and of the graph are wrapped in one when the place is known.
type ScriptError struct {
	// Line and Column are where in the script, from 1, columns in runes; 0 if that is not known.
	Line, Column int
	// Method is the function of Gizmo that objected, such as "out"; empty for errors of JavaScript itself.
	Method string
	// Message says what was wrong, and what was wanted.
	Message string
	// Err is the cause, if the script is not: a *LimitError or the context's error.
	Err error
}

func (e *ScriptError) Error() string {
	var b strings.Builder
	b.WriteString("gizmo: ")
	if e.Line > 0 {
		fmt.Fprintf(&b, "%d:%d: ", e.Line, e.Column)
	}
	if e.Method != "" {
		b.WriteString(e.Method + ": ")
	}
	b.WriteString(e.Message)
	return b.String()
}

func (e *ScriptError) Unwrap() error { return e.Err }

// ErrBusy is the error of a Session that is asked to run a script while it runs another.
var ErrBusy = errors.New("gizmo: the session is running a script already; use one session for each goroutine")

// scriptName is the file name under which goja knows the script, to tell it from our own code.
const scriptName = "script"

// position finds the innermost place of the script itself in a stack.
func (e *env) position(stack []goja.StackFrame) (line, column int) {
	if e.inChain {
		return lineAndColumn(e.run.source, e.at)
	}
	for i := range stack {
		if stack[i].SrcName() != scriptName {
			continue
		}
		if at := stack[i].Position(); at.Line > 0 {
			return at.Line, runeColumn(e.run.source, at.Line, at.Column)
		}
	}
	return 0, 0
}

// lineAndColumn places a byte of a text.
func lineAndColumn(text string, at int) (line, column int) {
	line = 1
	from := 0
	for next := nextLine(text, from); next >= 0 && next <= at; next = nextLine(text, from) {
		line, from = line+1, next
	}
	return line, utf8.RuneCountInString(text[from:at]) + 1
}

// runeColumn makes a column that counts bytes one that counts runes.
func runeColumn(source string, line, column int) int {
	from := 0
	for ; line > 1; line-- {
		if from = nextLine(source, from); from < 0 {
			return column
		}
	}
	if column < 1 || column-1 > len(source)-from {
		return column
	}
	return utf8.RuneCountInString(source[from:from+column-1]) + 1
}

// nextLine is where the line after the one at a byte of a text begins, -1 if that is the last one. Lines end
// as in JavaScript: with \n, \r\n, \r, U+2028 or U+2029.
func nextLine(text string, from int) int {
	n := strings.IndexAny(text[from:], "\n\r\u2028\u2029")
	if n < 0 {
		return -1
	}
	at := from + n
	if strings.HasPrefix(text[at:], "\r\n") {
		return at + 2
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return at + size
}

// scriptError makes an error for the caller of what a run ended with.
func (e *env) scriptError(err error) error {
	var thrown *goja.Exception
	var overflow *goja.StackOverflowError
	switch {
	case errors.As(err, &overflow):
		cause := callDepthLimit(e.run.opts.maxCallDepth)
		return e.placed(cause, overflow.Stack())
	case errors.As(err, &thrown):
		return e.thrownError(thrown)
	}
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		if a, ok := interrupted.Value().(*abort); ok {
			return e.placed(a.err, interrupted.Stack())
		}
	}
	return err
}

// placed adds the place to an error that is not of the script's making.
func (e *env) placed(cause error, stack []goja.StackFrame) error {
	err := &ScriptError{Message: cause.Error(), Err: cause}
	err.Line, err.Column = e.position(stack)
	return err
}

// thrownError is for an error that one of our functions threw, or the script itself.
func (e *env) thrownError(thrown *goja.Exception) error {
	err := &ScriptError{}
	if obj, ok := thrown.Value().(*goja.Object); ok && obj == e.thrown.object {
		*err = *e.thrown.err
	} else {
		err.Message = e.messageOf(thrown.Value())
	}
	err.Line, err.Column = e.position(thrown.Stack())
	return err
}

// messageOf reads a thrown value. A getter of the script may run; it is within the run's time.
func (e *env) messageOf(v goja.Value) string {
	const most = 1000
	var text string
	obj, isObject := v.(*goja.Object)
	switch {
	case isObject && obj.ClassName() == "Error":
		name, message := e.errorText(obj, "name"), e.errorText(obj, "message")
		text = name + ": " + message
		if name == "" || message == "" {
			text = name + message
		}
	case isObject:
		text = "the script threw " + describe(v)
	default:
		if s, ok := v.(goja.String); ok {
			text = s.Substring(0, min(s.Length(), 2000)).String()
		} else {
			text = "the script threw " + describe(v)
		}
	}
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "..."
	}
	return e.advised(text)
}

func (e *env) errorText(obj *goja.Object, name string) (text string) {
	_ = e.vm.Try(func() {
		if s, ok := obj.Get(name).(goja.String); ok {
			text = s.Substring(0, min(s.Length(), 2000)).String()
		}
	})
	return text
}

// advised adds what to do to some of JavaScript's own messages.
func (e *env) advised(text string) string {
	if name, found := strings.CutPrefix(text, "TypeError: Object has no member '"); found {
		name, _, _ = strings.Cut(name, "'")
		if name == e.noQuestion {
			return noQuestion(name)
		}
		return noMethod(name)
	}
	if name, found := strings.CutPrefix(text, "ReferenceError: $"); found {
		name, _, _ = strings.Cut(name, " ")
		return fmt.Sprintf("the parameter $%s was not given; pass it with WithParam(%q, ...)", name, name)
	}
	if name, found := strings.CutPrefix(text, "ReferenceError: "); found {
		name, _, _ = strings.Cut(name, " ")
		if name == "Proxy" || strings.HasPrefix(name, "Big") || strings.HasSuffix(name, "Array") || name == "ArrayBuffer" || name == "DataView" {
			return text + "; a script has no Proxy, big integers or typed arrays"
		}
	}
	return text
}

// syntaxError makes an error of what the parser or the compiler found.
func syntaxError(source string, err error) error {
	var list parser.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		first := list[0]
		return &ScriptError{
			Line: first.Position.Line, Column: runeColumn(source, first.Position.Line, first.Position.Column),
			Message: "syntax error: " + first.Message,
		}
	}
	var compile *goja.CompilerSyntaxError
	if errors.As(err, &compile) {
		e := &ScriptError{Message: "syntax error: " + compile.Message}
		if compile.File != nil {
			at := compile.File.Position(compile.Offset)
			e.Line, e.Column = at.Line, runeColumn(source, at.Line, at.Column)
		}
		return e
	}
	return &ScriptError{Message: "syntax error: " + err.Error()}
}
