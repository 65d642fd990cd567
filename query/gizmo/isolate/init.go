package isolate

import (
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"talentgraph.example/query/gizmo/internal/remote"
	"talentgraph.example/query/gizmo/internal/wire"
)

// mark is the last argument of a child.
const mark = "talentgraph-gizmo-child"

// The messages before the first job.
const (
	sayBegin byte = 'B' // memory
	tellHere byte = 'H' // the version of what is spoken
)

// version is of the messages: both sides must speak the same.
const version = 2

// Init serves scripts and never returns, in a process that a [Box] has started. In any other it does nothing. Call it
// first in main, and first in TestMain: before flags are read, and before anything is opened that a child does not need.
func Init() {
	if !isChild() {
		told(os.Getpid())
		return
	}
	serve()
}

func isChild() bool { return len(os.Args) > 1 && os.Args[len(os.Args)-1] == mark }

// The states in which a child exits.
const (
	exitGone    = 3 // the parent has gone
	exitBroken  = 4 // the parent said what it must not
	exitTooLong = 5 // too much time of the processor
)

func serve() {
	debug.SetTraceback("none") // the parent looks for the first line only
	signal.Ignore(os.Interrupt)
	var warm sync.WaitGroup
	warm.Go(remote.Warm) // while the rest is made ready
	conn := wire.NewConn(os.Stdin, os.Stdout, 1<<16)
	f, err := conn.Read()
	if err != nil || f.Kind != sayBegin {
		os.Exit(exitGone)
	}
	r := wire.NewReader(f.Body, -1)
	memory := r.Int()
	if r.End() != nil {
		os.Exit(exitBroken)
	}
	_ = time.Now().String() // reads where local time is, before files are out of reach
	const deepest = 32 << 20
	debug.SetMaxStack(int(min(deepest, memory/2)))
	makeThreads()
	warm.Wait()
	debug.SetMemoryLimit(mapped() + memory + over) // above what ends a script, so that no time is spent on staying below
	confine(memory)
	conn.Limit(int(memory))
	var w wire.Writer
	w.Uint(version)
	if conn.Send(tellHere, w.Body) != nil {
		os.Exit(exitGone)
	}
	remote.Serve(conn, processorTime, func(err error) {
		if err == io.EOF {
			os.Exit(exitGone)
		}
		os.Exit(exitBroken)
	})
	os.Exit(exitGone)
}

// makeThreads makes the threads that the runtime may come to need: the stacks of later ones would count as memory of the
// script's where C makes them.
func makeThreads() {
	const enough = 8
	var all, done sync.WaitGroup
	all.Add(enough)
	for range enough {
		done.Go(func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			all.Done()
			all.Wait()
		})
	}
	done.Wait()
}
