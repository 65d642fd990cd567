package stop

import (
	"errors"

	"github.com/dop251/goja"
)

// An Abort ends a run at once, from wherever it is: it is thrown as a Go panic, which no script can catch.
// goja takes it for one of its own interruptions and cleans up after it.
type Abort struct {
	Err    error // nil if the caller's loop ended
	Stack  []goja.StackFrame
	Caller *Panic
}

// A Panic is one of the caller's own loop body, carried through the script untouched.
type Panic struct{ Value any }

func (a *Abort) Error() string {
	if a.Err == nil {
		return "the caller has enough"
	}
	return a.Err.Error()
}

// Unwrap makes goja treat the panic as it treats an interrupt: not caught, no finally block run.
func (a *Abort) Unwrap() error { return new(goja.InterruptedError) }

// On stops the run if there is an error.
func On(err error) {
	if err != nil {
		panic(&Abort{Err: err})
	}
}

// At is an Abort to panic with that knows where the script is.
func At(vm *goja.Runtime, err error) *Abort {
	return &Abort{Err: err, Stack: vm.CaptureCallStack(0, nil)}
}

// MarkPlace, deferred, notes where the script was when a function of ours ended the run.
func MarkPlace(vm *goja.Runtime) {
	if x := recover(); x != nil {
		if a, ok := x.(*Abort); ok && a.Err != nil && a.Stack == nil {
			a.Stack = vm.CaptureCallStack(0, nil)
		}
		panic(x)
	}
}

// Rethrow passes on what a function of the script threw, or what ended the run within it.
func Rethrow(err error) {
	if err == nil {
		return
	}
	var thrown *goja.Exception
	if _, stops := err.(*Abort); !stops && errors.As(err, &thrown) {
		panic(thrown)
	}
	panic(err)
}
