package program

import (
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"talentgraph.example/query/questions"
)

// Flags makes a set of flags for [Parse]. Help is printed by usage, to which the flags' own words are added.
func Flags(name string, stdout io.Writer, usage string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(stdout)
	flags.Usage = func() {
		fmt.Fprintf(stdout, "%s\n\nFlags:\n", strings.TrimSpace(usage))
		flags.PrintDefaults()
	}
	return flags
}

// saidOf says what is wrong with a flag, and which one was probably meant by one that there is not.
func saidOf(flags *flag.FlagSet, err error) string {
	unknown, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: ")
	if !ok {
		return err.Error()
	}
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
	said := "there is no flag " + unknown
	if near := questions.Nearest(strings.TrimLeft(unknown, "-"), names); near != "" {
		said += ", did you mean -" + near + "?"
	}
	return said
}

// Parse reads flags before, between and after the words, and gives the words; negative numbers, and those behind "--", are
// no flags. If help is
// asked for, it is printed, unless there is no usage, and the error is flag.ErrHelp. All other errors are one line that says how to get help.
func Parse(flags *flag.FlagSet, args []string) (words []string, err error) {
	usage, out := flags.Usage, flags.Output()
	flags.Usage = func() {}
	flags.SetOutput(io.Discard)
	defer func() {
		flags.Usage = usage
		flags.SetOutput(out)
		if err == flag.ErrHelp && usage != nil {
			usage()
		}
	}()
	for len(args) > 0 {
		if isNumber(args[0]) {
			words, args = append(words, args[0]), args[1:]
			continue
		}
		err := flags.Parse(args)
		switch {
		case err == flag.ErrHelp:
			return append(words, flags.Args()...), err
		case err != nil:
			return nil, fmt.Errorf("%s; %s -help tells more", saidOf(flags, err), flags.Name())
		}
		rest := flags.Args()
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			return append(words, rest...), nil
		}
		if args = rest; len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	return words, nil
}

// isNumber tells whether a word is a number rather than a flag.
func isNumber(word string) bool {
	_, err := strconv.Atoi(word)
	return err == nil
}
