package isolate

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What Go 1.26 says at its end, on Linux, where it is refused memory: in words, or by a fall of its own.
func TestSaysMemory(t *testing.T) {
	for said, want := range map[string]bool{
		"fatal error: runtime: out of memory":                                                                  true,
		"runtime: failed to create new OS thread (have 7 already; errno=11)":                                   true,
		"SIGSEGV: segmentation violation\nPC=0x439a9d m=4 sigcode=1 addr=0x0\n\ngoroutine 0 gp=0x8 m=4 [idle]": true,
		"fatal error: unexpected signal during runtime execution\n[signal SIGSEGV: segmentation violation":     true,
		"":                              false,
		"panic: the engine has a fault": false,
		"runtime: goroutine stack exceeds 1000000000-byte limit":         false,
		"fatal error: all goroutines are asleep - deadlock!\n\n[select]": false,
	} {
		require.Equal(t, want, saysMemory(said), said)
	}
}
