//go:build !windows

package isolate

import (
	"os"
	"os/signal"
	"time"

	"golang.org/x/sys/unix"
)

// A limit of the processor's time ends a child whose parent does not: it may be stopped itself, or too busy.

// endAfterProcessorTime has the process end when it has had its time.
func endAfterProcessorTime() {
	tooLong := make(chan os.Signal, 1)
	signal.Notify(tooLong, unix.SIGXCPU)
	go func() {
		<-tooLong
		os.Exit(exitTooLong)
	}()
}

// processorTime lets a run have twice its time, since the garbage collector works beside it, and two seconds: the limit is
// looked at by the second.
func processorTime(of time.Duration) {
	var used unix.Rusage
	var limit unix.Rlimit
	if unix.Getrusage(unix.RUSAGE_SELF, &used) != nil || unix.Getrlimit(unix.RLIMIT_CPU, &limit) != nil {
		return // the parent looks on
	}
	const forEver = 1 << 30
	seconds := int64(used.Utime.Sec) + int64(used.Stime.Sec) + min(2*int64(of/time.Second), forEver) + 2
	limit.Cur = least(seconds, limit.Max)
	_ = unix.Setrlimit(unix.RLIMIT_CPU, &limit) // as above
}

// least is the lesser of two: the type of limits differs between systems.
func least[T int64 | uint64](n int64, most T) T { return min(T(n), most) }
