package query

import (
	"fmt"
	"strings"
)

// writeList writes a line of a profile, unless there is nothing to list.
func writeList(b *strings.Builder, title string, items []string) {
	if len(items) > 0 {
		fmt.Fprintf(b, "  %s: %s\n", title, strings.Join(items, ", "))
	}
}

// writeLines writes rows of a profile, one a line.
func writeLines[T fmt.Stringer](b *strings.Builder, rows []T) {
	for _, row := range rows {
		fmt.Fprintf(b, "  %s\n", row)
	}
}
