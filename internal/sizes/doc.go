// Package sizes compares numbers and times by what they are, whatever their datatype and spelling: 7, "07"^^xsd:int and
// 7.0E0 are one number, and a moment is the same in each time zone. Nothing is rounded. The orders and ranges of structs,
// those of scripts and the comparisons of paths are made of it.
package sizes
