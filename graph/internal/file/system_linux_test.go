package file

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"talentgraph.example/graph/internal/disk"
)

// A folder that cannot be written to keeps nobody from reading, nor from adding to a file that can be; a new generation
// is a clear error.
func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		asNobody(t)
		return
	}
	path := newPath(t)
	f := create(t, path, Options{})
	addMany(t, f, 2)
	require.NoError(t, f.Close())
	folder := filepath.Dir(path)
	require.NoError(t, os.Chmod(folder, 0o500))
	t.Cleanup(func() { os.Chmod(folder, 0o700) })
	f = open(t, path, Options{})
	addMany(t, f, 1)
	_, err := f.Rewrite(t.Context(), base(3))
	require.ErrorIs(t, err, fs.ErrPermission)
	require.ErrorContains(t, err, path)
	addMany(t, f, 1)
	require.NoError(t, f.Close())
	require.NoError(t, os.Chmod(path, 0o400))
	_, err = Open(t.Context(), disk.OS{}, path, Options{})
	require.ErrorIs(t, err, fs.ErrPermission)
	require.NoError(t, holds(open(t, path, Options{ReadOnly: true}), 4))
	_, err = Create(t.Context(), disk.OS{}, path+"2", base(0), Options{})
	require.ErrorIs(t, err, fs.ErrPermission)
	t.Log("as a user")
}

// asNobody runs the test again as a user whom permissions hold for.
func asNobody(t *testing.T) {
	const nobody = 65534
	folder, err := os.MkdirTemp("", "nobody")
	require.NoError(t, err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	require.NoError(t, os.Chown(folder, nobody, nobody))
	self, err := os.ReadFile("/proc/self/exe")
	require.NoError(t, err)
	program := filepath.Join(folder, "test")
	require.NoError(t, os.WriteFile(program, self, 0o755))
	cmd := exec.CommandContext(t.Context(), program, "-test.run", "^"+t.Name()+"$", "-test.v")
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "TMPDIR="+folder)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), "as a user")
}

// A symbolic link stays one when the file behind it is written anew, and permissions stay.
func TestLinkedFile(t *testing.T) {
	path := newPath(t)
	require.NoError(t, create(t, path, Options{}).Close())
	require.NoError(t, os.Chmod(path, 0o640))
	link := filepath.Join(t.TempDir(), "link.tg")
	require.NoError(t, os.Symlink(path, link))
	f := open(t, link, Options{})
	w, err := f.Rewrite(t.Context(), base(0))
	require.NoError(t, err)
	require.NoError(t, w.Finish(t.Context()))
	addMany(t, f, 1)
	require.NoError(t, f.Close())
	info, err := os.Lstat(link)
	require.NoError(t, err)
	assert.Equal(t, fs.ModeSymlink, info.Mode().Type())
	info, err = os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, fs.FileMode(0o640), info.Mode().Perm())
	require.NoError(t, holds(open(t, path, Options{}), 1))
}

// A file that may not grow, as the system says: a change is refused, and what was there stays. The limit holds for the
// whole process, the log of the test's own program included, so it is set in a child.
func TestFileSizeLimit(t *testing.T) {
	const child = "TALENTGRAPH_FILE_SIZE_LIMIT"
	if os.Getenv(child) == "" {
		cmd := exec.CommandContext(t.Context(), "/proc/self/exe", "-test.run", "^"+t.Name()+"$", "-test.v")
		cmd.Env = append(os.Environ(), child+"=1")
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s", out)
		assert.Contains(t, string(out), "with a limit")
		return
	}
	path := newPath(t)
	f := create(t, path, Options{})
	addMany(t, f, 3)
	size, err := f.gen.file.Size()
	require.NoError(t, err)
	var old syscall.Rlimit
	require.NoError(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old))
	require.NoError(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(size), Max: old.Max}))
	err = f.Append(4, make([]byte, 5<<20))
	restored := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old)
	require.NoError(t, restored)
	require.ErrorIs(t, err, syscall.EFBIG)
	require.NotErrorIs(t, err, ErrBroken)
	require.NoError(t, holds(f, 3))
	addMany(t, f, 2)
	require.NoError(t, f.Close())
	require.NoError(t, holds(open(t, path, Options{}), 5))
	t.Log("with a limit")
}
