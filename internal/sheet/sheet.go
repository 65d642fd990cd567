// Package sheet keeps spreadsheets from taking a cell of data for a formula: [Harmless] writes such a cell, [Plain] reads
// it back.
package sheet

import "strings"

// formulas are the signs that a cell of a formula begins with.
const formulas = "=+-@\t\r"

// Harmless puts an apostrophe in front of what a spreadsheet would take for a formula.
func Harmless(cell string) string {
	if cell != "" && strings.IndexByte(formulas, cell[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// Plain takes the apostrophe of Harmless away again.
func Plain(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.IndexByte(formulas, cell[1]) >= 0 {
		return cell[1:]
	}
	return cell
}
