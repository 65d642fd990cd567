package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// On Windows a locked range cannot be read by others. So the lock is on a byte that no file reaches.
func lockedByte() *windows.Overlapped { return &windows.Overlapped{OffsetHigh: 1 << 30} }

func lock(f *os.File) (bool, error) {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := control(f, errNever, func(fd uintptr) error {
		return windows.LockFileEx(windows.Handle(fd), flags, 0, 1, 0, lockedByte())
	})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, os.NewSyscallError("LockFileEx", err)
}

func unlock(f *os.File) error {
	err := control(f, errNever, func(fd uintptr) error {
		return windows.UnlockFileEx(windows.Handle(fd), 0, 1, 0, lockedByte())
	})
	return os.NewSyscallError("UnlockFileEx", err)
}

var errNever = errors.New("calls are not interrupted on Windows")
