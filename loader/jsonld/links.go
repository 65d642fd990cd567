package jsonld

import "strings"

// link is one link of a Link header (RFC 8288).
type link struct {
	target string
	params map[string]string
}

// is tells whether the link has a relation.
func (l link) is(relation string) bool {
	for _, r := range strings.Fields(l.params["rel"]) {
		if strings.EqualFold(r, relation) {
			return true
		}
	}
	return false
}

// links takes Link headers apart. What is wrong in them is passed over.
func links(headers []string) []link {
	var out []link
	for _, h := range headers {
		for {
			_, rest, ok := strings.Cut(h, "<")
			if !ok {
				break
			}
			target, rest, ok := strings.Cut(rest, ">")
			if !ok {
				break
			}
			l := link{target, map[string]string{}}
			h = l.readParams(rest)
			out = append(out, l)
		}
	}
	return out
}

// readParams reads the parameters behind a link's target, and gives what follows the link.
func (l link) readParams(text string) string {
	for {
		text = strings.TrimLeft(text, " \t")
		if !strings.HasPrefix(text, ";") {
			return strings.TrimPrefix(text, ",")
		}
		text = strings.TrimLeft(text[1:], " \t")
		end := strings.IndexAny(text, "=;,")
		if end < 0 {
			return ""
		}
		name := strings.ToLower(strings.TrimSpace(text[:end]))
		if text[end] != '=' {
			text = text[end:]
			continue
		}
		text = strings.TrimLeft(text[end+1:], " \t")
		value := ""
		if strings.HasPrefix(text, `"`) {
			value, text = quotedText(text[1:])
		} else {
			end := strings.IndexAny(text, ";,")
			if end < 0 {
				end = len(text)
			}
			value, text = strings.TrimSpace(text[:end]), text[end:]
		}
		if _, ok := l.params[name]; !ok {
			l.params[name] = value
		}
	}
}

// quotedText reads a quoted string whose first mark is read, and gives what follows it.
func quotedText(text string) (value, rest string) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:]
		case text[i] == '\\' && i+1 < len(text):
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), ""
}
