package explorer

import "strings"

// preferred is the language that a browser asks for first, of those that there are.
func preferred(accept string) string {
	for _, tag := range strings.Split(strings.ToLower(accept), ",") {
		switch tag, _, _ = strings.Cut(strings.TrimSpace(tag), ";"); {
		case strings.HasPrefix(tag, "zh-tw"), strings.HasPrefix(tag, "zh-hk"), strings.HasPrefix(tag, "zh-mo"), strings.HasPrefix(tag, "zh-hant"):
			return "zh-Hant"
		case strings.HasPrefix(tag, "zh"):
			return "zh-Hans"
		case strings.HasPrefix(tag, "en"):
			return "en"
		}
	}
	return "en"
}
