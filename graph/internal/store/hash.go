package store

import (
	"crypto/rand"
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// HashFunction numbers what Hasher computes. Hash tables are kept in files: whoever changes a result of
// Hasher.String, or of hashText, counts it up.
const HashFunction = 1

// Hasher hashes texts under a key, by multiplying and folding the product's halves together. Each graph
// draws a key of its own, so that nobody can choose texts that collide. The result is the same on all
// machines and in all processes.
type Hasher struct{ a, b uint64 }

// NewHasher gives the hasher of a key.
func NewHasher(key [16]byte) Hasher {
	return Hasher{binary.LittleEndian.Uint64(key[:]), binary.LittleEndian.Uint64(key[8:])}
}

// NewKey draws a key.
func NewKey() (key [16]byte) {
	rand.Read(key[:]) // it has no error
	return key
}

// Key gives the hasher's key.
func (h Hasher) Key() (key [16]byte) {
	binary.LittleEndian.PutUint64(key[:], h.a)
	binary.LittleEndian.PutUint64(key[8:], h.b)
	return key
}

// String hashes a text.
func (h Hasher) String(text string) uint64 {
	data := unsafe.Slice(unsafe.StringData(text), len(text))
	sum := h.a ^ uint64(len(data))*0x9e3779b97f4a7c15
	for ; len(data) > 16; data = data[16:] {
		sum = fold(binary.LittleEndian.Uint64(data)^h.b, binary.LittleEndian.Uint64(data[8:])^sum)
	}
	var x, y uint64 // the last 1 to 16 bytes, some perhaps in both
	switch n := len(data); {
	case n >= 8:
		x, y = binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[n-8:])
	case n >= 4:
		x, y = uint64(binary.LittleEndian.Uint32(data)), uint64(binary.LittleEndian.Uint32(data[n-4:]))
	case n > 0:
		x = uint64(data[0])<<16 | uint64(data[n/2])<<8 | uint64(data[n-1])
	}
	return fold(fold(x^h.b, y^sum)^h.a, 0xff51afd7ed558ccd)
}

// fold multiplies to 128 bits and folds the halves together.
func fold(x, y uint64) uint64 {
	hi, lo := bits.Mul64(x, y)
	return hi ^ lo
}
