package gizmo

import "time"

// The limits that hold unless an option says otherwise.
const (
	DefaultTimeout       = 10 * time.Second
	DefaultMaxRows       = 1_000_000
	DefaultMaxMemory     = 256 << 20 // bytes
	DefaultMaxCallDepth  = 400       // calls of script functions within one another
	DefaultMaxPathLength = 1_000     // steps, as WithMaxPathLength counts them
	DefaultMaxScriptSize = 64 << 10  // bytes
	DefaultMaxEmitted    = 16 << 20  // bytes of one emitted value
)

// mostCallDepth bounds what WithMaxCallDepth may be given.
const mostCallDepth = 2_000
