package grammar

import "strconv"

// generatedPrefix begins the names of blank nodes that have none in the file; a number follows.
const generatedPrefix = "gen"

// AppendGenerated writes the name of a file's n-th blank node without a name.
func AppendGenerated(dst []byte, n int) []byte {
	return strconv.AppendInt(append(dst, generatedPrefix...), int64(n), 10)
}

// IsGenerated tells whether a name is one that AppendGenerated gives, or such a one with '_' behind. To a
// written name of this form a reader appends a '_', so that no two nodes get one name.
func IsGenerated[T string | []byte](name T) bool {
	if len(name) <= len(generatedPrefix) || string(name[:len(generatedPrefix)]) != generatedPrefix {
		return false
	}
	i := len(generatedPrefix)
	for i < len(name) && Digit(name[i]) {
		i++
	}
	digits := i - len(generatedPrefix)
	for i < len(name) && name[i] == '_' {
		i++
	}
	return digits > 0 && i == len(name)
}
