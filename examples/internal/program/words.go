package program

import (
	"regexp"
	"strings"
)

// InFlags says an error of the library in the words of the command line. The flags are given by the name of the option in
// Go, such as "WithBase": "-base". An advice that the program has no flag for is left out. The error is still found by
// errors.Is and errors.As.
func InFlags(err error, flags map[string]string) error {
	if err == nil {
		return nil
	}
	text := strings.NewReplacer(
		", or make the prefix known by Graph.SetPrefix", "",
		"open it with graph.ReadOnly(), or wait", "wait",
		"it was opened with graph.ReadOnly()", "it was opened to be read only",
		"or ask for the labels to be left out", "or leave the labels out (WithoutLabels)",
	).Replace(err.Error())
	flag := func(option string) string { return flags[option[strings.LastIndexByte(option, '.')+1:]] }
	const option = `((?:[a-z]+\.)?With(?:out)?[A-Z][A-Za-z]*)`
	for _, form := range []struct{ pattern, with, without string }{
		{`; raise it with ` + option, "; raise it with $", ""},
		{` \(` + option + `([^()]*)\)`, " ($)", ""},
		{`give ` + option + `, or `, "give $, or ", "give "},
		{option + `\(("[^"]*")\)`, "$", ""},
		{option, "$", ""},
	} {
		find := regexp.MustCompile(form.pattern)
		text = find.ReplaceAllStringFunc(text, func(said string) string {
			parts := find.FindStringSubmatch(said)
			name := flag(parts[1])
			switch more := strings.Join(parts[2:], ""); {
			case name == "" && form.with == "$":
				return said
			case name == "":
				return form.without
			case strings.HasPrefix(more, `"`):
				return strings.Replace(form.with, "$", name+" "+more, 1)
			default:
				return strings.Replace(form.with, "$", name+more, 1)
			}
		})
	}
	if text == err.Error() {
		return err
	}
	return Said(text, err)
}

// Said is an error in other words.
func Said(text string, err error) error { return saidError{text, err} }

type saidError struct {
	text string
	err  error
}

func (e saidError) Error() string { return e.text }
func (e saidError) Unwrap() error { return e.err }
