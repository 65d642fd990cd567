package program

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"talentgraph.example/examples/internal/terminal"
)

// A Func is a program without its process. What it writes is plain text for people; terminal.Raw tells how to get round.
type Func func(ctx context.Context, args []string, stdout, stderr io.Writer) error

// Main runs a program with the arguments, the streams and the signals of the process, which it ends: with status 1 after
// an error, else 0. The signals end the context, by default an interrupt and SIGTERM; a second one ends the process as
// it stands.
func Main(name string, run Func, signals ...os.Signal) {
	if len(signals) == 0 {
		signals = []os.Signal{os.Interrupt, syscall.SIGTERM}
	}
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, stop)
	os.Exit(Run(ctx, name, run, os.Args[1:], os.Stdout, os.Stderr))
}

// Run is Main without the process: it gives the exit status.
func Run(ctx context.Context, name string, run Func, args []string, stdout, stderr io.Writer) (status int) {
	stdout, stderr = terminal.NewWriter(stdout), terminal.NewWriter(stderr)
	err := run(ctx, args, stdout, stderr)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if cause := context.Cause(ctx); cause != nil && errors.Is(err, context.Canceled) {
		err = cause // which names the signal
	}
	prefix := name + ": "
	fmt.Fprintln(stderr, prefix+strings.TrimPrefix(err.Error(), prefix))
	return 1
}
