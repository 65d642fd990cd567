// Package jsontext writes JSON without a detour by way of reflection, and describes objects by their fields so that one
// description serves writing and reading.
package jsontext
