// Package engines keeps the facts of a test in every way that a graph can be kept, so that a test can want the same of
// all of them.
package engines
