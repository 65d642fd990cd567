// The command gen writes the bundled facts to the file named on its command line.
package main

import (
	"fmt"
	"os"

	"talentgraph.example/loader/internal/talentwar"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want the name of the file to write, got %d names; run go generate ./loader", len(args))
	}
	file, err := talentwar.File()
	if err != nil {
		return err
	}
	return os.WriteFile(args[0], file, 0o644)
}
