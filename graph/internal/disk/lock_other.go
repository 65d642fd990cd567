//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd || windows)

package disk

import "os"

func lock(*os.File) (bool, error) { return false, ErrNoLock }

func unlock(*os.File) error { return nil }
