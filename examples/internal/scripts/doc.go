// Package scripts is what programs that run Gizmo scripts have in common: the limits of a script, each with a flag, and
// the box that it runs in.
package scripts
