package vocab

import _ "embed"

//go:embed talentgraph.ttl
var turtle string

// Turtle gives the vocabulary itself as a Turtle document: the classes, properties and individuals of
// tg:, with labels and comments in English and in traditional and simplified Chinese.
func Turtle() string { return turtle }
