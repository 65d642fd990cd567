package servers

import (
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
	"testing"
)

// asOrdinaryUser makes a program run as another user where the tests run as root, which servers refuse.
func asOrdinaryUser(t testing.TB) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return &syscall.SysProcAttr{}
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		}
	}
	t.Fatal("there is no ordinary user for a server to run as")
	return nil
}

// give makes a folder that user's.
func give(t testing.TB, dir string) {
	t.Helper()
	if c := asOrdinaryUser(t).Credential; c != nil {
		if err := os.Chown(dir, int(c.Uid), int(c.Gid)); err != nil {
			t.Fatal(err)
		}
	}
}

// endWithTest has the system kill a program when the thread that starts it ends.
func endWithTest(c *exec.Cmd) { c.SysProcAttr.Pdeathsig = syscall.SIGKILL }
