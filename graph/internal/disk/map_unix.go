//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package disk

import (
	"math"
	"os"
	"syscall"
)

func mapFile(f *os.File, size int64) (data []byte, unmap func() error, err error) {
	if size > math.MaxInt {
		return nil, nil, ErrNoMap
	}
	err = control(f, syscall.EINTR, func(fd uintptr) error {
		data, err = syscall.Mmap(int(fd), 0, int(size), syscall.PROT_READ, syscall.MAP_SHARED)
		return err
	})
	if err != nil {
		return nil, nil, os.NewSyscallError("mmap", err)
	}
	return data, func() error { return os.NewSyscallError("munmap", syscall.Munmap(data)) }, nil
}
