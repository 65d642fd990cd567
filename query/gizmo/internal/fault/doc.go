// Package fault says what is wrong with a script, and where in its text.
package fault
