package main

import (
	"regexp"
	"strings"
)

// inOurTerms says an error of the library in the terms of the command line: flags for options. The format's flag
// is -from for the files that are read, and -to for the one that is written.
func inOurTerms(err error, formatFlag string) error {
	if err == nil {
		return nil
	}
	text := regexp.MustCompile(`loader\.With(Base|Label)\(("[^"]*")\)`).ReplaceAllStringFunc(err.Error(), func(call string) string {
		name, value, _ := strings.Cut(strings.TrimSuffix(call, ")"), "(")
		return "-" + strings.ToLower(strings.TrimPrefix(name, "loader.With")) + " " + value
	})
	text = strings.NewReplacer(
		"loader.WithFormat", formatFlag,
		"(WithBase)", "(-base)",
		"loader.WithCanonical", "-canonical",
		"syntax.WithDocuments says how", "-contexts or -network says how",
		"(WithLenient leaves", "(-lenient leaves",
		"open it with graph.ReadOnly(), or wait until it is closed", "wait until it is closed",
		"or ask for the labels to be left out", "or leave the labels out (-drop-labels)",
	).Replace(text)
	return saidError{text, err}
}

// saidError is an error in other words.
type saidError struct {
	text string
	err  error
}

func (e saidError) Error() string { return e.text }
func (e saidError) Unwrap() error { return e.err }
