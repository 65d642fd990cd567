package isolate

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// A filter of system calls keeps a child from starting a program, another process (but not a thread), and a socket.

// The parts of what a filter sees (struct seccomp_data): the number of the call, the processor, the first argument.
const (
	callNumber = 0
	processor  = 4
	firstArg   = 16 // its lower half, on the processors below
)

func load(at uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
}

func unlessEqual(k uint32, skip uint8) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: k, Jf: skip}
}

func give(action uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: action}
}

// refusePrograms sets the filter for all threads of the process. A kernel without such filters goes without.
func refusePrograms() {
	if auditArch == 0 {
		return
	}
	no := give(unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM))
	// What another processor would call is refused.
	filter := []unix.SockFilter{load(processor), {Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: auditArch, Jt: 1}, no, load(callNumber)}
	for _, call := range refusedCalls {
		filter = append(filter, unlessEqual(call, 1), no)
	}
	// As if it were not known: then the C library makes threads by clone.
	filter = append(filter, unlessEqual(unix.SYS_CLONE3, 1), give(unix.SECCOMP_RET_ERRNO|uint32(unix.ENOSYS)))
	// clone only of threads: the flag must be there.
	filter = append(filter, unlessEqual(unix.SYS_CLONE, 3), load(firstArg),
		unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K, K: unix.CLONE_THREAD, Jt: 1}, no)
	filter = append(filter, give(unix.SECCOMP_RET_ALLOW))
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != nil {
		return
	}
	_, _, _ = unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program)))
}
