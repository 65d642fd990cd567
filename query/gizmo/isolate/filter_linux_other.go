//go:build linux && !amd64 && !arm64

package isolate

const auditArch = 0

var refusedCalls []uint32
