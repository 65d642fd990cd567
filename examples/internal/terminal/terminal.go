// Package terminal is how the programs write for people: what data could do to a terminal is escaped here and nowhere
// else, and here is known how wide its lines are.
package terminal

import (
	"io"
	"os"
	"strconv"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
	"golang.org/x/text/transform"
)

// Plain writes the characters of a text that act on a terminal, or change the order in which it shows others, as
// \u001b: controls but line feeds and tabs, the controls of bidirectional text, separators of lines and paragraphs. Other
// texts stay as they are. Within JSON it is the same text still.
func Plain(text string) string {
	plain, _, _ := transform.String(escaper{}, text) // it gives no errors of its own
	return plain
}

// Writer makes all that goes through it [Plain]. Bytes that begin a character wait for the rest of it.
type Writer struct {
	plain *transform.Writer
	to    io.Writer
}

// NewWriter gives a writer over another one.
func NewWriter(to io.Writer) *Writer {
	return &Writer{transform.NewWriter(to, escaper{}), to}
}

func (w *Writer) Write(p []byte) (int, error) { return w.plain.Write(p) }

// Raw is the writer below w, for data that a file or a pipe is to have as they are, and for those who write to the
// terminal itself; w if there is none.
func Raw(w io.Writer) io.Writer {
	if plain, ok := w.(*Writer); ok {
		return plain.to
	}
	return w
}

// Of gives the terminal that w writes to; false if it writes to something else.
func Of(w io.Writer) (*os.File, bool) {
	f, ok := Raw(w).(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// Columns is how many cells wide the lines are to be that go to w: what the variable COLUMNS of the environment says,
// else the width of the terminal. In a pipe or a file lines are as long as they are, which is 0.
func Columns(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := Of(w); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}

// escaper is the transformation of Plain.
type escaper struct{ transform.NopResetter }

func (escaper) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		if !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(src[nSrc:])
		text := src[nSrc : nSrc+size]
		if acts(r) || r == utf8.RuneError && size == 1 {
			text = escaped(r)
		}
		if nDst+len(text) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], text)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// acts tells whether a character does something else than to be seen.
func acts(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' && r != '\n' && r != '\t' || r == 0x7f
	}
	return unicode.Is(unicode.Cc, r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}

// escaped gives \u and four digits; none of the characters is beyond U+FFFF.
func escaped(r rune) []byte {
	const digits = "0123456789abcdef"
	return []byte{'\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]}
}
