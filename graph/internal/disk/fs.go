package disk

import (
	"errors"
	"io"
)

// An FS is a file system. Its methods are safe for concurrent use. A file that is not there is fs.ErrNotExist.
type FS interface {
	// Resolve follows symbolic links, so that a rename replaces the file itself. The file need not be there.
	Resolve(path string) (string, error)
	// Open opens a file for reading.
	Open(path string) (File, error)
	// OpenWriter opens a file for reading and writing.
	OpenWriter(path string) (File, error)
	// Make opens a file for reading and writing, and makes it if it is not there.
	Make(path string) (File, error)
	// Rename gives a file another name, and takes that name from the file that has it, open or not, in one step.
	Rename(from, to string) error
	// Remove takes a file's name away.
	Remove(path string) error
	// SyncFolder returns when the names in the folder of path are on the disk.
	SyncFolder(path string) error
}

// A File is an open file. Its methods are safe for concurrent use.
type File interface {
	io.ReaderAt
	io.WriterAt
	io.Closer

	// Size gives the length in bytes.
	Size() (int64, error)
	// Truncate makes the file as long as size says, with zeros where it grows.
	Truncate(size int64) error
	// Sync returns when all that was written, and the length, is on the disk. After an error nobody knows what is.
	Sync() error
	// Is tells whether path is a name of this very file; fs.ErrNotExist says that there is none of that name.
	Is(path string) (bool, error)
	// Lock takes the one lock of the file, for as long as the file is open or until Unlock; false says that
	// another open file, of this process or another one, has it.
	Lock() (bool, error)
	// Unlock gives the lock back.
	Unlock() error
	// Map gives the first size bytes as memory that must not be written to, and what ends that. The memory outlives
	// the open file. ErrNoMap says that this system has no such thing.
	Map(size int64) (data []byte, unmap func() error, err error)
	// Permit gives the file the permissions of another one.
	Permit(like File) error
}

var (
	// ErrNoLock: the system, or the file system, has no locks that end with their process.
	ErrNoLock = errors.New("files cannot be locked here")
	// ErrNoMap: files cannot be mapped into memory here.
	ErrNoMap = errors.New("files cannot be mapped into memory here")
)
