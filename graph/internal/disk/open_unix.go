//go:build !windows

package disk

import (
	"errors"
	"os"
	"syscall"
)

func openFile(path string, flag int) (*os.File, error) { return os.OpenFile(path, flag, permissions) }

func rename(from, to string) error { return os.Rename(from, to) }

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) { // which says that folders need no sync here
		return err
	}
	return folder.Close()
}
