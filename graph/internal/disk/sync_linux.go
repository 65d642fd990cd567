package disk

import (
	"os"
	"syscall"
)

// syncData leaves out what nobody needs to read the file again, such as the time of its last change.
func syncData(f *os.File) error {
	err := control(f, syscall.EINTR, func(fd uintptr) error { return syscall.Fdatasync(int(fd)) })
	return os.NewSyscallError("fdatasync", err)
}
