//go:build !linux && !windows

package isolate

import (
	"os"
	"syscall"
)

// What other systems of the Unix kind hold a child to. Nobody looks at it from outside.

func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// confine gives up what a child does not need, where the system has such limits.
func confine(int64) {
	hold := func(resource int, most uint64) {
		var limit syscall.Rlimit
		if syscall.Getrlimit(resource, &limit) != nil {
			return
		}
		limit.Cur = 0
		for range most { // its type differs between systems
			limit.Cur++
		}
		_ = syscall.Setrlimit(resource, &limit) // the child looks at itself where it is refused
	}
	hold(syscall.RLIMIT_CORE, 0)
	hold(syscall.RLIMIT_FSIZE, 0)
	hold(syscall.RLIMIT_NOFILE, 8) // standard ones, and those of the runtime
	endAfterProcessorTime()
}

type watched struct{}

func watch(*os.Process, int64) watched              { return watched{} }
func (watched) resident() int64                     { return 0 }
func (watched) begin(int64) int64                   { return 0 }
func (watched) refused(state *os.ProcessState) bool { return false }
func (watched) close()                              {}
