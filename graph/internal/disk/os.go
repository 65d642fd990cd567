package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// OS is the file system of the operating system. Files it makes can be read and written by whom the process's umask
// lets, as with os.Create.
type OS struct{}

const permissions = 0o666

// Resolve implements [FS].
func (OS) Resolve(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil {
			return "", err
		}
		real = filepath.Join(folder, filepath.Base(path))
		return filepath.Abs(real)
	}
	if err != nil {
		return "", err
	}
	return filepath.Abs(real)
}

// Open implements [FS].
func (OS) Open(path string) (File, error) { return open(path, os.O_RDONLY) }

// OpenWriter implements [FS].
func (OS) OpenWriter(path string) (File, error) { return open(path, os.O_RDWR) }

// Make implements [FS].
func (OS) Make(path string) (File, error) { return open(path, os.O_RDWR|os.O_CREATE) }

// Rename implements [FS].
func (OS) Rename(from, to string) error { return rename(from, to) }

// Remove implements [FS].
func (OS) Remove(path string) error { return os.Remove(path) }

// SyncFolder implements [FS].
func (OS) SyncFolder(path string) error { return syncFolder(filepath.Dir(path)) }

func open(path string, flag int) (File, error) {
	f, err := openFile(path, flag)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		if err == nil {
			err = &fs.PathError{Op: "open", Path: path, Err: errors.New("not a regular file")}
		}
		return nil, err
	}
	return osFile{f}, nil
}

type osFile struct{ *os.File }

func (f osFile) Size() (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (f osFile) Sync() error { return syncData(f.File) }

func (f osFile) Is(path string) (bool, error) {
	mine, err := f.Stat()
	if err != nil {
		return false, err
	}
	there, err := os.Stat(path)
	if err != nil {
		return false, err
	}
	return os.SameFile(mine, there), nil
}

func (f osFile) Lock() (bool, error) { return lock(f.File) }

// Close gives the lock back first: a mapping of the file lives on, and the lock with it.
func (f osFile) Close() error {
	f.Unlock() // of a file without a lock it does nothing, or fails
	return f.File.Close()
}

func (f osFile) Unlock() error { return unlock(f.File) }

func (f osFile) Map(size int64) ([]byte, func() error, error) { return mapFile(f.File, size) }

func (f osFile) Permit(like File) error {
	other, ok := like.(osFile)
	if !ok {
		return nil
	}
	info, err := other.Stat()
	if err != nil {
		return err
	}
	return f.Chmod(info.Mode().Perm())
}

// control calls a system call with a file's descriptor, again while a signal comes between.
func control(f *os.File, interrupted error, call func(fd uintptr) error) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	err = conn.Control(func(fd uintptr) {
		for failed = call(fd); failed != nil && errors.Is(failed, interrupted); {
			failed = call(fd)
		}
	})
	return errors.Join(err, failed)
}
