// Package disktest has a simulated disk: a [disk.FS] in memory that keeps apart what programs see and what would be
// there after a power cut.
//
// What was not synced survives in any mixture: of each sector of 512 bytes one of the contents it has had since the last
// sync, of each length and of each name one of the values since then. A failed sync leaves its pages clean: they can be
// read, and no later sync writes them.
package disktest
