package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"talentgraph.example/query/internal/algebra"
)

// source is a text and where the reader is in it. \u escapes are resolved before tokens are found, as SPARQL 1.1,
// section 19.2, has it, but places are those of the text as typed.
type source struct {
	text    string
	at      int      // offset of the next byte to be read
	escapes []escape // those still ahead of placed
	written *written // terms that are known by their texts; nil outside of data
	// The place of the byte at placed.
	placed int
	place  algebra.Place
}

// escape is where a resolved escape stands, and how many columns more it was typed with.
type escape struct{ at, more int }

func newSource(text string) source {
	s := source{text: text, place: algebra.Place{Line: 1, Column: 1}}
	if !utf8.ValidString(text) {
		at := 0
		for r, n := utf8.DecodeRuneInString(text); r != utf8.RuneError || n != 1; r, n = utf8.DecodeRuneInString(text[at:]) {
			at += n
		}
		failAt(s.placeOf(at), "the text is not valid UTF-8")
	}
	if strings.Contains(text, `\u`) || strings.Contains(text, `\U`) {
		s.resolve()
	}
	return s
}

// resolve replaces the escapes.
func (s *source) resolve() {
	raw := *s // for the places of errors
	text := s.text
	var out strings.Builder
	for i := 0; i < len(text); {
		slash := strings.IndexByte(text[i:], '\\')
		if slash < 0 || i+slash+1 >= len(text) {
			out.WriteString(text[i:])
			break
		}
		out.WriteString(text[i : i+slash])
		i += slash
		digits := 0
		switch text[i+1] {
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		default: // an escape of another kind; of two backslashes the second begins none
			out.WriteString(text[i : i+2])
			i += 2
			continue
		}
		end := i + 2 + digits
		if end > len(text) {
			failAt(raw.placeOf(i), "the escape is cut short: \\%c is followed by %d hexadecimal digits", text[i+1], digits)
		}
		n, err := strconv.ParseUint(text[i+2:end], 16, 32)
		switch {
		case err != nil:
			failAt(raw.placeOf(i), "\\%c is followed by %d hexadecimal digits", text[i+1], digits)
		case n > utf8.MaxRune || 0xD800 <= n && n <= 0xDFFF:
			failAt(raw.placeOf(i), "%s is no Unicode character", text[i:end])
		}
		s.escapes = append(s.escapes, escape{out.Len(), digits + 1})
		out.WriteRune(rune(n))
		i = end
	}
	s.text = out.String()
}

// placeOf gives the place of an offset, which must not lie before that of an earlier call.
func (s *source) placeOf(offset int) algebra.Place {
	if passed := s.text[s.placed:max(offset, s.placed)]; len(s.escapes) == 0 {
		if n := strings.Count(passed, "\n"); n > 0 {
			s.place.Line += int32(n)
			s.place.Column = 1
			passed = passed[strings.LastIndexByte(passed, '\n')+1:]
		}
		s.place.Column += int32(utf8.RuneCountInString(passed))
		s.placed = max(offset, s.placed)
		return s.place
	}
	for ; s.placed < offset; s.placed++ {
		switch c := s.text[s.placed]; {
		case len(s.escapes) > 0 && s.escapes[0].at == s.placed:
			s.place.Column += int32(s.escapes[0].more) + 1
			s.escapes = s.escapes[1:]
		case c == '\n':
			s.place.Line++
			s.place.Column = 1
		case c < 0x80 || c >= 0xC0: // the first byte of a character
			s.place.Column++
		}
	}
	return s.place
}

// skip goes over white space and comments.
func (s *source) skip() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		case '#':
			if end := strings.IndexAny(s.text[s.at:], "\r\n"); end >= 0 {
				s.at += end
			} else {
				s.at = len(s.text)
			}
		default:
			return
		}
	}
}
