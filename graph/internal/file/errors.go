package file

import (
	"errors"
	"fmt"
)

// The errors to test for with errors.Is.
var (
	// ErrLocked: another open file writes here. The message names its process.
	ErrLocked = errors.New("locked")
	// ErrNewer: written by a newer format. The message has both numbers.
	ErrNewer = errors.New("written by a newer format")
	// ErrBroken: a write or a sync failed, so nobody knows what is on the disk. Reading goes on; to write, open again.
	ErrBroken = errors.New("writing has ended, open the file again")
	// ErrGone: a version that the file no longer has, or never had, one by one.
	ErrGone = errors.New("that version is not kept")
	// ErrReplaced: the path names another file than the open one, or none.
	ErrReplaced = errors.New("removed or replaced while it was open")
	// ErrDamaged: bytes are not what was written.
	ErrDamaged = errors.New("damaged")
	// ErrClosed: the file was closed.
	ErrClosed = errors.New("closed")
)

// An Error tells what is wrong with a file, and where.
type Error struct {
	Path    string
	Offset  int64  // in bytes, where the part begins
	Part    string // "head", "end page", "section 3", "record"
	Version uint64 // the last change known to be whole, 0 if that is not known
	Err     error
}

// Error writes the path, the part, where it is and what is wrong.
func (e *Error) Error() string {
	text := fmt.Sprintf("%s: %s at byte %d: %v", e.Path, e.Part, e.Offset, e.Err)
	if e.Version > 0 {
		text += fmt.Sprintf(" (whole up to version %d)", e.Version)
	}
	return text
}

// Unwrap gives what is wrong.
func (e *Error) Unwrap() error { return e.Err }

// damage says what is wrong with bytes; it is ErrDamaged.
func damage(format string, args ...any) error {
	return reason{fmt.Sprintf(format, args...), ErrDamaged}
}

// newer is an ErrNewer that has both numbers.
func newer(what string, has, most any) error {
	return reason{fmt.Sprintf("%s is %v, and this program knows %v", what, has, most), ErrNewer}
}

// Locked names the process that writes a file. It is ErrLocked.
type Locked struct {
	Path string
	By   string // "process 12", or "another process"
}

func (e *Locked) Error() string {
	return fmt.Sprintf("%s is written by %s; open it with graph.ReadOnly(), or wait until it is closed", e.Path, e.By)
}

// Unwrap gives ErrLocked.
func (e *Locked) Unwrap() error { return ErrLocked }

func locked(path string, process uint32) error {
	if process != 0 {
		return &Locked{path, fmt.Sprintf("process %d", process)}
	}
	return &Locked{path, "another process"}
}

// A reason is an error of a class whose text is its own.
type reason struct {
	text  string
	class error
}

func (r reason) Error() string { return r.text }

func (r reason) Unwrap() error { return r.class }
