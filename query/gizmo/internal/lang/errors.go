package lang

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dop251/goja"

	"talentgraph.example/query/gizmo/internal/fault"
	"talentgraph.example/query/gizmo/internal/limit"
	"talentgraph.example/query/gizmo/internal/stop"
)

// ScriptName is the file name under which the engine knows the script, to tell it from our own code.
const ScriptName = "script"

// Explain makes an error for the caller of what a run ended with, with its place in the script.
func (w *World) Explain(err error) error {
	var thrown *goja.Exception
	var overflow *goja.StackOverflowError
	var interrupted *goja.InterruptedError
	if a, ok := err.(*stop.Abort); ok {
		return w.placed(a.Err, a.Stack)
	}
	switch {
	case errors.As(err, &overflow):
		return w.placed(limit.CallDepth(w.run.MaxCallDepth), overflow.Stack())
	case errors.As(err, &thrown):
		return w.thrownError(thrown)
	case errors.As(err, &interrupted):
		if a, ok := interrupted.Value().(*stop.Abort); ok {
			return w.placed(a.Err, interrupted.Stack())
		}
	}
	return err
}

// position finds the innermost place of the script itself in a stack.
func (w *World) position(stack []goja.StackFrame) (line, column int) {
	if w.inChain {
		return fault.Place(w.run.Source, w.at)
	}
	for i := range stack {
		if stack[i].SrcName() != ScriptName {
			continue
		}
		if at := stack[i].Position(); at.Line > 0 {
			return at.Line, fault.RuneColumn(w.run.Source, at.Line, at.Column)
		}
	}
	return 0, 0
}

// placed adds the place to an error that is not of the script's making.
func (w *World) placed(cause error, stack []goja.StackFrame) error {
	err := fault.Of(cause)
	err.Line, err.Column = w.position(stack)
	return err
}

// thrownError is for an error that one of our functions threw, or the script itself.
func (w *World) thrownError(thrown *goja.Exception) error {
	err := &fault.Error{}
	if obj, ok := thrown.Value().(*goja.Object); ok && obj == w.thrown.object {
		*err = *w.thrown.err
	} else {
		err.Message = w.messageOf(thrown.Value())
	}
	err.Line, err.Column = w.position(thrown.Stack())
	err.Message = w.legible(err)
	return err
}

// legible mends a message into which the engine has put a name as UTF-16, of which little is left if it is not ASCII: the
// name stands at the error's place, or else the message does without.
func (w *World) legible(err *fault.Error) string {
	const before, after = "TypeError: Cannot read property '", "' of undefined or null"
	left, found := strings.CutPrefix(err.Message, before+"\ufffd\ufffd")
	left, ends := strings.CutSuffix(left, after)
	if !found || !ends {
		return err.Message
	}
	name := fault.Word(w.run.Source, err.Line, err.Column)
	bytes := []byte{}
	for _, unit := range utf16.Encode([]rune(name)) {
		bytes = append(bytes, byte(unit), byte(unit>>8))
	}
	if string([]rune(string(bytes))) != left {
		return "TypeError: Cannot read a property" + strings.TrimPrefix(after, "'")
	}
	return before + name + after
}

// messageOf reads a thrown value. A getter of the script may run; it is within the run's time.
func (w *World) messageOf(v goja.Value) string {
	const most = 1000
	var text string
	obj, isObject := v.(*goja.Object)
	switch {
	case isObject && obj.ClassName() == "Error":
		name, message := w.errorText(obj, "name"), w.errorText(obj, "message")
		text = name + ": " + message
		if name == "" || message == "" {
			text = name + message
		}
	case isObject:
		text = "the script threw " + Describe(v)
	default:
		if s, ok := v.(goja.String); ok {
			text = s.Substring(0, min(s.Length(), 2000)).String()
		} else {
			text = "the script threw " + Describe(v)
		}
	}
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "..."
	}
	return w.advised(text)
}

func (w *World) errorText(obj *goja.Object, name string) (text string) {
	_ = w.vm.Try(func() {
		if s, ok := obj.Get(name).(goja.String); ok {
			text = s.Substring(0, min(s.Length(), 2000)).String()
		}
	})
	return text
}

// advised adds what to do to some of JavaScript's own messages.
func (w *World) advised(text string) string {
	if name, found := strings.CutPrefix(text, "TypeError: Object has no member '"); found {
		name, _, _ = strings.Cut(name, "'")
		if w.missing.of != nil && w.missing.name == name {
			return w.missing.of.Missing(name)
		}
		return w.tables.noMethod(name)
	}
	if strings.HasPrefix(text, "TypeError: Cannot read property '") && strings.HasSuffix(text, "' of undefined") {
		return text + " or null" // the engine says so of both
	}
	if name, found := strings.CutPrefix(text, "ReferenceError: $"); found {
		name, _, _ = strings.Cut(name, " ")
		return fmt.Sprintf("the parameter $%s was not given; pass it with WithParam(%q, ...)", name, name)
	}
	return text
}
