// Package limit has the bounds of a script and their errors, each a *graph.LimitError that says what raises it.
package limit
