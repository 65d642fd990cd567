package isolate

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// What the system holds a child to on Linux: limits of resources, a filter of system calls, and an end with its parent.

// attributes has a child end with the thread that starts it, and out of reach of the terminal's signals.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// statm gives the pages of a process: all, resident, and those of data.
func statm(f *os.File) (all, resident, data int64) {
	var text [200]byte
	n, err := f.ReadAt(text[:], 0)
	if n == 0 && err != nil {
		return 0, 0, 0
	}
	fields := bytes.Fields(text[:n])
	page := func(i int) int64 {
		if i >= len(fields) {
			return 0
		}
		pages, _ := strconv.ParseInt(string(fields[i]), 10, 64)
		return pages * int64(os.Getpagesize())
	}
	return page(0), page(1), page(5)
}

// arenas is how much address space the engine's memory may need beyond what is used: it is taken in large pieces.
const arenas = 256 << 20

// confine gives up, for good, what a child does not need. What the system refuses to take away is left: the parent looks
// on.
func confine(memory int64) {
	most := closeInherited()
	all, _, data := int64(0), int64(0), int64(0)
	if f, err := os.Open("/proc/self/statm"); err == nil {
		all, _, data = statm(f)
		_ = f.Close()
	}
	if all > 0 {
		hold(unix.RLIMIT_AS, uint64(all+memory+arenas))
		hold(unix.RLIMIT_DATA, uint64(data+memory+2*over))
	}
	hold(unix.RLIMIT_CORE, 0)
	hold(unix.RLIMIT_FSIZE, 0)
	hold(unix.RLIMIT_NOFILE, uint64(most+1))
	for {
		if _, err := unix.FcntlInt(0, unix.F_DUPFD_CLOEXEC, 0); err != nil {
			break // no number is free any more
		}
	}
	refusePrograms()
	endAfterProcessorTime()
}

// hold sets a limit that cannot be raised again.
func hold(resource int, most uint64) {
	_ = unix.Setrlimit(resource, &unix.Rlimit{Cur: most, Max: most}) // the parent looks on where it is refused
}

// closeInherited closes what the parent's parent has left open, files and sockets and pipes; what the runtime has opened
// itself is of other kinds. It gives the greatest descriptor that is left.
func closeInherited() (most int) {
	const folder = "/proc/self/fd"
	most = 2
	f, err := os.Open(folder)
	if err != nil {
		return most
	}
	names, _ := f.Readdirnames(-1) // what cannot be listed stays, and the parent looks on
	_ = f.Close()
	for _, name := range names {
		fd, err := strconv.Atoi(name)
		if err != nil || fd <= 2 {
			continue
		}
		var kind [len(ofRuntime)]byte
		if _, err := unix.Readlink(filepath.Join(folder, name), kind[:]); err != nil {
			continue // the folder itself
		}
		if string(kind[:]) == ofRuntime {
			most = max(most, fd)
			continue
		}
		_ = syscall.Close(fd)
	}
	return most
}

// ofRuntime is how descriptors begin that Go uses to wait for others.
const ofRuntime = "anon_inode:"

// watched looks at a child from outside.
type watched struct {
	pid  int
	file *os.File // its statm
}

func watch(p *os.Process, _ int64) watched {
	f, err := os.Open(filepath.Join("/proc", strconv.Itoa(p.Pid), "statm"))
	if err != nil {
		return watched{}
	}
	return watched{p.Pid, f}
}

func (w watched) resident() int64 {
	if w.file == nil {
		return 0
	}
	_, resident, _ := statm(w.file)
	return resident
}

// begin lets a run have so many bytes of data beyond what there are; it gives what is resident.
func (w watched) begin(more int64) (resident int64) {
	if w.file == nil {
		return 0
	}
	_, resident, data := statm(w.file)
	var now unix.Rlimit
	if unix.Prlimit(w.pid, unix.RLIMIT_DATA, nil, &now) == nil && data > 0 {
		_ = unix.Prlimit(w.pid, unix.RLIMIT_DATA, &unix.Rlimit{Cur: min(uint64(data+more), now.Max), Max: now.Max}, nil)
	}
	return resident
}

// refused tells that the system has ended the child for what it used.
func (w watched) refused(*os.ProcessState) bool { return false }

func (w watched) close() {
	if w.file != nil {
		_ = w.file.Close()
	}
}
