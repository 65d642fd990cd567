package file

import (
	"encoding/binary"
	"slices"
)

// bigEndian tells whether this machine keeps numbers the other way round than the file.
func bigEndian() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) != 1 }

// little gives numbers of a width as the file has them: the same bytes, or a copy where the machine keeps them the other
// way round.
func little(b []byte, width int) []byte {
	if !bigEndian() || width == 1 {
		return b
	}
	b = slices.Clone(b)
	swap(b, width)
	return b
}

// native turns numbers of a width, as the file has them, into those of the machine, in place.
func native(b []byte, width int) {
	if bigEndian() {
		swap(b, width)
	}
}

// swap turns numbers of a width round, in place.
func swap(b []byte, width int) {
	if width > 1 {
		for number := range slices.Chunk(b, width) {
			slices.Reverse(number)
		}
	}
}
