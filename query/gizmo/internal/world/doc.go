// Package world puts an engine and the language Gizmo together, and runs programs in it. It knows neither the graph nor
// who takes the results: the process that has the graph runs scripts with it, and so does one that has none.
package world
