package table

import (
	"io"
	"os"
	"strconv"

	"github.com/vbauerster/cupwriter"
)

// unknownWidth is what lines get where there is no terminal to ask, as in a file.
const unknownWidth = 100

// Columns is how many cells wide the lines should be that go to w: what the variable COLUMNS of the environment
// says, else the width of the terminal that w is, else 100.
func Columns(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if terminal := cupwriter.New(w, false); terminal.IsTerminal() {
		if width, _, err := terminal.GetTermSize(); err == nil && width > 0 {
			return width
		}
	}
	return unknownWidth
}
