package workbook

import (
	"strconv"
	"strings"
)

// plain gives a text without the escapes that workbooks have for characters XML cannot write, or changes: _x000D_ is a carriage
// return. Lines end with LF.
func plain(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, "_x")
		out.WriteString(before)
		if !found {
			break
		}
		text = after
		if len(after) > 4 && after[4] == '_' {
			if code, err := strconv.ParseUint(after[:4], 16, 16); err == nil && (code < 0xd800 || code > 0xdfff) {
				out.WriteRune(rune(code))
				text = after[5:]
				continue
			}
		}
		out.WriteString("_x")
	}
	return strings.ReplaceAll(strings.ReplaceAll(out.String(), "\r\n", "\n"), "\r", "\n")
}
