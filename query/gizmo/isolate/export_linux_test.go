package isolate

// Confine gives the tests what a child gives up.
var Confine = confine
