// The command gen writes the table of readings from go-pinyin's dictionary. It is a module of its own, so that nobody else
// has that library. In this folder: go run . ../readings.txt
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("want the name of the file to write")
	}
	return os.WriteFile(args[0], table(), 0o644)
}

// table has a line for each Chinese character with a reading, in order: the character, and its readings without tones,
// as go-pinyin has them.
func table() []byte {
	var out bytes.Buffer
	for r := range rune(unicode.MaxRune + 1) {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if readings := pinyin.SinglePinyin(r, pinyin.Args{Style: pinyin.Normal, Heteronym: true}); len(readings) > 0 {
			fmt.Fprintf(&out, "%c %s\n", r, strings.Join(readings, " "))
		}
	}
	return out.Bytes()
}
