// Package program is what the example programs have in common: how they begin and end, how they read their flags, and how
// they say errors of the library in the words of a command line.
package program
