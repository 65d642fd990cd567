//go:build !linux

package servers

import (
	"os/exec"
	"syscall"
	"testing"
)

func asOrdinaryUser(testing.TB) *syscall.SysProcAttr { return nil }

func give(testing.TB, string) {}

func endWithTest(*exec.Cmd) {}
