//go:build !linux

package isolate_test

var helpers = map[string]func(){}
