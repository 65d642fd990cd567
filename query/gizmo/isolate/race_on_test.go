//go:build race

package isolate_test

// underRace tells whether the race detector is at work, whose own memory is that of the child, too.
const underRace = true
