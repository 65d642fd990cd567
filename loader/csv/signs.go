package csv

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// seen is what can be seen of a text: without the signs that copying from pages and messages leaves behind, such as U+200B
// and the marks for the direction of writing, so that Heron is one name with and without them. Joiners stay, which some
// scripts and pictures need.
func seen(text string) string {
	if !strings.ContainsFunc(text, isUnseen) {
		return text
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isUnseen(r) {
			return -1
		}
		return r
	}, text))
}

func isUnseen(r rune) bool {
	switch r {
	case 0xad, 0x200b, 0x200e, 0x200f, 0x2060, 0xfeff:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// slipIn tells what is wrong with a cell whatever its column.
func slipIn(text string) error {
	if isDitto(text) {
		return errors.New("this stands for what the cell above says; write that, since each row is read for itself")
	}
	if isSheetError(text) {
		return errors.New("the cell shows an error")
	}
	return controlIn(text)
}

// isSheetError tells whether a cell has what spreadsheets show for a formula that cannot be worked out.
func isSheetError(text string) bool {
	switch text {
	case "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// isDitto tells whether a cell has a sign or a word for the cell above.
func isDitto(text string) bool {
	switch strings.ToLower(text) {
	case "\"", "''", "〃", "″", "”", "“", "ditto", "do.", "same", "same as above", "as above", "see above", "同上", "同前", "(同上)", "（同上）", "↑", "⇑", "^":
		return true
	}
	return false
}

// controlIn finds a control character in a cell, which no name or text has: it is damaged, or was never text.
func controlIn(text string) error {
	for _, r := range text {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return fmt.Errorf("there is a control character in this cell (U+%04X), which can be no part of a text; take it out", r)
		}
	}
	return nil
}
