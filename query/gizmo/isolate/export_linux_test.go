package isolate

// Confine and ProcessorTime give the tests what a child gives up.
var (
	Confine       = confine
	ProcessorTime = processorTime
)
