package gizmo

// box is where the tests of this package run scripts in processes of their own. Package isolate imports this one, so
// TestMain, which stands outside, gives it.
var box Runner

// UseBox gives the tests their box.
func UseBox(b Runner) { box = b }
