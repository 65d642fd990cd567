package xml

// Where says where a text stands that is to be escaped.
type Where bool

// The places of texts.
const (
	InText      Where = false
	InAttribute Where = true // between '"'
)

// Escape appends a text so that it reads as it is, with the escapes of Canonical XML 1.0, section 2.3.
func Escape[T string | []byte](dst []byte, text T, where Where) []byte {
	start := 0
	for i := 0; i < len(text); i++ {
		escape := ""
		switch c := text[i]; {
		case c == '&':
			escape = "&amp;"
		case c == '<':
			escape = "&lt;"
		case c == '\r':
			escape = "&#xD;"
		case c == '>' && where == InText:
			escape = "&gt;"
		case c == '"' && where == InAttribute:
			escape = "&quot;"
		case c == '\t' && where == InAttribute:
			escape = "&#x9;"
		case c == '\n' && where == InAttribute:
			escape = "&#xA;"
		default:
			continue
		}
		dst = append(append(dst, text[start:i]...), escape...)
		start = i + 1
	}
	return append(dst, text[start:]...)
}

// Valid tells whether XML can have all characters of a text, which must be valid UTF-8.
func Valid(text string) bool {
	for _, r := range text {
		if !isCharacter(r) {
			return false
		}
	}
	return true
}
