// The command gen writes the tables of characters from two files of the Unicode Character Database:
// go run ./internal/names/hanscript/gen Unihan_Variants.txt Unihan_OtherMappings.txt internal/names/hanscript/pairs.go
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 {
		return errors.New("want the names of three files, two of the database's and the one to write")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	mappings, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	version := regexp.MustCompile(`(?m)^# Unicode version: (\S+)`).FindSubmatch(text)
	if version == nil {
		return errors.New("the database's file does not tell its version")
	}
	pairs := read(text)
	if len(pairs) == 0 {
		return errors.New("the database's file has no simplified variants")
	}
	others := append(variants(text, mappings), glyphs()...)
	others = append(others, printed(mappings, pairs, others)...)
	slices.Sort(others)
	pairs = append(pairs, words()...)
	slices.Sort(pairs)
	var out bytes.Buffer
	fmt.Fprintf(&out, "package hanscript\n\n// pairs has %d pairs, of the field kSimplifiedVariant of Unicode %s, and of words: a traditional\n", len(pairs), version[1])
	fmt.Fprintf(&out, "// character, then a simplified one, in order. See UNICODE-LICENSE. Made by gen.\nconst pairs = \"\" +\n")
	write(&out, pairs)
	fmt.Fprintf(&out, "\n// others has %d variants of traditional and simplified characters, each with the usual form, in order. Made by gen.\n", len(others))
	fmt.Fprintf(&out, "const others = \"\" +\n")
	write(&out, others)
	return os.WriteFile(args[2], out.Bytes(), 0o644)
}

func write(out *bytes.Buffer, pairs []string) {
	for line := range slices.Chunk(pairs, 18) {
		out.WriteString("\t\"")
		for _, p := range line {
			out.WriteString(p)
		}
		out.WriteString("\" +\n")
	}
	out.WriteString("\t\"\"\n")
}

// read gives the pairs of characters that take three bytes each in UTF-8, which are those in use. A character
// that is its own variant, too, has a pair that says so; one that has no other has none.
func read(text []byte) (pairs []string) {
	field := regexp.MustCompile(`(?m)^U\+([0-9A-F]{4})\tkSimplifiedVariant\t(.*)$`)
	variant := regexp.MustCompile(`U\+([0-9A-F]{4})\b`)
	for _, f := range field.FindAllSubmatch(text, -1) {
		var own []string
		for _, v := range variant.FindAllSubmatch(f[2], -1) {
			own = append(own, char(f[1])+char(v[1]))
		}
		if len(own) == 1 && own[0] == char(f[1])+char(f[1]) {
			continue
		}
		pairs = append(pairs, own...)
	}
	slices.Sort(pairs)
	return pairs
}

func char(hex []byte) string {
	n, err := strconv.ParseUint(string(hex), 16, 32)
	if err != nil {
		return "\uFFFD" // the pattern lets nothing else through
	}
	return string(rune(n))
}
