// Package data gives the programs their facts: those of the bundled article, of files that one has, or of a graph that
// is kept in a file.
package data
